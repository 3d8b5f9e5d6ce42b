"""Which state, clocks and figures follow from the acts of a review or a suit, and may one more act be done?

Takes:   acts as entered, in order of `seq`; calendar, settings; for guards that look at the day, the new act's own day.
Gives:   `RemedyCase`, or `Refusal`. Late facts are put where their day belongs and everything is replayed: if an act
         that was entered before would then be impossible, the late fact is refused and the sentence names that act.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from gongkai.law import settings as law
from gongkai.law.calendar import Calendar
from gongkai.law.casework.act import CaseAct, Option
from gongkai.law.casework.case import RemedyCase
from gongkai.law.settings import Settings


def replay(acts: Sequence[CaseAct], calendar: Calendar, settings: Settings = law.DEFAULT) -> RemedyCase:
    """The case after all acts. Refused (`Refusal`): acts that cannot follow one another."""
    raise NotImplementedError


def attempt(
    acts: Sequence[CaseAct], new: CaseAct, today: date, calendar: Calendar, settings: Settings = law.DEFAULT
) -> RemedyCase:
    """The case with one more act, which may be late or a correction. `today` is the day of entering.

    Refused (`Refusal`): whatever the procedure refuses, a day after `today`, a form that is not filled as `REMEDY_FORMS`
    asks, a role or a person that the guards exclude.
    """
    raise NotImplementedError


def options(
    acts: Sequence[CaseAct],
    role: str,
    person: str,
    today: date,
    calendar: Calendar,
    settings: Settings = law.DEFAULT,
) -> tuple[Option, ...]:
    """Every event of the procedure for a role on a day: what may be done, and why the rest may not."""
    raise NotImplementedError
