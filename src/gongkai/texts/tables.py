"""Which rows and cells does a table have, and is it one at all or a page's scaffold?

Gives:   rows of cells with spans that end within the table; tables that only place their content dissolve into it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from gongkai.texts.blocks import ALIGNMENTS, Block, Cell, Para, Run, Table

WIDEST, HIGHEST = 100, 1000
"""More columns or rows than a cell of a real table spans."""


def span(told: str, most: int) -> int:
    """A number of columns or rows as it is told; 1 for nonsense."""
    digits = told.strip()
    return min(max(int(digits), 1), most) if digits.isascii() and digits.isdigit() and len(digits) < 6 else 1


def cell(tag: str, blocks: list[Block], columns: int, rows: int, classes: tuple[str, ...]) -> Cell:
    """A cell; the alignment of its only paragraph is its own."""
    paragraphs = [each for each in blocks if isinstance(each, Para)]
    if len(paragraphs) == 1 and len(blocks) == 1 and paragraphs[0].classes and paragraphs[0].classes[0] in ALIGNMENTS:
        classes = paragraphs[0].classes
        blocks = [replace(paragraphs[0], classes=())]
    return Cell(tag, blocks, columns, rows, classes)


def table(head: list[list[Cell]], sections: Sequence[list[list[Cell]]], caption: list[Run]) -> list[Block]:
    """What becomes of a table: itself, its content where it was a scaffold, nothing where it is empty."""
    head = _within(head)
    body = [row for section in sections for row in _within(section)]
    rows = head + body
    cells = [each for row in rows for each in row]
    if not any(each.blocks for each in cells):
        return [Para(caption)] if caption else []
    if len(cells) == 1 or _scaffold(rows):
        before: list[Block] = [Para(caption)] if caption else []
        return before + [block for each in cells for block in each.blocks]
    for each in cells:
        each.blocks = flat(each.blocks)
    if not head:
        head, body = _leading_heads(body)
    for row in head:
        for each in row:
            each.tag = "th"
    return [Table(body, head, caption)]


def _within(rows: Sequence[list[Cell]]) -> list[list[Cell]]:
    """The rows that have cells of their own; no cell reaches over one that has none, or out of its section."""
    kept = [at for at, row in enumerate(rows) if row]
    for at in kept:
        for each in rows[at]:
            each.rows = sum(at <= other < at + each.rows for other in kept)
    return [rows[at] for at in kept]


def _scaffold(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table with tables in it has no two columns and no two rows of its own words."""
    if not any(isinstance(block, Table) for row in rows for each in row for block in each.blocks):
        return False
    own = [[any(not isinstance(block, Table) for block in each.blocks) for each in row] for row in rows]
    several_columns = any(sum(row) > 1 for row in own)
    return not (several_columns and sum(any(row) for row in own) > 1)


def flat(blocks: Sequence[Block]) -> list[Block]:
    """Blocks with each table among them as paragraphs, a row each."""
    made: list[Block] = []
    for block in blocks:
        if isinstance(block, Table):
            made += [Para(block.caption)] if block.caption else []
            made += [paragraph for row in (*block.head, *block.body) for paragraph in _as_paragraphs(row)]
        else:
            made.append(block)
    return made


def _as_paragraphs(row: Sequence[Cell]) -> list[Block]:
    """A row of a table within a table: its cells side by side where they hold only words, else below each other."""
    blocks = [block for each in row for block in each.blocks]
    paragraphs = [block for block in blocks if isinstance(block, Para)]
    if len(paragraphs) < len(blocks):
        return blocks
    runs: list[Run] = []
    for paragraph in paragraphs:
        runs += [Run("text", " "), *paragraph.runs] if runs else paragraph.runs
    return [Para(runs)] if runs else []


def _leading_heads(rows: list[list[Cell]]) -> tuple[list[list[Cell]], list[list[Cell]]]:
    """Rows of nothing but heads at the top are the head, if the table has other rows and no cell reaches out of it."""
    count = next((at for at, row in enumerate(rows) if any(each.tag != "th" for each in row)), 0)
    if any(at + each.rows > count for at, row in enumerate(rows[:count]) for each in row):
        return [], rows
    return rows[:count], rows[count:]
