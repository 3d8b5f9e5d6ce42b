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
from typing import Any

from django.db import connection

from gongkai.apps.search import index
from gongkai.texts.grams import needed

BEYOND = 1 << 62
_COLUMNS = (
    "e.id",
    "e.key",
    "e.kind",
    "e.organ_id",
    "e.day",
    'e."column"',
    "e.document_number",
    "e.in_force_from",
    "e.ended_on",
    "e.place",
    "length(f.head)",
)
_FIELDS = ("head", "label", "body", "attached")
_ALL = "(SELECT place FROM search_entry WHERE place < %s ORDER BY place DESC LIMIT %s)"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a search is narrowed to: grams of filters, validity on a day (`in_force`, `ended`, empty for any)."""

    marks: tuple[str, ...] = ()
    validity: str = ""
    on: date | None = None
    part_of_number: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry that has all that was asked for. `at` tells for each phrase where it begins in title, label, text and attachments, 0
    where it is not, of the best of the words that count for it.
    """

    pk: int
    key: str
    kind: str
    organ_id: int
    day: date
    column: str
    document_number: str
    in_force_from: date | None
    ended_on: date | None
    place: int
    title_length: int
    at: tuple[tuple[int, int, int, int], ...]


Wanted = Sequence[Sequence[str]]
"""All of the groups; in each the phrases of which one is enough."""


def hits(table: str, wanted: Wanted, without: Sequence[str], limits: Limits, most: int) -> tuple[list[Hit], bool]:
    """The newest entries that have what was asked for, `most` of them; whether there are more. Where nothing is asked, the newest of all."""
    demand = [[needed(phrase) for phrase in group] for group in wanted]
    demand += [[frozenset((mark,))] for mark in limits.marks]
    if limits.part_of_number:
        demand.append([needed(limits.part_of_number)])
    found: list[Hit] = []
    below, size = BEYOND, most + 1
    while True:
        rows = _read(table, demand, wanted, without, limits, below, size)
        found += [each for each in (_hit(row, wanted, without, limits) for row in rows) if each is not None]
        if len(rows) < size or len(found) > most:
            return found[:most], len(found) > most
        below = min(row[9] for row in rows)


def _read(
    table: str,
    demand: index.Demand,
    wanted: Wanted,
    without: Sequence[str],
    limits: Limits,
    below: int,
    size: int,
) -> list[tuple[Any, ...]]:
    """Entries with all grams, and where each phrase stands in them."""
    where = "instr(f.{field}, %s)" if connection.vendor == "sqlite" else "strpos(f.{field}, %s)"
    phrases = [*(phrase for group in wanted for phrase in group), *without]
    asked = [where.format(field=field) for _ in phrases for field in _FIELDS]
    told: list[Any] = [phrase for phrase in phrases for _ in _FIELDS]
    if limits.part_of_number:
        asked.append(where.format(field="label"))
        told.append(limits.part_of_number)
    source, parameters = index.source(table, demand, below, size) if demand else (_ALL, [below, size])
    statement = (
        f"SELECT {', '.join((*_COLUMNS, *asked))} FROM {source} AS m "  # noqa: S608 -- our own names; words are parameters
        "JOIN search_entry e ON e.place = m.place JOIN search_form f ON f.entry_id = e.id ORDER BY e.place DESC"
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [*told, *parameters])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def _hit(row: tuple[Any, ...], wanted: Wanted, without: Sequence[str], limits: Limits) -> Hit | None:
    """A row that has what was asked for; None for one that only has the grams."""
    plain = len(_COLUMNS)
    at = [row[start : start + 4] for start in range(plain, plain + 4 * (sum(map(len, wanted)) + len(without)), 4)]
    if any(map(any, at[len(at) - len(without) :])) or (limits.part_of_number and not row[-1]):
        return None
    best: list[tuple[int, int, int, int]] = []
    first = 0
    for group in wanted:
        ways = [each for each in at[first : first + len(group)] if any(each)]
        if not ways:
            return None
        # The first is what was typed; words that mean the same count only where it is not.
        best.append(ways[0])
        first += len(group)
    pk, key, kind, organ_id, day, column, number, since, ended_on, place, length = row[:plain]
    since, ended_on = _day(since), _day(ended_on)
    if not _valid(since, ended_on, limits):
        return None
    when = _day(day) or date.min
    return Hit(pk, key, kind, organ_id, when, column, number, since, ended_on, place, length, tuple(best))


def _valid(since: date | None, ended_on: date | None, limits: Limits) -> bool:
    if not limits.validity or limits.on is None:
        return True
    return state(since, ended_on, limits.on) == limits.validity


def state(since: date | None, ended_on: date | None, on: date) -> str:
    """in_force, not_yet or ended; empty for what has no validity."""
    if ended_on is not None and ended_on <= on:
        return "ended"
    if since is None:
        return ""
    return "in_force" if since <= on else "not_yet"


def _day(value: Any) -> date | None:
    """SQLite gives the text of a day."""
    day: date | None = date.fromisoformat(value) if isinstance(value, str) else value
    return day
