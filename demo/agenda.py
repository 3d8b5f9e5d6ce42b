"""In which order do the acts of the county happen? By the day of their entry, as a journal is written.

An act may put later acts on the agenda, since what comes next can hang on what the law made of it.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta, tzinfo

Act = Callable[[datetime], None]
"""Done at a moment, which is that of its entry."""

_OFFICE_OPENS = time(8, 30)
_BETWEEN = timedelta(seconds=70)


class Agenda:
    """Acts by day, on one day in the order in which they were put down."""

    def __init__(self, zone: tzinfo, today: date) -> None:
        self._zone, self._today = zone, today
        self._waiting: list[tuple[date, int, Act]] = []
        self._put = 0
        self._now = datetime.combine(date.min, _OFFICE_OPENS, zone)

    def put(self, day: date, act: Act) -> None:
        """Have an act done on a day. What lies after today is not done at all."""
        if day <= self._today:
            self._put += 1
            heapq.heappush(self._waiting, (day, self._put, act))

    def close(self, act: Act) -> None:
        """Do one thing more when everything is done, on the last day."""
        opening = datetime.combine(self._today, _OFFICE_OPENS, self._zone)
        act(max(opening, self._now + _BETWEEN))

    def run(self) -> Iterator[date]:
        """Do everything, giving the day of each act when it is done."""
        while self._waiting:
            day, _, act = heapq.heappop(self._waiting)
            opening = datetime.combine(day, _OFFICE_OPENS, self._zone)
            # A day with more acts than fit into office hours runs on; no entry is older than the one before it.
            self._now = max(opening, self._now + _BETWEEN) if self._now.year > 1 else opening
            act(self._now)
            yield day
