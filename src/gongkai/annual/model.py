"""One annual report, in memory: identity, tables, sections, facts, and what the reader could not tell.

A `Cell` keeps what was printed beside what it means. Its value is None when the cell is blank, holds a mark such as
`/`, or cannot be told; in the last case `candidates` lists the readings. Nobody may fill a None by guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.law.returns import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES, FORM_2021, FORMS, Form

Number = int | Decimal


@dataclass(slots=True)
class Cell:
    """One figure of a table.

    `value` is exact (int, or Decimal where the print has a decimal point); `raw` is the print without surrounding
    white space, None where the document has no such cell; `candidates` are the possible readings when there is more
    than one.
    """

    value: Number | None = None
    raw: str | None = None
    candidates: tuple[Number, ...] = ()

    @property
    def ambiguous(self) -> bool:
        return self.value is None and len(self.candidates) > 1

    @property
    def blank(self) -> bool:
        """The cell is there and holds nothing, or a mark that is not a figure (`-`, `/`, 不适用)."""
        return self.value is None and not self.candidates and self.raw is not None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands: table 2, 3 or 4, the row and the column.

    Rows: the row's label in table 2, the line number in table 3, the group's key in table 4. Columns count from 0.
    """

    table: int
    row: str | int
    column: int

    @property
    def key(self) -> str:
        """`table3.24.6`: how findings and JSON name a cell."""
        return f"table{self.table}.{self.row}.{self.column}"


@dataclass(slots=True)
class Section:
    """A part of the report. `title` is as printed; `text` is its prose, one paragraph a line, tables left out.

    `level` is 1 for the six parts and 2 for 「（一）」 within them; the text of a level-1 section holds the text of
    its subsections too, headings included, so that sections of level 1 in order are the whole prose.
    """

    title: str
    text: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Fact:
    """A number that the prose states.

    `measure` is our name for what is counted (收到申请, 主动公开信息, …); `unit` the counter as printed; `quote` the
    words around it, exactly as in the section's text; `section` the index in `Report.sections`; `start` and `end`
    the offsets of the number in that section's text. `approx` is set by 余, 多, 近, 约; `scope` says whose or when's
    count it is when it is not this organ's this year (累计, 上年, 全市, 备案 …), and such a fact contradicts nothing.
    """

    measure: str
    value: Number
    unit: str
    quote: str
    section: int = -1
    start: int = 0
    end: int = 0
    approx: bool = False
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader has to say aloud: a table not found, a row with six figures, a character lost."""

    code: str
    message: str
    place: Place | None = None


@dataclass(slots=True)
class Report:
    """A published annual report. Tables are empty dicts when the document has none that can be read.

    `table2[row label][column label]`, `table3[line number][column]` (seven cells, `APPLICANTS`),
    `table4[group key][column]` (five cells, `CASE_OUTCOMES`). Labels are those of `form`, whatever was printed.
    `preamble` is the text before section one, `title` the heading of the document, `published` the day on the page.
    """

    organ: str | None = None
    year: int | None = None
    form: str | None = None
    title: str = ""
    preamble: str = ""
    table2: dict[str, dict[str, Cell]] = field(default_factory=dict)
    table3: dict[int, list[Cell]] = field(default_factory=dict)
    table4: dict[str, list[Cell]] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    published: str = ""
    source: str = ""

    @property
    def layout(self) -> Form:
        return FORMS.get(self.form or "", FORM_2021)

    def cell(self, place: Place) -> Cell | None:
        """The cell at a place, None where the document has no such row, or a row too short to have it."""
        cells: list[Cell] | None
        if place.table == 2:
            cells = list(self.table2.get(str(place.row), {}).values())
        else:
            cells = self.table3.get(int(place.row)) if place.table == 3 else self.table4.get(str(place.row))
        return cells[place.column] if cells and place.column < len(cells) else None

    def cells(self) -> Iterator[tuple[Place, Cell]]:
        """Every cell that the document has, table by table, row by row."""
        for label, row in self.table2.items():
            for column, cell in enumerate(row.values()):
                yield Place(2, label, column), cell
        for line, cells in self.table3.items():
            for column, cell in enumerate(cells):
                yield Place(3, line, column), cell
        for group, cells in self.table4.items():
            for column, cell in enumerate(cells):
                yield Place(4, group, column), cell

    def place_label(self, place: Place) -> str:
        """As a person finds it on paper: 表三“（七）总计”行“自然人”列."""
        if place.table == 2:
            row = self.layout.row(str(place.row))
            return f"表二“{row.label}”行“{row.columns[place.column]}”列"
        if place.table == 3:
            return f"表三“{self.layout.line(int(place.row)).label}”行“{APPLICANTS[place.column]}”列"
        return f"表四“{CASE_GROUPS[str(place.row)]}”组“{CASE_OUTCOMES[place.column]}”列"


def empty_tables(form: Form = FORM_2021) -> Report:
    """A report whose three tables have every row of the form, all cells absent."""
    return Report(
        form=form.key,
        table2={row.label: {column: Cell() for column in row.columns} for row in form.table2},
        table3={line.number: [Cell() for _ in APPLICANTS] for line in form.lines},
        table4={group: [Cell() for _ in CASE_OUTCOMES] for group in CASE_GROUPS},
    )
