"""How much is the 信息处理费, and how is it made up?

Law:     A3, A4, A5 (law/sources/fee_rules): by requests or by pages, each tier at its own price
Takes:   a count of requests (one applicant, one calendar month) or of A4 pages (one request).
Gives:   whole yuan and the steps that led to them. Every price is a multiple of 10, so that nothing is rounded.
Unclear: how a page is counted word for word; whether to charge and by which scale is for the organ to decide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.law.cite import Cite
from gongkai.law.fees.scales import Scale, scale_on


class BadCount(ValueError):
    """A count that cannot be charged for: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """The part of a fee that falls in one tier: units `first` to `last`, `count` of them at `price` yuan."""

    first: int
    last: int
    price: int
    unit: str
    cite: Cite

    @property
    def count(self) -> int:
        return self.last - self.first + 1

    @property
    def amount(self) -> int:
        return self.count * self.price

    @property
    def sentence(self) -> str:
        place = f"第{self.first}{self.unit}" if self.count == 1 else f"第{self.first}至{self.last}{self.unit}"
        if not self.price:
            return f"{place}：不收费"
        return f"{place}：{self.count}{self.unit}×{self.price}元＝{self.amount}元"


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee in yuan with its arithmetic, one step a tier."""

    count: int
    scale: Scale
    steps: tuple[Step, ...]

    @property
    def amount(self) -> int:
        return sum(step.amount for step in self.steps)

    @property
    def sentence(self) -> str:
        """The arithmetic in one line: 20×100＋10×200＋5×300＝5500元."""
        parts = [f"{step.count}×{step.price}" for step in self.steps if step.price]
        return f"{'＋'.join(parts)}＝{self.amount}元" if parts else "不收费，0元"


def fee_by_requests(count: int, on: date | None = None) -> Fee:
    """The fee for `count` requests of one applicant in one calendar month, by the scale in force `on` (or now).

    Refused with `BadCount`: a negative, fractional or absurd count; with ValueError: a day before the scale.
    """
    return _fee(scale_on("requests", on), count)


def fee_by_pages(count: int, on: date | None = None) -> Fee:
    """The fee for `count` A4 pages given on one request. Refuses as `fee_by_requests`."""
    return _fee(scale_on("pages", on), count)


def price_of_request(number: int, on: date | None = None) -> int:
    """What the `number`-th request of a month adds to the fee, in yuan: the marginal price, not the average."""
    return _price(scale_on("requests", on), number)


def fee_of_request(number: int, on: date | None = None) -> Fee:
    """The fee for one request that is the `number`-th of its month, with its arithmetic. Refuses as `price_of_request`."""
    scale = scale_on("requests", on)
    return Fee(1, scale, (Step(number, number, _price(scale, number), scale.unit, scale.cite),))


def price_of_page(number: int, on: date | None = None) -> int:
    """What the `number`-th page of a request adds to the fee, in yuan."""
    return _price(scale_on("pages", on), number)


@dataclass(frozen=True, slots=True)
class MonthlyFee:
    """The fee by requests of one applicant for one calendar month."""

    applicant: str
    year: int
    month: int
    fee: Fee


def fees_by_month(requests: Iterable[tuple[str, date]]) -> list[MonthlyFee]:
    """The fee of every applicant in every calendar month, ordered by applicant and month.

    `requests` are pairs of an applicant's identifier and the day on which the request was received. Each month starts
    again from nothing: it is the calendar month that counts, not the last thirty days.
    Refused: requests received before the rules came into force.
    """
    counts = Counter((applicant, day.year, day.month) for applicant, day in requests)
    return [
        MonthlyFee(applicant, year, month, fee_by_requests(count, date(year, month, 1)))
        for (applicant, year, month), count in sorted(counts.items())
    ]


def _fee(scale: Scale, count: int) -> Fee:
    _refuse_bad(scale, count, least=0)
    steps = []
    for tier in scale.tiers():
        if tier.first > count:
            break
        last = count if tier.last is None else min(count, tier.last)
        steps.append(Step(tier.first, last, tier.price, scale.unit, scale.cite))
    return Fee(count, scale, tuple(steps))


def _price(scale: Scale, number: int) -> int:
    _refuse_bad(scale, number, least=1)
    return next(tier.price for tier in scale.tiers() if tier.last is None or number <= tier.last)


def _refuse_bad(scale: Scale, count: int, least: int) -> None:
    name = "申请件数" if scale.key == "requests" else "页数"
    # A bool is an int to Python; to an officer it is a slip.
    if isinstance(count, bool) or not isinstance(count, int):
        raise BadCount(f"{name}应为整数，收到“{count}”；不足一{scale.unit}的按实际计数后再填。")
    if count < least:
        raise BadCount(f"{name}应为不小于 {least} 的整数，收到 {count}。")
    if count > scale.largest:
        raise BadCount(f"{name} {count} 超出合理范围（至多 {scale.largest}{scale.unit}），请核对后再填。")
