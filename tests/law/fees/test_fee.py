"""Fees: every worked amount, and what must hold for any count."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.fees import (
    BadCount,
    fee_by_pages,
    fee_by_requests,
    fees_by_month,
    price_of_page,
    price_of_request,
    scale_on,
)

SENTENCES = [
    line
    for line in (Path(__file__).parent / "worked_amounts.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
WHOLE = re.compile(r"(申请|提供) (\d+) [件页]，收 (\d+) 元(?:：(.+))?。")
MARGINAL = re.compile(r"第 (\d+) (件|页)另收 (\d+) 元。")
KINDS = [(fee_by_requests, price_of_request), (fee_by_pages, price_of_page)]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_worked_amount(sentence: str) -> None:
    if whole := WHOLE.fullmatch(sentence):
        verb, count, amount, sum_ = whole.groups()
        fee = (fee_by_requests if verb == "申请" else fee_by_pages)(int(count))
        assert fee.amount == int(amount)
        assert fee.sentence == (f"{sum_}＝{amount}元" if sum_ else "不收费，0元")
    else:
        marginal = MARGINAL.fullmatch(sentence)
        assert marginal, f"看不懂的样例：{sentence}"
        number, unit, price = marginal.groups()
        assert (price_of_request if unit == "件" else price_of_page)(int(number)) == int(price)


@pytest.mark.parametrize(("fee_for", "price_of"), KINDS)
@settings(max_examples=60)
@given(st.integers(1, 5000))
def test_price_is_the_difference_that_one_more_makes(fee_for, price_of, number: int) -> None:
    assert price_of(number) == fee_for(number).amount - fee_for(number - 1).amount


@pytest.mark.parametrize(("fee_for", "price_of"), KINDS)
def test_fee_is_the_sum_of_every_unit_price(fee_for, price_of) -> None:
    running = 0
    for count in range(1, 700):
        running += price_of(count)
        assert fee_for(count).amount == running


@pytest.mark.parametrize(("fee_for", "price_of"), KINDS)
@settings(max_examples=60)
@given(st.integers(0, 5000), st.integers(0, 4000))
def test_more_never_costs_less_and_splitting_never_costs_more(fee_for, price_of, some: int, others: int) -> None:
    together = fee_for(some + others).amount
    assert together >= fee_for(some).amount
    assert together >= fee_for(some).amount + fee_for(others).amount


@pytest.mark.parametrize(("fee_for", "price_of"), KINDS)
@settings(max_examples=60)
@given(st.integers(0, 5000))
def test_steps_cover_every_unit_once_and_add_up(fee_for, price_of, count: int) -> None:
    fee = fee_for(count)
    assert [n for step in fee.steps for n in (step.first, step.last)] == sorted(
        n for step in fee.steps for n in (step.first, step.last)
    )
    assert sum(step.count for step in fee.steps) == count
    assert sum(step.count * step.price for step in fee.steps) == fee.amount
    assert fee.amount % 10 == 0
    assert all(step.cite is fee.scale.cite for step in fee.steps)


def test_each_calendar_month_starts_from_nothing() -> None:
    january = [("甲", date(2026, 1, 31))] * 10
    february = [("甲", date(2026, 2, 1))] * 10
    assert [monthly.fee.amount for monthly in fees_by_month(january + february)] == [0, 0]
    assert [m.fee.amount for m in fees_by_month([("甲", date(2026, 1, 2 + n)) for n in range(12)])] == [200]


def test_applicants_and_the_same_month_of_other_years_are_kept_apart() -> None:
    requests = [("甲", date(2025, 3, 5))] * 11 + [("乙", date(2025, 3, 5))] * 10 + [("甲", date(2026, 3, 5))] * 31
    assert [(m.applicant, m.year, m.month, m.fee.amount) for m in fees_by_month(requests)] == [
        ("乙", 2025, 3, 0),
        ("甲", 2025, 3, 100),
        ("甲", 2026, 3, 2200),
    ]


@pytest.mark.parametrize("count", [-1, 2.5, "45", True, None, 10_001])
def test_refuses_what_cannot_be_a_count_of_requests(count: object) -> None:
    with pytest.raises(BadCount, match="申请件数"):
        fee_by_requests(count)  # type: ignore[arg-type]  # the refusal is what is tested


@pytest.mark.parametrize("count", [-1, 0.5, 1_000_001])
def test_refuses_what_cannot_be_a_count_of_pages(count: object) -> None:
    with pytest.raises(BadCount, match="页数"):
        fee_by_pages(count)  # type: ignore[arg-type]  # the refusal is what is tested


def test_the_zeroth_request_has_no_price() -> None:
    with pytest.raises(BadCount, match="不小于 1"):
        price_of_request(0)


def test_nothing_may_be_charged_before_2021() -> None:
    assert fee_by_requests(45, date(2021, 1, 1)).amount == 5500
    with pytest.raises(ValueError, match="2021-01-01"):
        fee_by_requests(45, date(2020, 12, 31))
    with pytest.raises(ValueError, match="2021-01-01"):
        fees_by_month([("甲", date(2020, 12, 31))])


@pytest.mark.parametrize("key", ["requests", "pages"])
def test_tiers_of_a_scale_leave_no_gap(key: str) -> None:
    last = 0
    for tier, _ in zip(scale_on(key).tiers(), range(50), strict=False):
        assert tier.first == last + 1
        assert tier.price % 10 == 0
        last = tier.last or 0
