"""The three tables as shown: the national form, faulty cells marked, last year's figure beside this year's.

Takes:   a report, last year's if there is one, the findings in the order shown.
Gives:   rows of cells ready for a template. Layout, spans and heads are those of `annual.write.grid`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from gongkai.annual.findings import Finding, Severity
from gongkai.annual.model import Cell, Place, Report
from gongkai.annual.write.grid import Grid, GridCell, Kind, grids, printed

FEW = 4
"""A finding on more cells than this is about the first of them; the others are parts of its sum, or more of the same."""

_ORDER = tuple(Severity)
_CHINESE = {2: "二", 3: "三", 4: "四"}


@dataclass(frozen=True, slots=True)
class Reference:
    """One finding that a cell belongs to."""

    number: int
    severity: Severity


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell of the page. `before` is last year's print, None where there is nothing to compare with.

    A cell that a finding mentions among many others is `involved`; it carries no mark of its own. `url` leads to how the
    figure was counted, where a page can say it.
    """

    kind: str
    text: str
    id: str = ""
    scope: str = ""
    headers: str = ""
    rowspan: int = 1
    colspan: int = 1
    severity: Severity | None = None
    references: tuple[Reference, ...] = ()
    candidates: tuple[str, ...] = ()
    before: str | None = None
    involved: bool = False
    missing: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class ShownTable:
    number: int
    name: str
    title: str
    columns: range
    head: list[list[ShownCell]]
    body: list[list[ShownCell]]
    faulty: int


def cell_anchor(place: Place) -> str:
    """The id of a figure on the page. Labels of table 2 are kept as they are: an id may hold any character but blanks."""
    return f"cell-{place.table}-{str(place.row).replace(' ', '')}-{place.column}"


def blamed(finding: Finding) -> tuple[Place, ...]:
    """The cells that a finding is about, without those that it only mentions among many."""
    return finding.places if len(finding.places) <= FEW else finding.places[:1]


def tables(
    report: Report,
    previous: Report | None = None,
    findings: Sequence[Finding] = (),
    why: Callable[[Place], str] | None = None,
) -> list[ShownTable]:
    """The tables that the report has, in order. `why` gives the address of the page that explains a figure."""
    references: dict[Place, list[Reference]] = defaultdict(list)
    for number, finding in enumerate(findings, start=1):
        for place in blamed(finding):
            references[place].append(Reference(number, finding.severity))
    involved = {place for finding in findings for place in finding.places}
    return [_table(report, previous, grid, references, involved, why) for grid in grids(report).values()]


def _table(
    report: Report,
    previous: Report | None,
    grid: Grid,
    references: dict[Place, list[Reference]],
    involved: set[Place],
    why: Callable[[Place], str] | None,
) -> ShownTable:
    ids = {cell: f"head-{grid.table}-{cell.row}-{cell.column}" for cell in grid.cells}
    heads = {figure: " ".join(ids[head] for head in over) for figure, over in grid.heads().items()}

    def shown(cell: GridCell) -> ShownCell:
        if cell.kind is Kind.FIGURE and cell.place is not None:
            said = tuple(references.get(cell.place, ()))
            link = why(cell.place) if why else ""
            return _figure(report, previous, cell, cell.place, heads[cell], said, cell.place in involved, link)
        return _label(cell, ids[cell])

    rows = [[shown(cell) for cell in grid.row(row)] for row in range(grid.rows)]
    return ShownTable(
        grid.table,
        f"表{_CHINESE[grid.table]}",
        grid.title,
        range(grid.columns),
        rows[: grid.head_rows],
        rows[grid.head_rows :],
        sum(cell.severity is not None for row in rows for cell in row),
    )


def _label(cell: GridCell, identity: str) -> ShownCell:
    if cell.kind is Kind.NOTE:
        return ShownCell("note", cell.text, rowspan=cell.rowspan, colspan=cell.colspan)
    if cell.kind is Kind.HEAD:
        scope = "colgroup" if cell.colspan > 1 else "col"
    else:
        scope = "rowgroup" if cell.rowspan > 1 else "row"
    return ShownCell(cell.kind.value, cell.text, identity, scope, "", cell.rowspan, cell.colspan)


def _figure(
    report: Report,
    previous: Report | None,
    cell: GridCell,
    place: Place,
    headers: str,
    references: tuple[Reference, ...],
    mentioned: bool,
    url: str,
) -> ShownCell:
    source = _lookup(report, place)
    return ShownCell(
        kind="figure",
        text=printed(source),
        id=cell_anchor(place),
        headers=headers,
        colspan=cell.colspan,
        severity=min((r.severity for r in references), key=_ORDER.index, default=None),
        references=references,
        candidates=tuple(str(n) for n in source.candidates) if source is not None and source.ambiguous else (),
        before=_before(report, previous, place),
        involved=mentioned and not references,
        url=url,
        missing=source is None or (source.raw is None and source.value is None and not source.candidates),
    )


def _lookup(report: Report, place: Place) -> Cell | None:
    try:
        return report.cell(place)
    except (IndexError, KeyError):  # A row that was read with fewer cells than the form has.
        return None


def _before(report: Report, previous: Report | None, place: Place) -> str | None:
    """Last year's figure, where last year's form had the same row and column, and not both years are 0."""
    if previous is None or _lookup(previous, place) is None:
        return None
    try:
        same = previous.layout is report.layout or previous.place_label(place) == report.place_label(place)
    except (IndexError, KeyError):
        return None
    then, now = printed(_lookup(previous, place)), printed(_lookup(report, place))
    return then if same and not then == now == "0" else None
