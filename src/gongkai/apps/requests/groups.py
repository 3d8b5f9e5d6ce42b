"""How many requests of each sort does the yearly return count?

Law:     table 3 of the form; what the form leaves open by the settings of law/returns/conventions
Takes:   organ, year, the day as of which is counted; settings chosen; `known_at`, a moment of which the books are asked.
Gives:   `groups`, counted in one scan of the cached columns; `matching`, the same requests one by one for the drill-down.

Left out are registrations taken back as mistakes, and requests that the year does not concern: those closed before it, and those that came after its end. What
had arrived without a day of receipt is received `LATER`: no cell counts it, the report says how many there are
(annual/compile/placing, the definition that the scan must agree with).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Sum, Value
from django.db.models import When as If

from gongkai.annual.compile.cells import RequestFilter
from gongkai.annual.compile.material import RequestGroup, When, period_end
from gongkai.annual.compile.placing import request_group, weight
from gongkai.apps import casebook, rules
from gongkai.apps.journal.models import Entry
from gongkai.apps.requests.kind import KIND
from gongkai.apps.requests.models import Request
from gongkai.law.casework import RequestCase
from gongkai.law.casework import request as casework
from gongkai.law.decisions.options import Chosen, value
from gongkai.law.returns.conventions import CORRECTED_YEAR, SEVERAL_ITEMS


def groups(
    organ_id: int, year: int, as_of: date, chosen: Chosen, known_at: datetime | None = None
) -> Mapping[RequestGroup, int]:
    """How many requests of each group. With `known_at`: as the books stood then, entries made later left aside."""
    rows = Request.objects.filter(organ_id=organ_id)
    if known_at is None:
        return _scanned(rows, year, as_of, chosen)
    later = _written_after(known_at)
    counted = Counter(_scanned(rows.filter(~Exists(later)), year, as_of, chosen))
    for case in _as_known(rows.filter(Exists(later)), known_at):
        if group := request_group(case, year, as_of, chosen):
            counted[group] += weight(case.items, chosen)
    return dict(counted)


def matching(
    organ_id: int, year: int, as_of: date, chosen: Chosen, wanted: Iterable[RequestFilter]
) -> QuerySet[Request]:
    """The requests that any of the filters counts, by day of receipt: what lies behind one cell."""
    rows = _told_apart(Request.objects.filter(organ_id=organ_id), year, as_of, chosen)
    fits = Q(pk__in=())
    for each in wanted:
        one = Q(
            received__in=[place.value for place in each.received], closed__in=[place.value for place in each.closed]
        )
        if each.decisions is not None:
            one &= Q(ended_by__in=each.decisions)
        if each.applicants is not None:
            one &= Q(applicant__in=each.applicants)
        fits |= one
    return rows.filter(fits).order_by("received_on", "number")


def voided(organ_id: int, year: int, as_of: date) -> QuerySet[Request]:
    """The registrations taken back as mistakes of which the report on a year tells, by number (`placing.voided_of_year`)."""
    first, last = date(year, 1, 1), period_end(year, as_of)
    rows = Request.objects.filter(organ_id=organ_id, voided_on__isnull=False, arrived_on__lte=last)
    return rows.filter(Q(arrived_on__gte=first) | Q(voided_on__gte=first)).order_by("number")


def _scanned(rows: QuerySet[Request], year: int, as_of: date, chosen: Chosen) -> Mapping[RequestGroup, int]:
    how_many = Sum("items") if value(SEVERAL_ITEMS, chosen) == "split" else Count("pk")
    counted = (
        _told_apart(rows, year, as_of, chosen)
        .order_by()
        .values_list("applicant", "ended_by", "received", "closed")
        .annotate(how_many=how_many)
    )
    return {
        RequestGroup(applicant, ended_by, When(received), When(closed)): number
        for applicant, ended_by, received, closed, number in counted
    }


def _told_apart(rows: QuerySet[Request], year: int, as_of: date, chosen: Chosen) -> QuerySet[Any]:
    """The rows that some line counts, with `received`, `closed` (where the days lie) and `ended_by`."""
    first, last = date(year, 1, 1), period_end(year, as_of)
    # Counted as of a day before the year, nothing has ended yet that ended after that day.
    not_before = min(first, last + timedelta(1))
    open_at_end = Q(closed_on__isnull=True) | Q(closed_on__gt=last)
    unreceived = Q(arrived_on__lte=last) & (Q(received_on__isnull=True) | Q(received_on__gt=last))
    return (
        rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=not_before), voided_on__isnull=True)
        .annotate(counted_on=_counted_on(chosen))
        .filter(Q(counted_on__lte=last) | unreceived)
        .annotate(
            received=Case(
                If(counted_on__lt=not_before, then=Value(When.BEFORE.value)),
                If(counted_on__lte=last, then=Value(When.WITHIN.value)),
                default=Value(When.LATER.value),
                output_field=CharField(),
            ),
            closed=Case(
                If(open_at_end, then=Value(When.LATER.value)),
                default=Value(When.WITHIN.value),
                output_field=CharField(),
            ),
            ended_by=Case(If(open_at_end, then=Value("")), default=F("counted"), output_field=CharField()),
        )
    )


def _counted_on(chosen: Chosen) -> Case:
    """As `placing.counted_on`."""
    ways = [If(received_on__gt=F("closed_on"), then=F("closed_on"))]
    if value(CORRECTED_YEAR, chosen) == "corrected":
        in_hand = Q(closed_on__isnull=True) | Q(corrected_on__lte=F("closed_on"))
        ways.append(If(Q(received_on__isnull=False, corrected_on__isnull=False) & in_hand, then=F("corrected_on")))
    return Case(*ways, default=F("received_on"), output_field=DateField())


def _written_after(known_at: datetime) -> QuerySet[Entry]:
    return Entry.objects.filter(subject=KIND.subject, subject_id=OuterRef("pk"), recorded_at__gt=known_at)


def _as_known(rows: QuerySet[Request], known_at: datetime) -> Iterator[RequestCase]:
    """Requests replayed from what had been entered by then; those not yet entered at all are left out."""
    calendar, settings = rules.calendar(), rules.settings()
    for _, written in casebook.each_case(KIND, rows.values_list("pk", flat=True)):
        told = casebook.story([entry for entry in written if entry.recorded_at <= known_at])
        if told.acts:
            yield casework.replay(told.acts, calendar, settings)
