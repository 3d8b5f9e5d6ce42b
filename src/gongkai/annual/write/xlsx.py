"""How does the report become a workbook whose totals are alive?

Law:     TABLE_2, TABLE_3, TABLE_4; relations R1, R2, R3, R5 (law/returns/relations)
Takes:   a report.
Gives:   sheets 正文, 表二, 表三, 表四 and 核对. A total that agrees with its parts is a formula with its value stored
         beside it, so that programs which do not calculate read it too. A total that does not agree stays the figure
         that was published, and 核对 shows the difference: a workbook must not mend a report in silence.
Unclear: cells with marks such as `/` stay text; formulas count them as 0, and 核对 says so.
"""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.annual.model import Number, Report
from gongkai.annual.write import page
from gongkai.annual.write.grid import Grid, GridCell, Kind, grids
from gongkai.annual.write.outline import Heading, Paragraph, outline, title
from gongkai.annual.write.sheet import CELL_LIMIT, put_text, set_print
from gongkai.annual.write.xlsx_checks import Formula, add_checks, totals
from gongkai.annual.write.xlsx_values import store_values
from gongkai.law.cite import chinese

PROSE, CHECKS = "正文", "核对"
_MM_A_CHARACTER = 1.9
_LINE = Side(style="thin", color="000000")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def sheet_name(table: int) -> str:
    """表二, 表三, 表四."""
    return f"表{chinese(table)}"


def write(report: Report) -> bytes:
    """The report as xlsx."""
    book = Workbook()
    book.properties.title, book.properties.creator = title(report), report.organ or ""
    book.properties.subject = f"{report.year}年度" if report.year else ""
    prose = book.active
    assert isinstance(prose, Worksheet)
    prose.title = PROSE
    _write_prose(prose, report)
    formulas: dict[tuple[str, str], Formula] = {}
    drawn = grids(report)
    for number, grid in drawn.items():
        sheet = book.create_sheet(sheet_name(number))
        _write_grid(sheet, grid, totals(report, grid), formulas)
    if drawn:
        checks = book.create_sheet(CHECKS)
        add_checks(checks, report, {sheet_name(n): grid for n, grid in drawn.items()}, formulas)
        set_print(checks)
    out = BytesIO()
    book.save(out)
    return store_values(out.getvalue(), formulas)


def number_of(text: str) -> Number | None:
    """The number that a printed cell is, if it is nothing but a plain number; 007 and 1,234 stay as printed."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or str(number) != text or "E" in text or (number == 0 and text.startswith("-")):
        return None
    return int(number) if number == number.to_integral_value() and "." not in text else number


def _write_prose(sheet: Worksheet, report: Report) -> None:
    sheet.column_dimensions["A"].width = 90
    row = 0
    for block in outline(report):
        if isinstance(block, Grid):
            continue
        for start in range(0, len(block.text), CELL_LIMIT):
            row += 1
            _write_line(sheet.cell(row, 1), block, block.text[start : start + CELL_LIMIT])
    set_print(sheet)


def _write_line(cell: SheetCell | MergedCell, block: Heading | Paragraph, text: str) -> None:
    put_text(cell, text)
    level = block.level if isinstance(block, Heading) else None
    kind = {0: page.TITLE_SONG, 1: page.HEI, 2: page.KAI}.get(-1 if level is None else level, page.FANGSONG)
    cell.font = Font(name=kind.name, size=page.TITLE_PT if level == 0 else page.BODY_PT)
    cell.alignment = Alignment(
        horizontal="center" if level == 0 else "left", vertical="center", wrap_text=True, indent=0 if level == 0 else 2
    )


def _write_grid(
    sheet: Worksheet, grid: Grid, computed: dict[GridCell, Formula], formulas: dict[tuple[str, str], Formula]
) -> None:
    for index, width in enumerate(grid.widths, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = round(width / _MM_A_CHARACTER, 1)
    for item in grid.cells:
        cell = sheet.cell(item.row + 1, item.column + 1)
        assert isinstance(cell, SheetCell)
        if item in computed:
            cell.value = f"={computed[item].text}"
            formulas[sheet.title, cell.coordinate] = computed[item]
        else:
            _put(cell, item)
        _frame(sheet, item)
        centred = item.kind is not Kind.SIDE or item.rowspan > 1 or item.column == 0
        cell.alignment = Alignment(horizontal="center" if centred else "left", vertical="center", wrap_text=True)
        cell.font = Font(name=page.SONG.name, size=page.TABLE_PT + 1)
    for row in range(grid.rows):
        sheet.row_dimensions[row + 1].height = 15 * max(_lines(grid, cell) for cell in grid.row(row))
    if grid.head_rows:
        sheet.print_title_rows = f"1:{grid.head_rows}"
        sheet.freeze_panes = f"{'D' if grid.table == 3 else 'A'}{grid.head_rows + 1}"
    set_print(sheet)


def _put(cell: SheetCell, item: GridCell) -> None:
    number = number_of(item.text) if item.kind is Kind.FIGURE else None
    if number is not None:
        cell.value = number
        places = max(0, -int(Decimal(number).as_tuple().exponent))
        cell.number_format = "0" if places == 0 else "0." + "0" * places
    elif item.text:
        put_text(cell, item.text)


def _frame(sheet: Worksheet, item: GridCell) -> None:
    last_row, last_column = item.row + item.rowspan, item.column + item.colspan
    for row in range(item.row + 1, last_row + 1):
        for column in range(item.column + 1, last_column + 1):
            sheet.cell(row, column).border = _BORDER
    if item.rowspan > 1 or item.colspan > 1:
        sheet.merge_cells(
            start_row=item.row + 1, end_row=last_row, start_column=item.column + 1, end_column=last_column
        )


def _lines(grid: Grid, cell: GridCell) -> int:
    """Lines that a cell's text takes; programs do not fit the height of merged cells by themselves."""
    if cell.rowspan > 1:
        return 1
    width = sum(grid.widths[cell.column : cell.column + cell.colspan])
    return -(-len(cell.text) * 4 // max(1, round(width - 2))) or 1
