"""What has happened in a review or a suit so far, what guards ask of it, and which days must be kept?

Law:     行政复议法 39, 48, 54, 62; 行政诉讼法 45, 67
Takes:   one act after another, each already allowed. Gives: `RemedyStory`, `FACTS`, `deadlines`.
Unclear: whether the days of a suspension count in the reviewer's 60: they are left out, and said to be.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.law.calendar import Calendar, OutsideCalendar, weekday
from gongkai.law.casework.act import CaseAct, Refusal
from gongkai.law.casework.filling import day_of, empty, text
from gongkai.law.casework.voiding import VOID, duplicate_named
from gongkai.law.casework.walk import Move
from gongkai.law.clocks import Deadline, Impossible, Step, Stop
from gongkai.law.clocks import remedies as clocks
from gongkai.law.returns.conventions import PENDING, REVIEW_OUTCOMES, SUIT_OUTCOMES
from gongkai.law.sources import annual_report, ogi, review_law

REVIEW, SUIT_AFTER_REVIEW = "review", "litigation_after_review"
_FITTING = {True: {each.code: each for each in REVIEW_OUTCOMES}, False: {each.code: each for each in SUIT_OUTCOMES}}


@dataclass(slots=True)
class RemedyStory:
    """A review or a suit so far. `trial` and `strict` as in `RequestStory`."""

    calendar: Calendar
    trial: int = 0
    strict: bool = False
    state: str = "new"
    states: list[str] = field(default_factory=lambda: ["new"])
    opening: CaseAct | None = None
    answered: date | None = None
    suspended: date | None = None
    stops: list[Stop] = field(default_factory=list)
    extension: CaseAct | None = None
    conclusion: CaseAct | None = None
    complied: date | None = None
    voided: date | None = None

    @property
    def group(self) -> str:
        return text(self.opening.data, "group") if self.opening else ""

    @property
    def procedure(self) -> str:
        """Of a review: ordinary unless another was told."""
        return (text(self.opening.data, "procedure") if self.opening else "") or "ordinary"

    @property
    def accepted(self) -> date | None:
        """When the reviewer accepted it; while that is not told, the day on which its copy came."""
        return (day_of(self.opening.data.get("accepted_on")) or self.opening.day) if self.opening else None

    def apply(self, act: CaseAct, target: str) -> None:
        """Remember an act. Refused: days that contradict each other."""
        if remember := _REMEMBER.get(act.event):
            remember(self, act)
        self.state = target
        if target not in self.states:
            self.states.append(target)


def _notify(story: RemedyStory, act: CaseAct) -> None:
    if text(act.data, "capacity") == "reviewer" and text(act.data, "group") != SUIT_AFTER_REVIEW:
        # Anything else so registered would be left out of table 4 by mistake.
        raise Refusal(
            "复议机关作共同被告只能是复议后起诉的案件；行政复议、未经复议直接起诉的，身份请选“本机关的行为”，请核对。",
            (annual_report.CO_DEFENDANT_COUNT,),
        )
    accepted = day_of(act.data.get("accepted_on"))
    if accepted is not None and accepted > act.day:
        raise Refusal(f"受理之日（{accepted}）晚于收到副本之日（{act.day}），请核对日期。", (review_law.A48,))
    story.opening = act


def _answer(story: RemedyStory, act: CaseAct) -> None:
    story.answered = act.day


def _suspend(story: RemedyStory, act: CaseAct) -> None:
    story.suspended = act.day


def _resume(story: RemedyStory, act: CaseAct) -> None:
    if story.suspended is not None and story.suspended < act.day:
        story.stops.append(Stop(story.suspended, act.day - timedelta(1), "中止审理期间", review_law.A39))
    story.suspended = None


def _extend(story: RemedyStory, act: CaseAct) -> None:
    story.extension = act


def _conclude(story: RemedyStory, act: CaseAct) -> None:
    decided, until = day_of(act.data.get("decided_on")), day_of(act.data.get("until"))
    if decided is not None and decided > act.day:
        raise Refusal(f"决定、裁判作出之日（{decided}）晚于收到之日（{act.day}），请核对日期。", (ogi.A51,))
    if until is not None and until < act.day:
        raise Refusal(f"应在何日前履行（{until}）早于收到之日（{act.day}），请核对日期。", (ogi.A51,))
    story.conclusion = act


def _comply(story: RemedyStory, act: CaseAct) -> None:
    story.complied = act.day


def _void(story: RemedyStory, act: CaseAct) -> None:
    story.voided = act.day


_REMEMBER: dict[str, Callable[[RemedyStory, CaseAct], None]] = {
    "notify": _notify,
    "answer": _answer,
    "suspend": _suspend,
    "resume": _resume,
    "extend_review": _extend,
    "conclude": _conclude,
    "comply": _comply,
    VOID: _void,
}


def _procedure_fits(story: RemedyStory, move: Move) -> bool:
    if move.data is None or text(move.data, "group") == REVIEW:
        return True
    return empty(move.data.get("procedure")) and empty(move.data.get("accepted_on"))


def _outcome_fits(story: RemedyStory, move: Move) -> bool:
    return move.data is None or text(move.data, "outcome") in _FITTING[story.group == REVIEW]


def _final_outcome(story: RemedyStory, move: Move) -> bool:
    if move.data is None:
        return True
    outcome = _FITTING[story.group == REVIEW].get(text(move.data, "outcome"))
    return outcome is not None and outcome.column != PENDING


def _may_extend(story: RemedyStory, move: Move) -> bool:
    until = None if move.data is None else day_of(move.data.get("until"))
    if story.group != REVIEW:
        return move.data is None or (until is not None and until > move.day)
    if story.procedure != "ordinary" or story.extension is not None or story.accepted is None:
        return False
    if not story.strict and 0 < move.seq != story.trial:
        return True
    longest = clocks.review_decision(story.accepted, story.calendar, longer=clocks.LONGER_DAYS, stops=story.stops)
    return until is None or move.day < until <= longest.due


FACTS: dict[str, Callable[[RemedyStory, Move], bool]] = {
    "procedure_fits": _procedure_fits,
    "outcome_fits": _outcome_fits,
    "final_outcome": _final_outcome,
    "may_extend": _may_extend,
    "reason_given": lambda story, move: move.data is None or not empty(move.data.get("reason")),
    "duplicate_named": duplicate_named,
    "no_outcome": lambda story, move: story.conclusion is None,
    "holds_after": lambda story, move: True,
}


def deadlines(story: RemedyStory) -> tuple[Deadline, ...]:
    """The days to keep, in order, none for a registration made by mistake: the organ's answer until it is given, the decision until it is made, then the
    applicant's time to sue and the day by which to comply. Refused: days outside the calendar."""
    if story.voided is not None:
        return ()
    try:
        found = [*_answers(story), *_decisions(story), *_after(story)]
    except Impossible as fault:
        raise Refusal(fault.sentence, (fault.cite or review_law.A62,)) from fault
    except OutsideCalendar as fault:
        raise Refusal(str(fault), (review_law.A62,)) from fault
    return tuple(sorted(found, key=lambda each: (each.due, each.key)))


