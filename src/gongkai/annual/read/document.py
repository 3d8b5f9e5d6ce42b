"""What every format is turned into before it is understood: paragraphs and grids in their order on the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.annual.model import Remark, Report


class Box(NamedTuple):
    """One cell of a grid: its text, the column where it begins, and how many columns it covers."""

    text: str
    column: int
    span: int = 1


@dataclass(slots=True)
class Grid:
    """A table as drawn. A row holds the cells that begin in it; a cell reaching down from above is not repeated."""

    rows: list[list[Box]]


class PlacedLine(str):
    """A line of text that knows how far across the page each of its characters stands."""

    __slots__ = ("places",)
    places: tuple[float, ...]

    @classmethod
    def of(cls, glyphs: Sequence[tuple[str, float, float]]) -> PlacedLine:
        """A line from (character, left, right); a gap wider than a character becomes two spaces."""
        characters: list[str] = []
        places: list[float] = []
        end, wide = None, 6.0
        for text, left, right in glyphs:
            if end is not None and not text.isspace() and left - end > 1.1 * wide:
                characters += "  "
                places += [end, left]
            characters.append(text)
            places.append((left + right) / 2)
            if not text.isspace():
                end, wide = right, max(4.0, right - left)
        line = cls("".join(characters))
        line.places = tuple(places)
        return line


Block = str | Grid


@dataclass(slots=True)
class Document:
    """A document as read: `blocks` are paragraphs (one line each) and grids.

    `wrapped` says that lines were broken by the width of the page and have to be joined into paragraphs; `drawn` is False for text that was
    taken as the file says it, without a look at where it stands. `metadata`
    holds what the page says of itself outside the report (标题, 发布机构, 公开日期). `keyed` has the tables where the
    document gives them by key and not as print.
    """

    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    wrapped: bool = False
    drawn: bool = True
    pictures: int = 0
    metadata: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)
    keyed: Report | None = None

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
