"""What is a figure: a table, what it means, as of when, and its plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.faces.look.plots import Plot, Value, shown


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. `heads` name the columns of the table, the first that of the names in `rows`; `links` lead to what it was taken
    from. `definition` says what is counted.
    """

    key: str
    title: str
    definition: str
    as_of: date
    unit: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]
    plot: Plot | None
    links: tuple[tuple[str, str], ...] = ()

    @property
    def lines(self) -> list[tuple[str, list[str]]]:
        """The table as it is shown."""
        return [(name, [shown(each) for each in values]) for name, values in self.rows]


def months_up_to(last: date, count: int) -> list[str]:
    """So many months as `YYYY-MM`, the last of them that of a day."""
    at = last.year * 12 + last.month - 1
    return [f"{each // 12}-{each % 12 + 1:02}" for each in range(at - count + 1, at + 1)]


def percent(part: int, whole: int) -> float | None:
    """Of a hundred, to one place; None of nothing."""
    return round(100 * part / whole, 1) if whole else None


def fullest(found: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Names with their numbers, the fullest first."""
    return sorted(found, key=lambda each: (-each[1], each[0]))
