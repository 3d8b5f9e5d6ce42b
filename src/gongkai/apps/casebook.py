"""How do the acts of a case go into the journal, and how do they come out again?

Takes:   what a form told: public fields as JSON, private fields as text; entries of the journal.
Gives:   `CaseAct`s numbered by the order of entering within their case (1, 2, 3 …: what `correct` names as target, the same
         in a ledger and on the desk); the sentence of an act for the timeline.

Requests and remedies share this; nothing here knows which of the two it serves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice
from operator import attrgetter

from django.utils import timezone

from gongkai.apps.journal import queries as entries
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry, PersonalRecord
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people import queries as people
from gongkai.law.casework import CaseAct, Refusal
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
    """What the entries of one case tell. `person` is the id of the sealed record of whom it is about."""

    number: str
    acts: tuple[CaseAct, ...]
    person: int | None


def payload(kind: Kind, data: Mapping[str, object], private: Mapping[str, str], number: str = "") -> dict[str, object]:
    """What the journal keeps of an act besides its day and actor.

    The first entry of a case also carries its number; one that tells a name says so, not which, so that the cached
    columns can still be made again when the name is shredded.
    """
    kept: dict[str, object] = {"data": dict(data)}
    if number:
        kept["number"] = number
    if kind.name_field in private:
        kept["named"] = True
    return kept


def story(entries: Sequence[Entry]) -> Story:
    """All that the entries of one case tell, in the order in which they were entered."""
    told: list[CaseAct] = []
    number = ""
    named: dict[int, int | None] = {}
    for place, entry in enumerate(entries, 1):
        kept = entry.data
        told.append(CaseAct(place, entry.event, entry.day, entry.role, entry.person, kept["data"]))
        number = number or kept.get("number", "")
        if kept.get("named"):
            named[place] = entry.personal_id
    return Story(number, tuple(told), _person(told, named))


def _person(acts: Sequence[CaseAct], named: Mapping[int, int | None]) -> int | None:
    """The record that names the person: that of the last correction in force which tells the name, else the first."""
    if len(named) < 2:
        return next(iter(named.values()), None)
    in_force = {act.seq for act in standing(acts).corrections}
    opening = min(named)
    return named[max(place for place in named if place == opening or place in in_force)]


def each_case(kind: Kind, ids: Iterable[int]) -> Iterator[tuple[int, list[Entry]]]:
    """The entries of many cases, case by case; a few hundred cases in memory. Those without entries are left out."""
    waiting = iter(ids)
    while some := list(islice(waiting, AT_ONCE)):
        written = entries.stream(kind.subject, subject_ids=some)
        for subject_id, group in groupby(written, key=attrgetter("subject_id")):
            yield subject_id, list(group)


def checked_private(kind: Kind, event: str, private: Mapping[str, str], replaced: str = "") -> dict[str, str]:
    """The private fields, stripped, without empty ones. `replaced` is the event that a correction rewrites.

    Refused: unknown names, and required ones that are missing; a correction need not tell again what was not wrong.
    Private fields among the public ones are refused by `law.casework`.
    """
    form = kind.forms[replaced or event]
    fields = {field.name: field for field in form.fields if field.private}
    if unknown := sorted(private.keys() - fields.keys()):
        raise Refusal(f"“{kind.procedure.events[event]}”没有“{unknown[0]}”这一项个人信息，请删去。")
    told = {name: value.strip() for name, value in private.items() if value.strip()}
    if event != CORRECT and (missing := [field for field in fields.values() if _missing(field, told)]):
        labels = "、".join(f"“{field.label}”" for field in missing)
        raise Refusal(f"“{kind.procedure.events[event]}”须填写{labels}。")
    return told


def _missing(field: Field, told: Mapping[str, str]) -> bool:
    return field.required and field.name not in told


def replaced(acts: Sequence[CaseAct], event: str, data: Mapping[str, object]) -> str:
    """The event that a correction rewrites; empty for anything else, and for a correction of what is not there."""
    if event != CORRECT:
        return ""
    by_place = {act.seq: act for act in acts}
    target = data.get("target")
    return by_place[target].event if isinstance(target, int) and target in by_place else ""


def stale(kind: Kind, written: Sequence[Entry], based_on: int, number: str) -> Stale:
    """Who did what since a form was shown: the refusal of an act that rests on an older state of the case."""
    since = written[based_on:] if 0 <= based_on < len(written) else written[-1:]
    names = people.names({entry.person for entry in since})
    done = "、".join(
        f"{names.get(entry.person, '他人')}办理了“{kind.procedure.events.get(entry.event, entry.event)}”"
        for entry in since
    )
    return Stale(f"{kind.word}{number}在您填写期间已有变化：{done}。请看最新的情况，再决定是否继续；您填写的内容还在。")


def seal(organ_id: int, private: Mapping[str, str]) -> PersonalRecord | None:
    """The private fields in the vault; None when there are none."""
    return vault.seal(organ_id, private) if private else None


def said(kind: Kind, event: str, data: Mapping[str, object]) -> str:
    """An act in one sentence for the timeline: its name, then what was told, in the words of the form."""
    label = kind.procedure.events[event]
    if event == CORRECT:
        what = "撤销" if data.get("annul") else "改登"
        return f"{label}：{what}第{data.get('target')}条，理由：{data.get('reason', '')}"
    told = [
        f"{field.label}：{_shown(field, data[field.name])}"
        for field in kind.forms[event].fields
        if not field.private and data.get(field.name) not in (None, "", [], False)
    ]
    return "；".join([label, *told])


def local_day(moment: datetime) -> date:
    """The day of a moment here."""
    return timezone.localdate(moment)


def _shown(field: Field, value: object) -> str:
    if field.kind is FieldKind.YES:
        return "是" if value else "否"
    values: Iterable[object] = value if isinstance(value, list) else (value,)
    return "、".join(field.choices.get(str(each), str(each)) for each in values)
