"""A suit in the wrong group of table 4 is doubted by what is registered of its request."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.remedies import queries
from tests.apps.office import MONDAY, Office, closed, office, opened
from tests.apps.remedies.test_actions import perform

pytestmark = pytest.mark.django_db


def doubt(where: Office, line: str) -> str:
    return queries.case(where.clerk, perform(where, (line,)).pk, MONDAY).doubt


@pytest.mark.parametrize(
    ("decision", "answered", "doubted"),
    [
        ("internal", date(2024, 3, 20), True),
        ("not_found", date(2024, 3, 20), False),
        ("internal", date(2023, 12, 20), False),
    ],
    ids=["articles 14 to 16", "another refusal", "before the law of 2024"],
)
def test_a_direct_suit_against_what_goes_to_review_first(decision: str, answered: date, doubted: bool) -> None:
    where = office()
    row = closed(where, opened(where, date(2023, 12, 4)), answered, decision)
    told = doubt(where, f"2024-05-06 notify group=litigation_direct request_number={row.number}")
    assert bool(told) == doubted
    assert not doubted or "应先申请复议" in told


def test_a_direct_suit_against_silence_or_without_a_request_is_not_doubted() -> None:
    where = office()
    row = opened(where)
    assert not doubt(where, f"2024-05-06 notify group=litigation_direct request_number={row.number}")
    assert not doubt(where, "2024-05-06 notify group=litigation_direct")


def test_a_suit_after_a_review_wants_the_review() -> None:
    where = office()
    row = closed(where, opened(where), date(2024, 3, 20), "internal")
    line = f"group=litigation_after_review request_number={row.number}"
    assert "没有登记所涉申请的复议案件" in doubt(where, f"2024-08-05 notify {line}")
    assert not doubt(where, f"2024-08-05 notify {line} capacity=reviewer")
    perform(where, (f"2024-05-06 notify request_number={row.number}",))
    assert not doubt(where, f"2024-08-06 notify {line}")