def _answers(story: RemedyStory) -> list[Deadline]:
    if story.opening is None or story.answered is not None or story.conclusion is not None:
        return []
    if story.group == REVIEW:
        return [clocks.review_answer(story.opening.day, story.calendar, story.procedure)]
    return [clocks.suit_answer(story.opening.day, story.calendar)]


def _decisions(story: RemedyStory) -> list[Deadline]:
    if story.opening is None or story.accepted is None or story.conclusion is not None:
        return []
    until = day_of(story.extension.data.get("until")) if story.extension else None
    if story.group != REVIEW:
        return [_named_day("suit_decision", "法院审理（延长至）", until)] if until else []
    longer = clocks.LONGER_DAYS if story.extension else 0
    found = clocks.review_decision(story.accepted, story.calendar, story.procedure, longer, story.stops)
    if until is not None and not story.stops:
        found = _named_day(found.key, found.name, until)
    caveats = []
    if empty(story.opening.data.get("accepted_on")):
        caveats.append("没有填写受理之日，暂从收到副本之日起算，偏晚；受理通知书写明的请更正登记。")
    if story.stops or story.suspended:
        caveats.append("中止的时间没有计入审限（推定，以复议机关为准）。")
    pending = f"{story.suspended} 起中止审理，恢复后续算，下列末日只供参考。" if story.suspended else ""
    return [found.noting(caveats=caveats, pending=pending)]


def _after(story: RemedyStory) -> list[Deadline]:
    conclusion = story.conclusion
    if conclusion is None:
        return []
    found = []
    if story.group == REVIEW:
        found.append(clocks.suit_after_review(conclusion.day, story.calendar))
    until = day_of(conclusion.data.get("until"))
    if until is not None and story.complied is None:
        found.append(_named_day("compliance", "履行决定、裁判", until))
    return found


def _named_day(key: str, name: str, until: date) -> Deadline:
    """A day that the reviewer or the court named."""
    cite = review_law.A66 if key == "compliance" else review_law.A62
    return Deadline(key, name, until, False, (Step(until, False, 0, f"{weekday(until)}，文书写明的末日", cite),), cite)
