"""How does one more act of a case get from the form into the journal?

Takes:   what a form told: public fields as JSON, private fields as text; the case so far; how the law tries an act.
Gives:   `Entered`: the case with the act, what the journal keeps of it, the sealed record. The caller holds the locks and
         writes the cached row; `write` adds the entry.

Requests and remedies share this; nothing here knows which of the two it serves.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Generic, Protocol, TypeVar

from gongkai.apps import rules
from gongkai.apps.casebook import Kind, Story, local_day
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry, PersonalRecord
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.law.calendar import Calendar
from gongkai.law.casework import CaseAct, Refusal
from gongkai.law.casework.corrections import CORRECT
from gongkai.law.casework.filling import text_fault
from gongkai.law.procedures.fields import Field
from gongkai.law.settings import Settings

CaseT_co = TypeVar("CaseT_co", covariant=True)
CaseT = TypeVar("CaseT")
OTHER_PERSON = "other_person"
"""The fact by which a procedure keeps hands apart (law/procedures)."""


class Attempt(Protocol[CaseT_co]):
    """`law.casework.request.attempt` and its like."""

    def __call__(
        self, acts: Sequence[CaseAct], new: CaseAct, today: date, calendar: Calendar, settings: Settings
    ) -> CaseT_co: ...


@dataclass(frozen=True, slots=True)
class Told:
    """What a form told of one act."""

    event: str
    day: date
    data: Mapping[str, object]
    private: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Entered(Generic[CaseT]):
    """A case with one more act, not written yet. `payload` is what the journal keeps beside day and actor."""

    case: CaseT
    story: Story
    act: CaseAct
    payload: Mapping[str, object]
    record: PersonalRecord | None


def known(kind: Kind, event: str) -> None:
    """Refused: an event that the procedure does not have."""
    if event not in kind.procedure.events:
        raise Refusal(f"{kind.procedure.title}没有“{event}”这种办理事项。")


def enter(
    kind: Kind, attempt: Attempt[CaseT], actor: Actor, told: Told, so_far: Story, now: datetime, opens: bool = False
) -> Entered[CaseT]:
    """Try one more act on a case and seal what is private.

    Refused (`Refusal`): as the law does; private fields; a review, a signature, an approval on a day without the post.
    """
    data = dict(told.data)
    private = checked_private(kind, told.event, told.private, replaced(so_far.acts, told.event, data))
    if told.event == CORRECT and private:
        # The journal keeps that something sealed was corrected, and the record's commitment; never what it says.
        data["sealed"] = True
    act = CaseAct(len(so_far.acts) + 1, told.event, told.day, actor.role, actor.person, data)
    case = attempt(so_far.acts, act, local_day(now), rules.calendar(), rules.settings())
    _refuse_without_post(kind, actor, told)
    record = vault.seal(actor.organ_id, private) if private else None
    named = record is not None and kind.name_field in private
    names = {**so_far.named, act.seq: record.pk} if record is not None and named else so_far.named
    story = Story(so_far.number, (*so_far.acts, act), names)
    return Entered(case, story, act, payload(data, so_far.number if opens else "", named), record)


def numbered(entered: Entered[CaseT], number: str) -> Entered[CaseT]:
    """A case that was opened without a number, with it: so that the number is given after all that takes long, and held shortly."""
    story = Story(number, entered.story.acts, entered.story.named)
    return replace(entered, story=story, payload={**entered.payload, "number": number})


def own(kind: Kind, event: str, data: Mapping[str, object]) -> dict[str, object]:
    """What was told, without what only the program fills."""
    form = kind.forms.get(event)
    by_program = {field.name for field in form.fields if field.by_program} if form else set()
    return {name: value for name, value in data.items() if name not in by_program}


def kept(kind: Kind, so_far: Story, event: str, data: Mapping[str, object]) -> dict[str, object]:
    """The same; a correction with what the program had filled in the entry that it replaces: its form does not show it, so it would be lost."""
    told = own(kind, event, data)
    instead, target = told.get("data"), told.get("target")
    if event != CORRECT or not isinstance(instead, Mapping):
        return told
    wrong = next((act for act in so_far.acts if act.seq == target), None)
    if wrong is None:
        return told
    if wrong.event == CORRECT:
        return {**told, "data": kept(kind, so_far, CORRECT, dict(instead))}
    form = kind.forms[wrong.event]
    before = {each.name: wrong.data[each.name] for each in form.fields if each.by_program and each.name in wrong.data}
    return {**told, "data": {**own(kind, wrong.event, instead), **before}}


def _refuse_without_post(kind: Kind, actor: Actor, told: Told) -> None:
    """Facts may be entered by whoever came later; what must be another person's own act may not be dated before he came."""
    its = (row for row in kind.procedure.transitions if row.event == told.event)
    own = any(guard.fact == OTHER_PERSON for row in its for guard in row.guards)
    if own and not people.held_on(actor, told.day):
        role, name = rights.ROLE_NAMES.get(actor.role, actor.role), kind.procedure.events[told.event]
        raise Refusal(
            f"{told.day} 您没有“{role}”这个职务，不能以那天的日期“{name}”；请填实际办理之日，当时由他人作出的请补录。",
            (kind.procedure.cite,),
        )


def write(kind: Kind, subject_id: int, entered: Entered[CaseT], actor: Actor, now: datetime) -> Entry:
    """Add the act to the journal. Inside the caller's transaction."""
    act = entered.act
    return journal.append(
        kind.subject, subject_id, act.event, act.day, actor, now, entered.payload, personal=entered.record
    )


def payload(data: Mapping[str, object], number: str, named: bool) -> dict[str, object]:
    """What the journal keeps of an act besides its day and actor.

    The first entry of a case also carries its number; one that tells a name says so, not which, so that the cached
    columns can still be made again when the name is shredded.
    """
    return {"data": dict(data), **({"number": number} if number else {}), **({"named": True} if named else {})}


def checked_private(kind: Kind, event: str, private: Mapping[str, str], replaced: str = "") -> dict[str, str]:
    """The private fields, stripped, without empty ones. `replaced` is the event that a correction rewrites.

    Refused: unknown names, texts that are too long or hold what no screen shows, required ones that are missing; a
    correction need not tell again what was not wrong.
    Private fields among the public ones are refused by `law.casework`.
    """
    form = kind.forms[replaced or event]
    fields = {field.name: field for field in form.fields if field.private}
    if unknown := sorted(private.keys() - fields.keys()):
        raise Refusal(f"“{kind.procedure.events[event]}”没有“{unknown[0]}”这一项个人信息，请删去。")
    told = {name: value.strip() for name, value in private.items() if value.strip()}
    for name, value in told.items():
        if fault := text_fault(fields[name], value):
            raise Refusal(f"“{kind.procedure.events[event]}”的“{fields[name].label}”{fault}")
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
