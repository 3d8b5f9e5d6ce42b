"""What were the days of a period: how many count, and why do the others not?

Law:     as the ledger that is told (law/clocks/ledger); the notices of holidays for days of rest and shifted working days
Takes:   a deadline with its ledger, the calendar. Gives: `Tally`, figures that an officer can check by hand.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.law.calendar import Calendar
from gongkai.law.clocks.ledger import Deadline, running

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """`days` in all, of which `counted` count, `rest` are days of rest and `stopped` working days that are left out.

    `shifted` of those counted are Saturdays and Sundays on which offices work (调休).
    """

    days: int
    counted: int
    rest: int
    shifted: int
    stopped: int


def tally(deadline: Deadline, calendar: Calendar) -> Tally:
    """The figures of the period that runs. A line for a day that was named anew tells no day twice."""
    found = {step.day: step for step in running(deadline.steps)}
    works = {day for day in found if calendar.works(day)}
    counted = {day for day, step in found.items() if step.counts}
    shifted = sum(day.weekday() >= _SATURDAY for day in counted)
    return Tally(len(found), len(counted), len(found) - len(works), shifted, len(works - counted))
