"""How many reviews and suits of each sort does the yearly return count?

Law:     table 4 of the form; what the form leaves open by the settings of law/returns/conventions
Takes:   organ, year, the day as of which is counted; `known_at`, a moment of which the books are asked.
Gives:   `groups`, counted in one scan; `matching`, the same cases one by one for the drill-down.

Left out are cases that no cell of the year counts: those ended before it, those not received by its end,
and registrations taken back as mistakes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models import When as If

from gongkai.annual.compile.cells import RemedyFilter
from gongkai.annual.compile.material import RemedyGroup, When, period_end, when
from gongkai.apps import casebook, rules
from gongkai.apps.journal.models import Entry
from gongkai.apps.remedies.kind import KIND
from gongkai.apps.remedies.models import Remedy
from gongkai.law.casework import RemedyCase
from gongkai.law.casework import remedy as casework
from gongkai.law.decisions.options import Chosen


def groups(
    organ_id: int, year: int, as_of: date, chosen: Chosen, known_at: datetime | None = None
) -> Mapping[RemedyGroup, int]:
    """How many cases of each group. With `known_at`: as the books stood then, entries made later left aside.

    No setting moves a group of table 4; `chosen` is taken so that both apps are asked in the same way.
    """
    rows = Remedy.objects.filter(organ_id=organ_id)
    if known_at is None:
        return _scanned(rows, year, as_of)
    later = Entry.objects.filter(subject=KIND.subject, subject_id=OuterRef("pk"), recorded_at__gt=known_at)
    counted = Counter(_scanned(rows.filter(~Exists(later)), year, as_of))
    for case in _as_known(rows.filter(Exists(later)), known_at):
        if group := group_of(case, year, as_of):
            counted[group] += 1
    return dict(counted)


def matching(organ_id: int, year: int, as_of: date, wanted: Iterable[RemedyFilter]) -> QuerySet[Remedy]:
    """The cases that any of the filters counts, by day of receipt: what lies behind one cell."""
    rows = _told_apart(Remedy.objects.filter(organ_id=organ_id), year, as_of)
    fits = Q(pk__in=())
    for each in wanted:
        one = Q(group=each.group, capacity=each.capacity)
        one &= Q(
            received__in=[place.value for place in each.received], closed__in=[place.value for place in each.closed]
        )
        if each.outcomes is not None:
            one &= Q(ended_by__in=each.outcomes)
        fits |= one
    return rows.filter(fits).order_by("received_on", "number")


def voided(organ_id: int, year: int, as_of: date) -> QuerySet[Remedy]:
    """The registrations taken back as mistakes of which the report on a year tells, by number (`placing.voided_of_year`)."""
    first, last = date(year, 1, 1), period_end(year, as_of)
    rows = Remedy.objects.filter(organ_id=organ_id, voided_on__isnull=False, received_on__lte=last)
    return rows.filter(Q(received_on__gte=first) | Q(voided_on__gte=first)).order_by("number")


def group_of(case: RemedyCase, year: int, as_of: date) -> RemedyGroup | None:
    """The group of one replayed case, None where no cell counts it. The definition that the scan must agree with."""
    if case.voided is not None:
        return None
    came, ended = when(case.received, year, as_of), when(case.closed, year, as_of)
    if came is When.LATER or ended is When.BEFORE:
        return None
    return RemedyGroup(case.group, case.capacity, case.outcome if ended is When.WITHIN else "", came, ended)


def _scanned(rows: QuerySet[Remedy], year: int, as_of: date) -> Mapping[RemedyGroup, int]:
    counted = (
        _told_apart(rows, year, as_of)
        .order_by()
        .values_list("group", "capacity", "ended_by", "received", "closed")
        .annotate(how_many=Count("pk"))
    )
    return {
        RemedyGroup(group, capacity, ended_by, When(received), When(closed)): number
        for group, capacity, ended_by, received, closed, number in counted
    }


def _told_apart(rows: QuerySet[Remedy], year: int, as_of: date) -> QuerySet[Any]:
    """The rows that some cell counts, with `received`, `closed` (where the days lie) and `ended_by`."""
    first, last = date(year, 1, 1), period_end(year, as_of)
    open_at_end = Q(closed_on__isnull=True) | Q(closed_on__gt=last)
    not_before = min(first, last + timedelta(1))
    in_hand = Q(closed_on__isnull=True) | Q(closed_on__gte=not_before)
    return rows.filter(in_hand, received_on__lte=last, voided_on__isnull=True).annotate(
        received=Case(
            If(received_on__lt=first, then=Value(When.BEFORE.value)),
            default=Value(When.WITHIN.value),
            output_field=CharField(),
        ),
        closed=Case(
            If(open_at_end, then=Value(When.LATER.value)),
            default=Value(When.WITHIN.value),
            output_field=CharField(),
        ),
        ended_by=Case(If(open_at_end, then=Value("")), default=F("outcome"), output_field=CharField()),
    )


def _as_known(rows: QuerySet[Remedy], known_at: datetime) -> Iterator[RemedyCase]:
    calendar, settings = rules.calendar(), rules.settings()
    for _, written in casebook.each_case(KIND, rows.values_list("pk", flat=True)):
        told = casebook.story([entry for entry in written if entry.recorded_at <= known_at])
        if told.acts:
            yield casework.replay(told.acts, calendar, settings)
