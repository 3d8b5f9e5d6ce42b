"""Sums in words: always answerable in one's head, in whatever way the answer is typed."""

from __future__ import annotations

import pytest

from gongkai.faces.look import sums


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("42", 42),
        (" ４２ 。", 42),
        ("四十二", 42),
        ("等于四十二。", 42),
        ("十二", 12),
        ("一十二", 12),
        ("二十", 20),
        ("两", 2),
        ("〇", 0),
        ("", None),
        ("不知道", None),
        ("9" * 40, None),
        ("十十", None),
    ],
)
def test_an_answer_is_understood_however_it_is_typed(typed: str, value: int | None) -> None:
    assert sums.answer_of(typed) == value


def test_every_number_is_understood_as_it_is_said() -> None:
    assert [sums.answer_of(sums.in_words(each)) for each in range(100)] == list(range(100))
    assert [sums.in_words(each) for each in (0, 7, 10, 13, 20, 99)] == ["零", "七", "十", "十三", "二十", "九十九"]


def test_sums_differ_and_stay_small() -> None:
    asked = [sums.any_sum() for _ in range(200)]
    assert len({each.question for each in asked}) > 100
    assert all(1 < each.value < 81 for each in asked)
