"""By which day a column needs something new: at the edges of months, over holidays, and where no term is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.calendar import official
from gongkai.law.website.updating import EVERY, PERIODIC, TERMS, in_words, next_due, shortfall

CALENDAR = official()


@pytest.mark.parametrize(
    ("last", "every", "times", "due"),
    [
        (date(2024, 3, 4), "weeks", 2, date(2024, 3, 18)),
        # Natural days run on over the spring festival, for whoever inspects counts them so.
        (date(2024, 2, 5), "days", 7, date(2024, 2, 12)),
        (date(2024, 2, 5), "working_days", 7, date(2024, 2, 20)),
        (date(2024, 8, 31), "months", 6, date(2025, 2, 28)),
        (date(2023, 8, 31), "months", 6, date(2024, 2, 29)),
        (date(2023, 12, 31), "months", 1, date(2024, 1, 31)),
        (date(2024, 12, 15), "months", 12, date(2025, 12, 15)),
        (date(2024, 3, 4), "none", 0, None),
        (date(2024, 3, 4), "formation", 0, None),
    ],
)
def test_the_last_day(last: date, every: str, times: int, due: date | None) -> None:
    assert next_due(last, every, times, CALENDAR) == due


@given(st.dates(date(2020, 1, 1), date(2025, 6, 1)), st.sampled_from(sorted(PERIODIC)), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_it_is_later_and_moves_with_what_was_published(last: date, every: str, times: int) -> None:
    due = next_due(last, every, times, CALENDAR)
    later = next_due(last + timedelta(1), every, times, CALENDAR)
    assert due is not None
    assert later is not None
    assert last < due <= later


def test_a_term_of_nothing_is_a_slip() -> None:
    with pytest.raises(ValueError, match="不小于1"):
        next_due(date(2024, 3, 4), "weeks", 0, CALENDAR)


def test_a_duty_is_said_in_words() -> None:
    assert in_words("weeks", 2) == "每2周至少更新一次"
    assert in_words("months", 1) == "每个月至少更新一次"
    assert in_words("none", 0) == "不定期"
    assert in_words("formation", 0) == "信息形成之日起20个工作日内"
    assert all(in_words(every, 1) for every in EVERY)


@pytest.mark.parametrize(
    ("kind", "every", "times", "short"),
    [
        ("news", "weeks", 2, False),
        ("news", "days", 14, False),
        ("news", "weeks", 3, True),
        ("news", "none", 0, True),
        ("notices", "months", 6, False),
        ("notices", "months", 7, True),
        ("other", "none", 0, False),
    ],
)
def test_a_duty_that_an_instrument_wants_shorter(kind: str, every: str, times: int, short: bool) -> None:
    found = shortfall(kind, every, times, CALENDAR, date(2024, 3, 4))
    assert found == (TERMS[kind] if short else None)
