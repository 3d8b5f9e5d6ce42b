"""The fee by requests goes by applicant and calendar month: the register knows which request of the month one is."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.requests import actions, queries
from gongkai.apps.requests.models import Request
from tests.apps.office import MONDAY, SECRETS, Office, at, office, opened

pytestmark = pytest.mark.django_db


def place(row: Request) -> tuple[int, int] | None:
    found = queries.place_in_month(Request.objects.get(pk=row.pk))
    return (found.place, found.total) if found else None


def by_another(where: Office) -> Request:
    data = {
        "channel": "counter",
        "applicant": "natural",
        "subject": "绿化",
        "items": 1,
        "wanted_form": "paper",
        "wanted_way": "mail",
    }
    return actions.open_request(
        where.clerk, "register", MONDAY, data, {**SECRETS, "applicant_name": "另一人"}, at(MONDAY)
    )


def test_the_place_in_the_month_goes_by_name_month_and_day_of_receipt() -> None:
    where, other = office(), office("kangping")
    opened(where, date(2024, 2, 29))
    opened(where, date(2024, 4, 1))
    opened(other)
    by_another(where)
    third = opened(where, date(2024, 3, 29))
    first, second = opened(where, date(2024, 3, 1)), opened(where, date(2024, 3, 29))
    assert [place(row) for row in (first, third, second)] == [(1, 3), (2, 3), (3, 3)]


def test_a_request_counts_in_the_month_of_its_receipt() -> None:
    where = office()
    row = opened(where, date(2024, 2, 28), channel="email")
    opened(where, date(2024, 3, 1))
    assert place(row) == (1, 1)
    actions.act(where.clerk, row.pk, "confirm", date(2024, 3, 4), {"how": "电话"}, {}, at(MONDAY))
    assert place(row) == (2, 2)


def test_several_items_are_said_and_never_doubted() -> None:
    where = office()
    found = queries.place_in_month(opened(where, items=3))
    assert found is not None
    assert "拆分计件的请另加" in found.sentence
    assert found.doubt("requests", 3) == ""


def test_a_count_that_differs_is_doubted_and_pages_are_not() -> None:
    found = queries.place_in_month(opened(office()))
    assert found is not None
    assert "第 1 件" in found.sentence
    assert "填的是第 12 件，登记的是第 1 件" in found.doubt("requests", 12)
    assert found.doubt("requests", 1) == found.doubt("pages", 200) == ""


def test_a_shredded_name_has_no_place() -> None:
    row = opened(office())
    PersonalRecord.objects.update(sealed=b"", masked="", lookup="", shredded_at=at(MONDAY))
    assert place(row) is None


def test_a_registration_made_by_mistake_takes_no_place() -> None:
    where = office()
    first, twice, last = opened(where), opened(where), opened(where)
    told = {"ground": "duplicate", "duplicate_of": first.number, "reason": "同一封信登记了两次"}
    actions.act(where.head, twice.pk, "void", MONDAY, told, {}, at(MONDAY))
    assert [place(row) for row in (first, twice, last)] == [(1, 2), None, (2, 2)]
