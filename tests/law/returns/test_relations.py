"""Relations of the annual return: on a year that balances, on one with a wrong figure, on one with a hole."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.returns import FORM_2019, FORM_2021, FORMS
from gongkai.law.returns.annual import CARRIED_IN, CARRIED_OUT, NEW, TOTAL
from gongkai.law.returns.relations import (
    CASE_TOTAL,
    INFLOW,
    PROSE_AGREES,
    ROW_TOTAL,
    Kind,
    Sides,
    carry_over,
    document_stock,
    processed_total,
    relations,
    roll_up,
    total,
)


def column(new: int, carried_in: int, results: list[int], carried_out: int) -> dict[int, int | None]:
    """One column of table 3 of the 2021 form; `results` are lines 3 to 23."""
    return {
        NEW: new,
        CARRIED_IN: carried_in,
        **dict(zip(range(3, 24), results, strict=True)),
        TOTAL: sum(results),
        CARRIED_OUT: carried_out,
    }


RESULTS = [20, 8, 0, 0, 0, 1, 2, 0, 0, 3, 11, 4, 0, 1, 2, 0, 0, 0, 1, 0, 2]


def test_a_column_that_balances() -> None:
    values = column(new=57, carried_in=3, results=RESULTS, carried_out=5)
    for relation in (INFLOW, processed_total(FORM_2021)):
        sides = relation.sides(values)
        assert sides is not None
        assert sides.holds
        assert sides.difference == 0


def test_one_result_counted_twice_shows_in_the_total_and_a_lost_case_in_the_inflow() -> None:
    values = column(new=57, carried_in=3, results=RESULTS, carried_out=5)
    values[13] = 12
    assert processed_total(FORM_2021).sides(values) == Sides(expected=56, found=55)
    values[CARRIED_OUT] = 4
    sides = INFLOW.sides(values)
    assert sides == Sides(expected=60, found=59)
    assert sides.difference == -1


@pytest.mark.parametrize("line", [NEW, CARRIED_IN, TOTAL, CARRIED_OUT])
def test_a_figure_that_cannot_be_told_leaves_the_relation_open(line: int) -> None:
    values = column(new=57, carried_in=3, results=RESULTS, carried_out=5)
    values[line] = None
    assert INFLOW.sides(values) is None
    del values[line]
    assert INFLOW.sides(values) is None


def test_rows_and_case_groups_end_in_their_sum() -> None:
    assert ROW_TOTAL.sides(dict(enumerate([4, 1, 0, 0, 2, 0, 7]))) == Sides(7, 7)
    assert ROW_TOTAL.sides(dict(enumerate([4, 1, 0, 0, 2, 0, 8]))) == Sides(7, 8)
    assert CASE_TOTAL.sides(dict(enumerate([1, 0, 0, 2, 3]))) == Sides(3, 3)


def test_the_2019_form_has_one_line_of_other_handling() -> None:
    assert processed_total(FORM_2021).expected == tuple(range(3, 24))
    assert processed_total(FORM_2019).expected == tuple(range(3, 22))


def test_carry_over_roll_up_and_stock() -> None:
    assert carry_over(3, 4) == Sides(expected=4, found=3)
    assert carry_over(3, None) is None
    assert roll_up(9, [2, 3, 4]) == Sides(9, 9)
    assert roll_up(9, [2, None, 4]) is None
    assert roll_up(None, [2]) is None
    assert document_stock(last_in_force=30, made=4, repealed=1, in_force=33) == Sides(33, 33)
    assert document_stock(30, 4, 1, 31) == Sides(expected=33, found=31)
    assert document_stock(None, 4, 1, 31) is None


def test_money_adds_up_exactly() -> None:
    assert total([Decimal("0.1"), Decimal("0.2")]) == Decimal("0.3")


def test_a_relation_that_is_no_sum_in_one_table_is_refused() -> None:
    with pytest.raises(ValueError, match="R6"):
        PROSE_AGREES.sides({})


@pytest.mark.parametrize("key", FORMS)
def test_every_form_has_r1_to_r8_in_order_and_only_r1_is_official(key: str) -> None:
    found = relations(FORMS[key])
    assert [r.id for r in found if r.id.startswith("R")] == [f"R{n}" for n in range(1, 9)]
    assert [r.id for r in found if r.kind is Kind.OFFICIAL] == ["R1"]
    assert [r.id for r in found if r.kind is Kind.NONE] == ["R8"]


def test_only_the_2021_form_counts_documents_in_force() -> None:
    assert relations(FORM_2021)[-1].id == "S1"
    assert "S1" not in [r.id for r in relations(FORM_2019)]


@settings(max_examples=40)
@given(st.lists(st.lists(st.integers(0, 10**6), min_size=6, max_size=6), min_size=1, max_size=8))
def test_adding_units_that_balance_gives_a_county_that_balances(units: list[list[int]]) -> None:
    rows = [dict(enumerate([*unit, sum(unit)])) for unit in units]
    county = {n: sum(row[n] for row in rows) for n in range(7)}
    sides = ROW_TOTAL.sides(county)
    assert sides is not None
    assert sides.holds
    for n in range(7):
        rolled = roll_up(county[n], [row[n] for row in rows])
        assert rolled is not None
        assert rolled.holds
