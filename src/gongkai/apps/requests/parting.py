"""What goes with a request that is taken apart, or handed to another organ?

Law:     信息处理费管理办法 4 (one matter, one request); 条例 36(五) (the organ that is responsible)
Takes:   the request with its entries. Gives: what it says now, public and sealed; the acts that hold for every part of it.
Unclear: what was asked of third parties and what was charged stays with the request: whether it concerns a part is for the officer to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.apps import casebook, rules
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry
from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import APPLICANT, Actor, applicant, program
from gongkai.apps.requests.kind import BY_PROGRAM, KIND, OPENING
from gongkai.law.casework import CaseAct, Refusal, RequestCase
from gongkai.law.casework import request as casework
from gongkai.law.casework.corrections import CORRECT
from gongkai.law.sources import fee_rules, ogi

WHY = "program"
"""The reason under which the program opens what it seals anew (journal.vault)."""

HOLDS_FOR_ALL = frozenset(
    {
        "unreachable", "confirm", "ask_correction", "receive_correction", "ask_reasons", "give_reasons", "delay",
        "request_extension", "approve_extension", "refuse_extension", "notify_extension",
    }
)  # fmt: skip
"""What was done with the applicant about the whole: every part has the same day of receipt, and is corrected and extended once with it."""

_OPENED = HOLDS_FOR_ALL | OPENING | {CORRECT}
"""Whose sealed fields go along: those of the applicant, nobody else's."""


@dataclass(frozen=True, slots=True)
class Part:
    """One item that becomes a case of its own: what lists show of it, and what is asked in full, which is sealed."""

    subject: str
    content: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A request as it stands, with all that was told of the applicant."""

    case: RequestCase
    opening: CaseAct
    acts: tuple[CaseAct, ...]
    sealed: Mapping[int, Mapping[str, str]]
    """What was sealed with each act, by its number, as corrections left it."""

    @property
    def private(self) -> Mapping[str, str]:
        """What was sealed at the registration."""
        return self.sealed[self.opening.seq]

    @property
    def told(self) -> dict[str, object]:
        """What was registered, without what only the program fills."""
        own = BY_PROGRAM[self.opening.event]
        return {name: value for name, value in self.opening.data.items() if name not in own}


def whole(organ_id: int, written: Sequence[Entry], now: datetime) -> Whole:
    """Everything about a request, opened by the program with a trace. Refused: personal data that is shredded."""
    wanted = [
        (place, entry.personal)
        for place, entry in enumerate(written, 1)
        if entry.personal is not None and entry.event in _OPENED
    ]
    if any(record.shredded_at is not None for _, record in wanted):
        raise Refusal("申请人的个人信息已经销毁，这件申请不能再分件或者转递。", (ogi.A45,))
    sealed = {place: vault.open_(record, program(organ_id), WHY, now) for place, record in wanted}
    case = casework.replay(casebook.story(written).acts, rules.calendar(), rules.settings())
    opening = next(act for act in case.acts if act.event in OPENING)
    acts = tuple(act for act in case.acts if act.event != CORRECT)
    return Whole(case, opening, acts, {act.seq: _sealed(act, sealed) for act in acts})


def _sealed(act: CaseAct, sealed: Mapping[int, Mapping[str, str]]) -> dict[str, str]:
    told = dict(sealed.get(act.seq, {}))
    for seq, _ in act.hands:
        told.update(sealed.get(seq, {}))
    return told


def with_corrections(found: Whole) -> dict[str, str]:
    """The sealed fields for another organ, with what the applicant added when he was asked to."""
    private = dict(found.private)
    for act in found.acts:
        if act.event == "receive_correction" and (added := found.sealed[act.seq].get("corrected")):
            private["content"] = f"{private['content']}\n\n（{act.day} 补正）{added}"
    return private


def actor_of(act: CaseAct, organ_id: int) -> Actor:
    """Who did an act that holds for a part too."""
    if act.role == APPLICANT:
        return applicant(organ_id)
    return Actor(act.person, people.names((act.person,)).get(act.person, act.person), organ_id, act.role)


def checked(parts: Sequence[Part], case: RequestCase) -> None:
    """Refused: no part, a part that does not say what it is about."""
    if not parts:
        raise Refusal("请至少写明拆出的一件：事由和所需信息的描述。", (fee_rules.A4,))
    for place, part in enumerate(parts, 1):
        for label, text in (("事由", part.subject), ("所需信息的描述", part.content)):
            if not text.strip():
                raise Refusal(f"拆出的第{place}件缺“{label}”，请填写。", (fee_rules.A4,))
    if case.state != "handling":
        raise Refusal(f"“{KIND.procedure.states[case.state]}”时不能分件，要在“办理中”时办理。", (fee_rules.A4,))


def due_of_part(case: RequestCase) -> date | None:
    """The last day to reply to a part taken out now. Others that were asked, and a fee, stop only the whole: a part may be due earlier.

    None before receipt. Refused: what holds for the whole only because others were asked, as an extension told in that time.
    """
    acts = [act for act in case.acts if act.event in HOLDS_FOR_ALL | OPENING]
    return casework.replay(acts, rules.calendar(), rules.settings()).due


def receiver(code: str, own: int, day: date) -> Organ:
    """The organ to which a request goes. Refused: none that is known, the organ itself, one that was dissolved."""
    try:
        found = organs.organ(code, day)
    except organs.NoSuchOrgan as missing:
        raise Refusal(missing.reason, (ogi.A36_I5,)) from missing
    if found.pk == own:
        raise Refusal("不能转给本机关自己。", (ogi.A36_I5,))
    if found.until is not None and found.until < day:
        raise Refusal(
            f"“{organs.name_on(found.pk, found.until)}”已于 {found.until} 撤销，请转给承接它职权的机关。", (ogi.A36_I5,)
        )
    return found
