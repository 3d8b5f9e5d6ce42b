"""How many cases came in a period and how many ended in it, by what figures ask?

Takes:   rows narrowed to the organs that the reader may read, and the period.
Gives:   `Came` and `Ended`: counts by month and channel, by decision, by how long it took, by the step a late one lay in, by score; by organ.

Whole years and months are told by what the database keeps count of (`month_counts`). The days at both ends of the period are counted in the index
of the requests; where most of a month lies in it, those are counted that do not: at either end never more than half a month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When

from gongkai.apps.requests.models import MonthCount, Request
from gongkai.apps.requests.month_counts import CAME, ENDED, LATE_STEP, SCORE, TOOK, taken_key, year_row


@dataclass(frozen=True, slots=True)
class Came:
    """What came: by the first day of the month and the channel; by organ."""

    by_month: Counter[tuple[date, str]] = field(default_factory=Counter)
    by_organ: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Ended:
    """What ended, all of it and the late ones alone: each by what was counted and the key of the group (`month_counts`); by organ."""

    all: Counter[tuple[str, str]] = field(default_factory=Counter)
    late: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_organ: Counter[int] = field(default_factory=Counter)
    late_by_organ: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Days that are counted one by one; `sign` is -1 for those that a whole month has too many."""

    first: date
    last: date
    sign: int


def came(organs: Collection[int] | None, since: date, until: date, each_organ: bool) -> Came:
    """What came in a period, in `organs` (None for all): at most three queries, one more by organ."""
    found, (whole, ends) = Came(), _parts(since, until)
    # The days first: what comes meanwhile is then too many by one rather than less than nothing.
    for each in ends:
        rows = _rows(organs).filter(came_on__range=(each.first, each.last))
        for organ, channel, n in rows.values_list("organ_id", "channel").annotate(n=Count("*")):
            found.by_month[each.first.replace(day=1), channel] += n * each.sign
            found.by_organ[organ] += n * each.sign
    if whole:
        groups = _kept(organs, whole).filter(what=CAME)
        for month, channel, n in groups.values_list("month", "key").annotate(n=Sum("n")):
            found.by_month[month, channel] += n
        if each_organ:
            by_organ = _kept(organs, _in_years(whole)).filter(what=CAME)
            for organ, n in by_organ.values_list("organ_id").annotate(n=Sum("n")):
                found.by_organ[organ] += n
    return found


def ended(organs: Collection[int] | None, since: date, until: date, each_organ: bool) -> Ended:
    """What ended in a period: at most three queries, as many again by organ."""
    found, (whole, ends) = Ended(), _parts(since, until)
    for each in ends:
        rows = _rows(organs).filter(ended_on__range=(each.first, each.last))
        _add(found, rows, each.sign)
        if each_organ:
            late_ones = Count("ended_on", filter=Q(late_days__gt=0))
            for organ, n, late in rows.values_list("organ_id").annotate(n=Count("*"), of_late=late_ones):
                found.by_organ[organ] += n * each.sign
                found.late_by_organ[organ] += late * each.sign
    if whole:
        kept = _kept(organs, _in_years(whole))
        # By name and by month too: in this order an index has them.
        groups = kept.filter(what__in=(ENDED, TOOK, LATE_STEP, SCORE)).values_list("what", "month", "key")
        for what, _, key, n, late in groups.annotate(n=Sum("n"), of_late=Sum("late")):
            found.all[what, key] += n
            found.late[what, key] += late
        if each_organ:
            by_organ = kept.filter(what=ENDED).values_list("organ_id").annotate(n=Sum("n"), of_late=Sum("late"))
            for organ, n, late in by_organ:
                found.by_organ[organ] += n
                found.late_by_organ[organ] += late
    return found


def _add(found: Ended, rows: QuerySet[Request], sign: int) -> None:
    """The days at an end of the period, by the same groups as the database counts."""
    late = Case(When(late_days__gt=0, then=Value(True)), default=Value(False))
    columns = ("counted", "of_late", "reply_days", "late_step", "score")
    for counted, was_late, days, step, score, n in (
        rows.annotate(of_late=late).values_list(*columns).annotate(n=Count("*"))
    ):
        keys = [(ENDED, counted)]
        keys += [(TOOK, taken_key(days))] if days is not None else []
        keys += [(LATE_STEP, step)] if was_late else []
        keys += [(SCORE, str(score))] if score is not None else []
        for key in keys:
            found.all[key] += n * sign
            if was_late:
                found.late[key] += n * sign


def _rows(organs: Collection[int] | None) -> QuerySet[Request]:
    rows = Request.objects.filter(voided_on__isnull=True).order_by()
    return rows if organs is None else rows.filter(organ_id__in=organs)


def _kept(organs: Collection[int] | None, days: Collection[date]) -> QuerySet[MonthCount]:
    rows = MonthCount.objects.filter(month__in=days).order_by()
    return rows if organs is None else rows.filter(organ_id__in=organs)


def _parts(since: date, until: date) -> tuple[list[date], list[_Stretch]]:
    """The first days of the months that are taken whole, and the stretches to add to them or to take off, each within its month."""
    whole, stretches = [], []
    for first, last in months(since, until):
        begun, over = max(first, since), min(last, until)
        outside = [_Stretch(first, begun - timedelta(1), -1), _Stretch(over + timedelta(1), last, -1)]
        if (over - begun).days + 1 > (last - first).days // 2:
            whole.append(first)
            stretches += [each for each in outside if each.first <= each.last]
        else:
            stretches.append(_Stretch(begun, over, 1))
    return whole, stretches


def _in_years(whole: Collection[date]) -> list[date]:
    """The days under which the counts of these months stand: twelve of a year by the one of the year."""
    in_year = Counter(first.year for first in whole)
    full = {year for year, n in in_year.items() if n == 12}
    return [first for first in whole if first.year not in full] + [year_row(year) for year in full]


def months(since: date, until: date) -> Iterator[tuple[date, date]]:
    """The first and last day of each month that a period touches."""
    first = since.replace(day=1)
    while first <= until:
        following = (first + timedelta(32)).replace(day=1)
        yield first, following - timedelta(1)
        first = following
