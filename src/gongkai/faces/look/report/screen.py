"""What does the result page show? Everything a template needs, computed once.

Takes:   an `Examination`.
Gives:   `Screen`: summary, remarks, findings in the order shown with their places, tables, prose beside last year's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from gongkai.annual.check.explained import RuleText, explanations
from gongkai.annual.findings import Finding, Severity
from gongkai.annual.model import Place, Remark, Report
from gongkai.annual.write.outline import title as report_title
from gongkai.apps.reporting.examination import Examination
from gongkai.faces.look.report.marks import Mark, Part, marks, part_text, parts
from gongkai.faces.look.report.tables import ShownTable, blamed, cell_anchor, tables
from gongkai.law.returns import SECTIONS

MAX_FINDINGS = 500
"""Shown on the page, gravest first; the exports have all. A report of the worst sort seen has some forty."""

_ORDER = tuple(Severity)
_QUOTE_CHARACTERS = 24


@dataclass(frozen=True, slots=True)
class Link:
    """From a finding to a place on the page."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class CellRow:
    """The cells of one row that a finding marks: the row's name once, then each column."""

    label: str
    cells: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """A finding with its number on the page and the places that it marks.

    `parts` are the cells that it mentions among many. `rule` is None for a kept finding whose rule has since gone.
    """

    number: int
    finding: Finding
    rows: tuple[CellRow, ...]
    parts: tuple[CellRow, ...]
    passages: tuple[Link, ...]
    rule: RuleText | None

    @property
    def anchor(self) -> str:
        return f"finding-{self.number}"

    @property
    def parts_count(self) -> int:
        return sum(len(row.cells) for row in self.parts)

    @property
    def first_place(self) -> str:
        first = self.rows[0].cells[0] if self.rows else self.passages[0] if self.passages else None
        return f"#{first.anchor}" if first else ""


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity."""

    severity: Severity
    findings: list[ShownFinding]


@dataclass(frozen=True, slots=True)
class ShownRemark:
    remark: Remark
    where: str
    anchor: str
    candidates: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A part of this year's report and what last year's said in the same place."""

    part: Part
    previous: Part | None


@dataclass(frozen=True, slots=True)
class Screen:
    title: str
    report: Report
    previous: Report | None
    previous_title: str
    groups: list[Group]
    remarks: list[ShownRemark]
    previous_remarks: list[Remark]
    tables: list[ShownTable]
    prose: list[Beside]
    previous_only: list[Part]
    before: str
    left_out: int

    @property
    def total(self) -> int:
        return sum(len(group.findings) for group in self.groups)


def screen(examination: Examination, why: Callable[[Place], str] | None = None) -> Screen:
    """The result page of an examination. `why` gives the address of the page that explains a figure."""
    report, previous = examination.report, examination.previous
    every = sorted(examination.findings, key=lambda finding: _ORDER.index(finding.severity))
    findings = every[:MAX_FINDINGS]
    drawn = marks(report, findings)
    shown = [_finding(report, number, finding, drawn) for number, finding in enumerate(findings, start=1)]
    prose, previous_only = _beside(report, previous, drawn)
    return Screen(
        title=report_title(report) or "未写标题的报告",
        report=report,
        previous=previous,
        previous_title=report_title(previous) if previous else "",
        groups=[Group(each, [f for f in shown if f.finding.severity is each]) for each in _ORDER],
        remarks=[_remark(report, remark) for remark in report.remarks],
        previous_remarks=previous.remarks if previous else [],
        tables=tables(report, previous, findings, why),
        prose=prose,
        previous_only=previous_only,
        before=_before(report, previous),
        left_out=len(every) - len(findings),
    )


def _before(report: Report, previous: Report | None) -> str:
    """What to call the other report: 上年 only where nothing speaks against it."""
    if previous is None:
        return ""
    years = (report.year, previous.year)
    follows = None in years or report.year == (previous.year or 0) + 1
    same = not report.organ or not previous.organ or report.organ == previous.organ
    return "上年" if follows and same else "对照"


def _finding(report: Report, number: int, finding: Finding, drawn: list[Mark]) -> ShownFinding:
    main = blamed(finding)
    rows = _cell_rows(report, main)
    parts = _cell_rows(report, finding.places[len(main) :])
    passages = tuple(
        Link(_shortened(part_text(report, mark.part)[mark.start : mark.end]), mark.anchor)
        for mark in drawn
        if mark.number == number
    )
    return ShownFinding(number, finding, rows, parts, passages, explanations().get(finding.code))


def _cell_rows(report: Report, places: Sequence[Place]) -> tuple[CellRow, ...]:
    there = [place for place in places if _has_table(report, place)]
    return tuple(
        CellRow(label, tuple(Link(_column_label(report, place), cell_anchor(place)) for place in row))
        for label, row in groupby(there, key=lambda place: _row_label(report, place))
    )


def _has_table(report: Report, place: Place) -> bool:
    return bool({2: report.table2, 3: report.table3, 4: report.table4}[place.table])


def _place_label(report: Report, place: Place) -> str:
    try:
        return report.place_label(place)
    except (KeyError, IndexError):  # A place of the other edition of the form.
        return place.key


def _row_label(report: Report, place: Place) -> str:
    """The first half of `Report.place_label`: 表三“（七）总计”行."""
    return _place_label(report, place).rpartition("“")[0] or place.key


def _column_label(report: Report, place: Place) -> str:
    """The second half of it: 自然人."""
    return _place_label(report, place).rpartition("“")[2].removesuffix("”列") or place.key


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _QUOTE_CHARACTERS else text[: _QUOTE_CHARACTERS - 1] + "…"


def _remark(report: Report, remark: Remark) -> ShownRemark:
    if remark.place is None or not _has_table(report, remark.place):
        return ShownRemark(remark, "", "", "")
    try:
        cell = report.cell(remark.place)
    except (KeyError, IndexError):
        cell = None
    candidates = "、".join(str(n) for n in cell.candidates) if cell is not None and cell.ambiguous else ""
    return ShownRemark(remark, _place_label(report, remark.place), cell_anchor(remark.place), candidates)


def _beside(report: Report, previous: Report | None, drawn: list[Mark]) -> tuple[list[Beside], list[Part]]:
    """Parts of both years in pairs, and last year's parts that this year's report has not."""
    left = parts(previous, []) if previous else []
    pairs = []
    for part in parts(report, drawn):
        match = next((other for other in left if _same(part, other)), None)
        if match is not None:
            left.remove(match)
        pairs.append(Beside(part, match))
    return pairs, left


def _same(part: Part, other: Part) -> bool:
    if part.index < 0 or other.index < 0:
        return part.index == other.index
    return _ordinal(part.title) == _ordinal(other.title)


def _ordinal(title: str) -> str:
    """What two years' headings of one part have in common: its number, or the wording where it has none."""
    number, comma, _ = title.strip().partition("、")
    known = {official.partition("、")[0] for official in SECTIONS}
    return number if comma and number in known else title.strip()
