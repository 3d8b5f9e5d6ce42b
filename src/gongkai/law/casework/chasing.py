"""Which rung of the chase ladder does a department that does not answer stand on?

Law:     none: departments of the house have no term in law, and stop no clock; lengths are the house's own (`house`)
Takes:   an errand, today, the calendar, what the house chose.
Gives:   the rung that is due, since when, and which roles are to be told: the higher the rung, the higher the role.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.law.calendar import Calendar
from gongkai.law.casework.case import DepartmentErrand
from gongkai.law.casework.house import CHASES
from gongkai.law.decisions.options import Chosen, value
from gongkai.law.procedures.request import CLERK, HEAD
from gongkai.law.procedures.request_forms import RUNGS

LEADER = "leader"
TOLD = {"first": (CLERK,), "second": (CLERK, HEAD), LEADER: (HEAD, LEADER)}
"""Who is told that a rung is due; the first of them does it."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung that is due: `late` working days after the day by which the department should have answered; `since` that day, or that of the last rung.

    `passed` are the rungs below it that nobody urged while they were due.
    """

    key: str
    name: str
    since: date
    late: int
    told: tuple[str, ...]
    passed: tuple[str, ...] = ()


def rung_due(errand: DepartmentErrand, today: date, calendar: Calendar, chosen: Chosen | None = None) -> Rung | None:
    """The rung that is due today; None while the department has time, has answered, or was urged lately.

    Whoever urges a rung earns its successor's days; whoever does not is overtaken by the next rung.
    """
    if errand.replied is not None or today <= errand.until:
        return None
    order = list(RUNGS)
    done = max((order.index(rung) for _, rung in errand.rungs), default=-1)
    since = max([errand.until, *(day for day, _ in errand.rungs)])
    waited, needed = calendar.working_days_between(since, today), 0
    reached = None
    for place in range(min(done + 1, len(order) - 1), len(order)):
        needed += int(value(CHASES[order[place]], chosen or {}))
        if waited < needed:
            break
        reached = order[place]
    if reached is None:
        return None
    late = calendar.working_days_between(errand.until, today)
    passed = order[done + 1 : order.index(reached)]
    return Rung(reached, RUNGS[reached], since, late, TOLD[reached], tuple(RUNGS[each] for each in passed))


def rung_coming(errand: DepartmentErrand, calendar: Calendar, chosen: Chosen | None = None) -> tuple[str, date] | None:
    """The rung that comes next and the first day on which it is due, whatever day it is; None for who has answered.

    After the last rung it is that one again.
    """
    if errand.replied is not None:
        return None
    order = list(RUNGS)
    done = max((order.index(rung) for _, rung in errand.rungs), default=-1)
    key = order[min(done + 1, len(order) - 1)]
    since = max([errand.until, *(day for day, _ in errand.rungs)])
    # Never on the department's own last day, however short the house makes the rungs.
    first = max(calendar.advance(since, int(value(CHASES[key], chosen or {}))), errand.until + timedelta(days=1))
    return key, calendar.on_or_after(first)
