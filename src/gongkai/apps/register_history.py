"""What was entered about one row of a register, by whom, when, and why?

Takes:   a register and the id of a row that the reader may see (`registered.visible`).
Gives:   `Line`s in the order of entering, each with what it changed in words.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models

from gongkai.apps.casebook import person_named
from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry
from gongkai.apps.people import queries as people
from gongkai.apps.people.rights import ROLE_NAMES
from gongkai.apps.registered import Register


@dataclass(frozen=True, slots=True)
class Change:
    """One column that an act set; `before` is empty for what was not told earlier."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One act. `place` is its number within the row, `seq` that in the organ's journal; `columns` what it set, as kept."""

    place: int
    seq: int
    event: str
    label: str
    day: date
    recorded_at: datetime
    person: str
    role: str
    changes: tuple[Change, ...]
    reason: str
    columns: Mapping[str, object]
    hash: str


Worded = Mapping[str, Callable[[str], str]]
"""By column: how a value that is kept as a key is called."""


def history(register: Register[Any], row_id: int, worded: Worded | None = None) -> tuple[Line, ...]:
    """The acts of a row, oldest first: two queries, and those of `worded`."""
    written = journal.entries(register.subject, row_id)
    names = people.names({entry.person for entry in written})
    known: dict[str, object] = {}
    lines = []
    for place, entry in enumerate(written, 1):
        lines.append(_line(register, place, entry, known, names, worded or {}))
        known |= entry.data["columns"]
    return tuple(lines)


def in_words(register: Register[Any], name: str, value: object) -> str:
    """A column's value as screens show it; "" for none."""
    column = register.model._meta.get_field(name)
    if value is None or not isinstance(column, models.Field):
        return ""
    return str(dict(column.flatchoices).get(value, value))


def _line(
    register: Register[Any],
    place: int,
    entry: Entry,
    known: Mapping[str, object],
    names: Mapping[str, str],
    worded: Worded,
) -> Line:
    kept = entry.data
    told: Mapping[str, object] = kept["columns"]

    def called(name: str, value: object) -> str:
        text = in_words(register, name, value)
        return worded[name](text) if text and name in worded else text

    words = (
        (name, called(name, known.get(name)), called(name, told.get(name))) for name in register.labels if name in told
    )
    changes = tuple(Change(register.labels[name], before, after) for name, before, after in words if before != after)
    return Line(
        place,
        entry.seq,
        entry.event,
        register.events[entry.event],
        entry.day,
        entry.recorded_at,
        person_named(entry.person, names),
        ROLE_NAMES.get(entry.role, entry.role),
        changes,
        str(kept.get("reason", "")),
        told,
        entry.hash,
    )
