"""What does the national form look like as a grid, with its spans and its heads?

Law:     TABLE_2, TABLE_3, TABLE_4 (law/sources/annual_report)
Takes:   a report; its form decides columns, labels and order. Rows that the document did not have are not made up.
Gives:   one grid a table; docx, pdf, html and xlsx are all drawn from it, so that they cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import groupby

from gongkai.annual.model import Cell, Place, Report
from gongkai.law.returns import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES, SECTIONS
from gongkai.law.returns.annual import APPLICANT_KINDS, INFLOW_NOTE, INFORMATION, LEGAL_PERSONS, LITIGATION, Line

UNTOLD = "？"
_DIGITS = re.compile(r"[\d\s.,，]*\d[\d\s.,，]*")


class Kind(Enum):
    """What a cell of the printed form is: a head over columns, a head beside rows, a figure, or a note."""

    HEAD = "head"
    SIDE = "side"
    FIGURE = "figure"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of the printed form. `block` keeps the heads of one block of table 2 from the rows of the next."""

    kind: Kind
    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    block: int = 0
    place: Place | None = None

    def covers_row(self, row: int) -> bool:
        return self.row <= row < self.row + self.rowspan


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of the form. `head_rows` are repeated on each page; `widths` are the columns' shares of the line, in mm."""

    table: int
    title: str
    widths: tuple[float, ...]
    head_rows: int
    cells: tuple[GridCell, ...]

    @property
    def rows(self) -> int:
        return max(cell.row + cell.rowspan for cell in self.cells)

    @property
    def columns(self) -> int:
        return len(self.widths)

    def row(self, number: int) -> Iterator[GridCell]:
        """The cells that begin in this row, from left to right."""
        return iter(sorted((c for c in self.cells if c.row == number), key=lambda c: c.column))

    def heads(self) -> dict[GridCell, list[GridCell]]:
        """The heads that a listener must hear before each figure: those over its column, then those beside its row."""
        over: dict[tuple[int, int], list[GridCell]] = {}
        beside: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            if cell.kind is Kind.HEAD:
                for column in range(cell.column, cell.column + cell.colspan):
                    over.setdefault((cell.block, column), []).append(cell)
            elif cell.kind is Kind.SIDE:
                for row in range(cell.row, cell.row + cell.rowspan):
                    beside.setdefault(row, []).append(cell)
        return {
            figure: [each for each in over.get((figure.block, figure.column), ()) if each.row < figure.row]
            + beside.get(figure.row, [])
            for figure in self.cells
            if figure.kind is Kind.FIGURE
        }


def grids(report: Report) -> dict[int, Grid]:
    """The tables that the report has, by number. Absent cells of a row that is there are printed blank."""
    drawn: dict[int, Grid] = {}
    for number, rows, draw in ((2, report.table2, _table2), (3, report.table3, _table3), (4, report.table4, _table4)):
        if rows:
            drawn[number] = draw(report)
    return drawn


def printed(cell: Cell | None) -> str:
    """A figure as it is to be printed: as the source printed it, else its value, else nothing.

    A cell that cannot be told gets a question mark. Its print would be a lie: where a row was squashed into `4500`, each
    of its cells holds those four digits. The readings are kept in json alone.
    """
    if cell is None:
        return ""
    if cell.value is None and (cell.candidates or _DIGITS.fullmatch(cell.raw or "")):
        return UNTOLD
    if cell.raw is not None:
        return cell.raw
    return "" if cell.value is None else str(cell.value)


def _figure(report: Report, place: Place, row: int, column: int, colspan: int = 1, block: int = 0) -> GridCell:
    return GridCell(Kind.FIGURE, printed(_lookup(report, place)), row, column, 1, colspan, block, place)


def _lookup(report: Report, place: Place) -> Cell | None:
    try:
        return report.cell(place)
    except IndexError:  # A row that was read with fewer cells than the form has.
        return None


def _title(number: int) -> str:
    return SECTIONS[number - 1].partition("、")[2]


