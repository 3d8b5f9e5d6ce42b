"""What has happened so far with a request to correct a record, what guards ask of it, and by which day must it be answered?

Law:     条例 41
Takes:   one act after another, each already allowed. Gives: `RecordStory`, `FACTS`, `answer_deadline`, `answer_term`.
Unclear: article 41 names no days: the term is a setting (`RECORD_DAYS`), and every deadline says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar, OutsideCalendar
from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.casework.filling import empty, text
from gongkai.law.casework.voiding import VOID, duplicate_named
from gongkai.law.casework.walk import Move
from gongkai.law.clocks import Deadline, Stop
from gongkai.law.clocks.ledger import deadline, start, working_days
from gongkai.law.procedures.record_forms import FITTING, WEB
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi

ANSWER = "record_answer"
_NOT_SHOWN = "not_shown"


@dataclass(slots=True)
class RecordStory:
    """A request to correct a record so far. `trial` and `strict` as in `RequestStory`."""

    calendar: Calendar
    settings: Settings
    trial: int = 0
    strict: bool = False
    state: str = "new"
    states: list[str] = field(default_factory=lambda: ["new"])
    opening: CaseAct | None = None
    asked: date | None = None
    stops: list[Stop] = field(default_factory=list)
    finding: str = ""
    identified: str = ""
    proposal: CaseAct | None = None
    number: str = ""
    mended: date | None = None
    passed_on: date | None = None
    told: date | None = None
    withdrawn: bool = False
    voided: date | None = None

    @property
    def outcome(self) -> str:
        """The outcome that was proposed last."""
        return text(self.proposal.data, "outcome") if self.proposal else ""

    def apply(self, act: CaseAct, target: str) -> None:
        """Remember an act; nothing that it tells can contradict another."""
        if self.state == "asked" and target == "handling" and self.asked is not None and self.asked < act.day:
            self.stops.append(Stop(self.asked, act.day - timedelta(1), "等待申请人补充证据", ogi.A41))
        if remember := _REMEMBER.get(act.event):
            remember(self, act)
        self.state = target
        if target not in self.states:
            self.states.append(target)


def _receive(story: RecordStory, act: CaseAct) -> None:
    story.opening = act


def _ask(story: RecordStory, act: CaseAct) -> None:
    story.asked = act.day


def _add_evidence(story: RecordStory, act: CaseAct) -> None:
    # What was found, of the record and of who asks, was found without it.
    story.finding = ""
    if story.identified == _NOT_SHOWN:
        story.identified = ""


def _identify(story: RecordStory, act: CaseAct) -> None:
    story.identified = text(act.data, "result")


def _verify(story: RecordStory, act: CaseAct) -> None:
    story.finding = text(act.data, "finding")


def _propose(story: RecordStory, act: CaseAct) -> None:
    story.proposal = act


def _sign(story: RecordStory, act: CaseAct) -> None:
    story.number = text(act.data, "number")


def _mend(story: RecordStory, act: CaseAct) -> None:
    story.mended = act.day


def _pass_on(story: RecordStory, act: CaseAct) -> None:
    story.passed_on = act.day


def _tell(story: RecordStory, act: CaseAct) -> None:
    story.told = act.day


def _withdraw(story: RecordStory, act: CaseAct) -> None:
    story.told, story.withdrawn = act.day, True


def _void(story: RecordStory, act: CaseAct) -> None:
    story.voided = act.day


_REMEMBER: dict[str, Callable[[RecordStory, CaseAct], None]] = {
    "receive": _receive,
    "ask_evidence": _ask,
    "add_evidence": _add_evidence,
    "identify": _identify,
    "verify": _verify,
    "propose": _propose,
    "sign": _sign,
    "mend": _mend,
    "pass_on": _pass_on,
    "tell": _tell,
    "withdraw": _withdraw,
    VOID: _void,
}


def _outcome_fits(story: RecordStory, move: Move) -> bool:
    return move.data is None or text(move.data, "outcome") in FITTING.get(story.finding, ())


def _identified(story: RecordStory, move: Move) -> bool:
    """By the other channels somebody stood there, or signed: that is the clerk's own matter."""
    return bool(story.identified) or story.opening is None or text(story.opening.data, "channel") != WEB


def _identity_fits(story: RecordStory, move: Move) -> bool:
    corrects = move.data is not None and text(move.data, "outcome") == "corrected"
    return not (corrects and story.identified == _NOT_SHOWN)


def _target_fits(story: RecordStory, move: Move) -> bool:
    if move.data is None:
        return True
    return (text(move.data, "outcome") in FITTING["not_ours"]) != empty(move.data.get("organ"))


def _other_person(story: RecordStory, move: Move) -> bool:
    """Whoever corrected a proposal wrote it too."""
    if story.proposal is None:
        return True
    hands = {person for seq, person in story.proposal.hands if seq < move.seq or not move.seq}
    return move.person not in {story.proposal.person, *hands}


FACTS: dict[str, Callable[[RecordStory, Move], bool]] = {
    "identified": _identified,
    "identity_fits": _identity_fits,
    "not_identified": lambda story, move: not story.identified,
    "verified": lambda story, move: bool(story.finding),
    "outcome_fits": _outcome_fits,
    "target_fits": _target_fits,
    "other_person": _other_person,
    "corrected_first": lambda story, move: story.outcome != "corrected" or story.mended is not None,
    "passed_on_first": lambda story, move: story.outcome != "transferred" or story.passed_on is not None,
    "to_be_passed_on": lambda story, move: story.outcome == "transferred",
    "to_be_corrected": lambda story, move: story.outcome == "corrected",
    "asked_once": lambda story, move: story.asked is None,
    "reason_given": lambda story, move: move.data is None or not empty(move.data.get("reason")),
    "duplicate_named": duplicate_named,
    "not_told": lambda story, move: story.told is None or story.withdrawn,
    "holds_after": lambda story, move: True,
}


def answer_deadline(story: RecordStory) -> Deadline | None:
    """The day by which to tell the applicant what came of it; None when it was told or taken back. Refused: days outside the calendar."""
    if story.opening is None or story.told is not None or story.voided is not None:
        return None
    found = answer_term(story.opening.day, story.calendar, story.settings, story.stops)
    waiting = "正在等申请人补充证据，收到之前这个末日还会后移。" if story.state == "asked" else ""
    return found.noting(pending=waiting)


def answer_term(received: date, calendar: Calendar, settings: Settings, stops: Sequence[Stop] = ()) -> Deadline:
    """The same day from the day of receipt and what stopped it. Refused (`Refusal`): days outside the calendar."""
    try:
        steps = [
            start(received, "收到更正申请", ogi.A41),
            *working_days(calendar, received, int(settings.record_days), ogi.A41, stops),
        ]
    except OutsideCalendar as outside:
        raise Refusal(str(outside), (ogi.A41,)) from outside
    found = deadline(ANSWER, "告知更正的结果", steps, ogi.A41, calendar)
    return found.noting(caveats=(settings.caveat(law.RECORD_DAYS),))
