"""Who asks how often? Requests by applicant and calendar month, and what other apps may know of single requests.

Takes:   organs, months, ids. Nothing is asked for a reader: whoever calls has asked `people.rights`.
Gives:   `Brief` of requests; `Applicant`s of a month by how many requests they made.
Unclear: who is the same applicant: the same whole name in one organ, as in `monthly`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from gongkai.apps.requests.models import Request

_CAME = Coalesce("received_on", "arrived_on")


@dataclass(frozen=True, slots=True)
class Brief:
    """A request as others are told of it. `decision` is the code by which it first ended, empty while it has not."""

    pk: int
    number: str
    subject: str
    day: date
    lookup: str
    masked: str
    decision: str
    closed_on: date | None
    letter_number: str
    void: bool


@dataclass(frozen=True, slots=True)
class Applicant:
    """One applicant of a month: the name masked, how many requests, one of them."""

    masked: str
    count: int
    items: int
    first: int


def briefs(organ_id: int, ids: Iterable[int]) -> dict[int, Brief]:
    """Requests of an organ by their ids; what is another's is not there."""
    rows = Request.objects.filter(organ_id=organ_id, pk__in=list(ids)).select_related("person")
    return {row.pk: _brief(row) for row in rows}


def own(organ_id: int, request_id: int) -> Request | None:
    """A request of an organ with the record of its applicant; None where it is another's."""
    return Request.objects.filter(organ_id=organ_id, pk=request_id).select_related("person").first()


def of_month(organ_id: int, lookup: str, month: date) -> tuple[Brief, ...]:
    """The requests of one applicant that came in a calendar month, the first first."""
    rows = _in_month(month).filter(organ_id=organ_id, person__lookup=lookup).select_related("person")
    return tuple(map(_brief, rows.order_by("came", "pk")))


def by_applicant(organ_id: int, month: date, least: int, most: int) -> tuple[Applicant, ...]:
    """Who made at least so many requests in a month, the most first."""
    rows: Any = _in_month(month).filter(organ_id=organ_id).exclude(person__lookup="").exclude(person=None)
    counted = (
        rows.order_by()
        .values("person__lookup")
        .annotate(how_many=Count("pk"), first=Min("pk"), asked=Sum("items"))
        .filter(how_many__gte=least)
        .order_by("-how_many", "first")[:most]
    )
    found = list(counted)
    names = dict(Request.objects.filter(pk__in=[each["first"] for each in found]).values_list("pk", "person__masked"))
    return tuple(Applicant(names[each["first"]], each["how_many"], each["asked"], each["first"]) for each in found)


def busy_below(organ_ids: Iterable[int] | None, month: date, least: int) -> dict[int, tuple[int, int]]:
    """For each organ, of all where None: how many applicants made at least so many requests in a month, and the most that one made."""
    rows: Any = _in_month(month).exclude(person__lookup="").exclude(person=None)
    if organ_ids is not None:
        rows = rows.filter(organ_id__in=list(organ_ids))
    counted = (
        rows.order_by().values("organ_id", "person__lookup").annotate(how_many=Count("pk")).filter(how_many__gte=least)
    )
    found: dict[int, tuple[int, int]] = {}
    for organ_id, how_many in counted.values_list("organ_id", "how_many"):
        people, top = found.get(organ_id, (0, 0))
        found[organ_id] = (people + 1, max(top, how_many))
    return found


def _in_month(month: date) -> QuerySet[Any]:
    first = month.replace(day=1)
    after = (first + timedelta(31)).replace(day=1)
    # Day by day of each column, so that its index serves; what was confirmed in another month came in that one.
    near = Q(received_on__gte=first, received_on__lt=after) | Q(
        received_on=None, arrived_on__gte=first, arrived_on__lt=after
    )
    return Request.objects.filter(near, voided_on__isnull=True).annotate(came=_CAME)


def _brief(row: Request) -> Brief:
    return Brief(
        row.pk,
        row.number,
        row.subject,
        row.arrived_on,
        row.person.lookup if row.person else "",
        row.masked_name,
        row.counted,
        row.closed_on,
        row.letter_number,
        row.voided_on is not None,
    )
