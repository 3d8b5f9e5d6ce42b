"""How does a grid become a Word table?

Takes:   a grid of the national form.
Gives:   the table's XML, with merged cells, repeated heads and rows that do not split. Written directly: python-docx
         looks up the whole grid again for each merge.
"""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from gongkai.annual.write import page
from gongkai.annual.write.grid import Grid, GridCell, Kind


def table(grid: Grid, text_style: str) -> Any:
    """A `w:tbl` element. `text_style` names the paragraph style of its cells, which must exist in the document."""
    whole = OxmlElement("w:tbl")
    whole.append(_properties(grid))
    columns = OxmlElement("w:tblGrid")
    for width in grid.widths:
        columns.append(_element("w:gridCol", w=_twips(width)))
    whole.append(columns)
    for row in range(grid.rows):
        whole.append(_row(grid, row, text_style))
    return whole


def _properties(grid: Grid) -> Any:
    properties = OxmlElement("w:tblPr")
    properties.append(_element("w:tblStyle", val="TableGrid"))
    properties.append(_element("w:tblW", w=_twips(sum(grid.widths)), type="dxa"))
    properties.append(_element("w:jc", val="center"))
    properties.append(_element("w:tblLayout", type="fixed"))
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", w=_twips(0.8), type="dxa"))
    properties.append(margins)
    properties.append(_element("w:tblLook", val="0000", firstRow=int(grid.head_rows > 0), firstColumn=1))
    properties.append(_element("w:tblCaption", val=grid.title))
    return properties


def _row(grid: Grid, number: int, text_style: str) -> Any:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if number < grid.head_rows:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    across = [cell for cell in grid.cells if cell.covers_row(number)]
    for cell in sorted(across, key=lambda c: c.column):
        row.append(_cell(grid, cell, number, text_style))
    return row


def _cell(grid: Grid, cell: GridCell, row: int, text_style: str) -> Any:
    element = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    width = sum(grid.widths[cell.column : cell.column + cell.colspan])
    properties.append(_element("w:tcW", w=_twips(width), type="dxa"))
    if cell.colspan > 1:
        properties.append(_element("w:gridSpan", val=cell.colspan))
    if cell.rowspan > 1:
        properties.append(_element("w:vMerge", val="restart" if row == cell.row else "continue"))
    properties.append(_element("w:vAlign", val="center"))
    element.append(properties)
    element.append(_paragraph(cell, text_style, cell.text if row == cell.row else ""))
    return element


def _paragraph(cell: GridCell, text_style: str, text: str) -> Any:
    paragraph = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    properties.append(_element("w:pStyle", val=text_style))
    if cell.kind is Kind.SIDE and cell.rowspan == 1 and cell.column > 0:
        properties.append(_element("w:jc", val="left"))
    paragraph.append(properties)
    if text:
        run, words = OxmlElement("w:r"), OxmlElement("w:t")
        words.text = text
        words.set(qn("xml:space"), "preserve")
        run.append(words)
        paragraph.append(run)
    return paragraph


def _twips(mm: float) -> int:
    return round(mm * page.POINTS_A_MM * 20)


def _element(tag: str, **attributes: object) -> Any:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), str(value))
    return element
