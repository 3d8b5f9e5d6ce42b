"""Which state, clocks and figures follow from the acts of a message, and may one more act be done?

Takes:   acts as entered, in order of `seq`; calendar, settings. Gives: `QuestionCase`, or `Refusal`; as `casework.doing`.
"""

from __future__ import annotations

from datetime import date

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar, OutsideCalendar, weekday
from gongkai.law.casework.act import Refusal
from gongkai.law.casework.doing import Casework
from gongkai.law.casework.entering import Kit, Read
from gongkai.law.casework.filling import day_of, text
from gongkai.law.casework.walk import Rules
from gongkai.law.clocks import Deadline, Step
from gongkai.law.clocks import question as clocks
from gongkai.law.procedures.question import ENDED, QUESTION
from gongkai.law.procedures.question_forms import QUESTION_FORMS
from gongkai.law.questions.case import QuestionCase, next_deadline
from gongkai.law.questions.story import FACTS, QuestionStory
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi

__all__ = ["KIT", "QuestionCase", "attempt", "next_deadline", "options", "reading", "replay"]

KIT: Kit[QuestionStory] = Kit(
    QUESTION,
    QUESTION_FORMS,
    Rules(QUESTION, FACTS),
    frozenset({"ask_back", "supplement", "draft", "return", "sign", "answer", "reopen", "prepare", "publish", "assign"})
    | frozenset({"withdraw", "give_up", "clear", "archive", "accept", "note"}),
)
RECTIFICATION = "rectification"


def _case(found: Read[QuestionStory]) -> QuestionCase:
    story = found.story
    opening = story.opening
    if opening is None or story.since is None:
        raise Refusal("没有登记收到留言的一条，请核对办理经过。", (ogi.A9,))
    taken, late = _taken(story)
    urged = story.urged
    return QuestionCase(
        state=story.state,
        acts=found.acts,
        void=found.void,
        kind=story.kind,
        channel=text(opening.data, "channel"),
        received=opening.day,
        since=story.since,
        subject=text(story.accepted.data, "subject") if story.accepted else "",
        about=text(opening.data, "about"),
        about_organ=text(opening.data, "about_organ"),
        request_number=text(opening.data, "request_number"),
        origin=text(opening.data, "origin"),
        moved_to=text(story.moved.data, "to_organ") if story.moved else "",
        code=text(opening.data, "code"),
        minor=opening.data.get("minor") is True,
        allowed=story.allowed,
        assigned=story.assigned,
        assignee=story.assignee,
        asked=story.asked.seq if story.asked else 0,
        redirected=story.redirected.seq if story.redirected else 0,
        door=text(story.redirected.data, "door") if story.redirected else "",
        drafted=story.draft.seq if story.draft else 0,
        drafter=story.draft.person if story.draft else "",
        answered=story.answered.day if story.answered else None,
        closed=story.ended,
        manner=text(story.answered.data, "manner") if story.answered else "",
        found=story.found,
        urged=urged.day if urged else None,
        rectify_by=day_of(urged.data.get("until")) if urged else None,
        rectified=story.rectified,
        criticised=story.criticised,
        item=story.adopted,
        prepared=story.prepared.seq if story.prepared else 0,
        preparer=story.prepared.person if story.prepared else "",
        doubts=story.doubts,
        cleared=dict(story.cleared),
        shown=story.shown,
        digest=story.digest,
        published=story.published,
        withdrawn=story.withdrawn,
        voided=story.voided.day if story.voided else None,
        ground=text(story.voided.data, "ground") if story.voided else "",
        deadlines=_deadlines(story),
        working_days=taken,
        late=late,
    )


def _deadlines(story: QuestionStory) -> tuple[Deadline, ...]:
    """The days to keep, the nearest first. Refused: days outside the calendar."""
    found: list[Deadline] = []
    try:
        if story.state not in ENDED and story.since is not None:
            found = [_term(story, story.since), clocks.line(story.since, story.calendar)]
    except OutsideCalendar as outside:
        raise Refusal(str(outside), (QUESTION.cite,)) from outside
    until = day_of(story.urged.data.get("until")) if story.urged else None
    if until is not None and story.rectified is None and story.state not in ("archived", "void"):
        step = Step(until, False, 0, f"{weekday(until)}，督促整改时要求的末日", ogi.A47)
        found.append(Deadline(RECTIFICATION, "整改完成", until, False, (step,), ogi.A47))
    return tuple(sorted(found, key=lambda each: (each.due, each.key)))


def _term(story: QuestionStory, since: date) -> Deadline:
    stops = story.stops if story.settings.question_waiting == "stops" else []
    found = clocks.answer(story.kind, since, story.calendar, story.settings, stops)
    if story.asked is None:
        return found
    found = found.noting(caveats=(story.settings.caveat(law.QUESTION_WAITING),))
    if story.waiting is not None and story.settings.question_waiting == "stops":
        return found.noting(pending=f"{story.waiting} 起等待提问人补充，收到后续算，这一天只供参考。")
    return found


def _taken(story: QuestionStory) -> tuple[int | None, int]:
    """How many working days until it was answered or sent to another door, and how many of them past its term."""
    told = story.answered or story.redirected
    if told is None or story.since is None:
        return None, 0
    due = _term(story, story.since).due
    late = story.calendar.working_days_between(due, told.day) if told.day > due else 0
    return story.calendar.working_days_between(story.since, told.day), late


def _begun(calendar: Calendar, settings: Settings, trial: int, strict: bool) -> QuestionStory:
    return QuestionStory(calendar, settings)


_CASEWORK = Casework(KIT, _begun, _case)
replay, reading, attempt, options = _CASEWORK.replay, _CASEWORK.reading, _CASEWORK.attempt, _CASEWORK.options