def _table2(report: Report) -> Grid:
    cells: list[GridCell] = []
    row = 0
    official_rows = [official for official in report.layout.table2 if official.label in report.table2]
    for block, (heading, members) in enumerate(groupby(official_rows, key=lambda official: official.block)):
        rows = list(members)
        labels = rows[0].columns
        cells.append(GridCell(Kind.HEAD, heading, row, 0, 1, 4, block))
        cells.append(GridCell(Kind.HEAD, INFORMATION, row + 1, 0, 1, 1, block))
        spans = [*([1] * (len(labels) - 1)), 4 - len(labels)]
        for i, label in enumerate(labels):
            cells.append(GridCell(Kind.HEAD, label, row + 1, 1 + i, 1, spans[i], block))
        row += 2
        for official in rows:
            cells.append(GridCell(Kind.SIDE, official.label, row, 0, 1, 1, block))
            for i in range(len(labels)):
                cells.append(_figure(report, Place(2, official.label, i), row, 1 + i, spans[i], block))
            row += 1
    return Grid(2, _title(2), (39.0,) * 4, 0, tuple(cells))


def _table3(report: Report) -> Grid:
    first = 3
    kinds = APPLICANTS[1:-1]
    cells = [
        GridCell(Kind.NOTE, INFLOW_NOTE, 0, 0, 3, first),
        GridCell(Kind.HEAD, APPLICANT_KINDS, 0, first, 1, len(APPLICANTS)),
        GridCell(Kind.HEAD, APPLICANTS[0], 1, first, 2),
        GridCell(Kind.HEAD, LEGAL_PERSONS, 1, first + 1, 1, len(kinds)),
        GridCell(Kind.HEAD, APPLICANTS[-1], 1, first + len(APPLICANTS) - 1, 2),
        *(GridCell(Kind.HEAD, label, 2, first + 1 + i) for i, label in enumerate(kinds)),
    ]
    lines = [line for line in report.layout.lines if line.number in report.table3]
    for row, line in enumerate(lines, start=3):
        depth = len(line.headings)
        cells += [
            GridCell(Kind.SIDE, heading, row, level, _run(lines, line, _up_to(level)))
            for level, heading in enumerate(line.headings)
            if _begins(lines, line, _up_to(level))
        ]
        cells.append(GridCell(Kind.SIDE, line.label, row, depth, 1, first - depth))
        cells += [_figure(report, Place(3, line.number, i), row, first + i) for i in range(len(APPLICANTS))]
    return Grid(3, _title(3), (8.0, 19.0, 45.0, *(12.0,) * len(APPLICANTS)), 3, tuple(cells))


def _up_to(level: int) -> Callable[[Line], tuple[str, ...]]:
    return lambda line: line.headings[: level + 1]


def _run(lines: Sequence[Line], line: Line, key: Callable[[Line], tuple[str, ...]]) -> int:
    """How many lines stand under the same heading: what the form prints as one cell beside them."""
    return sum(key(other) == key(line) for other in lines)


def _begins(lines: Sequence[Line], line: Line, key: Callable[[Line], tuple[str, ...]]) -> bool:
    return next(other for other in lines if key(other) == key(line)) is line


def _table4(report: Report) -> Grid:
    width = len(CASE_OUTCOMES)
    groups = list(CASE_GROUPS.items())
    (_, review), *litigation = groups
    cells = [
        GridCell(Kind.HEAD, review, 0, 0, 1, width),
        GridCell(Kind.HEAD, LITIGATION, 0, width, 1, width * len(litigation)),
        *(GridCell(Kind.HEAD, label, 1, i, 2) for i, label in enumerate(CASE_OUTCOMES)),
    ]
    for number, (_, label) in enumerate(litigation, start=1):
        cells.append(GridCell(Kind.HEAD, label, 1, width * number, 1, width))
        cells += [GridCell(Kind.HEAD, outcome, 2, width * number + i) for i, outcome in enumerate(CASE_OUTCOMES)]
    for number, (key, _) in enumerate(groups):
        cells += [_figure(report, Place(4, key, i), 3, width * number + i) for i in range(width)]
    return Grid(4, _title(4), (10.4,) * (width * len(groups)), 3, tuple(cells))
