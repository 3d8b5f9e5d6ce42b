"""The judge is judged: brute force over rows and columns against plain enumeration of every combination."""

from __future__ import annotations

from itertools import product

import pytest

from tests.annual.corpus import draw
from tests.annual.corpus.solve import Vector, case_readings, cuts, row_readings, table3_readings, told


@pytest.mark.parametrize(
    ("digits", "cells", "expected"),
    [
        ("000", 3, [(0, 0, 0)]),
        ("120", 3, [(1, 2, 0)]),
        ("1200", 3, [(12, 0, 0), (1, 20, 0)]),
        ("00", 3, []),
        ("0012", 3, [(0, 0, 12)]),
    ],
)
def test_cuts_have_no_leading_zero(digits: str, cells: int, expected: list[Vector]) -> None:
    assert sorted(cuts(digits, cells)) == sorted(expected)


def test_a_row_may_keep_two_readings() -> None:
    assert sorted(row_readings("330000033")) == [(3, 30, 0, 0, 0, 0, 33), (33, 0, 0, 0, 0, 0, 33)]


def test_told_is_what_all_readings_share() -> None:
    assert told([(3, 30, 0), (33, 0, 0)]) == [None, None, 0]


def test_three_groups_of_cases() -> None:
    assert case_readings("000001000100000") == [(0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0)]


def test_columns_together_agree_with_plain_enumeration() -> None:
    """A small table whose rows have several readings each: every combination tried, the balanced ones kept."""
    rows = {1: "330000033", 2: "110000011", 3: "220000022", 13: "110000011", 24: "330000033", 25: "110000011"}
    kept: dict[int, set[Vector]] = {line: set() for line in rows}
    for choice in product(*(row_readings(digits) for digits in rows.values())):
        table = dict(zip(rows, choice, strict=True))
        columns = range(6)
        inflow = all(table[1][c] + table[2][c] == table[24][c] + table[25][c] for c in columns)
        results = all(table[3][c] + table[13][c] == table[24][c] for c in columns)
        if inflow and results:
            for line, reading in table.items():
                kept[line].add(reading)
    assert {line: set(readings) for line, readings in table3_readings(rows).items()} == kept


@pytest.mark.parametrize("index", range(6))
def test_the_truth_is_among_the_readings(index: int) -> None:
    truth = draw(index)
    if any(value is None for row in truth.table3.values() for value in row):
        pytest.skip("a blank cell leaves no digits")
    readings = table3_readings({line: "".join(map(str, row)) for line, row in truth.table3.items()})
    assert all(tuple(row) in readings[line] for line, row in truth.table3.items())
