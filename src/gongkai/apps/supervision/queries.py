"""Which activities and sessions are planned, which were held, and what do the counts of other systems add up to?

Gives:   counts as of any day. A tally counts for the year in which its stretch lies, once its last day has come by the day
         as of which is counted: half a stretch cannot be told. Annulled rows count nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from gongkai.annual.compile.material import period_end
from gongkai.apps import registered
from gongkai.apps.people.actor import Actor
from gongkai.apps.supervision.models import (
    Activity,
    ActivityKind,
    ActivityState,
    Session,
    SessionState,
    Tally,
    TallyKind,
)
from gongkai.apps.supervision.registers import ACTIVITIES, PLANS, SESSIONS, TALLIES
from gongkai.law.sources.ogi import OGI_2019

OPEN_DAY_NOTICE_DAYS = 60
"""So many days before the open day its plan should stand; ours."""
_OFFERED = 100
ModelT = TypeVar("ModelT", Activity, Tally)


def sessions(organ_id: int, year: int, as_of: date, kind: str) -> QuerySet[Activity]:
    """The activities of a kind held in a year up to a day that count as one session each, oldest first: those of which no
    session of their own kind was held."""
    last = period_end(year, as_of)
    inside = Session.objects.filter(organ_id=organ_id, activity=OuterRef("number"), kind=kind, annulled=False)
    return held(organ_id, year, as_of, kind).exclude(Exists(inside.filter(held_on__lte=last)))


def sessions_held(organ_id: int, year: int, as_of: date, kind: str) -> QuerySet[Session]:
    """The sessions of a kind held in a year up to a day, in whatever activity, oldest first."""
    within = (date(year, 1, 1), period_end(year, as_of))
    rows = Session.objects.filter(organ_id=organ_id, annulled=False, kind=kind, held_on__range=within)
    return rows.order_by("held_on", "number")


def session_count(organ_id: int, year: int, as_of: date, kind: str) -> int:
    """How many sessions of a kind were held: each one recorded, and each activity that tells of none."""
    return sessions(organ_id, year, as_of, kind).count() + sessions_held(organ_id, year, as_of, kind).count()


def held(organ_id: int, year: int, as_of: date, kind: str) -> QuerySet[Activity]:
    """The activities of a kind held in a year up to a day, oldest first."""
    rows = Activity.objects.filter(organ_id=organ_id, annulled=False, kind=kind)
    return rows.filter(held_on__range=(date(year, 1, 1), period_end(year, as_of))).order_by("held_on", "number")


def any_session(organ_id: int) -> bool:
    """Whether an organ has ever recorded an activity; one that has not, has not held none."""
    return Activity.objects.filter(organ_id=organ_id).exists()


def session(actor: Actor, pk: int) -> Session:
    """A session that the reader may see. Not found: `Session.DoesNotExist`."""
    return registered.visible(SESSIONS, actor).get(pk=pk)


def activity(actor: Actor, pk: int) -> Activity:
    """An activity that the reader may see. Not found: `Activity.DoesNotExist`."""
    return registered.visible(PLANS, actor).get(pk=pk)


def sessions_of(activity: Activity) -> QuerySet[Session]:
    """The sessions of an activity in the order of their days; those annulled too."""
    rows = Session.objects.filter(organ_id=activity.organ_id, activity=activity.number)
    return rows.order_by("planned_for", "starts", "number")


def programme(actor: Actor, year: int, kind: str = "", state: str = "") -> QuerySet[Activity]:
    """Activities of a year that the reader may see, by the day on which they were held or are to be held; those annulled too.
    `sessions_planned` and `sessions_done` are how many sessions each has."""
    rows = registered.visible(PLANS, actor).annotate(on_day=Coalesce("held_on", "planned_for"))
    rows = rows.filter(on_day__range=(date(year, 1, 1), date(year, 12, 31)))
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(state=state) if state else rows
    inside = Session.objects.filter(organ=OuterRef("organ"), activity=OuterRef("number"), annulled=False)
    counted = {
        "sessions_planned": inside.filter(state=SessionState.PLANNED),
        "sessions_done": inside.filter(state=SessionState.HELD),
    }
    for name, some in counted.items():
        number = some.order_by().values("activity").annotate(n=Count("pk")).values("n")
        rows = rows.annotate(**{name: Coalesce(Subquery(number), 0)})
    return rows.order_by("on_day", "number")


def open_names_of(actor: Actor) -> list[tuple[str, str]]:
    """Number and title of the activities of the actor's organ to which sessions can be added, the newest first."""
    rows = Activity.objects.filter(organ_id=actor.organ_id, annulled=False).exclude(
        state__in=(ActivityState.CANCELLED, ActivityState.EVALUATED)
    )
    return [(each.number, f"{each.number} {each.title}") for each in rows.order_by("-pk")[:_OFFERED]]


