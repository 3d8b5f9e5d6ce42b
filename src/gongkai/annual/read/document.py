"""What every format is turned into before it is understood: paragraphs and grids in their order on the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.annual.model import Remark


class Box(NamedTuple):
    """One cell of a grid: its text, the column where it begins, and how many columns it covers."""

    text: str
    column: int
    span: int = 1


@dataclass(slots=True)
class Grid:
    """A table as drawn. A row holds the cells that begin in it; a cell reaching down from above is not repeated."""

    rows: list[list[Box]]


Block = str | Grid


@dataclass(slots=True)
class Document:
    """A document as read: `blocks` are paragraphs (one line each) and grids.

    `wrapped` says that lines were broken by the width of the page and have to be joined into paragraphs. `metadata`
    holds what the page says of itself outside the report (标题, 发布机构, 公开日期).
    """

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    wrapped: bool = False
    pictures: int = 0
    metadata: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def grids(self) -> list[Grid]:
        return [block for block in self.blocks if isinstance(block, Grid)]


class Placement:
    """Gives the cells of a grid their columns, row by row, leaving room for cells that reach down from above."""

    def __init__(self) -> None:
        self._taken: dict[int, int] = {}

    def row(self, cells: list[tuple[str, int, int]]) -> list[Box]:
        """Boxes for (text, column span, row span) in the order of the row."""
        taken = {column: left for column, left in self._taken.items() if left > 0}
        below = {column: left - 1 for column, left in taken.items()}
        boxes = []
        column = 0
        for text, span, height in cells:
            while column in taken:
                column += 1
            boxes.append(Box(text, column, span))
            if height > 1:
                for covered in range(column, column + span):
                    below[covered] = height - 1
            column += span
        self._taken = below
        return boxes
