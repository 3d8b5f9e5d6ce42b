"""What the year counts: the scan says what a naive count over replayed cases says, as of any day, under any setting."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta
from random import Random

import pytest

from gongkai.annual.compile.cells import Counted, RequestFilter, definitions
from gongkai.annual.compile.material import RequestGroup, When, when
from gongkai.apps import casebook, rules
from gongkai.apps.journal import queries as entries
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.requests import actions, queries
from gongkai.apps.requests.kind import KIND
from gongkai.apps.requests.models import Request
from gongkai.law.casework import RequestCase
from gongkai.law.casework import request as casework
from gongkai.law.returns import form_for_year
from tests.apps.office import DECISION, MONDAY, Office, at, closed, office, opened
from tests.apps.requests.stories import perform, wander

pytestmark = pytest.mark.django_db
END = date(2024, 12, 31)
CHOICES: tuple[dict[str, str], ...] = (
    {},
    {"several_items": "split"},
    {"corrected_year": "corrected"},
    {"several_items": "split", "corrected_year": "corrected"},
)


def replayed(where: Office, known_at: datetime | None = None) -> list[RequestCase]:
    """Every request of an organ, from the journal alone."""
    found = []
    for row in Request.objects.filter(organ=where.organ):
        written = [
            each for each in entries.entries(KIND.subject, row.pk) if known_at is None or each.recorded_at <= known_at
        ]
        if written:
            found.append(casework.replay(casebook.story(written).acts, rules.calendar(), rules.settings()))
    return found


def naive(cases: list[RequestCase], year: int, as_of: date, chosen: Mapping[str, str]) -> Counter[RequestGroup]:
    """Counted by hand, without the app's own definition."""
    found: Counter[RequestGroup] = Counter()
    last = min(as_of, date(year, 12, 31))
    for case in cases:
        if case.voided is not None:
            continue
        by_correction = chosen.get("corrected_year") == "corrected" and case.corrected is not None
        day = case.corrected if by_correction else case.received
        if case.closed is not None and day is not None and day > case.closed:
            day = min(case.received or day, case.closed)
        came, ended = when(day, year, as_of), when(case.closed, year, as_of)
        received = case.received is not None and case.received <= last
        unknown = came is When.LATER and (received or case.arrived > last)
        if unknown or ended is When.BEFORE:
            continue
        counted = case.counted if ended is When.WITHIN else ""
        found[RequestGroup(case.applicant, counted, came, ended)] += case.items if chosen.get("several_items") else 1
    return found


def test_a_year_tells_apart_what_came_before_what_ended_and_what_is_open() -> None:
    where = office()
    closed(where, opened(where, date(2023, 12, 20)), date(2024, 1, 5))
    closed(where, opened(where, applicant="business"), date(2024, 3, 20), "not_found")
    opened(where, date(2024, 12, 30))
    closed(where, opened(where, date(2023, 2, 1)), date(2023, 2, 5))
    opened(where, date(2025, 1, 2))
    assert queries.groups(where.organ.pk, 2024, END, {}) == {
        RequestGroup("natural", "provided", When.BEFORE, When.WITHIN): 1,
        RequestGroup("business", "not_found", When.WITHIN, When.WITHIN): 1,
        RequestGroup("natural", "", When.WITHIN, When.LATER): 1,
    }
    assert queries.groups(where.organ.pk, 2024, date(2024, 3, 19), {}) == {
        RequestGroup("natural", "provided", When.BEFORE, When.WITHIN): 1,
        RequestGroup("business", "", When.WITHIN, When.LATER): 1,
    }
    assert queries.groups(office("kangping").organ.pk, 2024, END, {}) == {}


