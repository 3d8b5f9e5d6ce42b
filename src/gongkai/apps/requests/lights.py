"""Which light does a case show on a day? The law says (law/casework/due); here for lists and counts in the database.

Takes:   the cached columns, today, the calendar.
Gives:   `Light`, for one row by the law's own function and for many as an expression that says the same.
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from django.db.models import Case, CharField, Value, When

from gongkai.apps.requests.models import Request
from gongkai.law.calendar import Calendar
from gongkai.law.casework import due

ENDED = tuple(sorted(due.ENDED))


class Light(Enum):
    """In order of urgency, by the law's words. Each is told by its word, never by colour alone."""

    OVERDUE = due.OVERDUE.words
    LAPSED = due.LAPSED.words
    TODAY = due.TODAY.words
    SOON = due.SOON[0].words
    WEEK = due.SOON[1].words
    RUNNING = due.RUNNING.words
    WAITING = due.WAITING.words
    DONE = due.DONE.words
    VOID = due.VOIDED.words


def light(row: Request, today: date, calendar: Calendar) -> Light:
    """The light of one row."""
    if row.voided_on is not None:
        return Light.VOID
    lit = due.light(row.next_due_on, today, calendar, awaiting=row.awaiting, ended=row.state in ENDED)
    return Light(lit.words)


def expression(today: date, calendar: Calendar) -> Case:
    """The same, computed by the database; gives the light's name."""
    soon, week = due.soon_until(today, calendar)
    return Case(
        When(voided_on__isnull=False, then=Value(Light.VOID.name)),
        When(state__in=ENDED, then=Value(Light.DONE.name)),
        When(awaiting=True, next_due_on__lt=today, then=Value(Light.LAPSED.name)),
        When(awaiting=True, then=Value(Light.WAITING.name)),
        When(next_due_on__lt=today, then=Value(Light.OVERDUE.name)),
        When(next_due_on=today, then=Value(Light.TODAY.name)),
        When(next_due_on__lte=soon, then=Value(Light.SOON.name)),
        When(next_due_on__lte=week, then=Value(Light.WEEK.name)),
        default=Value(Light.RUNNING.name),
        output_field=CharField(),
    )
