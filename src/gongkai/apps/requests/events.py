"""What happened in a case, in words: one line of the timeline for each act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.apps import casebook
from gongkai.apps.journal.models import Entry
from gongkai.apps.requests.kind import KIND
from gongkai.law.casework import CaseAct


@dataclass(frozen=True, slots=True)
class Line:
    """One act as the timeline shows it.

    `place` is its number within the case, which a correction names; `seq` its number in the organ's journal. `void` tells
    that a correction took it back or replaced it. `sealed` tells that personal data was given with it, `shredded` that it
    is gone. `late` is how many days after it happened it was entered.
    """

    place: int
    seq: int
    event: str
    label: str
    sentence: str
    day: date
    recorded_at: datetime
    person: str
    role: str
    data: Mapping[str, object]
    void: bool
    sealed: bool
    shredded: bool
    late: int


def timeline(
    written: Sequence[Entry],
    acts: Sequence[CaseAct],
    void: frozenset[int],
    names: Mapping[str, str],
    roles: Mapping[str, str],
) -> tuple[Line, ...]:
    """The lines of one case in the order of entering. `names` of persons by key, `roles` in Chinese by code."""
    return tuple(_line(entry, act, act.seq in void, names, roles) for entry, act in zip(written, acts, strict=True))


def _line(entry: Entry, act: CaseAct, void: bool, names: Mapping[str, str], roles: Mapping[str, str]) -> Line:
    record = entry.personal
    return Line(
        act.seq,
        entry.seq,
        act.event,
        KIND.procedure.events[act.event],
        casebook.said(KIND, act.event, act.data),
        act.day,
        entry.recorded_at,
        names.get(act.person, "（不详）"),
        roles.get(act.role, act.role),
        act.data,
        void,
        record is not None,
        record is not None and record.shredded_at is not None,
        max(0, (casebook.local_day(entry.recorded_at) - act.day).days),
    )