def test_a_registration_made_by_mistake_is_counted_on_no_day_and_told_beside() -> None:
    where = office()
    organ = where.organ.pk
    opened(where)
    twice = opened(where)
    before = queries.groups(organ, 2024, END, {})
    assert sum(before.values()) == 2
    told = {"ground": "duplicate", "duplicate_of": "2024-0001", "reason": "同一封信登记了两次"}
    with pytest.raises(Forbidden):
        actions.act(where.clerk, twice.pk, "void", date(2024, 3, 8), told, {}, at(date(2024, 3, 8)))
    row = actions.act(where.head, twice.pk, "void", date(2024, 3, 8), told, {}, at(date(2024, 3, 8)))
    assert (row.state, row.voided_on, row.next_due_on) == ("void", date(2024, 3, 8), None)
    assert queries.light(row, date(2024, 6, 1), rules.calendar()) is queries.Light.VOID
    for day in (MONDAY, date(2024, 3, 7), END):
        assert sum(queries.groups(organ, 2024, day, {}).values()) == 1
    # The books as they stood before it was taken back still have it.
    assert queries.groups(organ, 2024, END, {}, at(date(2024, 3, 7))) == before
    assert list(queries.voided(organ, 2024, END)) == [row]
    assert list(queries.voided(organ, 2023, date(2023, 12, 31))) == []
    assert list(queries.voided(organ, 2025, date(2025, 12, 31))) == []


def test_what_was_never_received_is_told_apart_for_the_caveat_and_counted_in_no_cell() -> None:
    where = office()
    row = opened(where, channel="email")
    organ = where.organ.pk
    assert queries.groups(organ, 2024, END, {}) == {RequestGroup("natural", "", When.LATER, When.LATER): 1}
    assert queries.groups(organ, 2023, date(2023, 12, 31), {}) == {}
    actions.act(where.clerk, row.pk, "withdraw", date(2024, 3, 5), {"evidence": "电话"}, {}, at(END))
    assert queries.groups(organ, 2024, END, {}) == {RequestGroup("natural", "withdrawn", When.LATER, When.WITHIN): 1}
    assert queries.groups(organ, 2025, date(2025, 12, 31), {}) == {}
    for defined in definitions(form_for_year(2024), {}).values():
        filters = [each for each in _filters(defined.counts) if isinstance(each, RequestFilter)]
        assert not filters or not queries.matching(organ, 2024, END, {}, filters)


@pytest.mark.parametrize("chosen", CHOICES)
def test_a_correction_after_the_end_takes_the_request_out_of_no_year(chosen: dict[str, str]) -> None:
    where = office()
    perform(
        where,
        (
            "2023-11-20 register",
            "2023-11-22 ask_correction until=2023-12-10",
            "2023-12-12 declare_lapsed",
            "2023-12-13 serve",
            "2024-02-01 reopen until=2024-03-01",
            "2024-02-05 receive_correction",
        ),
    )
    group = RequestGroup("natural", "correction_lapsed", When.WITHIN, When.WITHIN)
    assert queries.groups(where.organ.pk, 2023, date(2023, 12, 31), chosen) == {group: 1}
    assert queries.groups(where.organ.pk, 2024, END, chosen) == {}


def test_several_items_count_as_the_setting_says() -> None:
    where = office()
    opened(where, items=3)
    (one,) = queries.groups(where.organ.pk, 2024, END, {}).values()
    (three,) = queries.groups(where.organ.pk, 2024, END, {"several_items": "split"}).values()
    assert (one, three) == (1, 3)


def test_a_corrected_request_counts_in_the_year_that_the_setting_says() -> None:
    where = office()
    perform(
        where,
        (
            "2023-12-20 register",
            "2023-12-22 ask_correction until=2024-01-20",
            "2024-01-05 receive_correction",
        ),
    )
    organ = where.organ.pk
    assert set(queries.groups(organ, 2024, END, {})) == {RequestGroup("natural", "", When.BEFORE, When.LATER)}
    by_correction = {"corrected_year": "corrected"}
    assert set(queries.groups(organ, 2024, END, by_correction)) == {
        RequestGroup("natural", "", When.WITHIN, When.LATER)
    }
    assert queries.groups(organ, 2023, date(2023, 12, 31), by_correction) == {}


def test_a_reopened_request_keeps_its_first_end() -> None:
    where = office()
    row = closed(where, opened(where), date(2024, 3, 20))
    again = {"ground": "review", "reason": "复议决定撤销"}
    actions.act(where.head, row.pk, "reopen", date(2024, 6, 3), again, {}, at(END))
    assert queries.groups(where.organ.pk, 2024, END, {}) == {
        RequestGroup("natural", "provided", When.WITHIN, When.WITHIN): 1
    }


