"""The database counts the requests of each month by itself, and figures made of its counts are those of the requests."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Sum
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from gongkai.apps.requests import actions, figures, month_counts
from gongkai.apps.requests.models import MonthCount, Request
from gongkai.apps.requests.month_counts import ENDED, LATE_STEP, SCORE, TAKEN, TOOK, taken_key, year_row
from gongkai.apps.requests.of_period import came, ended
from tests.apps.office import MONDAY, at, closed, member, office, opened

DAYS = st.dates(date(2024, 1, 28), date(2024, 5, 3)) | st.sampled_from((date(2023, 12, 18), date(2025, 1, 2)))


@pytest.mark.django_db
def test_every_act_moves_the_counts_with_it() -> None:
    where = office()
    row, other = opened(where), opened(where, channel="email")
    assert _counts("came") == {(date(2024, 3, 1), "counter"): (1, 0), (date(2024, 3, 1), "email"): (1, 0)}
    closed(where, row, MONDAY + timedelta(60))
    assert _counts(ENDED) == {(date(2024, 5, 1), "provided"): (1, 1)}
    assert sum(n for n, _ in _counts(LATE_STEP).values()) == 1
    void = {"ground": "mistake", "reason": "同一封信登记了两次"}
    actions.act(where.head, other.pk, "void", MONDAY, void, {}, at(MONDAY))
    assert _counts("came")[date(2024, 3, 1), "email"] == (0, 0)
    year = MonthCount.objects.filter(month=year_row(2024))
    assert dict(year.values_list("what").annotate(Sum("n"))) == {"came": 1, ENDED: 1, TOOK: 1, LATE_STEP: 1}
    assert month_counts.wrong(connection) == 0


@pytest.mark.django_db
def test_an_act_that_moves_nothing_writes_no_count() -> None:
    where = office()
    row = opened(where)
    MonthCount.objects.update(n=7)
    actions.act(where.clerk, row.pk, "note", MONDAY, {"note": "查档"}, {}, at(MONDAY))
    assert set(MonthCount.objects.values_list("n", flat=True)) == {7}


@pytest.mark.django_db
def test_lost_triggers_are_made_again_and_the_requests_counted_anew() -> None:
    where = office()
    name = "requests_counted_made"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}{' ON requests_request' if connection.vendor == 'postgresql' else ''}")
    opened(where)
    assert (month_counts.wrong(connection), MonthCount.objects.count()) == (2, 0)
    assert month_counts.restore(connection) == [name]
    assert month_counts.wrong(connection) == 0
    assert month_counts.restore(connection) == []
    MonthCount.objects.update(n=5)
    assert month_counts.wrong(connection) == 4, (
        "of month and year: what is kept and is not so, what is so and is not kept"
    )
    actions.rebuild()
    assert month_counts.wrong(connection) == 0


def test_each_number_of_days_falls_into_one_group() -> None:
    bounds = [*TAKEN, None]
    assert [taken_key(most) for most in TAKEN] == [str(most) for most in TAKEN]
    assert len({taken_key(days) for days in range(max(TAKEN) + 2)}) == len(bounds)


@pytest.mark.django_db
class AgainstTheRequests(TestCase):
    """Figures of any period, counted once more one by one."""

    @settings(max_examples=12, deadline=None)
    @given(st.lists(st.tuples(DAYS, DAYS, st.integers(0, 60), st.booleans()), max_size=8), DAYS, DAYS)
    def test_figures_of_a_period_are_those_of_its_requests(
        self, cases: list[tuple[date, date, int, bool]], one: date, two: date
    ) -> None:
        where, other = office(), office("kangping")
        since, until = min(one, two), max(one, two)
        for place, (first, last, took, void) in enumerate(cases):
            row = opened(where if place % 2 else other)
            changed = Request.objects.filter(pk=row.pk)
            changed.update(came_on=first, channel="fax" if void else "counter", score=5 if took > 30 else None)
            changed.update(
                ended_on=last, counted="provided", closed_on=last, reply_days=took, late_days=max(0, took - 20)
            )
            changed.filter(late_days__gt=0).update(late_step="review")
            if void and took % 2:
                changed.update(voided_on=last)
        rows = list(Request.objects.filter(voided_on__isnull=True))
        arrived, done = came(None, since, until, True), ended(None, since, until, True)
        assert sum(arrived.by_month.values()) == sum(since <= row.came_on <= until for row in rows)
        closed_then = [row for row in rows if since <= row.ended_on <= until]
        late = [row for row in closed_then if row.late_days]
        for group in (TOOK, ENDED):
            assert _total(done.all, group) == len(closed_then)
            assert _total(done.late, group) == len(late)
        assert _total(done.all, LATE_STEP) == _total(done.late, LATE_STEP) == len(late)
        assert done.all[SCORE, "5"] == sum(row.score == 5 for row in closed_then)
        for organ in (where.organ.pk, other.organ.pk):
            assert arrived.by_organ[organ] == sum(
                since <= row.came_on <= until for row in rows if row.organ_id == organ
            )
            assert done.by_organ[organ] == sum(row.organ_id == organ for row in closed_then)
            assert done.late_by_organ[organ] == sum(row.organ_id == organ for row in late)
            alone = ended({organ}, since, until, False)
            assert _total(alone.all, ENDED) == done.by_organ[organ]
        assert month_counts.wrong(connection) == 0


@pytest.mark.django_db
def test_whoever_sees_one_of_many_organs_is_told_of_that_one() -> None:
    where, other = office(), office("kangping")
    opened(where)
    opened(other)
    watcher = member(where.organ, "supervisor")
    found = figures.figures(watcher, date(2024, 3, 1), date(2024, 3, 31), MONDAY)
    assert sum(line.cells[0].how_many for line in found.arrivals.lines) == 1
    assert found.organs == {}
    assert sum(line.cells[0].how_many for line in found.ages.lines) == 1


def _total(counts: dict[tuple[str, str], int], group: str) -> int:
    return sum(n for (what, _), n in counts.items() if what == group)


def _counts(what: str) -> dict[tuple[date, str], tuple[int, int]]:
    rows = MonthCount.objects.filter(what=what, month__day=1)
    return {(row.month, row.key): (row.n, row.late) for row in rows}
