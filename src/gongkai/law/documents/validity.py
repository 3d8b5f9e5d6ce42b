"""Is a document in force on a day?

Law:     CLEAN_UP_A16 (a document whose term is over has lapsed)
Takes:   its day of effect, the last day of its validity, its end if one was recorded. Gives: the state on any day, and since when.

The last day of validity still counts; on the day after the document has lapsed without anybody's act. A recorded end
comes before that or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

IN_FORCE, NOT_YET, REPEALED, LAPSED = "in_force", "not_yet", "repealed", "lapsed"
STATES: Mapping[str, str] = {IN_FORCE: "有效", NOT_YET: "尚未施行", REPEALED: "已废止", LAPSED: "已失效"}


@dataclass(frozen=True, slots=True)
class Span:
    """When one document is in force. `ended_on` is the first day on which it is not, `ended_how` repealed or lapsed, both
    empty where no end was recorded; `valid_until` the last day of its term, None for none.
    """

    in_force_on: date
    valid_until: date | None = None
    ended_on: date | None = None
    ended_how: str = ""

    @property
    def end(self) -> date | None:
        """The first day on which it is in force no more, by whichever way; None while no end is in sight."""
        if self.ended_on is not None:
            return self.ended_on
        return self.valid_until + timedelta(1) if self.valid_until is not None else None

    def state(self, on: date) -> tuple[str, date | None]:
        """The state on a day, and the day since which it is (for 尚未施行: the day on which it comes into force)."""
        end = self.end
        if end is not None and end <= on:
            return (REPEALED if self.ended_how == REPEALED else LAPSED), end
        return (IN_FORCE, self.in_force_on) if self.in_force_on <= on else (NOT_YET, self.in_force_on)