def test_the_scan_says_what_a_naive_count_says() -> None:
    random = Random(1)
    where = office()
    for _ in range(16):
        wander(where, random, random.randint(1, 25), date(2023, 9, 1) + timedelta(random.randint(0, 400)))
    cases = replayed(where)
    for year in (2023, 2024, 2025):
        for as_of in (
            date(year - 1, 11, 30),
            date(year, 1, 1),
            date(year, 6, 17),
            date(year, 12, 31),
            date(year + 1, 3, 1),
        ):
            for chosen in CHOICES:
                said = queries.groups(where.organ.pk, year, as_of, chosen)
                assert said == naive(cases, year, as_of, chosen), (year, as_of, chosen)


def test_what_was_known_then_leaves_later_entries_aside() -> None:
    where = office()
    row = opened(where, MONDAY, now=at(MONDAY))
    then = at(date(2024, 3, 21))
    actions.act(where.head, row.pk, "record_reply", date(2024, 3, 20), DECISION, {}, at(date(2024, 4, 9)))
    opened(where, date(2024, 3, 18), now=at(date(2024, 4, 9)))
    organ = where.organ.pk
    assert sum(queries.groups(organ, 2024, END, {}).values()) == 2
    assert queries.groups(organ, 2024, END, {}, known_at=then) == {
        RequestGroup("natural", "", When.WITHIN, When.LATER): 1
    }
    assert queries.groups(organ, 2024, END, {}, known_at=then) == naive(replayed(where, then), 2024, END, {})
    assert queries.groups(organ, 2024, END, {}, known_at=at(date(2024, 4, 9))) == queries.groups(organ, 2024, END, {})
    assert queries.groups(organ, 2024, END, {}, known_at=at(date(2024, 1, 9))) == {}


def test_behind_every_cell_stand_the_requests_that_it_counts() -> None:
    random, where = Random(7), office()
    for _ in range(10):
        wander(where, random, random.randint(1, 25), date(2024, 1, 1) + timedelta(random.randint(-60, 300)))
    organ = where.organ.pk
    for chosen in (CHOICES[0], CHOICES[-1]):
        counted = queries.groups(organ, 2024, END, chosen)
        for definition in definitions(form_for_year(2024), chosen).values():
            filters = [each for each in _filters(definition.counts) if isinstance(each, RequestFilter)]
            if not filters:
                continue
            rows = list(queries.matching(organ, 2024, END, chosen, filters))
            total = sum(n for group, n in counted.items() if any(_fits(group, each) for each in filters))
            assert sum(queries.weight(row.items, chosen) for row in rows) == total, definition.place


def test_a_year_is_counted_in_one_query(
    django_assert_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    where = office()
    closed(where, opened(where), date(2024, 3, 20))
    with django_assert_num_queries(1):
        queries.groups(where.organ.pk, 2024, END, {})


def test_fees_count_when_they_were_paid() -> None:
    where = office()
    perform(
        where,
        (
            "2024-03-04 register",
            "2024-03-07 charge_fee scale=pages quantity=100",
            "2024-03-08 fee_notice_received",
            "2024-03-12 pay_fee",
        ),
    )
    amount = Request.objects.get().fee_yuan
    assert amount > 0
    assert queries.fees(where.organ.pk, 2024, END) == (1, amount)
    assert queries.fees(where.organ.pk, 2024, date(2024, 3, 11)) == (0, 0)
    assert queries.fees(where.organ.pk, 2025, END) == (0, 0)


def _filters(counts: Counted) -> tuple[object, ...]:
    return counts if isinstance(counts, tuple) else ()


def _fits(group: RequestGroup, wanted: RequestFilter) -> bool:
    return (
        group.received in wanted.received
        and group.closed in wanted.closed
        and (wanted.decisions is None or group.counted in wanted.decisions)
        and (wanted.applicants is None or group.applicant in wanted.applicants)
    )
