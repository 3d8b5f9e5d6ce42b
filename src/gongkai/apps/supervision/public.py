"""What of the activities may everybody read?

Takes:   an organ and a day; no actor. Gives: activities held by the day or announced for later, with their sessions; what was
         cancelled or recorded by mistake is not shown, nor is what was evaluated or handed in.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from gongkai.apps.supervision.models import Activity, ActivityState, Session, SessionState


def activities(organ_id: int, on: date) -> QuerySet[Activity]:
    """The activities of an organ that were held by a day, or planned by then for it or later, the newest first."""
    rows = Activity.objects.filter(organ_id=organ_id, annulled=False).exclude(state=ActivityState.CANCELLED)
    coming = Q(state=ActivityState.PLANNED, planned_on__lte=on, planned_for__gte=on)
    return rows.filter(Q(held_on__lte=on) | coming).order_by(Coalesce("held_on", "planned_for").desc(), "-pk")


def coming(on: date, count: int) -> list[Activity]:
    """The activities of all organs that were announced by a day for it or later, the next one first, each with its organ."""
    rows = Activity.objects.filter(annulled=False, state=ActivityState.PLANNED, planned_on__lte=on, planned_for__gte=on)
    return list(rows.select_related("organ").order_by("planned_for", "pk")[:count])


def sessions(activity: Activity) -> QuerySet[Session]:
    """The sessions of an activity that were held or are to be held, by their days."""
    rows = Session.objects.filter(organ_id=activity.organ_id, activity=activity.number, annulled=False)
    return rows.exclude(state=SessionState.CANCELLED).order_by("planned_for", "starts", "number")
