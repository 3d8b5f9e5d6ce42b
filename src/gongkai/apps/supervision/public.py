"""What of the activities may everybody read?

Takes:   an organ and a day; no actor. Gives: activities held by the day or announced for later, with their sessions; what was
         cancelled or recorded by mistake is not shown, nor is what was evaluated or handed in.
"""

from __future__ import annotations

from collections.abc import Iterable
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


def announced(organ_id: int, on: date) -> list[Activity]:
    """The activities that are announced for a day or later, the next first."""
    rows = Activity.objects.filter(organ_id=organ_id, annulled=False, state=ActivityState.PLANNED)
    return list(rows.filter(planned_on__lte=on, planned_for__gte=on).order_by("planned_for", "pk"))


def past(organ_id: int, on: date) -> QuerySet[Activity]:
    """The activities that were held by a day, the newest first."""
    rows = Activity.objects.filter(organ_id=organ_id, annulled=False, held_on__lte=on)
    return rows.exclude(state=ActivityState.CANCELLED).order_by("-held_on", "-pk")


def activity(organ_id: int, number: str, on: date) -> Activity:
    """One of those by its number. Not found (`Activity.DoesNotExist`): what everybody may not read."""
    return activities(organ_id, on).get(number=number)


def explaining(organ_id: int, numbers: Iterable[str], on: date) -> list[tuple[Session, Activity]]:
    """The sessions that explain a policy, known by its index and document numbers, each with its activity, by their days."""
    wanted = {each for each in numbers if each}
    named = Q()
    for each in wanted:
        named |= Q(policies__contains=each)
    if not wanted:
        return []
    rows = Session.objects.filter(named, organ_id=organ_id, annulled=False).exclude(state=SessionState.CANCELLED)
    # «昌政发〔2024〕1号» stands within «昌政发〔2024〕11号»: whole numbers are compared here.
    found = [each for each in rows.order_by("planned_for", "number") if wanted & set(each.policies.split())]
    shown = activities(organ_id, on).filter(number__in={each.activity for each in found})
    known = {each.number: each for each in shown}
    return [(each, known[each.activity]) for each in found if each.activity in known]


def sessions(activity: Activity) -> QuerySet[Session]:
    """The sessions of an activity that were held or are to be held, by their days."""
    rows = Session.objects.filter(organ_id=activity.organ_id, activity=activity.number, annulled=False)
    return rows.exclude(state=SessionState.CANCELLED).order_by("planned_for", "starts", "number")
