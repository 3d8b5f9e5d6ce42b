"""How is a query answered: found, ranked, counted, one page of it shown?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.search import correcting, filters, index
from gongkai.apps.search.answers import MOST, ON_PAGE, Attachment, Facet, Found, Query, Results
from gongkai.apps.search.asking import Understood, understood
from gongkai.apps.search.findable import Kind
from gongkai.apps.search.finding import ATTACHED, BEYOND, Hit, hits, state
from gongkai.apps.search.models import Content, Entry, Part
from gongkai.apps.search.ranking import Asking, asking, newest, ranked
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
    names = _organs(order, today)
    shown = order[(page - 1) * ON_PAGE : page * ON_PAGE]
    return Results(
        query=replace(query, page=page),
        count=len(order),
        over=over,
        entries=_entries(shown, meant, names, today),
        pages=pages,
        facets=_facets(order, names),
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
    numbered: frozenset[str] = frozenset()
    if meant.number:
        demand = [[frozenset((filters.document_number(meant.number),))]]
        there = index.found(index.NAMES, demand, BEYOND, ON_PAGE)
        numbered = frozenset(Entry.objects.filter(place__in=there).values_list("key", flat=True))
    return asking(meant.typed, numbered, today)


def _entries(shown: Sequence[Hit], meant: Understood, names: _Organs, today: date) -> tuple[Found, ...]:
    """What a page shows, in its order: two queries, whatever was found."""
    wanted = [hit.pk for hit in shown]
    rows = {
        row.entry_id: row
        for row in Content.objects.filter(pk__in=wanted).select_related("entry").defer("body", "attached")
    }
    beyond = [hit.pk for hit in shown if any(where == ATTACHED for where, _ in hit.at)]
    parts: dict[int, list[Part]] = {}
    for part in Part.objects.filter(entry_id__in=beyond).order_by("place") if beyond else ():
        parts.setdefault(part.entry_id, []).append(part)
    return tuple(_entry(rows[pk], parts.get(pk, ()), names, meant, today) for pk in wanted if pk in rows)


def _entry(content: Content, parts: Sequence[Part], names: _Organs, meant: Understood, today: date) -> Found:
    row = content.entry
    within = next((each for each in parts if has(f"{each.name}\n{each.text}", meant.phrases)), None)
    code, name = names.get(row.organ_id, ("", ""))
    return Found(
        key=row.key,
        kind=row.kind,
        kind_name=row.get_kind_display(),
        organ_id=row.organ_id,
        organ_code=code,
        organ=name,
        number=row.number,
        title=marked(row.title, meant.phrases),
        snippet=snippet(within.text if within else content.text, meant.phrases),
        day=row.day,
        column=row.column,
        document_number=row.document_number,
        state=state(row.in_force_from, row.ended_on, today),
        in_force_from=row.in_force_from,
        ended_on=row.ended_on,
        published_at=row.published_at,
        attachment=Attachment(within.place, within.name) if within else None,
    )


_Organs = Mapping[int, tuple[str, str]]
"""Codes and names by the ids of organs."""


def _organs(found: Sequence[Hit], today: date) -> _Organs:
    there = {hit.organ_id for hit in found}
    names = organs.names(there, today) if there else {}
    codes = Organ.objects.filter(pk__in=there).values_list("pk", "code") if there else ()
    return {pk: (code, names.get(pk, code)) for pk, code in codes}


def _facets(found: Sequence[Hit], names: _Organs) -> dict[str, tuple[Facet, ...]]:
    """How many of those that were counted have each value, the most first; years the latest first."""
    by_organ = Counter([hit.organ_id for hit in found])
    kinds = Counter([hit.kind for hit in found])
    columns = Counter([hit.column for hit in found])
    years = Counter([hit.day.year for hit in found])
    return {
        "kind": _values([(each.value, str(each.label), kinds[each.value]) for each in Kind if kinds[each.value]]),
        "organ": _values([(*names[pk], count) for pk, count in by_organ.items() if pk in names]),
        "column": _values([(name, name, count) for name, count in columns.items() if name]),
        "year": tuple(Facet(str(year), f"{year}年", years[year]) for year in sorted(years, reverse=True)),
    }


def _values(counted: Sequence[tuple[str, str, int]]) -> tuple[Facet, ...]:
    return tuple(Facet(*each) for each in sorted(counted, key=lambda each: (-each[2], each[0])))
