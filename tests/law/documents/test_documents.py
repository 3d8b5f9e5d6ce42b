"""Numbers, validity, changes and clean-up of normative documents: the edges, as sentences."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.documents import changes, clean_up, validity
from gongkai.law.documents.changes import Change
from gongkai.law.documents.number import normal
from gongkai.law.documents.validity import Span


@pytest.mark.parametrize(
    "typed",
    [
        "昌政发〔2020〕3号",
        "昌政发[2020]3号",
        "昌政发（2020）第003号",
        "昌 政发【2020】3 号",
        "昌政发［２０２０］３号",
        "昌政发〔2020〕3",
    ],
)
def test_one_number_has_many_spellings(typed: str) -> None:
    assert normal(typed) == "昌政发〔2020〕3号"


@pytest.mark.parametrize("other", ["昌政发〔2020〕30号", "昌政办发〔2020〕3号", "昌政发〔2021〕3号", "省令第237号", ""])
def test_other_numbers_stay_others(other: str) -> None:
    assert normal(other) != "昌政发〔2020〕3号"
    assert normal(normal(other)) == normal(other)


def test_the_last_day_of_a_term_still_counts_and_the_next_does_not() -> None:
    span = Span(date(2024, 1, 1), date(2025, 12, 31))
    assert span.state(date(2023, 12, 31)) == (validity.NOT_YET, date(2024, 1, 1))
    assert span.state(date(2024, 1, 1)) == (validity.IN_FORCE, date(2024, 1, 1))
    assert span.state(date(2025, 12, 31))[0] == validity.IN_FORCE
    assert span.state(date(2026, 1, 1)) == (validity.LAPSED, date(2026, 1, 1))


def test_a_repeal_comes_before_the_end_of_the_term() -> None:
    span = Span(date(2024, 1, 1), date(2025, 12, 31), date(2025, 3, 1), "repealed")
    assert span.state(date(2025, 2, 28))[0] == validity.IN_FORCE
    assert span.state(date(2026, 2, 1)) == (validity.REPEALED, date(2025, 3, 1))


def test_what_was_repealed_before_it_took_effect_is_repealed() -> None:
    span = Span(date(2025, 6, 1), None, date(2025, 5, 1), "repealed")
    assert span.state(date(2025, 4, 30))[0] == validity.NOT_YET
    assert span.state(date(2025, 7, 1))[0] == validity.REPEALED


@settings(max_examples=60)
@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(0, 900),
    st.none() | st.integers(0, 900),
    st.none() | st.integers(0, 900),
)
def test_once_over_always_over(start: date, wait: int, term: int | None, end: int | None) -> None:
    until = start + timedelta(wait + term) if term is not None else None
    ended = start + timedelta(end) if end is not None else None
    span = Span(start + timedelta(wait), until, ended, "repealed" if ended else "")
    order = [validity.NOT_YET, validity.IN_FORCE, validity.REPEALED, validity.LAPSED]
    seen = [order.index(span.state(start + timedelta(day))[0]) for day in range(0, 2000, 7)]
    assert seen == sorted(seen)


def test_lines_of_changes_are_read_to_the_letter() -> None:
    text = "废止 昌政发[2020]3号\n修改 昌政办发〔2021〕5号 第三条、第五条第二款\n\n部分废止 辽政发〔2001〕9号（其他机关） 附件2"
    assert changes.parse(text) == (
        (
            Change(1, "repeal", "昌政发〔2020〕3号"),
            Change(2, "amend", "昌政办发〔2021〕5号", "第三条、第五条第二款"),
            Change(4, "partial_repeal", "辽政发〔2001〕9号", "附件2", elsewhere=True),
        ),
        (),
    )


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("撤销 昌政发〔2020〕3号", "读不懂"),
        ("废止昌政发〔2020〕3号", "读不懂"),
        ("废止 昌政发〔2020〕3号 第三条", "请写“部分废止"),
        ("修改 昌政发〔2020〕3号", "没有写明修改"),
        ("部分废止 昌政发〔2020〕3号 第三条和第四条", "不是条款"),
        ("废止 昌政发〔2020〕3号\n修改 昌政发（2020）3号 第一条", "第1行已经写过"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_the_way_to_write_it(line: str, says: str) -> None:
    _, faults = changes.parse(line)
    assert len(faults) == 1
    assert says in faults[0]


def test_a_clean_up_is_due_on_the_corresponding_day_two_years_on() -> None:
    assert clean_up.due(date(2024, 7, 1)) == date(2026, 7, 1)
    assert clean_up.due(date(2024, 2, 29)) == date(2026, 2, 28)
    assert set(clean_up.LISTS) == set(clean_up.CONCLUSIONS)
