"""The activities of all organs that everybody may read, for machines: a page behind a place in the list, with their sessions.

What was cancelled or recorded by mistake is not shown, nor is what is planned and not announced yet, evaluated or handed in.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.db.models.functions import Coalesce

from gongkai.apps.supervision.models import Activity, ActivityState, Session, SessionState


def activities(
    on: date, organ_id: int | None, year: int | None, after: tuple[date, int] | None, most: int
) -> list[Activity]:
    """So many, the last first, each by the day on which it was held, else for which it is planned."""
    coming = Q(state=ActivityState.PLANNED, planned_on__lte=on, planned_for__gte=on)
    rows = Activity.objects.filter(annulled=False).exclude(state=ActivityState.CANCELLED)
    rows = rows.filter(Q(held_on__lte=on) | coming).annotate(day=Coalesce("held_on", "planned_for"))
    if organ_id is not None:
        rows = rows.filter(organ_id=organ_id)
    if year is not None:
        rows = rows.filter(day__gte=date(year, 1, 1), day__lte=date(year, 12, 31))
    if after is not None:
        day, pk = after
        rows = rows.filter(day__lte=day).exclude(day=day, pk__gte=pk)
    return list(rows.order_by("-day", "-pk")[:most])


def sessions_of(shown: Iterable[Activity]) -> dict[int, list[Session]]:
    """The sessions of activities that were held or are to be held, by key of the activity: one query."""
    known = {(each.organ_id, each.number): each.pk for each in shown}
    organ_ids, numbers = {organ for organ, _ in known}, {number for _, number in known}
    rows = Session.objects.filter(organ_id__in=organ_ids, activity__in=numbers, annulled=False)
    found: dict[int, list[Session]] = {}
    for each in rows.exclude(state=SessionState.CANCELLED).order_by("planned_for", "starts", "number"):
        if (each.organ_id, each.activity) in known:
            found.setdefault(known[(each.organ_id, each.activity)], []).append(each)
    return found
