"""What must be published unasked, and where each of it stands among the columns of an organ.

Law:     条例 20, 21 (what is published unasked), 26 (within which time)
Takes:   an organ and a day.
Gives:   each legal item with the columns that serve it and how much can be read in them; none is left out because nothing is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.apps.columns.queries import Branch
from gongkai.law.website.columns import SERVES, asked_of

Filled = Sequence[tuple[Branch, int]]


@dataclass(frozen=True, slots=True)
class LegalItem:
    """One legal item. `columns` are those that serve it and hold something, each with how many items."""

    code: str
    name: str
    columns: tuple[tuple[Branch, int], ...]

    @property
    def added(self) -> bool:
        """Whether article 21 adds it to what article 20 asks of everybody."""
        return not self.code.startswith("20.")


def owed(level: str, filled: Filled) -> list[LegalItem]:
    """The legal items in the order of the Regulation. `filled` are the columns that hold something, in the order of the tree.

    A column below one that serves an item is found there, and not named again.
    """
    return [LegalItem(code, SERVES[code].name, tuple(_serving(code, filled))) for code in asked_of(level)]


def _serving(code: str, filled: Filled) -> list[tuple[Branch, int]]:
    found: list[tuple[Branch, int]] = []
    inside: set[str] = set()
    for each, count in filled:
        if each.column.parent in inside:
            inside.add(each.column.slug)
        elif each.column.serves == code:
            inside.add(each.column.slug)
            found.append((each, count))
    return found
