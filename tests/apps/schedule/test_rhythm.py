"""The next time of a job: on the full minute, or once a day by the office's clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.apps.schedule.rhythm import Daily, Every

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def test_every_minute_is_on_the_full_minute() -> None:
    assert Every(1).after(NOON) == NOON + timedelta(minutes=1)
    assert Every(1).after(NOON + timedelta(seconds=59, microseconds=9)) == NOON + timedelta(minutes=1)
    assert Every(30).after(NOON + timedelta(minutes=7)) == NOON + timedelta(minutes=30)


def test_daily_is_by_the_clock_of_the_office_not_of_the_machine() -> None:
    # 16:30 in Greenwich is half past midnight of the next day here.
    assert Daily(0, 10).after(datetime(2026, 11, 20, 16, 30, tzinfo=UTC)) == datetime(2026, 11, 21, 16, 10, tzinfo=UTC)
    assert Daily(0, 10).after(datetime(2026, 11, 20, 16, 9, tzinfo=UTC)) == datetime(2026, 11, 20, 16, 10, tzinfo=UTC)


@settings(max_examples=50)
@given(
    st.datetimes(NOON.replace(tzinfo=None), NOON.replace(tzinfo=None, year=2040), timezones=st.just(UTC)),
    st.sampled_from([1, 5, 30, 60]),
)
def test_the_next_time_is_later_and_never_further_than_one_step(moment: datetime, minutes: int) -> None:
    for rhythm, step in ((Every(minutes), timedelta(minutes=minutes)), (Daily(3, 15), timedelta(days=1))):
        after = rhythm.after(moment)
        assert moment < after <= moment + step
        assert after.second == after.microsecond == 0


def test_it_says_in_words_how_often() -> None:
    assert [str(Every(1)), str(Every(30)), str(Daily(3, 5))] == ["每分钟", "每 30 分钟", "每天 03:05"]
