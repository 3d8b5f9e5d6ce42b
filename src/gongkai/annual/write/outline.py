"""In what order do title, prose and tables stand on paper?

Takes:   a report as it was read or compiled.
Gives:   a list of blocks, the same for every kind of file.
Unclear: a report that lost the heading of a part; its table then stands where that part would have stood. Organ and
         year that stand nowhere in the text, known from the page around it only, are put into a sentence below the title.
"""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.annual.model import Report, Section
from gongkai.annual.read.identity import identify
from gongkai.annual.write.grid import Grid, grids
from gongkai.law.cite import chinese
from gongkai.law.returns import SECTIONS

_SIGNS = {2: ("主动公开",), 3: ("申请",), 4: ("复议", "诉讼")}
"""Words by which offices name parts two to four, however they reword the heading."""


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 0 is the title of the report, 1 a part, 2 a 「（一）」 within it."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


Block = Heading | Paragraph | Grid


def title(report: Report) -> str:
    """The heading of the document: as it stands, else made of organ and year as the form has it, else empty."""
    if report.title or not (report.organ or report.year):
        return report.title
    return f"{report.organ or ''}{f'{report.year}年' if report.year else ''}政府信息公开工作年度报告"


def outline(report: Report) -> list[Block]:
    """Every block of the report in order. Tables that have no part of their own stand between the parts around them."""
    blocks: list[Block] = []
    if heading := title(report):
        blocks.append(Heading(0, heading))
    if sentence := _whose(report, heading):
        blocks.append(Paragraph(sentence))
    blocks += _paragraphs(report.preamble, set())
    parts = _parts(report)
    waiting = grids(report)
    homes = {number: _home([part for part, _ in parts], number) for number in waiting}
    blocks += [grid for number, grid in waiting.items() if homes[number] is None]
    for index, (part, subheadings) in enumerate(parts):
        blocks.append(Heading(1, part.title))
        blocks += _paragraphs(part.text, subheadings)
        blocks += [grid for number, grid in waiting.items() if homes[number] == index]
    return blocks


def _whose(report: Report, heading: str) -> str:
    """Whose report and of which year, for paper that would not say it; empty where title or prose say it already."""
    opening = f"{heading}\n{report.preamble}"
    prose = "\n".join([opening, *(f"{part.title}\n{part.text}" for part in report.sections if part.level == 1)])
    told = identify(heading, opening.split("\n"), {}, prose)
    organ = report.organ if report.organ and told.organ != report.organ else ""
    year = report.year if report.year and told.year != report.year else 0
    if not organ and not year:
        return ""
    return f"本报告{f'由{organ}编制' if organ else ''}{'，' if organ and year else ''}{f'报告年度为{year}年' if year else ''}。"


def _parts(report: Report) -> list[tuple[Section, set[str]]]:
    """The six parts, each with the headings inside it. Sections of level 2 repeat what their part already holds."""
    parts: list[tuple[Section, set[str]]] = []
    for section in report.sections:
        if section.level == 1:
            parts.append((section, set()))
        elif parts:
            parts[-1][1].add(section.title)
    return parts


def _paragraphs(text: str, subheadings: set[str]) -> list[Block]:
    return [Heading(2, line) if line in subheadings else Paragraph(line) for line in text.split("\n") if line.strip()]


def _home(parts: list[Section], number: int) -> int | None:
    """The part after whose prose a table stands; None when it stands before all of them."""
    numbers = [_ordinal(part.title) for part in parts]
    for index, part in enumerate(parts):
        if part.title == SECTIONS[number - 1]:
            return index
    for index, part in enumerate(parts):
        if any(sign in part.title for sign in _SIGNS[number]) and numbers[index] == number:
            return index
    before = [index for index, found in enumerate(numbers) if found is not None and found <= number]
    return before[-1] if before else None


def _ordinal(heading: str) -> int | None:
    """The number that a heading bears: 二、… is 2."""
    mark, comma, _ = heading.partition("、")
    return next((n for n in range(1, 11) if comma and chinese(n) == mark.strip()), None)
