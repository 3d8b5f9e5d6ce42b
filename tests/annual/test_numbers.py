"""What number does a printed figure mean?"""

from __future__ import annotations

from decimal import Decimal

import pytest

from gongkai.annual.numbers import figure, half_width, value_of


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", 0),
        ("13", 13),
        ("1,573,179", 1573179),
        ("１３，６１２", 13612),
        (" 12\u00a0", 12),
        ("0.50", Decimal("0.50")),
        ("72701.2578", Decimal("72701.2578")),
        ("-8", -8),
        ("+5", 5),
        ("3件", 3),
        ("12 条", 12),
    ],
)
def test_a_figure_keeps_its_exact_value(printed: str, value: int | Decimal) -> None:
    found = figure(printed)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("printed", ["", " ", "\u3000", "-", "—", "——", "/", "／", "\\", "无", "不适用"])
def test_a_blank_or_a_mark_is_no_zero(printed: str) -> None:
    found = figure(printed)
    assert found is not None
    assert found.value is None


@pytest.mark.parametrize("printed", ["见附件", "规章", "1.属于国家秘密", "2024年", "1,23", "1.2.3", "12-5"])
def test_words_are_no_figure(printed: str) -> None:
    assert figure(printed) is None


def test_the_unit_is_kept_beside_the_value() -> None:
    found = figure("251000元")
    assert found is not None
    assert (found.value, found.unit) == (251000, "元")


def test_digits_set_apart_are_one_figure_and_say_so() -> None:
    found = figure("7730 .28")
    assert found is not None
    assert (found.value, found.spaced) == (Decimal("7730.28"), True)


def test_half_width_keeps_every_place() -> None:
    text = "１２，３\u3000４"
    assert half_width(text) == "12,3 4"
    assert len(half_width(text)) == len(text)


def test_a_value_with_a_point_is_a_decimal() -> None:
    assert value_of("2.0") == Decimal("2.0")
    assert isinstance(value_of("2"), int)
