"""Of which requests can it be said from their cached columns alone that nothing is to be told of them today?

Takes:   the columns of a row as `apps/requests` caches them, and one `Horizon` for the day.
Gives:   `may_alert`: false only where `alerts` would find nothing. It may be true where there is nothing either.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from gongkai.law.calendar import Calendar
from gongkai.law.casework.due import ENDED, soon_until
from gongkai.law.clocks.correction import NOTICE_WORKING_DAYS

NOTICE_SOON = 2
"""How many working days before its last day the correction notice is called to mind."""

ALWAYS = frozenset({"arrived", "paying", "signed"})
"""States in which somebody always owes something, or whose days stand in no column."""
PENDING = frozenset({"requested", "approved"})
"""Stages of an extension that somebody has to carry on."""


class Columns(Protocol):
    """What is read of a row; `apps.requests.models.Request` has them by these names."""

    @property
    def state(self) -> str: ...
    @property
    def extension(self) -> str: ...
    @property
    def open_branches(self) -> int: ...
    @property
    def received_on(self) -> date | None: ...
    @property
    def proof_partly(self) -> bool | None: ...
    @property
    def next_due_on(self) -> date | None: ...
    @property
    def department_due_on(self) -> date | None: ...


@dataclass(frozen=True, slots=True)
class Horizon:
    """The days that one look at many requests compares with: worked out once."""

    today: date
    soon: date
    """Whatever is due by then may be told of."""
    notice_since: date
    notice_until: date
    """Requests received between these days are about to lose the right day for a correction notice."""

    @classmethod
    def of(cls, today: date, calendar: Calendar) -> Horizon:
        since = _back(today, NOTICE_WORKING_DAYS + 1, calendar) + timedelta(1)
        until = _back(today, NOTICE_WORKING_DAYS - NOTICE_SOON, calendar)
        return cls(today, soon_until(today, calendar)[-1], since, until)


def may_alert(row: Columns, horizon: Horizon) -> bool:
    """Whether `alerts` may find something to tell of a request; if not, nobody need look into its acts."""
    if row.state in ENDED:
        return False
    if row.state in ALWAYS or row.open_branches or row.extension in PENDING or row.proof_partly:
        return True
    if row.department_due_on is not None and row.department_due_on < horizon.today:
        return True
    if row.next_due_on is not None and row.next_due_on <= horizon.soon:
        return True
    received = row.received_on
    in_time = received is not None and horizon.notice_since <= received <= horizon.notice_until
    return row.state == "handling" and in_time


def _back(today: date, working_days: int, calendar: Calendar) -> date:
    """The latest day after which, up to and including today, lie so many working days."""
    day = today
    while working_days:
        working_days -= calendar.works(day)
        day -= timedelta(1)
    return day
