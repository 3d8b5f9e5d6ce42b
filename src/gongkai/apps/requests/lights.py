"""Which light does a case show on a day? The law says (law/casework/due); here for lists and counts in the database.

Takes:   the cached columns, today, the calendar.
Gives:   `Light`, for one row by the law's own function; `showing`, as a condition that says the same; `counted`, of all open rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum

from django.db.models import Count, Q, QuerySet

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


def showing(wanted: Light, today: date, calendar: Calendar) -> Q:
    """The same as a condition on cached columns that have an index: the rows with one light."""
    if wanted is Light.VOID:
        return Q(voided_on__isnull=False)
    if wanted is Light.DONE:
        return Q(running=False, voided_on__isnull=True)
    soon, week = due.soon_until(today, calendar)
    day = timedelta(1)
    within: dict[Light, tuple[date | None, date | None]] = {
        Light.OVERDUE: (None, today - day),
        Light.TODAY: (today, today),
        Light.SOON: (today + day, soon),
        Light.WEEK: (soon + day, week),
        Light.RUNNING: (week + day, None),
        Light.LAPSED: (None, today - day),
        Light.WAITING: (today, None),
    }
    first, last = within[wanted]
    found = Q(running=True, awaiting=wanted in (Light.LAPSED, Light.WAITING))
    if first is not None:
        found &= Q(watch_on__gte=first)
    return found & Q(watch_on__lte=last) if last is not None else found


def counted(rows: QuerySet[Request], today: date, calendar: Calendar) -> Mapping[Light, int]:
    """How many open rows show which light, from an index alone: by day first, then by the law's own function for each day."""
    found: dict[Light, int] = {each: 0 for each in Light if each not in (Light.DONE, Light.VOID)}
    # By day alone: in this order an index has them, so that nothing is sorted for it.
    days = rows.filter(running=True).order_by().values_list("watch_on")
    for day, how_many, waiting in days.annotate(
        how_many=Count("*"), waiting=Count("watch_on", filter=Q(awaiting=True))
    ):
        due_on = None if day == date.max else day
        for awaiting, n in ((True, waiting), (False, how_many - waiting)):
            if n:
                found[Light(due.light(due_on, today, calendar, awaiting=awaiting).words)] += n
    return found
