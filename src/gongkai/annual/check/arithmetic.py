"""Both sides of every sum of table 3, computed once.

Law:     R1, R2 and R3 of law.returns.relations
Takes:   the rows of table 3; blanks and marks count as 0.
Gives:   sides by line and by column, None where a cell cannot be told, and the cells that would explain the breaks.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from gongkai.annual.check.suspect import Suspect, suspects
from gongkai.annual.model import Cell, Number, Report
from gongkai.law.returns import APPLICANTS, FORM_2019, Form, relations
from gongkai.law.returns.annual import OTHER_HANDLING
from gongkai.law.returns.relations import Sides


def figure(cell: Cell | None) -> Number | None:
    """What a cell adds to a sum: a blank or a mark is 0, what is absent or ambiguous cannot be told."""
    if cell is None:
        return None
    return 0 if cell.blank else cell.value


class Arithmetic:
    """The sums of one report's table 3."""

    def __init__(self, report: Report) -> None:
        self.rows = {line: [figure(cell) for cell in cells] for line, cells in report.table3.items()}
        split = any(line in report.table3 for line in (OTHER_HANDLING + 1, OTHER_HANDLING + 2))
        single = OTHER_HANDLING in report.table3 and not split
        self.layout: Form = FORM_2019 if single else report.layout
        """The form by whose lines the table adds up: with a single row 其他处理 it is that of 2019."""

    @cached_property
    def columns(self) -> list[dict[int, Number | None]]:
        return [
            {line: row[n] if n < len(row) else None for line, row in self.rows.items()} for n in range(len(APPLICANTS))
        ]

    @cached_property
    def balances(self) -> dict[int, Sides | None]:
        """R1 by column."""
        return {n: relations.INFLOW.sides(column) for n, column in enumerate(self.columns)}

    @cached_property
    def totals(self) -> dict[int, Sides | None]:
        """R2 by column."""
        relation = relations.processed_total(self.layout)
        return {n: relation.sides(column) for n, column in enumerate(self.columns)}

    @cached_property
    def row_totals(self) -> dict[int, Sides | None]:
        """R3 by line."""
        return {line: relations.ROW_TOTAL.sides(dict(enumerate(row))) for line, row in self.rows.items()}

    @cached_property
    def suspects(self) -> list[Suspect]:
        cells = {(line, n): v for line, row in self.rows.items() for n, v in enumerate(row) if v is not None}
        return suspects(cells, _off(self.row_totals), _off(self.totals), _off(self.balances))


def _off(sides: Mapping[int, Sides | None]) -> dict[int, Number]:
    return {key: side.difference for key, side in sides.items() if side is not None}
