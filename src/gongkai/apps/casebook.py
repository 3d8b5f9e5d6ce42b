"""How do the acts of a case come out of the journal again?

Takes:   entries of the journal.
Gives:   `CaseAct`s numbered by the order of entering within their case (1, 2, 3 …: what `correct` names as target, the same
         in a ledger and on the desk); the sentence of an act for the timeline. How acts go in: apps/entering.

Requests and remedies share this; nothing here knows which of the two it serves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby, islice
from operator import attrgetter

from django.utils import timezone

from gongkai.apps.journal import queries as entries
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry
from gongkai.apps.people.actor import Actor
from gongkai.law.casework import CaseAct
from gongkai.law.casework.corrections import CORRECT, standing
from gongkai.law.procedures import Procedure
from gongkai.law.procedures.fields import Field, FieldKind, Form

AT_ONCE = 500
"""Cases read together."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A sort of case: how the journal and sentences call it, its procedure and forms, and what is to be known of a case.

    `name_field` is the private field that names whom the case is about.
    """

    subject: str
    word: str
    procedure: Procedure
    forms: Mapping[str, Form]
    name_field: str


@dataclass(frozen=True, slots=True)
class Story:
    """What the entries of one case tell. `named` are the sealed records that tell whom it is about, by number of the act."""

    number: str
    acts: tuple[CaseAct, ...] = ()
    named: Mapping[int, int] = field(default_factory=dict)

    @property
    def person(self) -> int | None:
        """The record that names the person: that of the last correction in force which tells the name, else the first."""
        if len(self.named) < 2:
            return next(iter(self.named.values()), None)
        in_force = {act.seq for act in standing(self.acts).corrections}
        opening = min(self.named)
        return self.named[max(place for place in self.named if place == opening or place in in_force)]


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


@dataclass(frozen=True, slots=True)
class Stored:
    """One case as the journal keeps it, for an export: acts numbered as in a ledger, ids of sealed records by act."""

    case_id: int
    number: str
    acts: tuple[CaseAct, ...]
    records: Mapping[int, int]


def story(entries: Sequence[Entry]) -> Story:
    """All that the entries of one case tell, in the order in which they were entered.

    The first entry carries the case's number; one that tells a name says so, not which (apps/entering).
    """
    told: list[CaseAct] = []
    number = ""
    named: dict[int, int] = {}
    for place, entry in enumerate(entries, 1):
        kept = entry.data
        told.append(CaseAct(place, entry.event, entry.day, entry.role, entry.person, kept["data"]))
        number = number or kept.get("number", "")
        if kept.get("named") and entry.personal_id is not None:
            named[place] = entry.personal_id
    return Story(number, tuple(told), named)


def each_case(kind: Kind, ids: Iterable[int]) -> Iterator[tuple[int, list[Entry]]]:
    """The entries of many cases, case by case; a few hundred cases in memory. Those without entries are left out."""
    waiting = iter(ids)
    while some := list(islice(waiting, AT_ONCE)):
        written = entries.stream(kind.subject, subject_ids=some)
        for subject_id, group in groupby(written, key=attrgetter("subject_id")):
            yield subject_id, list(group)


def stored(kind: Kind, ids: Iterable[int]) -> Iterator[Stored]:
    """Cases with their acts, in the order of the ids; a few hundred in memory at a time."""
    for case_id, written in each_case(kind, ids):
        told = story(written)
        records = {place: entry.personal_id for place, entry in enumerate(written, 1) if entry.personal_id is not None}
        yield Stored(case_id, told.number, told.acts, records)


def opened(
    written: Iterable[Entry], actor: Actor, why: str, now: datetime, right: str = "personal.read"
) -> dict[int, Mapping[str, str]]:
    """The private fields of a case by the number of the act that they came with; each reading is journaled.

    Shredded records are left out. Refused: as `journal.vault.open_`.
    """
    return {
        place: vault.open_(entry.personal, actor, why, now, right)
        for place, entry in enumerate(written, 1)
        if entry.personal is not None and entry.personal.shredded_at is None
    }


def timeline(
    kind: Kind, written: Sequence[Entry], void: Iterable[CaseAct], names: Mapping[str, str], roles: Mapping[str, str]
) -> tuple[Line, ...]:
    """The lines of one case in the order of entering. `names` of persons by key, `roles` in Chinese by code."""
    gone = {act.seq for act in void}
    return tuple(_line(kind, place, entry, place in gone, names, roles) for place, entry in enumerate(written, 1))


def _line(kind: Kind, place: int, entry: Entry, void: bool, names: Mapping[str, str], roles: Mapping[str, str]) -> Line:
    record, data = entry.personal, entry.data["data"]
    return Line(
        place,
        entry.seq,
        entry.event,
        kind.procedure.events[entry.event],
        said(kind, entry.event, data),
        entry.day,
        entry.recorded_at,
        person_named(entry.person, names),
        roles.get(entry.role, entry.role),
        data,
        void,
        record is not None,
        record is not None and record.shredded_at is not None,
        max(0, (local_day(entry.recorded_at) - entry.day).days),
    )


def said(kind: Kind, event: str, data: Mapping[str, object]) -> str:
    """An act in one sentence for the timeline: its name, then what was told, in the words of the form."""
    label = kind.procedure.events[event]
    if event == CORRECT:
        what = "撤销" if data.get("annul") else "改登"
        return f"{label}：{what}第{data.get('target')}条，理由：{data.get('reason', '')}"
    return "；".join([label, *(f"{name}：{words}" for name, words in worded(kind.forms[event], data))])


def worded(form: Form, data: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """What was told at an act, label and words, in the order of the form; what is private is not among the data."""
    return tuple(
        (each.label, _words(each, data[each.name]))
        for each in form.fields
        if not each.private and not each.by_program and _is_told(data.get(each.name))
    )


def _is_told(value: object) -> bool:
    """0 is a number that was told; false is a box that was left empty."""
    return value is not None and value is not False and value not in ("", [])


def person_named(key: str, names: Mapping[str, str]) -> str:
    """Who a key of the journal means: a name by the people known here, else as a ledger told it."""
    return names.get(key) or ("（不详）" if key.isdecimal() else key)


def local_day(moment: datetime) -> date:
    """The day of a moment here."""
    return timezone.localdate(moment)


def _words(asked: Field, value: object) -> str:
    if asked.kind is FieldKind.YES:
        return "是" if value else "否"
    values: Iterable[object] = value if isinstance(value, list) else (value,)
    return "、".join(asked.choices.get(str(each), str(each)) for each in values)
