"""Where in the prose does each finding stand, and how is the prose cut so that marks can be drawn?

Takes:   a report and its findings in the order shown, numbered from 1.
Gives:   parts of the report (title, preamble, the six sections) as paragraphs of segments. A segment knows which
         findings it belongs to, which anchors begin and which references end there. Marks may overlap.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from gongkai.annual.findings import Finding, Severity
from gongkai.annual.model import Report

TITLE, PREAMBLE = -2, -1
_ORDER = tuple(Severity)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of one part that finding `number` points at; `anchor` is its id on the page."""

    part: int
    start: int
    end: int
    number: int
    severity: Severity
    anchor: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under the same marks. `severity` is the gravest of them, None where there is none."""

    text: str
    severity: Severity | None = None
    anchors: tuple[str, ...] = ()
    ends: tuple[Mark, ...] = ()


@dataclass(slots=True)
class Paragraph:
    segments: list[Segment]
    heading: bool = False


@dataclass(slots=True)
class Part:
    """A part as shown. `index` is its place in `Report.sections`, or TITLE or PREAMBLE."""

    index: int
    title: str
    paragraphs: list[Paragraph] = field(default_factory=list)


def marks(report: Report, findings: Sequence[Finding]) -> list[Mark]:
    """Every mark, in the order of the findings. Passages in subsections are moved to the part that contains them."""
    homes = _homes(report)
    found = []
    for number, finding in enumerate(findings, start=1):
        for count, (section, first, last) in enumerate(_stretches(report, finding), start=1):
            part, offset = homes.get(section, (section, 0))
            text = part_text(report, part)
            start, end = _without_margins(text, max(0, first + offset), min(len(text), last + offset))
            if start < end:
                found.append(Mark(part, start, end, number, finding.severity, f"passage-{number}-{count}"))
    return found


def _without_margins(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space at its ends: an anchor has to stand at a character that is shown."""
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), end - len(stretch) + len(stretch.rstrip())


def parts(report: Report, drawn: Sequence[Mark]) -> list[Part]:
    """The whole prose, cut at the marks. Title and preamble are left out where the report has none."""
    by_part: dict[int, list[Mark]] = defaultdict(list)
    for mark in drawn:
        by_part[mark.part].append(mark)
    subheadings = {section.title for section in report.sections if section.level > 1}
    shown = []
    for index in _indices(report):
        text = part_text(report, index)
        title = report.sections[index].title if index >= 0 else ""
        shown.append(Part(index, title, _paragraphs(text, by_part[index], subheadings if index >= 0 else set())))
    return shown


def part_text(report: Report, index: int) -> str:
    """The text that offsets in part `index` count in; empty where there is no such part."""
    if index == TITLE:
        return report.title
    if index == PREAMBLE:
        return report.preamble
    return report.sections[index].text if index < len(report.sections) else ""


def _indices(report: Report) -> list[int]:
    special = [index for index in (TITLE, PREAMBLE) if part_text(report, index).strip()]
    return special + [index for index, section in enumerate(report.sections) if section.level == 1]


def _homes(report: Report) -> dict[int, tuple[int, int]]:
    """For each subsection the part that it stands in, and where in that part's text its own text begins."""
    homes: dict[int, tuple[int, int]] = {}
    part, cursor = -1, 0
    for index, section in enumerate(report.sections):
        if section.level == 1:
            part, cursor = index, 0
        elif part >= 0:
            whole = report.sections[part].text
            heading = max(whole.find(section.title, cursor), cursor)
            start = whole.find(section.text, heading + len(section.title)) if section.text else -1
            if start >= 0:
                homes[index], cursor = (part, start), start + len(section.text)
    return homes


def _stretches(report: Report, finding: Finding) -> list[tuple[int, int, int]]:
    """The finding's passages; where it only quotes, the one place where the quotation stands."""
    if finding.passages or not finding.quote:
        return [(passage.section, passage.start, passage.end) for passage in finding.passages]
    places = [
        (index, at, at + len(finding.quote))
        for index in _indices(report)
        if (at := part_text(report, index).find(finding.quote)) >= 0
    ]
    return places[:1]


def _paragraphs(text: str, drawn: list[Mark], subheadings: set[str]) -> list[Paragraph]:
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    touching: dict[int, list[Mark]] = defaultdict(list)
    for mark in drawn:
        for index in range(bisect_right(starts, mark.start) - 1, bisect_left(starts, mark.end)):
            touching[index].append(mark)
    return [
        Paragraph(
            _segments(text, start, start + len(line), touching.get(index, [])),
            line.strip() in subheadings,
        )
        for index, (line, start) in enumerate(zip(lines, starts, strict=False))
        if line.strip()
    ]


def _segments(text: str, start: int, end: int, drawn: list[Mark]) -> list[Segment]:
    cuts = {start, end}
    for mark in drawn:
        cuts |= {min(max(start, mark.start), end), max(min(end, mark.end), start)}
    edges = sorted(cuts)
    return [_segment(text, a, b, drawn) for a, b in pairwise(edges)]


def _segment(text: str, start: int, end: int, drawn: list[Mark]) -> Segment:
    covering = [mark for mark in drawn if mark.start <= start and mark.end >= end]
    gravest = min((mark.severity for mark in covering), key=_ORDER.index, default=None)
    anchors = tuple(mark.anchor for mark in covering if mark.start == start)
    return Segment(text[start:end], gravest, anchors, tuple(mark for mark in covering if mark.end == end))