@dataclass(frozen=True, slots=True)
class OpenDay:
    """The open day of a year: its day, the activity that is it (None: nobody planned or held one), how near it is."""

    day: date
    activity: Activity | None
    days_left: int

    @property
    def lacking(self) -> bool:
        """Whether somebody must do something: it comes within `OPEN_DAY_NOTICE_DAYS` or is over, and nothing is planned."""
        return self.activity is None and self.days_left <= OPEN_DAY_NOTICE_DAYS


def open_day(organ_id: int, today: date) -> OpenDay:
    """The open day of the running year, for the day in May on which the Regulation came into force."""
    begun = OGI_2019.in_force
    assert begun is not None, "the Regulation has a day"
    day = date(today.year, begun.month, begun.day)
    rows = Activity.objects.filter(organ_id=organ_id, annulled=False, kind=ActivityKind.OPEN_DAY)
    rows = rows.exclude(state=ActivityState.CANCELLED).annotate(on_day=Coalesce("held_on", "planned_for"))
    within = (date(today.year, 1, 1), date(today.year, 12, 31))
    return OpenDay(day, rows.filter(on_day__range=within).order_by("on_day").first(), (day - today).days)


def overdue(organ_id: int, today: date) -> tuple[list[Activity], list[Session]]:
    """What was planned for a day that has passed, and of which nobody told whether it was held."""
    late = {"organ_id": organ_id, "annulled": False, "state": "planned", "planned_for__lt": today}
    return list(Activity.objects.filter(**late).order_by("planned_for")), list(
        Session.objects.filter(**late).order_by("planned_for")
    )


def tallies(organ_id: int, year: int, as_of: date) -> Mapping[str, int]:
    """The sum of each kind for a year; kinds without a tally are left out."""
    rows = tallies_of(organ_id, year, as_of, TallyKind.values).order_by().values_list("kind")
    return dict(rows.annotate(amount=Sum("amount")))


def tallies_of(organ_id: int, year: int, as_of: date, kinds: Collection[str]) -> QuerySet[Tally]:
    """The tallies behind one cell, oldest first."""
    rows = Tally.objects.filter(organ_id=organ_id, annulled=False, kind__in=kinds)
    return rows.filter(since__gte=date(year, 1, 1), until__lte=period_end(year, as_of)).order_by("since", "kind")


def activities(actor: Actor, year: int | None = None, kind: str = "", text: str = "") -> QuerySet[Activity]:
    """Activities held that the reader may see, newest first; those annulled too."""
    rows = _narrowed(registered.visible(ACTIVITIES, actor).filter(held_on__isnull=False), "held_on", year, kind)
    for word in text.split():
        rows = rows.filter(Q(number__icontains=word) | Q(title__icontains=word))
    return rows.order_by("-held_on", "-pk")


def counted(actor: Actor, year: int | None = None, kind: str = "", text: str = "") -> QuerySet[Tally]:
    """Recorded tallies that the reader may see, newest first; those annulled too."""
    rows = _narrowed(registered.visible(TALLIES, actor), "since", year, kind)
    for word in text.split():
        rows = rows.filter(source__icontains=word)
    return rows.order_by("-since", "kind", "-pk")


def _narrowed(rows: QuerySet[ModelT], day: str, year: int | None, kind: str) -> QuerySet[ModelT]:
    if kind:
        rows = rows.filter(kind=kind)
    return rows if year is None else rows.filter(**{f"{day}__range": (date(year, 1, 1), date(year, 12, 31))})
