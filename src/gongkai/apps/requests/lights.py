"""Which light does an open case show on a day?

Law:     none; the law knows last days only. How early to warn is ours: `SOON_WORKING_DAYS`.
Takes:   the next day to watch (projection.next_due), whether the period stands still, today, the calendar.
Gives:   a `Light` for one case, and the same as a database expression for lists and counts.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from django.db.models import Case, CharField, Q, Value, When

from gongkai.apps.requests.projection import ENDED
from gongkai.law.calendar import Calendar

SOON_WORKING_DAYS = 3
"""A case is due soon when at most so many working days are left after today."""


class Light(Enum):
    """In order of urgency. Each has its word: a light is never told by colour alone."""

    OVERDUE = "已逾期"
    TODAY = "今日到期"
    SOON = "即将到期"
    WAITING = "等待申请人"
    RUNNING = "办理中"
    DONE = "已办结"


def soon_until(today: date, calendar: Calendar) -> date:
    """The last day that counts as soon."""
    return calendar.advance(today, SOON_WORKING_DAYS)


def light(state: str, next_due_on: date | None, awaiting: bool, today: date, calendar: Calendar) -> Light:
    """The light of one case. What is overdue is overdue, whoever is awaited."""
    if state in ENDED:
        return Light.DONE
    if next_due_on is not None:
        if next_due_on < today:
            return Light.OVERDUE
        if next_due_on == today:
            return Light.TODAY
        if next_due_on <= soon_until(today, calendar):
            return Light.SOON
    return Light.WAITING if awaiting else Light.RUNNING


def light_expression(today: date, calendar: Calendar) -> Case:
    """The same as `light`, computed by the database from the cached columns; gives the light's name."""
    return Case(
        When(state__in=ENDED, then=Value(Light.DONE.name)),
        When(next_due_on__lt=today, then=Value(Light.OVERDUE.name)),
        When(next_due_on=today, then=Value(Light.TODAY.name)),
        When(next_due_on__lte=soon_until(today, calendar), then=Value(Light.SOON.name)),
        When(Q(awaiting=True), then=Value(Light.WAITING.name)),
        default=Value(Light.RUNNING.name),
        output_field=CharField(),
    )
