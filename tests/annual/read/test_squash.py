"""Into which figures does a run of digits fall?"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual.read.squash import failing, merge, respecting, settle, split_free, split_groups, split_row

rows = st.lists(st.integers(0, 9999), min_size=6, max_size=6)


@given(rows)
@settings(max_examples=40, deadline=None)
def test_the_true_row_is_always_among_the_readings(parts: list[int]) -> None:
    row = (*parts, sum(parts))
    readings = split_row("".join(map(str, row)), 7)
    assert readings is None or row in readings


@given(rows)
@settings(max_examples=40, deadline=None)
def test_every_reading_prints_the_same_digits_and_adds_up(parts: list[int]) -> None:
    digits = "".join(map(str, (*parts, sum(parts))))
    for reading in split_row(digits, 7) or []:
        assert "".join(map(str, reading)) == digits
        assert sum(value or 0 for value in reading[:-1]) == reading[-1]


@pytest.mark.parametrize(
    ("digits", "reading"),
    [
        ("0000000", (0, 0, 0, 0, 0, 0, 0)),
        ("602000062", (60, 2, 0, 0, 0, 0, 62)),
        ("12500000125", (125, 0, 0, 0, 0, 0, 125)),
    ],
)
def test_one_reading_is_left_where_the_sum_leaves_one(digits: str, reading: tuple[int, ...]) -> None:
    assert split_row(digits, len(reading)) == [reading]


def test_two_readings_are_both_kept() -> None:
    assert split_row("220000022", 7) == [(2, 20, 0, 0, 0, 0, 22), (22, 0, 0, 0, 0, 0, 22)]


def test_groups_end_in_their_sums() -> None:
    assert split_groups("120030000010001", (5, 5, 5)) == [(1, 2, 0, 0, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1)]
    assert split_groups("1020012000001010011", (5, 5, 5)) is not None


def test_free_figures_have_no_leading_zeros() -> None:
    assert split_free("4500", 3) == [(4, 50, 0), (45, 0, 0)]
    assert split_free("000", 3) == [(0, 0, 0)]


def test_digits_set_apart_are_joined_not_cut() -> None:
    assert merge(["1", "2", "0"], 2) == [(1, 20), (12, 0)]


def test_a_gap_in_the_print_begins_a_figure() -> None:
    readings = split_row("220000022", 7) or []
    assert respecting(readings, frozenset({2})) == [(22, 0, 0, 0, 0, 0, 22)]
    assert respecting(readings, frozenset({8})) == readings


def test_too_many_digits_tell_nothing() -> None:
    assert split_row("1" * 500, 7) is None


BALANCE = [(1, 1), (2, -1)]


def test_the_other_row_chooses() -> None:
    two = split_row("220000022", 7) or []
    settled = settle({1: two, 2: [(22, 0, 0, 0, 0, 0, 22)]}, [BALANCE])
    assert settled[1] == [(22, 0, 0, 0, 0, 0, 22)]


def test_a_relation_that_fails_anywhere_chooses_nothing() -> None:
    """The total column does not balance: what balances the first column may be a wrong cut."""
    two = split_row("110000011", 7) or []
    domains = {1: two, 2: [(1, 0, 0, 0, 0, 0, 1)]}
    assert settle(domains, [BALANCE]) == domains
    assert failing(domains, [BALANCE]) == 1
