"""Every day of 2019–2026 against two independent libraries, and what is said where no notice is known."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.calendar import Calendar, OutsideCalendar, official

FIRST, LAST = date(2019, 1, 1), date(2026, 12, 31)
EVERY_DAY = [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]
WORKING_DAYS = {2019: 250, 2020: 249, 2021: 250, 2022: 249, 2023: 249, 2024: 251, 2025: 248, 2026: 248}
days = st.dates(FIRST, date(2026, 6, 30))


def test_every_day_agrees_with_chinesecalendar() -> None:
    assert [d for d in EVERY_DAY if official().works(d) != chinese_calendar.is_workday(d)] == []


def test_every_day_agrees_with_holidays() -> None:
    china = holidays.country_holidays("CN", years=range(2019, 2027))
    assert [d for d in EVERY_DAY if official().works(d) != china.is_working_day(d)] == []


@pytest.mark.parametrize(("year", "count"), WORKING_DAYS.items())
def test_working_days_of_a_year(year: int, count: int) -> None:
    assert official().working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_every_day_is_settled_and_says_why() -> None:
    for day in EVERY_DAY:
        found = official().day(day)
        assert found.why
        assert not found.provisional


SPECIAL = [
    ("除夕 2024 is a working day in law", date(2024, 2, 9), True),
    ("除夕 2025 is a statutory day off", date(2025, 1, 28), False),
    ("Spring Festival 2020 was extended over a working Saturday", date(2020, 2, 1), False),
    ("and work began on the Monday after", date(2020, 2, 3), True),
    ("May Day 2019 got a working Sunday", date(2019, 4, 28), True),
    ("the Saturday before New Year 2019 was worked", date(2018, 12, 29), True),
    ("the Monday before New Year 2019 was off", date(2018, 12, 31), False),
    ("a working Saturday in February 2026", date(2026, 2, 28), True),
]


@pytest.mark.parametrize(("sentence", "day", "works"), SPECIAL, ids=[s for s, _, _ in SPECIAL])
def test_special_days(sentence: str, day: date, works: bool) -> None:
    assert official().works(day) is works, sentence


def test_the_eve_of_2024_explains_itself() -> None:
    assert "法律上是工作日" in official().day(date(2024, 2, 9)).why


class TestWhatWasKnown:
    def test_before_the_extension_of_2020_the_saturday_was_to_be_worked(self) -> None:
        before = official().known_on(date(2020, 1, 25))
        assert before.works(date(2020, 1, 31))
        assert before.works(date(2020, 2, 1))
        assert official().known_on(date(2020, 1, 26)).works(date(2020, 1, 31)) is False

    def test_before_the_new_notice_of_2019_may_second_was_a_working_day(self) -> None:
        assert official().known_on(date(2019, 3, 21)).works(date(2019, 5, 2))
        assert not official().known_on(date(2019, 3, 21)).works(date(2019, 4, 28))
        assert not official().known_on(date(2019, 3, 22)).works(date(2019, 5, 2))

    def test_a_year_whose_notice_was_not_out_is_provisional(self) -> None:
        then = official().known_on(date(2024, 11, 11))
        assert then.day(date(2025, 1, 27)).provisional
        assert not official().known_on(date(2024, 11, 12)).day(date(2025, 1, 27)).provisional


class TestWithoutNotice:
    def test_2027_is_computed_from_weekends_and_festivals_and_says_so(self) -> None:
        eve = official().day(date(2027, 2, 5))
        assert not eve.works
        assert "2027年放假通知未发布" in eve.provisional
        assert official().day(date(2027, 3, 1)).works
        assert official().day(date(2027, 3, 1)).provisional

    def test_beyond_the_lunar_table_only_fixed_festivals_are_known(self) -> None:
        assert "农历节日" in official().day(date(2040, 3, 1)).provisional
        assert not official().works(date(2040, 10, 1))

    @pytest.mark.parametrize("day", [date(2018, 12, 28), date(2018, 6, 1), date(2101, 1, 1)])
    def test_years_before_the_first_notice_are_refused(self, day: date) -> None:
        with pytest.raises(OutsideCalendar, match="无从确定"):
            official().day(day)

    def test_lunar_festivals_agree_with_holidays(self) -> None:
        names = ("Chinese New Year", "Tomb-Sweeping", "Dragon Boat", "Mid-Autumn")
        ours = {"春节", "清明节", "端午节", "中秋节"}
        unknown = Calendar([n for n in official().notices if n.year == 2019])
        for year in range(2027, 2036):
            theirs = holidays.country_holidays("CN", years=year, language="en_US")
            expected = {day for day, name in theirs.items() if any(n in name for n in names) and "observed" not in name}
            found = set()
            for n in range(366):
                day = date(year, 1, 1) + timedelta(n)
                if day.year == year and any(o in unknown.day(day).why for o in ours):
                    found.add(day)
            overlap = {date(year, 10, n) for n in (1, 2, 3)}  # 中秋 on 国庆 is shown as 国庆节
            assert found - overlap == expected - overlap, year


@given(days, st.integers(0, 40), st.integers(0, 40))
def test_counting_is_additive(start: date, n: int, m: int) -> None:
    calendar = official()
    assert calendar.advance(start, n + m) == calendar.advance(calendar.advance(start, n), m)


@given(days, st.integers(1, 60))
def test_between_undoes_advance(start: date, n: int) -> None:
    assert official().working_days_between(start, official().advance(start, n)) == n


@given(days, days, st.integers(0, 40))
def test_a_later_start_never_ends_earlier(a: date, b: date, n: int) -> None:
    early, late = sorted((a, b))
    assert official().advance(early, n) <= official().advance(late, n)
