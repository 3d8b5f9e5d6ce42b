"""Which activities were held, and what do the counts of other systems add up to?

Gives:   counts as of any day. A tally counts for the year in which its stretch lies, once its last day has come by the day
         as of which is counted: half a stretch cannot be told. Annulled rows count nowhere.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet, Sum

from gongkai.annual.compile.material import period_end
from gongkai.apps import registered
from gongkai.apps.people.actor import Actor
from gongkai.apps.supervision.models import Activity, Tally, TallyKind
from gongkai.apps.supervision.registers import ACTIVITIES, TALLIES

ModelT = TypeVar("ModelT", Activity, Tally)


def sessions(organ_id: int, year: int, as_of: date, kind: str) -> QuerySet[Activity]:
    """The activities of a kind held in a year up to a day, oldest first."""
    held = Activity.objects.filter(organ_id=organ_id, annulled=False, kind=kind)
    return held.filter(held_on__range=(date(year, 1, 1), period_end(year, as_of))).order_by("held_on", "number")


def any_session(organ_id: int) -> bool:
    """Whether an organ has ever recorded an activity; one that has not, has not held none."""
    return Activity.objects.filter(organ_id=organ_id).exists()


def tallies(organ_id: int, year: int, as_of: date) -> Mapping[str, int]:
    """The sum of each kind for a year; kinds without a tally are left out."""
    rows = tallies_of(organ_id, year, as_of, TallyKind.values).order_by().values_list("kind")
    return dict(rows.annotate(amount=Sum("amount")))


def tallies_of(organ_id: int, year: int, as_of: date, kinds: Collection[str]) -> QuerySet[Tally]:
    """The tallies behind one cell, oldest first."""
    rows = Tally.objects.filter(organ_id=organ_id, annulled=False, kind__in=kinds)
    return rows.filter(since__gte=date(year, 1, 1), until__lte=period_end(year, as_of)).order_by("since", "kind")


def activities(actor: Actor, year: int | None = None, kind: str = "", text: str = "") -> QuerySet[Activity]:
    """Recorded activities that the reader may see, newest first; those annulled too."""
    rows = _narrowed(registered.visible(ACTIVITIES, actor), "held_on", year, kind)
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
