"""Which state, clocks and figures follow from the acts of a review or a suit, and may one more act be done?

Takes:   acts as entered, in order of `seq`; calendar, settings; for guards that look at the day, the new act's own day.
Gives:   `RemedyCase`, or `Refusal`. Late facts are put where their day belongs and everything is replayed: if an act
         that was entered before would then be impossible, the late fact is refused and the sentence names that act.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.casework.act import CaseAct, Option, Refusal
from gongkai.law.casework.case import RemedyCase
from gongkai.law.casework.entering import Kit, Read, listed, read, replayed, tried
from gongkai.law.casework.filling import text
from gongkai.law.casework.remedy_story import FACTS, RemedyStory, deadlines
from gongkai.law.casework.walk import Rules
from gongkai.law.procedures.remedy import REMEDY
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi

KIT: Kit[RemedyStory] = Kit(
    REMEDY, REMEDY_FORMS, Rules(REMEDY, FACTS), frozenset({"notify"}), frozenset({"suspend", "resume"})
)


def replay(acts: Sequence[CaseAct], calendar: Calendar, settings: Settings = law.DEFAULT) -> RemedyCase:
    """The case after all acts. Refused (`Refusal`): acts that cannot follow one another."""
    return replayed(KIT, _start(calendar), acts, _case)


def attempt(
    acts: Sequence[CaseAct], new: CaseAct, today: date, calendar: Calendar, settings: Settings = law.DEFAULT
) -> RemedyCase:
    """The case with one more act, which may be late or a correction. `today` is the day of entering.

    Refused (`Refusal`): whatever the procedure refuses, a day after `today`, a form that is not filled as `REMEDY_FORMS`
    asks, a role or a person that the guards exclude.
    """
    return tried(KIT, lambda trial, strict: _start(calendar, trial, strict), acts, new, today, _case)


def options(
    acts: Sequence[CaseAct],
    role: str,
    person: str,
    today: date,
    calendar: Calendar,
    settings: Settings = law.DEFAULT,
) -> tuple[Option, ...]:
    """Every event of the procedure for a role on a day: what may be done, and why the rest may not.

    Without acts, what begins a case. Refused: a role that the procedure does not have.
    """
    start = _start(calendar)
    story = read(KIT, start, acts).story if acts else start()
    return listed(KIT, story, story.states, role, person, today)


def _start(calendar: Calendar, trial: int = 0, strict: bool = False) -> Callable[[], RemedyStory]:
    return lambda: RemedyStory(calendar, trial, strict)


def _case(found: Read[RemedyStory]) -> RemedyCase:
    story = found.story
    opening, conclusion = story.opening, story.conclusion
    if opening is None:
        raise Refusal("没有登记收案的一条，请核对办理经过。", (ogi.A51,))
    return RemedyCase(
        state=story.state,
        acts=found.acts,
        void=found.void,
        group=story.group,
        capacity=text(opening.data, "capacity"),
        subject=text(opening.data, "subject"),
        forum=text(opening.data, "forum"),
        request_number=text(opening.data, "request_number"),
        received=opening.day,
        outcome=text(conclusion.data, "outcome") if conclusion else "",
        closed=conclusion.day if conclusion else None,
        deadlines=deadlines(story),
        voided=story.voided,
    )
