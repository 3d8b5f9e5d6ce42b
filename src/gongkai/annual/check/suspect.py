"""Which single cell, if it were wrong, would explain why a row and a column do not add up?

Takes:   the differences of table 3 by row (R3) and by column (R1, R2).
Gives:   cells whose correction alone makes their row and their column right again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.annual.model import Number, Place
from gongkai.law.returns import APPLICANTS
from gongkai.law.returns.annual import CARRIED_IN, CARRIED_OUT, NEW, TOTAL

_LAST = len(APPLICANTS) - 1


@dataclass(frozen=True, slots=True)
class Suspect:
    """A cell, what it holds and what would mend its row and its column."""

    place: Place
    printed: Number
    mended: Number


def suspects(
    cells: Mapping[tuple[int, int], Number],
    rows: Mapping[int, Number],
    sums: Mapping[int, Number],
    balances: Mapping[int, Number],
) -> list[Suspect]:
    """Cells that alone explain a broken row and column.

    `rows`, `sums` and `balances` hold found minus expected of R3 by line, and of R2 and R1 by column; a relation that
    could not be computed is absent.
    """
    found = []
    for (line, column), value in cells.items():
        row = rows.get(line, 0)
        if not row:
            continue
        changes = {-row if column == _LAST else row}
        if line in (NEW, CARRIED_IN):
            changes.add(balances.get(column, 0))
        elif line == CARRIED_OUT:
            changes.add(-balances.get(column, 0))
        elif line == TOTAL:
            changes |= {-balances.get(column, 0), -sums.get(column, 0)}
        else:
            changes.add(sums.get(column, 0))
        change = changes.pop()
        if not changes and change and value + change >= 0:
            found.append(Suspect(Place(3, line, column), value, value + change))
    return found
