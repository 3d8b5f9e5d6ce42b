"""How is a query answered: found, ranked, counted, one page of it shown?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from gongkai.apps.search import correcting, counting, filters, index, keeping
from gongkai.apps.search.answers import MOST, ON_PAGE, Attachment, Facet, Found, Query, Results
from gongkai.apps.search.asking import Understood, understood
from gongkai.apps.search.bodies import Bodies, bodies
from gongkai.apps.search.counting import QUICK, THOROUGH, Effort, Tally
from gongkai.apps.search.findable import Kind
from gongkai.apps.search.finding import ATTACHED, BEYOND, LABEL, Hit, hits, state
from gongkai.apps.search.models import Content, Entry, Part
from gongkai.apps.search.ranking import Asking, asking, newest, ranked
from gongkai.apps.search.snippets import has, marked, snippet

RENEWED = "网站刚刚更新，检索的索引正在重做，结果可能不全，请过一会再找。"


def search(query: Query, today: date, thorough: bool = False) -> Results:
    """One page of what was found, with the numbers for the filters. Without words the newest are found; words without a letter or digit
    find nothing; so does a filter that can be true of nothing, which is said. `thorough` counts more of what is very common, for a page on which
    readers choose by the numbers.
    """
    known = bodies(today)
    meant = understood(query, known, today)
    said = meant.said if keeping.current() else (*meant.said, RENEWED)
    if meant.nothing or (query.text.strip() and not meant.groups):
        return Results(query, said=said)
    found, tally = _found(meant, query.sort, THOROUGH if thorough else QUICK)
    order = newest(found) if query.sort == "newest" or not meant.groups else ranked(found, _asking(meant, today))
    pages = -(-len(order) // ON_PAGE)
    page = min(max(1, query.page), max(1, pages))
    shown = order[(page - 1) * ON_PAGE : page * ON_PAGE]
    return Results(
        query=replace(query, page=page),
        count=tally.count,
        over=tally.over,
        entries=_entries(shown, meant, known, today),
        pages=pages,
        listed=len(order),
        facets=_facets(tally, known),
        of=tally.of,
        corrected="" if order else correcting.corrected(query.text, meant.typed),
        expanded=meant.expanded,
        said=said,
    )


def _found(meant: Understood, sort: str, effort: Effort) -> tuple[list[Hit], Tally]:
    """The newest that have what was asked for, and how many there are. Of a word that stands in more than are ranked, those that are called so as
    well, whatever their day.
    """
    found, over = hits(index.WORDS, meant.groups, meant.without, meant.limits, MOST)
    tally = counting.of_hits(found)
    if not over:
        return found, tally
    tally = counting.beyond(tally, meant.groups, meant.without, meant.limits, found[-1].place, effort)
    # Where all of the newest are called so, they are the newest that are called so.
    if sort == "newest" or all(where >= LABEL for hit in found for where, _ in hit.at):
        return found, tally
    called, _ = hits(index.NAMES, meant.groups, meant.without, meant.limits, MOST)
    known = {each.pk for each in called}
    return [*called, *(each for each in found if each.pk not in known)][:MOST], tally


def _asking(meant: Understood, today: date) -> Asking:
    numbered: frozenset[str] = frozenset()
    if meant.number:
        demand = [[frozenset((filters.document_number(meant.number),))]]
        there = index.found(index.NAMES, demand, BEYOND, ON_PAGE)
        numbered = frozenset(Entry.objects.filter(place__in=there).values_list("key", flat=True))
    return asking(meant.typed, numbered, today)


_SHOWN = (
    "entry_id",
    "text",
    "entry__key",
    "entry__kind",
    "entry__organ_id",
    "entry__number",
    "entry__title",
    "entry__day",
    "entry__column",
    "entry__document_number",
    "entry__in_force_from",
    "entry__ended_on",
    "entry__published_at",
)


def _entries(shown: Sequence[Hit], meant: Understood, known: Bodies, today: date) -> tuple[Found, ...]:
    """What a page shows, in its order: one query, or two."""
    wanted = [hit.pk for hit in shown]
    rows = {row[0]: row[1:] for row in Content.objects.filter(pk__in=wanted).values_list(*_SHOWN)}
    beyond = [hit.pk for hit in shown if any(where == ATTACHED for where, _ in hit.at)]
    parts: dict[int, list[Part]] = {}
    for part in Part.objects.filter(entry_id__in=beyond).order_by("place") if beyond else ():
        parts.setdefault(part.entry_id, []).append(part)
    return tuple(_entry(rows[pk], parts.get(pk, ()), meant, known, today) for pk in wanted if pk in rows)


def _entry(row: Sequence[Any], parts: Sequence[Part], meant: Understood, known: Bodies, today: date) -> Found:
    text, key, kind, organ_id, number, title, day, column, document_number, since, ended_on, published_at = row
    within = next((each for each in parts if has(f"{each.name}\n{each.text}", meant.phrases)), None)
    code, name = known.called.get(organ_id, ("", ""))
    return Found(
        key=key,
        kind=kind,
        kind_name=str(Kind(kind).label),
        organ_id=organ_id,
        organ_code=code,
        organ=name,
        number=number,
        title=marked(title, meant.phrases),
        snippet=snippet(within.text if within else text, meant.phrases),
        day=day,
        column=known.column(organ_id, column),
        document_number=document_number,
        state=state(since, ended_on, today),
        in_force_from=since,
        ended_on=ended_on,
        published_at=published_at,
        attachment=Attachment(within.place, within.name) if within else None,
    )


def _facets(tally: Tally, known: Bodies) -> dict[str, tuple[Facet, ...]]:
    """How many have each value, the most first; years the latest first."""
    kinds: Counter[str] = Counter()
    organs: Counter[int] = Counter()
    columns: Counter[str] = Counter()
    years: Counter[int] = Counter()
    for (kind, organ_id, column, year), count in tally.values.items():
        kinds[kind] += count
        organs[organ_id] += count
        columns[known.column(organ_id, column)] += count
        years[year] += count
    return {
        "kind": _values([(each.value, str(each.label), kinds[each.value]) for each in Kind if kinds[each.value]]),
        "organ": _values([(*known.called[pk], count) for pk, count in organs.items() if pk in known.called]),
        "column": _values([(name, name, count) for name, count in columns.items() if name]),
        "year": tuple(Facet(str(year), f"{year}年", years[year]) for year in sorted(years, reverse=True)),
    }


def _values(counted: Sequence[tuple[str, str, int]]) -> tuple[Facet, ...]:
    return tuple(Facet(*each) for each in sorted(counted, key=lambda each: (-each[2], each[0])))
