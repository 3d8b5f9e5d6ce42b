"""What must hold for every workbook that we write, whatever is in it.

Law:     GB/T 9704-2012 for the paper (page.py)
Gives:   text that is never calculated, and pages that print.
"""

from __future__ import annotations

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.annual.write import page

CELL_LIMIT = 32767
"""Characters that one cell of a workbook can hold; the library cuts the rest off without a word."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t")


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Text stays text: what begins like a formula is shown and never calculated, not even after an edit."""
    if isinstance(cell, MergedCell):
        raise TypeError("并入别格的格子不能写字。")
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA_SIGNS):
        cell.quotePrefix = True


def set_print(sheet: Worksheet, *, landscape: bool = False) -> None:
    """A4, as wide as the page, the official margins, page numbers on the outer side."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.top, margins.bottom = page.TOP_MM / 25.4, page.BOTTOM_MM / 25.4
    margins.left, margins.right = page.LEFT_MM / 25.4, page.RIGHT_MM / 25.4
    sheet.print_options.horizontalCentered = True
    sheet.HeaderFooter.differentOddEven = True
    for footer, side in ((sheet.oddFooter, "right"), (sheet.evenFooter, "left")):
        getattr(footer, side).text = "— &P —"
