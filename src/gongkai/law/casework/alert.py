"""What is one thing that somebody must do about a request, and how is it told?

Gives:   `Alert`; `Look`, what every rule of `alerts` and `alerts_of_others` reads; `STEPS`, what is done next in each state.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.law.calendar import Calendar
from gongkai.law.casework.case import RequestCase
from gongkai.law.casework.due import LAPSED, OVERDUE, SOON, TODAY
from gongkai.law.cite import Cite
from gongkai.law.decisions.options import Chosen, value
from gongkai.law.procedures.request import REQUEST
from gongkai.law.settings import Setting

STEPS = {
    "arrived": "confirm",
    "handling": "propose",
    "correcting": "receive_correction",
    "paying": "pay_fee",
    "proposed": "review",
    "reviewed": "sign",
    "signed": "serve",
}
"""The event that carries a request on, by its state; where the applicant is awaited, what he is awaited for."""

RUNNING = frozenset({"handling", "proposed", "reviewed", "signed"})
"""States in which the period to reply runs."""

NOW, LAPSE, TODAYS, NEAR, SOONER = OVERDUE.urgency, LAPSED.urgency, TODAY.urgency, SOON[0].urgency, SOON[1].urgency
"""Urgencies, as those of lights: 0 comes first."""


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing to do. `key` is stable: the same thing has the same key every day, and another day of the law another.

    `due` is the last day that it is about, `urgency` sorts as lights do (0 first); `next_event` by `role` settles it,
    `told` are all roles that should hear of it.
    """

    key: str
    kind: str
    sentence: str
    due: date | None
    urgency: int
    next_event: str
    role: str
    told: tuple[str, ...]
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """A case on a day."""

    case: RequestCase
    today: date
    calendar: Calendar
    chosen: Chosen

    def waited(self, since: date) -> int:
        """How many working days have passed since a day."""
        return self.calendar.working_days_between(since, self.today)

    def left(self, until: date) -> int:
        """How many working days are left after today."""
        return self.calendar.working_days_between(self.today, until)

    def length(self, setting: Setting) -> int:
        """What the house gives itself."""
        return int(value(setting, self.chosen))

    def step(self) -> str:
        """The name of what carries the request on."""
        return REQUEST.events[STEPS[self.case.state]]

    def tell(
        self,
        kind: str,
        about: object,
        sentence: str,
        due: date | None,
        urgency: int,
        cites: tuple[Cite, ...],
        event: str = "",
        role: str = "",
        told: tuple[str, ...] = (),
    ) -> Alert:
        """An alert; without `event`, what carries the request on settles it, by whoever does that first."""
        event = event or STEPS[self.case.state]
        row = REQUEST.row(self.case.state, event)
        by = role or (row.roles[0] if row else "")
        return Alert(f"{kind}:{about}", kind, sentence, due, urgency, event, by, told or (by,), cites)
