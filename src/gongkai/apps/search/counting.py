"""How many have what was asked for, and how many of them are of each kind, organ, column and year?

Takes:   the same as `finding`, and the place below which nobody has counted yet.
Gives:   `Tally`: exact as far as it goes, and whether it went all the way.

Where the index itself answers (phrases of one or two characters, filters) many are counted and none is looked at; where a text has to be looked at,
fewer. What is beyond is said, never guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from gongkai.apps.search import index
from gongkai.apps.search.finding import Hit, Limits, Wanted, demanded
from gongkai.apps.search.models import Entry
from gongkai.texts.grams import certain


@dataclass(frozen=True, slots=True)
class Effort:
    """How many more are counted by what the index says of them, and how many by looking at their texts."""

    counted: int
    looked_at: int


QUICK, THOROUGH = Effort(0, 0), Effort(10_000, 1_500)
"""For who wants an answer: nothing is read but what is ranked. And for who is to choose by the numbers."""

Values = tuple[str, int, str, int]
"""Kind, organ, column and year of a thing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """`count` things were found, or more where `over`; `values` tells how many have each kind, organ, column and year, of `of` of them."""

    count: int
    over: bool = False
    of: int = 0
    values: Counter[Values] = field(default_factory=Counter)


def of_hits(found: Iterable[Hit]) -> Tally:
    """What was read already."""
    values = Counter((hit.kind, hit.organ_id, hit.column, hit.day.year) for hit in found)
    return Tally(values.total(), False, values.total(), values)


def beyond(first: Tally, wanted: Wanted, without: Sequence[str], limits: Limits, below: int, effort: Effort) -> Tally:
    """The same with what is below a place. Without any effort it is only said that there is more."""
    if not effort.counted and not effort.looked_at:
        return Tally(first.count, True, first.of, first.values)
    demand = demanded(wanted, limits)
    conditions, told = _conditions(wanted, without, limits)
    most = effort.looked_at if conditions else effort.counted
    rows = _read(demand, conditions, told, below, most + 1)
    values = first.values + Counter(
        {(kind, organ, column, int(year)): here for kind, organ, column, year, here, _ in rows}
    )
    of = values.total()
    if sum(row[-1] for row in rows) <= most:
        return Tally(of, False, of, values)
    if conditions:
        return Tally(of, True, of, values)
    return Tally(index.count(index.WORDS, demand) if demand else Entry.objects.count(), False, of, values)


def _conditions(wanted: Wanted, without: Sequence[str], limits: Limits) -> tuple[list[str], list[Any]]:
    """What the index alone does not tell, as conditions with their parameters."""
    conditions: list[str] = []
    told: list[Any] = []
    told_by_index = not index.unsure()
    for group in wanted:
        if not (told_by_index and all(map(certain, group))):
            conditions.append(f"({' OR '.join([_stands()] * len(group))})")
            told += [phrase for phrase in group for _ in range(4)]
    for phrase in without:
        conditions.append(f"NOT {_stands()}")
        told += [phrase] * 4
    if limits.part_of_number:
        conditions.append(f"{_at()}(e.label, %s) > 0")
        told.append(limits.part_of_number)
    if limits.validity == "ended":
        conditions.append("e.ended_on <= %s")
        told.append(limits.on)
    elif limits.validity:
        conditions.append("e.in_force_from <= %s AND (e.ended_on IS NULL OR e.ended_on > %s)")
        told += [limits.on, limits.on]
    return conditions, told


def _at() -> str:
    return "instr" if connection.vendor == "sqlite" else "strpos"


def _stands() -> str:
    """That a phrase stands somewhere in an entry; the title is looked at first."""
    text, beside = (f"(SELECT {each} FROM search_content WHERE entry_id = e.id)" for each in ("body", "attached"))  # noqa: S608 -- our own names
    return f"({' OR '.join(f'{_at()}({each}, %s) > 0' for each in ('e.head', 'e.label', text, beside))})"


def _read(
    demand: index.Demand, conditions: Sequence[str], told: Sequence[Any], below: int, most: int
) -> list[tuple[Any, ...]]:
    """Kind, organ, column, year, how many have what was asked for, how many were looked at; all that is read lies in one index where there
    is no condition.
    """
    here = f"sum(CASE WHEN {' AND '.join(conditions)} THEN 1 ELSE 0 END)" if conditions else "count(*)"
    expression, parameters = index.source(index.WORDS, demand, below, most) if demand else index.everything(below, most)
    if connection.vendor == "sqlite":
        year, among = "substr(e.day, 1, 4)", f"{expression} AS m CROSS JOIN search_entry e ON e.place = m.place"
    else:
        year = "extract(year FROM e.day)"
        among = f"search_entry e WHERE e.place = ANY(ARRAY(SELECT place FROM {expression} AS m))"  # noqa: S608 -- our own names
    statement = f'SELECT e.kind, e.organ_id, e."column", {year}, {here}, count(*) FROM {among} GROUP BY 1, 2, 3, 4'  # noqa: S608 -- our own names
    with connection.cursor() as cursor:
        cursor.execute(statement, [*told, *parameters])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
