"""Do 一是、二是, （一）（二） and 1. 2. count without a gap?

Law:     SIX_SECTIONS (the form of the report)
Takes:   the prose, part by part; where a copy was abridged any number may follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from gongkai.annual.check.context import PREAMBLE, Context, part_name
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.check.wording import ABRIDGED, HAN_NUMERALS, LOST, numeral
from gongkai.annual.facts import Part
from gongkai.annual.findings import Severity
from gongkai.law.sources import annual_report as source

_POINT = re.compile(rf"(?<![第之唯统万每这某周期不样])([{HAN_NUMERALS}]{{1,2}})是(?!否|非|不是)")
_TASK = re.compile(rf"(?<=[，。；：\n])([{HAN_NUMERALS}]{{1,2}})要(?![求素件点闻务])")
_BRACKET = re.compile(rf"(?:(?<=[\n。；：〕！ ])|^)[^\S\n ]*（([{HAN_NUMERALS}]{{1,3}})）(?![项款条类目])")
_DIGIT = re.compile(r"(?:(?<=[\n。；：])|^)[^\S\n]*(\d{1,2})(?:[.．、](?!\d)|）)")
_OTHER_FIRST = re.compile(r"首先|第一|其一|一方面|一、|1[.、]|一要|一是|①|（一）")


@dataclass(frozen=True, slots=True)
class Mark:
    number: int
    start: int
    end: int


def _marks(pattern: re.Pattern[str], text: str) -> list[Mark]:
    found = []
    for match in pattern.finditer(text):
        number = int(match[1]) if match[1].isdigit() else numeral(match[1])
        if number:
            found.append(Mark(number, match.start(1), match.end()))
    return found


def _breaks(marks: list[Mark], text: str) -> Iterator[list[Mark]]:
    """Runs of marks that do not count 1, 2, 3 …; in an abridged copy a run may begin at any number."""
    run: list[Mark] = []
    free = False
    for mark in marks:
        between = text[run[-1].end : mark.start] if run else text[: mark.start]
        gap = ABRIDGED.search(between) is not None
        doubled = mark.number == 1 and len(run) == 1 and "。" not in between and "\n" not in between
        if (mark.number == 1 and not doubled) or gap:
            if run and not _even(run, text, free):
                yield run
            run, free = [], gap
        run.append(mark)
    if run and not _even(run, text, free):
        yield run


def _even(run: list[Mark], text: str, free: bool) -> bool:
    """Whether a run counts on. One that opens at 2 is right where the first was counted in other words."""
    first = run[0].number
    for before, after in pairwise(run):
        between = text[before.end : after.start]
        lost = range(before.number + 1, after.number)
        if after.number != before.number + 1 and not (lost and all(f"（{_han(n)}）" in between for n in lost)):
            return False
    return first == 1 or free or _OTHER_FIRST.search(text, 0, run[0].start) is not None


def _faults(context: Context, part: Part, pattern: re.Pattern[str], form: str) -> Iterator[Fault]:
    text = context.untitled(part)
    if LOST.search(text):
        context.skip(f"{part_name(part)}的序号", "字符已丢失")
        return
    for run in _breaks(_marks(pattern, text), text):
        printed = "、".join(form.format(_as(form, mark.number)) for mark in run)
        wanted = "、".join(form.format(_as(form, n + 1)) for n in range(len(run)))
        yield Fault(
            Severity.WARNING,
            f"{part_name(part)}序号",
            f"序号写作{printed}，应依次为{wanted}；请检查是否漏写或重号。",
            wanted,
            printed,
            (),
            tuple(p for mark in run for p in context.passage(part, mark.start, mark.end)),
            context.quote(part, run[0].start, min(run[-1].end + 20, len(part.view.text))),
        )


def _as(form: str, number: int) -> str:
    return str(number) if form == "{}." else _han(number)


def _han(number: int) -> str:
    tens, units = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else HAN_NUMERALS[tens - 1] + "十") + (
        HAN_NUMERALS[units - 1] if units else ""
    )


@rule("numbering.points", source.SIX_SECTIONS)
def rule_points(context: Context) -> Iterator[Fault]:
    """一是…；二是…；三是…"""
    for part in context.parts:
        if part.section != PREAMBLE:
            yield from _faults(context, part, _POINT, "{}是")
            yield from _faults(context, part, _TASK, "{}要")


@rule("numbering.headings", source.SIX_SECTIONS)
def rule_subheadings(context: Context) -> Iterator[Fault]:
    """（一）…（二）…"""
    for part in context.parts:
        if part.section != PREAMBLE:
            yield from _faults(context, part, _BRACKET, "（{}）")


@rule("numbering.digits", source.SIX_SECTIONS)
def rule_digits(context: Context) -> Iterator[Fault]:
    """1. … 2. …"""
    for part in context.parts:
        if part.section != PREAMBLE:
            yield from _faults(context, part, _DIGIT, "{}.")
