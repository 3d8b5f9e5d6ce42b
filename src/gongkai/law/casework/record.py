"""Which state and clock follow from the acts of a request to correct a record, and may one more act be done?

Law:     条例 41
Takes:   acts as entered, in order of `seq`; calendar, settings.
Gives:   `RecordCase`, or `Refusal`; as `casework.doing`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.casework.doing import Casework
from gongkai.law.casework.entering import Kit, Read
from gongkai.law.casework.filling import text
from gongkai.law.casework.record_story import FACTS, RecordStory, answer_deadline
from gongkai.law.casework.walk import Rules
from gongkai.law.clocks import Deadline
from gongkai.law.procedures.record import RECORD
from gongkai.law.procedures.record_forms import RECORD_FORMS
from gongkai.law.sources import ogi

KIT: Kit[RecordStory] = Kit(RECORD, RECORD_FORMS, Rules(RECORD, FACTS), frozenset({"propose", "return", "sign"}))
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


_CASEWORK = Casework(KIT, RecordStory, _case)
replay, reading, attempt, options = _CASEWORK.replay, _CASEWORK.reading, _CASEWORK.attempt, _CASEWORK.options
