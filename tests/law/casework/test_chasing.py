"""The ladder of urging a department: the rung that comes next is due on its first day and not before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.law.calendar import official
from gongkai.law.casework.case import DepartmentErrand
from gongkai.law.casework.chasing import rung_coming, rung_due
from gongkai.law.settings import Value

UNTIL = date(2024, 3, 15)
FIRST, SECOND = (date(2024, 3, 18), "first"), (date(2024, 3, 21), "second")


@pytest.mark.parametrize(
    ("rungs", "chosen", "key", "first"),
    [
        ((), {}, "first", date(2024, 3, 18)),
        ((FIRST,), {}, "second", date(2024, 3, 21)),
        ((FIRST, SECOND), {}, "leader", date(2024, 3, 26)),
        # Never on the department's own last day, and on a working day.
        ((), {"chase_first_days": 0}, "first", date(2024, 3, 18)),
    ],
)
def test_the_next_rung_is_due_on_its_day(
    rungs: tuple[tuple[date, str], ...], chosen: dict[str, Value], key: str, first: date
) -> None:
    errand, calendar = DepartmentErrand("城建科", date(2024, 3, 4), UNTIL, rungs), official()
    assert rung_coming(errand, calendar, chosen) == (key, first)
    due = rung_due(errand, first, calendar, chosen)
    assert due is not None
    assert due.key == key
    before = rung_due(errand, first - timedelta(days=3), calendar, chosen)
    assert before is None or before.key != key


def test_who_has_answered_is_urged_no_more() -> None:
    assert rung_coming(DepartmentErrand("城建科", UNTIL, UNTIL, (), UNTIL), official()) is None


@pytest.mark.parametrize(
    ("rungs", "today", "key", "passed"),
    [
        ((), date(2024, 3, 20), "first", ()),
        ((), date(2024, 3, 21), "second", ("第一次催办",)),
        ((), date(2024, 3, 26), "leader", ("第一次催办", "第二次催办")),
        ((FIRST,), date(2024, 3, 26), "leader", ("第二次催办",)),
        ((FIRST, SECOND), date(2024, 3, 26), "leader", ()),
    ],
)
def test_a_rung_that_was_not_taken_in_time_is_named(
    rungs: tuple[tuple[date, str], ...], today: date, key: str, passed: tuple[str, ...]
) -> None:
    due = rung_due(DepartmentErrand("城建科", date(2024, 3, 4), UNTIL, rungs), today, official())
    assert due is not None
    assert (due.key, due.passed) == (key, passed)
