"""Which state and clock follow from the acts of a request to correct a record, and may one more act be done?

Law:     条例 41
Takes:   acts as entered, in order of `seq`; calendar, settings.
Gives:   `RecordCase`, or `Refusal`; as `casework.remedy`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.casework.act import CaseAct, Option, Refusal
from gongkai.law.casework.entering import Kit, Read, listed, read, replayed, tried
from gongkai.law.casework.filling import text
from gongkai.law.casework.record_story import FACTS, RecordStory, answer_deadline
from gongkai.law.casework.walk import Rules
from gongkai.law.clocks import Deadline
from gongkai.law.procedures.record import RECORD
from gongkai.law.procedures.record_forms import RECORD_FORMS
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi

KIT: Kit[RecordStory] = Kit(
    RECORD, RECORD_FORMS, Rules(RECORD, FACTS), frozenset({"receive"}), frozenset({"propose", "return", "sign"})
)
AWAITING = frozenset({"asked"})


@dataclass(frozen=True, slots=True)
class RecordCase:
    """A request to correct a record after all its acts. `finding`, `identified` and `outcome` are codes of `record_forms`, `organ` and `reason`
    those of the last proposal; `closed` the day on which the applicant was told, or took it back; `code` the keyed digest of his query code."""

    state: str
    acts: tuple[CaseAct, ...]
    void: tuple[CaseAct, ...]
    channel: str
    applicant: str
    subject: str
    request_number: str
    received: date
    asked: date | None
    finding: str
    identified: str
    outcome: str
    organ: str
    reason: str
    number: str
    mended: date | None
    passed_on: date | None
    closed: date | None
    withdrawn: bool
    awaiting: bool
    deadlines: tuple[Deadline, ...]
    voided: date | None = None
    code: str = ""


def replay(acts: Sequence[CaseAct], calendar: Calendar, settings: Settings = law.DEFAULT) -> RecordCase:
    """The case after all acts. Refused (`Refusal`): acts that cannot follow one another."""
    return replayed(KIT, _start(calendar, settings), acts, _case)


def attempt(
    acts: Sequence[CaseAct], new: CaseAct, today: date, calendar: Calendar, settings: Settings = law.DEFAULT
) -> RecordCase:
    """The case with one more act, which may be late or a correction. `today` is the day of entering.

    Refused (`Refusal`): whatever the procedure refuses, a day after `today`, a form that is not filled as `RECORD_FORMS`
    asks, a role or a person that the guards exclude.
    """
    return tried(KIT, lambda trial, strict: _start(calendar, settings, trial, strict), acts, new, today, _case)


def options(
    acts: Sequence[CaseAct],
    role: str,
    person: str,
    today: date,
    calendar: Calendar,
    settings: Settings = law.DEFAULT,
) -> tuple[Option, ...]:
    """Every event of the procedure for a role on a day: what may be done, and why the rest may not. Refused: an unknown role."""
    start = _start(calendar, settings)
    story = read(KIT, start, acts).story if acts else start()
    return listed(KIT, story, story.states, role, person, today)


def _start(calendar: Calendar, settings: Settings, trial: int = 0, strict: bool = False) -> Callable[[], RecordStory]:
    return lambda: RecordStory(calendar, settings, trial, strict)


def _case(found: Read[RecordStory]) -> RecordCase:
    story = found.story
    opening = story.opening
    if opening is None:
        raise Refusal("没有登记更正申请的一条，请核对办理经过。", (ogi.A41,))
    answer = answer_deadline(story)
    return RecordCase(
        state=story.state,
        acts=found.acts,
        void=found.void,
        channel=text(opening.data, "channel"),
        applicant=text(opening.data, "applicant"),
        subject=text(opening.data, "subject"),
        request_number=text(opening.data, "request_number"),
        received=opening.day,
        asked=story.asked,
        finding=story.finding,
        identified=story.identified,
        outcome=story.outcome,
        organ=text(story.proposal.data, "organ") if story.proposal else "",
        reason=text(story.proposal.data, "reason") if story.proposal else "",
        number=story.number,
        mended=story.mended,
        passed_on=story.passed_on,
        closed=story.told,
        withdrawn=story.withdrawn,
        awaiting=story.state in AWAITING,
        deadlines=(answer,) if answer else (),
        voided=story.voided,
        code=text(opening.data, "code"),
    )
