"""What every rule needs to know of a report, computed once.

Gives:   figures with blanks as 0, the organ's rank, the prose with its statements, the lines that table 3 has, and a
         list of what could not be checked, which one finding at the end says aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

from gongkai.annual.check.arithmetic import Arithmetic, figure
from gongkai.annual.check.wording import BOOK_TITLE, blank_out
from gongkai.annual.facts import Organ, Part, Sentence, Statement, parse, read_prose
from gongkai.annual.findings import Passage
from gongkai.annual.model import Cell, Number, Place, Report
from gongkai.law.returns import Form

PREAMBLE = -1


class Context:
    """One report under check, with the report of the year before where there is one."""

    def __init__(self, report: Report, previous: Report | None = None) -> None:
        self.report = report
        self.previous = previous
        self.skipped: dict[str, list[str]] = {}
        self._untitled: dict[int, str] = {}

    @property
    def year(self) -> int | None:
        return self.report.year

    @cached_property
    def layout(self) -> Form:
        return self.report.layout

    @cached_property
    def arithmetic(self) -> Arithmetic:
        return Arithmetic(self.report)

    @cached_property
    def previous_year(self) -> Context | None:
        """Last year's report, None where there is none or where it is another organ's or another year's."""
        last = self.previous
        if last is None or (last.year and self.year and last.year != self.year - 1):
            return None
        mine, theirs = self.report.organ or "", last.organ or ""
        return (
            Context(last) if not mine or not theirs or mine in theirs or theirs in mine or _kin(mine, theirs) else None
        )

    @property
    def sum_layout(self) -> Form:
        return self.arithmetic.layout

    @cached_property
    def organ(self) -> Organ:
        return parse(self.report.organ)

    @cached_property
    def parts(self) -> list[Part]:
        return read_prose(self.report)

    @cached_property
    def whole(self) -> str:
        """All prose in one way of writing, part after part."""
        return "\n".join(part.view.text for part in self.parts)

    @cached_property
    def cells(self) -> list[tuple[Place, Cell]]:
        """Every cell of the tables with its place."""
        return list(self.report.cells())

    def untitled(self, part: Part) -> str:
        """The view of a part with spaces for the titles and numbers of documents: their years are not the report's."""
        if part.section not in self._untitled:
            self._untitled[part.section] = blank_out(BOOK_TITLE, part.view.text)
        return self._untitled[part.section]

    def said(self) -> Iterator[tuple[Part, Sentence, Statement]]:
        for part in self.parts:
            for sentence, statement in part.statements:
                yield part, sentence, statement

    def skip(self, what: str, why: str) -> None:
        """Notes that something could not be checked; each pair is said once."""
        reasons = self.skipped.setdefault(why, [])
        if what not in reasons:
            reasons.append(what)

    def number(self, place: Place) -> Number | None:
        return figure(self.report.cell(place))

    def total(self, places: Iterable[Place]) -> Number | None:
        """The sum of some cells, None as soon as one cannot be told."""
        whole: Number = 0
        for place in places:
            value = self.number(place)
            if value is None:
                return None
            whole += value
        return whole

    def passage(self, part: Part, start: int, end: int) -> tuple[Passage, ...]:
        """A stretch of a part's view as a passage of the print."""
        return (Passage(part.section, part.view.at(start), part.view.end(end)),)

    def quote(self, part: Part, start: int, end: int) -> str:
        return part.print[part.view.at(start) : part.view.end(end)].strip()


def _kin(one: str, other: str) -> bool:
    """Whether two names may be one organ's before and after a change of style: same place, same kind."""
    a, b = parse(one), parse(other)
    return bool(a.place) and a.place == b.place and a.kind == b.kind and a.kind in ("government", "office")


def part_name(part: Part) -> str:
    """A part as a person finds it: 正文“一、总体情况”."""
    return f"正文“{part.title}”" if part.title else "正文开头" if part.section == PREAMBLE else "正文"
