"""Which entries have what was asked for, as far as anybody will read on, and how well?

Takes:   phrases in their normal form, each with those that count for it; grams of filters; limits on validity.
Gives:   `Hit`s, the newest first, never more than asked for, and whether there are more.

The index names what has all grams of a phrase. Whether it has the phrase is looked at in the normal form itself, by the database, piece by
piece from the newest on, until enough are found or none are left: so nothing is lost, and a word that stands in every document costs
no more than the newest of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connection

from gongkai.apps.search import index
from gongkai.texts.grams import certain, needed

BEYOND = 1 << 62
_COLUMNS = ("e.id", "e.key", "e.kind", "e.organ_id", "e.day", 'e."column"', "e.place", "length(e.head)")
TITLE, LABEL, BODY, ATTACHED = 4, 3, 2, 1
"""Where a phrase stands, the best place first; 0 where it is not."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a search is narrowed to: grams of filters (of each group one of the alternatives), validity on a day (`in_force`, `ended`, empty for any)."""

    marks: tuple[tuple[frozenset[str], ...], ...] = ()
    validity: str = ""
    on: date | None = None
    part_of_number: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that has all that was asked for. `over` tells that it has ended by the day asked. `at` tells for each group the best place
    in which it stands (TITLE, LABEL, BODY, ATTACHED), and in a title at which character.
    """

    pk: int
    key: str
    kind: str
    organ_id: int
    day: date
    column: str
    place: int
    title_length: int
    over: bool
    at: tuple[tuple[int, int], ...]


Wanted = Sequence[Sequence[str]]
"""All of the groups; in each the phrases of which one is enough."""


def hits(table: str, wanted: Wanted, without: Sequence[str], limits: Limits, most: int) -> tuple[list[Hit], bool]:
    """The newest entries that have what was asked for, `most` of them; whether there are more. Where nothing is asked, the newest of all."""
    demand = demanded(wanted, limits)
    found: list[Hit] = []
    below, size = BEYOND, most + 1
    while True:
        rows = _read(table, demand, wanted, without, limits, below, size)
        found += [each for each in (_hit(row, wanted, without, limits) for row in rows) if each is not None]
        if len(rows) < size or len(found) > most:
            return found[:most], len(found) > most
        below = rows[-1][_COLUMNS.index("e.place")]


def demanded(wanted: Wanted, limits: Limits) -> list[list[frozenset[str]]]:
    """The grams that whatever is found has."""
    demand = [[needed(phrase) for phrase in group] for group in wanted]
    demand += [list(group) for group in limits.marks]
    if limits.part_of_number:
        demand.append([needed(limits.part_of_number)])
    return demand


def _read(
    table: str,
    demand: index.Demand,
    wanted: Wanted,
    without: Sequence[str],
    limits: Limits,
    below: int,
    size: int,
) -> list[tuple[Any, ...]]:
    """Entries with all grams, the newest first, and where each phrase stands in them."""
    at = "instr" if connection.vendor == "sqlite" else "strpos"
    # What is beside the title is read only where the title does not have it, and where the index leaves a doubt.
    simple = f"WHEN e.simple THEN {BODY} "
    text, beside = (f"(SELECT {each} FROM search_content WHERE entry_id = e.id)" for each in ("body", "attached"))  # noqa: S608 -- our own names
    sure = (
        f"CASE WHEN {at}(e.head, %s) > 0 THEN {TITLE} WHEN {at}(e.label, %s) > 0 THEN {LABEL} {simple}"
        f"WHEN {at}({text}, %s) > 0 THEN {BODY} WHEN {at}({beside}, %s) > 0 THEN {ATTACHED} ELSE 0 END"
    )
    unsure = sure.replace(simple, "")
    phrases = [phrase for group in wanted for phrase in group]
    asked = ["e.ended_on <= %s", "e.in_force_from <= %s"]
    told: list[Any] = [limits.on, limits.on]
    for phrase in phrases:
        asked += [sure if certain(phrase) else unsure, f"{at}(e.head, %s)"]
        told += [phrase] * 5
    for phrase in without:
        asked.append(unsure)
        told += [phrase] * 4
    if limits.part_of_number:
        asked.append(f"{at}(e.label, %s)")
        told.append(limits.part_of_number)
    source, parameters = index.source(table, demand, below, size) if demand else index.everything(below, size)
    # PostgreSQL would read all entries to join a few hundred of them: it is given their places as an array. SQLite begins with the first table.
    among = (
        f"{source} AS m CROSS JOIN search_entry e ON e.place = m.place"
        if connection.vendor == "sqlite"
        else f"search_entry e WHERE e.place = ANY(ARRAY(SELECT place FROM {source} AS m))"  # noqa: S608 -- our own names
    )
    statement = f"SELECT {', '.join((*_COLUMNS, *asked))} FROM {among} ORDER BY e.place DESC"  # noqa: S608 -- our own names
    with connection.cursor() as cursor:
        cursor.execute(statement, [*told, *parameters])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _hit(row: tuple[Any, ...], wanted: Wanted, without: Sequence[str], limits: Limits) -> Hit | None:
    """A row that has what was asked for; None for one that only has the grams."""
    at = len(_COLUMNS) + 2
    over, begun = row[at - 2], row[at - 1]
    if limits.validity and limits.validity != ("ended" if over else "in_force" if begun else ""):
        return None
    best: list[tuple[int, int]] = []
    for group in wanted:
        ways = [(row[place], row[place + 1]) for place in range(at, at + 2 * len(group), 2) if row[place]]
        if not ways:
            return None
        # The first is what was typed; words that mean the same count only where it is not.
        best.append(ways[0])
        at += 2 * len(group)
    if any(row[at : at + len(without)]) or (limits.part_of_number and not row[-1]):
        return None
    pk, key, kind, organ_id, day, column, place, length = row[: len(_COLUMNS)]
    when = _day(day) if isinstance(day, str) else day
    return Hit(pk, key, kind, organ_id, when, column, place, length, bool(over), tuple(best))


def state(since: date | None, ended_on: date | None, on: date) -> str:
    """in_force, not_yet or ended; empty for what has no validity."""
    if ended_on is not None and ended_on <= on:
        return "ended"
    if since is None:
        return ""
    return "in_force" if since <= on else "not_yet"


@lru_cache(maxsize=20_000)
def _day(told: str) -> date:
    """SQLite gives the text of a day, and days come again and again."""
    return date.fromisoformat(told)
