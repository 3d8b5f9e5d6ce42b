"""Several were asked at once, and their times overlap: which days are left out together?

Law:     条例 33③ (the time of asking others is not counted); a day can be left out once only
Takes:   stops, which may overlap or touch. Gives: the stretches that they make together, and how many working days that is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar import Calendar
from gongkai.law.clocks.ledger import Stop


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days left out in one piece, first and last included, and what for; `working` of them would have counted."""

    first: date
    last: date
    why: tuple[str, ...]
    working: int


def stretches(stops: Sequence[Stop], calendar: Calendar) -> tuple[Stretch, ...]:
    """The union of stops, in order."""
    found: list[Stretch] = []
    for stop in sorted(stops, key=lambda each: (each.first, each.last)):
        before = found[-1] if found else None
        if before is not None and stop.first <= before.last + timedelta(1):
            last = max(before.last, stop.last)
            why = tuple(dict.fromkeys((*before.why, stop.why)))
            found[-1] = Stretch(before.first, last, why, _working(before.first, last, calendar))
        else:
            found.append(Stretch(stop.first, stop.last, (stop.why,), _working(stop.first, stop.last, calendar)))
    return tuple(found)


def working_days_of(stop: Stop, calendar: Calendar) -> int:
    """The working days of one stop by itself."""
    return _working(stop.first, stop.last, calendar)


def _working(first: date, last: date, calendar: Calendar) -> int:
    return calendar.working_days_between(first - timedelta(1), last)
