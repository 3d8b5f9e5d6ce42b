"""Which cells of the workbook are formulas, and how does it show whether the report's figures agree?

Law:     R1, R2, R3, R5 (law/returns/relations); their sums are written as formulas from the same data by which we check
Takes:   a report and its grids.
Gives:   formulas with the value that a program would calculate, for totals and for the sheet 核对.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.annual.model import Number, Place, Report
from gongkai.annual.write import page
from gongkai.annual.write.grid import Grid, GridCell
from gongkai.law.returns import APPLICANTS, CASE_GROUPS
from gongkai.law.returns.relations import CASE_TOTAL, INFLOW, ROW_TOTAL, Relation, processed_total

HEAD = ("关系", "位置", "应为", "表中", "相差", "结果")
AGREES, DIFFERS, COUNTED_AS_ZERO = "相符", "不符", "（有空格或非数字，按0计）"


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula without its equals sign, and what it gives now."""

    text: str
    value: Number | str


@dataclass(frozen=True, slots=True)
class _Sum:
    """One instance of a relation: the places of both of its sides."""

    relation: Relation
    where: str
    expected: tuple[Place, ...]
    found: tuple[Place, ...]


def totals(report: Report, grid: Grid) -> dict[GridCell, Formula]:
    """The totals of one grid that agree with their parts, as formulas."""
    at = {cell.place: cell for cell in grid.cells if cell.place}
    living: dict[GridCell, Formula] = {}
    for check in _sums(report, grid.table):
        if len(check.found) != 1 or check.found[0] not in at:
            continue
        values = [_value(report, place) for place in (*check.found, *check.expected)]
        if not all(place in at for place in check.expected):
            continue
        cell = at[check.found[0]]
        if any(type(v) is not int for v in values) or values[0] != _add(values[1:]) or cell.text != str(values[0]):
            continue
        living[cell] = Formula(_sum([at[place] for place in check.expected]), _add(values[1:]))
    return living


def add_checks(
    sheet: Worksheet, report: Report, drawn: Mapping[str, Grid], formulas: dict[tuple[str, str], Formula]
) -> None:
    """Fill the sheet 核对: a line for each relation of tables 3 and 4, both sides as live sums over the other sheets."""
    for column, words in enumerate(HEAD, start=1):
        sheet.cell(1, column, words).font = Font(name=page.HEI.name, size=10)
    row = 1
    for name, grid in drawn.items():
        at = {cell.place: cell for cell in grid.cells if cell.place}
        for check in _sums(report, grid.table):
            if not all(place in at for place in (*check.expected, *check.found)):
                continue  # A line is missing: there is nothing to add up.
            row += 1
            sheet.cell(row, 1, f"{check.relation.id} {check.relation.sentence}")
            sheet.cell(row, 2, f"{name}：{check.where}")
            for column, formula in enumerate(_check(report, name, at, check, row), start=3):
                cell = sheet.cell(row, column, f"={formula.text}")
                formulas[sheet.title, cell.coordinate] = formula
    for letter, width in zip("ABCDEF", (52, 44, 10, 10, 10, 30), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"


def _check(report: Report, name: str, at: Mapping[Place, GridCell], check: _Sum, row: int) -> Iterator[Formula]:
    sides = [[at[place] for place in places] for places in (check.expected, check.found)]
    values = [[_value(report, place) for place in places] for places in (check.expected, check.found)]
    sums = [_add(side) for side in values]
    yield from (Formula(_sum(cells, name), total) for cells, total in zip(sides, sums, strict=True))
    yield Formula(f"D{row}-C{row}", sums[1] - sums[0])
    count = sum(map(len, sides))
    holes = any(value is None for side in values for value in side)
    verdict = (DIFFERS if sums[0] != sums[1] else AGREES) + (COUNTED_AS_ZERO if holes else "")
    numbers = "+".join(f"COUNT({_ranges(cells, name)})" for cells in sides)
    text = f'IF(E{row}=0,"{AGREES}","{DIFFERS}")&IF({numbers}<{count},"{COUNTED_AS_ZERO}","")'
    yield Formula(text, verdict)


def _sums(report: Report, table: int) -> Iterator[_Sum]:
    if table == 3:
        for relation in (processed_total(report.layout), INFLOW):
            for column, applicant in enumerate(APPLICANTS):
                expected, found = (
                    tuple(Place(3, n, column) for n in side) for side in (relation.expected, relation.found)
                )
                yield _Sum(relation, f"“{applicant}”列", expected, found)
        for line in report.layout.lines:
            yield _across(ROW_TOTAL, 3, line.number, f"“{line.label}”行")
    if table == 4:
        for group, label in CASE_GROUPS.items():
            yield _across(CASE_TOTAL, 4, group, f"“{label}”组")


def _across(relation: Relation, table: int, row: str | int, where: str) -> _Sum:
    expected, found = (tuple(Place(table, row, n) for n in side) for side in (relation.expected, relation.found))
    return _Sum(relation, where, expected, found)


def _value(report: Report, place: Place) -> Number | None:
    try:
        cell = report.cell(place)
    except IndexError:
        return None
    return cell.value if cell else None


def _add(values: list[Number | None]) -> Number:
    total: Number = 0
    for value in values:
        total += value or 0
    return int(total) if isinstance(total, Decimal) and total == int(total) else total


def _sum(cells: list[GridCell], sheet: str = "") -> str:
    return f"SUM({_ranges(cells, sheet)})"


def _ranges(cells: list[GridCell], sheet: str = "") -> str:
    """The cells as ranges: neighbours down a column or along a row become one, as a person would write it."""
    runs: list[list[GridCell]] = []
    for cell in cells:
        last = runs[-1][-1] if runs else None
        step = (cell.row - last.row, cell.column - last.column) if last else None
        if step in ((0, 1), (1, 0)) and (len(runs[-1]) < 2 or _step(runs[-1]) == step):
            runs[-1].append(cell)
        else:
            runs.append([cell])
    prefix = f"'{sheet}'!" if sheet else ""
    return ",".join(prefix + ":".join(_name(c) for c in dict.fromkeys((run[0], run[-1]))) for run in runs)


def _step(run: list[GridCell]) -> tuple[int, int]:
    return run[1].row - run[0].row, run[1].column - run[0].column


def _name(cell: GridCell) -> str:
    return f"{get_column_letter(cell.column + 1)}{cell.row + 1}"
