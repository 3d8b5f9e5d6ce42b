"""Which state, clocks and figures follow from the acts of a review or a suit, and may one more act be done?

Takes:   acts as entered, in order of `seq`; calendar, settings.
Gives:   `RemedyCase`, or `Refusal`; as `casework.doing`.
"""

from __future__ import annotations

from gongkai.law.calendar import Calendar
from gongkai.law.casework.act import Refusal
from gongkai.law.casework.case import RemedyCase
from gongkai.law.casework.doing import Casework
from gongkai.law.casework.entering import Kit, Read
from gongkai.law.casework.filling import text
from gongkai.law.casework.remedy_story import FACTS, RemedyStory, deadlines
from gongkai.law.casework.walk import Rules
from gongkai.law.procedures.remedy import REMEDY
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.settings import Settings
from gongkai.law.sources import ogi

KIT: Kit[RemedyStory] = Kit(REMEDY, REMEDY_FORMS, Rules(REMEDY, FACTS), frozenset({"suspend", "resume"}))


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


def _begun(calendar: Calendar, settings: Settings, trial: int, strict: bool) -> RemedyStory:
    return RemedyStory(calendar, trial, strict)


_CASEWORK = Casework(KIT, _begun, _case)
replay, reading, attempt, options = _CASEWORK.replay, _CASEWORK.reading, _CASEWORK.attempt, _CASEWORK.options
