"""What is remembered of one run of a request: the bodies asked, extensions, the fee, the decision?

Gives:   `Period` and what it is made of. Filled by law/casework/story, read by guards, clocks and figures.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gongkai.law.casework.act import CaseAct


@dataclass(slots=True)
class Asked:
    """A body that was asked for its opinion."""

    kind: str
    label: str
    asked: date
    received: date | None = None
    replied: date | None = None
    opinion: str = ""
    told: date | None = None
    """When it was told in writing of the decision."""


@dataclass(slots=True)
class Errand:
    """What a department of the house was asked for. `urged` are the days and rungs of the chase ladder."""

    label: str
    asked: date
    until: date
    urged: list[tuple[date, str]] = field(default_factory=list)
    replied: date | None = None
    outcome: str = ""


@dataclass(slots=True)
class Extending:
    """An extension from the request to the notice. Only a notified one adds to the period."""

    working_days: int
    requester: str
    approved: date | None = None
    notified: date | None = None

    @property
    def stage(self) -> str:
        return "notified" if self.notified else "approved" if self.approved else "requested"


@dataclass(slots=True)
class Charge:
    """A fee that was asked for, in yuan."""

    day: date
    amount: int
    received: date | None = None
    paid: date | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision in force: signed, lapsed, recorded or made by a withdrawal."""

    day: date
    code: str
    withheld: tuple[str, ...] = ()
    number: str = ""


@dataclass(slots=True)
class Period:
    """One run of the procedure: from receipt, or from the act that reopened the request."""

    begun: date | None = None
    reopening: CaseAct | None = None
    corrected: date | None = None
    reasons_asked: date | None = None
    reasons_given: date | None = None
    reasons_until: date | None = None
    charge: Charge | None = None
    bodies: dict[tuple[str, str], Asked] = field(default_factory=dict)
    extensions: list[Extending] = field(default_factory=list)
    delayed: tuple[date, date] | None = None
    proposal: CaseAct | None = None
    reviewer: str = ""
    decided: Decided | None = None
    replied: date | None = None

    @property
    def pending_extension(self) -> Extending | None:
        return next((each for each in self.extensions if not each.notified), None)
