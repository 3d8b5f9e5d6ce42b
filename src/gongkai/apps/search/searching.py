"""How is a query answered: found, ranked, counted, one page of it shown?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.search import correcting, index
from gongkai.apps.search.answers import MOST, ON_PAGE, Attachment, Facet, Found, Query, Results
from gongkai.apps.search.asking import Understood, understood
from gongkai.apps.search.findable import Kind
from gongkai.apps.search.finding import Hit, hits, state
from gongkai.apps.search.models import Entry, Part
from gongkai.apps.search.ranking import Asking, newest, ranked
from gongkai.apps.search.snippets import has, marked, snippet


def search(query: Query, today: date) -> Results:
    """One page of what was found, with the numbers for the filters. Without words the newest are found; words without a letter or digit
    find nothing; so does a filter that can be true of nothing, which is said.
    """
    meant = understood(query, today)
    if meant.nothing or (query.text.strip() and not meant.groups):
        return Results(query, said=meant.said)
    found, over = _found(meant, query.sort)
    order = newest(found) if query.sort == "newest" or not meant.groups else ranked(found, _asking(meant, today))
    pages = -(-len(order) // ON_PAGE)
    page = min(max(1, query.page), max(1, pages))
    shown = order[(page - 1) * ON_PAGE : page * ON_PAGE]
    return Results(
        query=replace(query, page=page),
        count=len(order),
        over=over,
        entries=_entries(shown, meant, today),
        pages=pages,
        facets=_facets(order, today),
        corrected="" if order else correcting.corrected(query.text, meant.typed),
        expanded=meant.expanded,
        said=meant.said,
    )


def _found(meant: Understood, sort: str) -> tuple[list[Hit], bool]:
    """The newest that have what was asked for. Of a word that stands in more than are counted, those that are called so as well, whatever
    their day.
    """
    found, over = hits(index.WORDS, meant.groups, meant.without, meant.limits, MOST)
    if not over or sort == "newest" or not meant.groups:
        return found, over
    called, _ = hits(index.NAMES, meant.groups, meant.without, meant.limits, MOST)
    known = {each.pk for each in called}
    return [*called, *(each for each in found if each.pk not in known)][:MOST], True


def _asking(meant: Understood, today: date) -> Asking:
    return Asking(meant.typed, meant.number, today)


def _entries(shown: Sequence[Hit], meant: Understood, today: date) -> tuple[Found, ...]:
    """What a page shows, in its order: three queries, whatever was found."""
    rows = {each.pk: each for each in Entry.objects.filter(pk__in=[hit.pk for hit in shown]).select_related("organ")}
    texts = _texts(shown)
    names = organs.names({each.organ_id for each in rows.values()}, today)
    return tuple(_entry(rows[hit.pk], texts.get(hit.pk, ()), names, meant, today) for hit in shown if hit.pk in rows)


def _texts(shown: Sequence[Hit]) -> Mapping[int, Sequence[Part]]:
    """The text of each entry, its attachments only where they have what its own text lacks."""
    beyond = [hit.pk for hit in shown if any(attached and not body for _, _, body, attached in hit.at)]
    found: dict[int, list[Part]] = {}
    own = Part.objects.filter(entry_id__in=[hit.pk for hit in shown], place=0)
    attached = Part.objects.filter(entry_id__in=beyond, place__gt=0).order_by("place") if beyond else ()
    for part in (*own, *attached):
        found.setdefault(part.entry_id, []).append(part)
    return found


def _entry(row: Entry, parts: Sequence[Part], names: Mapping[int, str], meant: Understood, today: date) -> Found:
    own = next((each.text for each in parts if each.place == 0), "")
    within = None
    if not has(own, meant.phrases):
        within = next((each for each in parts if each.place and has(f"{each.name} {each.text}", meant.phrases)), None)
    return Found(
        key=row.key,
        kind=row.kind,
        kind_name=row.get_kind_display(),
        organ_id=row.organ_id,
        organ_code=row.organ.code,
        organ=names.get(row.organ_id, row.organ.code),
        number=row.number,
        title=marked(row.title, meant.phrases),
        snippet=snippet(within.text if within else own, meant.phrases),
        day=row.day,
        column=row.column,
        document_number=row.document_number,
        state=state(row.in_force_from, row.ended_on, today),
        in_force_from=row.in_force_from,
        ended_on=row.ended_on,
        published_at=row.published_at,
        attachment=Attachment(within.place, within.name) if within else None,
    )


def _facets(found: Sequence[Hit], today: date) -> dict[str, tuple[Facet, ...]]:
    """How many of those that were counted have each value, the most first; years the latest first."""
    by_organ = Counter(hit.organ_id for hit in found)
    codes = dict(Organ.objects.filter(pk__in=by_organ).values_list("pk", "code"))
    names = organs.names(by_organ, today) if by_organ else {}
    kinds = Counter(hit.kind for hit in found)
    columns = Counter(hit.column for hit in found if hit.column)
    years = Counter(hit.day.year for hit in found)
    return {
        "kind": _values([(each.value, str(each.label), kinds[each.value]) for each in Kind if kinds[each.value]]),
        "organ": _values(
            [(codes[pk], names.get(pk, codes[pk]), count) for pk, count in by_organ.items() if pk in codes]
        ),
        "column": _values([(name, name, count) for name, count in columns.items()]),
        "year": tuple(Facet(str(year), f"{year}年", years[year]) for year in sorted(years, reverse=True)),
    }


def _values(counted: Sequence[tuple[str, str, int]]) -> tuple[Facet, ...]:
    return tuple(Facet(*each) for each in sorted(counted, key=lambda each: (-each[2], each[0])))
