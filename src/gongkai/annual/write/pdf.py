"""How does the report become a PDF that an archive takes and a screen reader can read?

Law:     GB/T 9704-2012 (page.py)
Takes:   a report; its text goes to typst as JSON and is never part of the program.
Gives:   PDF/A-2a: fonts embedded, headings, paragraphs and table heads tagged, Chinese declared as its language.
Unclear: the standard's small 仿宋 is not free; decision pdf-and-fonts.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import typst

from gongkai.annual.model import Report
from gongkai.annual.write import page
from gongkai.annual.write.fonts import FONT_DIRS, families
from gongkai.annual.write.grid import Grid, Kind
from gongkai.annual.write.outline import Block, Heading, outline, title

_TEMPLATE = Path(__file__).with_name("report.typ")
STANDARD: Final = "a-2a"
BREAKABLE = 3
"""Only table 3 is longer than half a page and may run over to the next one; its head is then repeated."""

_SUBJECT = "政府信息公开"
"""Where the second line of a long title begins."""

_lock = Lock()  # One compiler cannot serve two threads at once.


def write(report: Report) -> bytes:
    """The report as PDF. Refused by typst's own error: characters without a glyph; the door looks for them first."""
    data = {
        "title": title(report),
        "organ": report.organ or "",
        "keywords": [f"{report.year}年度"] if report.year else [],
        "page": _page(),
        "blocks": [_block(block) for block in outline(report)],
    }
    with _lock:
        pdf = _compiler().compile(sys_inputs={"report": json.dumps(data, ensure_ascii=False)}, pdf_standards=STANDARD)
    assert isinstance(pdf, bytes)
    return pdf


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(_TEMPLATE), font_paths=FONT_DIRS)


@cache
def _page() -> dict[str, Any]:
    return {
        "width": page.WIDTH_MM,
        "height": page.HEIGHT_MM,
        "top": page.TOP_MM,
        "bottom": page.BOTTOM_MM,
        "left": page.LEFT_MM,
        "right": page.RIGHT_MM,
        "body_pt": page.BODY_PT,
        "title_pt": page.TITLE_PT,
        "title_leading_pt": page.LINE_PITCH_PT + page.TITLE_PT - page.BODY_PT - page.TITLE_PT / 2,
        "table_pt": page.TABLE_PT,
        "number_pt": page.PAGE_NUMBER_PT,
        "number_below": page.PAGE_NUMBER_BELOW_MM,
        "pitch_pt": page.LINE_PITCH_PT,
        "indent": page.FIRST_LINE_INDENT,
        "tracking_pt": page.TRACKING_PT,
        **families(),
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Heading) and block.level == 0:
        return {"kind": "title", "lines": title_lines(block.text)}
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": block.text}
    return {"kind": "paragraph", "text": block.text}


def title_lines(text: str) -> list[str]:
    """A title broken so that each line means something: whose and when, then what. One that fits stays whole.

    7.3.1 asks for whole meanings; a title of other words is left to the typesetter.
    """
    most = page.TYPE_AREA_MM * page.POINTS_A_MM / page.TITLE_PT
    place = text.find(_SUBJECT)
    if sum(0.5 if character.isascii() else 1 for character in text) <= most or place < 1:
        return [text]
    return [text[:place], text[place:]]


def _grid(grid: Grid) -> dict[str, Any]:
    cells = [cell for row in range(grid.rows) for cell in grid.row(row)]
    return {
        "kind": "grid",
        "widths": grid.widths,
        "breakable": grid.table == BREAKABLE,
        "head_cells": sum(cell.row < grid.head_rows for cell in cells),
        "cells": [
            {
                "kind": Kind.HEAD.value if cell.kind is Kind.NOTE else cell.kind.value,
                "text": cell.text,
                "row": cell.row,
                "column": cell.column,
                "rowspan": cell.rowspan,
                "colspan": cell.colspan,
            }
            for cell in cells
        ],
    }
