"""A page of a long list is the same as if everything before it had been counted and passed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.apps.organs.models import Organ
from gongkai.apps.publishing.paging import Month, by_organ, counts, months, paged
from gongkai.apps.publishing.public_item import listed
from tests.faces.portal.disclosure.county import county, publish

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 31)


@pytest.fixture
def office() -> Organ:
    """47 items over five months, several a day, in two columns; one that is gone and one to come."""
    organ, bureau = county()
    for at in range(47):
        publish(organ, at, date(2025, 11, 20) + timedelta(at * 5 // 2), "甲" if at % 3 else "乙")
    publish(organ, 90, date(2026, 1, 5), "甲", withdrawn=date(2026, 2, 1))
    publish(organ, 91, date(2999, 1, 1), "甲")
    publish(bureau, 1, date(2026, 1, 5), "甲")
    return organ


@pytest.mark.parametrize("names", [None, ["甲"], ["甲", "乙"], ["没有"]])
@pytest.mark.parametrize("size", [7, 20, 100])
def test_every_page_is_a_slice_of_the_list(office: Organ, names: list[str] | None, size: int) -> None:
    wanted = list(listed(office.pk, ON, names))
    last = max(1, -(-len(wanted) // size))
    for number in range(1, last + 1):
        page = paged(office.pk, ON, names, number, size)
        assert list(page.items) == wanted[(number - 1) * size : number * size], number
        assert (page.number, page.pages, page.total) == (number, last, len(wanted))
        assert (page.before, page.after) == (number - 1, number + 1 if number < last else 0)


def test_a_year_is_read_alone(office: Organ) -> None:
    wanted = [each for each in listed(office.pk, ON) if each.published_on and each.published_on.year == 2025]
    page = paged(office.pk, ON, None, 1, 100, 2025)
    assert (list(page.items), page.total) == (wanted, len(wanted))
    assert paged(office.pk, ON, None, 1, 100, 2019).total == 0


@pytest.mark.parametrize("typed", ["0", "-1", "x", "", "９", "1" * 30, "1.5"])
def test_a_page_that_is_none_is_the_first_and_one_beyond_the_end_the_last(office: Organ, typed: str) -> None:
    assert paged(office.pk, ON, None, typed, 20).number == 1
    assert paged(office.pk, ON, None, "999", 20).number == 3


def test_what_is_counted_is_told_by_name_month_and_organ(office: Organ) -> None:
    assert sum(counts(office.pk, ON).values()) == len(listed(office.pk, ON)) == 47
    assert list(counts(office.pk, ON)) == ["甲", "乙"]
    assert months(office.pk, ON)[0] == Month("2026-03", 6)
    assert months(office.pk, ON, ["没有"]) == []
    assert sorted(by_organ(ON).values()) == [1, 47]


def test_a_page_costs_two_questions_wherever_it_is(office: Organ) -> None:
    for number in (1, 3):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            paged(office.pk, ON, None, number, 20)
        assert len(asked) == 2
