"""What does one request, or one page, cost on a given day?

Law:     A4_TIERS, A5_TIERS (law/sources/fee_rules)
Takes:   nothing; the scales are data, each with its days in force and its place in the law.
Gives:   for each scale the tiers in order; beyond the last one written, a growing scale goes on by its growth.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.cite import Cite
from gongkai.law.sources import fee_rules


@dataclass(frozen=True, slots=True)
class Tier:
    """The units from `first` to `last` (None: without end) at `price` yuan each."""

    first: int
    last: int | None
    price: int


@dataclass(frozen=True, slots=True)
class Growth:
    """How a scale goes on after its last written tier: a new tier every `width` units, `increase` yuan dearer."""

    width: int
    increase: int


@dataclass(frozen=True, slots=True)
class Scale:
    """One way to charge. `largest` is the count above which an entry is taken for a slip of the hand."""

    key: str
    unit: str
    written: tuple[Tier, ...]
    cite: Cite
    largest: int
    growth: Growth | None = None

    @property
    def in_force(self) -> date | None:
        return self.cite.instrument.in_force

    @property
    def until(self) -> date | None:
        return self.cite.instrument.until

    def tiers(self) -> Iterator[Tier]:
        """Every tier in order, without end for a growing scale."""
        yield from self.written
        if self.growth is None:
            return
        tier = self.written[-1]
        while tier.last is not None:
            first = tier.last + 1
            tier = Tier(first, tier.last + self.growth.width, tier.price + self.growth.increase)
            yield tier


BY_REQUESTS = Scale(
    key="requests",
    unit="件",
    written=(Tier(1, 10, 0), Tier(11, 30, 100)),
    growth=Growth(width=10, increase=100),
    cite=fee_rules.A4_TIERS,
    largest=10_000,
)
BY_PAGES = Scale(
    key="pages",
    unit="页",
    written=(Tier(1, 30, 0), Tier(31, 100, 10), Tier(101, 200, 20), Tier(201, None, 40)),
    cite=fee_rules.A5_TIERS,
    largest=1_000_000,
)
SCALES = (BY_REQUESTS, BY_PAGES)
"""Every scale of every age. A new one is added beside the old, whose instrument then gets its last day."""


def scale_on(key: str, day: date | None = None) -> Scale:
    """The scale of one kind (`requests`, `pages`) in force on a day; the newest without a day.

    Refused: a day on which no such scale applied; before 2021 no 信息处理费 could be charged.
    """
    found = [s for s in SCALES if s.key == key and (day is None or s.cite.instrument.applies_on(day))]
    if not found:
        first = min(s.in_force for s in SCALES if s.in_force is not None)
        raise ValueError(f"{day} 没有信息处理费的收费标准；办法自 {first} 起施行，此前提供政府信息不收此费。")
    return found[-1]
