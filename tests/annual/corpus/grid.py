"""The three tables as grids of cells with spans: one description for HTML, Word, Excel, PDF and text.

A `Look` says how an office typed its form: the variants met on published pages, none of which changes a figure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.annual.model import Place
from gongkai.law.returns import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES, Row
from gongkai.law.returns.annual import INFLOW_NOTE, RESULT
from tests.annual.corpus.truth import Figure, Truth


@dataclass(frozen=True)
class Box:
    """One cell as it stands in its row. `place` is set for figures only."""

    text: str
    across: int = 1
    down: int = 1
    place: Place | None = None


Grid = list[list[Box]]
Show = Callable[[Place, Figure], str]
Relabel = Callable[[str], str]


def plain(_place: Place, value: Figure) -> str:
    return "" if value is None else str(value)


@dataclass(frozen=True)
class Look:
    """How the form was typed.

    `result_column` keeps the column with 三、本年度办理结果; `corner` the note in the head of table 3; `total_first` puts
    its 总计 before 自然人; `header_break`
    stands inside the narrow headings; `relabel` rewrites any label; `show` prints a figure.
    """

    show: Show = plain
    relabel: Relabel = lambda label: label
    header_break: str = ""
    result_column: bool = True
    corner: bool = True
    total_first: bool = False


USUAL = Look()


def table2_blocks(truth: Truth, look: Look = USUAL) -> list[tuple[str, Grid]]:
    """Table 2 block by block: the block's heading, and its grid without that heading."""
    blocks: dict[tuple[str, tuple[str, ...]], list[Row]] = {}
    for row in truth.layout.table2:
        if row.label in truth.table2:
            blocks.setdefault((row.block, row.columns), []).append(row)
    return [(block, _block(rows, truth, look)) for (block, _), rows in blocks.items()]


def table2(truth: Truth, look: Look = USUAL) -> Grid:
    """Table 2 as one grid of four columns."""
    grid: Grid = []
    for block, rows in table2_blocks(truth, look):
        grid += [[Box(block, across=4)], *rows]
    return grid


def _block(rows: list[Row], truth: Truth, look: Look) -> Grid:
    columns = rows[0].columns
    spans = {1: (3,), 2: (1, 2), 3: (1, 1, 1)}[len(columns)]
    head = [Box("信息内容"), *(Box(look.relabel(c), span) for c, span in zip(columns, spans, strict=True))]
    body = []
    for row in rows:
        places = [Place(2, row.label, i) for i in range(len(columns))]
        figures = [Box(look.show(p, truth.figure(p)), span, place=p) for p, span in zip(places, spans, strict=True)]
        body.append([Box(look.relabel(row.label)), *figures])
    return [head, *body]


def table3(truth: Truth, look: Look = USUAL) -> Grid:
    """Table 3 with its three heading rows."""
    lead = 3 if look.result_column else 2
    note = [Box(INFLOW_NOTE, lead, 3)] if look.corner else [Box("", lead, 3)]
    narrow = [_break(name, look) for name in APPLICANTS[1:6]]
    natural, total = [Box("自然人", down=2), Box("法人或其他组织", 5)], [Box("总计", down=2)]
    columns = (6, *range(6)) if look.total_first else range(7)
    grid: Grid = [
        [*note, Box("申请人情况", 7)],
        [*total, *natural] if look.total_first else [*natural, *total],
        [Box(name) for name in narrow],
    ]
    results = [line for line in truth.layout.lines if line.number in truth.table3 and line.headings]
    for line in (line for line in truth.layout.lines if line.number in truth.table3):
        boxes: list[Box] = []
        if look.result_column and line.headings and line is results[0]:
            boxes.append(Box(look.relabel(RESULT), down=len(results)))
        group = line.headings[1] if len(line.headings) > 1 else None
        siblings = [other for other in results if other.headings[1:] == line.headings[1:]] if group else []
        if group and siblings[0] is line:
            boxes.append(Box(look.relabel(group), down=len(siblings)))
        span = 1 if group else lead if not line.headings else lead - 1 if look.result_column else lead
        boxes.append(Box(look.relabel(line.label), span))
        places = [Place(3, line.number, i) for i in columns]
        grid.append([*boxes, *(Box(look.show(p, truth.figure(p)), place=p) for p in places)])
    return grid


def table4(truth: Truth, look: Look = USUAL) -> Grid:
    """Table 4: two rows of groups, one of outcomes, one of fifteen figures."""
    review, direct, after = CASE_GROUPS.values()
    outcomes = [_break(name, look) for name in CASE_OUTCOMES]
    figures = [Place(4, group, i) for group in CASE_GROUPS for i in range(5)]
    return [
        [Box(review, 5), Box("行政诉讼", 10)],
        [*(Box(name, down=2) for name in outcomes), Box(direct, 5), Box(after, 5)],
        [Box(name) for name in outcomes * 2],
        [Box(look.show(p, truth.figure(p)), place=p) for p in figures],
    ]


def _break(label: str, look: Look) -> str:
    """商业企业 in a narrow column: two characters a line."""
    if not look.header_break or len(label) < 4:
        return label
    return (
        look.header_break.join((label[:2], label[2:]))
        if len(label) == 4
        else (look.header_break.join((label[:4], label[4:])))
    )


def rectangle(grid: Grid) -> list[list[Box | None]]:
    """The grid laid out square: each box at its top left corner, None where a span covers."""
    width = sum(box.across for box in grid[0])
    taken: dict[tuple[int, int], Box | None] = {}
    for r, row in enumerate(grid):
        column = 0
        for box in row:
            while (r, column) in taken:
                column += 1
            for down in range(box.down):
                for across in range(box.across):
                    taken[r + down, column + across] = None
            taken[r, column] = box
            column += box.across
    height = max(r for r, _ in taken) + 1
    return [[taken.get((r, c)) for c in range(width)] for r in range(height)]
