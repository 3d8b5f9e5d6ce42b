"""Are the six parts there, named and in order as the form has them?

Law:     SIX_SECTIONS
Takes:   the titles of the sections of level 1, as printed.
Unclear: many reports shorten a title; one that keeps its key words is a note, one that changes its matter a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from gongkai.annual.check.context import Context
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.check.wording import HAN_NUMERALS, LOST, numeral
from gongkai.annual.facts.text import view
from gongkai.annual.findings import Passage, Severity
from gongkai.law.returns import SECTIONS
from gongkai.law.sources import annual_report as source

_TITLE = re.compile(rf"^[\s　]*([{HAN_NUMERALS}]{{1,3}})[、.．，,\s　]*(.*)$", re.DOTALL)
_LOOSE = re.compile(r"[\s　、，,。.．:：;；“”（）()的]")
_WAYS = (
    re.compile(r"总体|概况|概述|基本情况|工作情况$"),
    re.compile(r"主动公开"),
    re.compile(r"收到.*申请|申请.*(?:处理|办理|情况)|依申请"),
    re.compile(r"复议|诉讼"),
    re.compile(r"问题|不足|改进"),
    re.compile(r"其[他它]|需要报告|报告事项"),
)
"""How each part is recognised, whatever its title has become; tried from the narrowest."""
_ORDER = (3, 2, 4, 5, 1, 0)
_KEYS = (
    ("总体情况",),
    ("主动公开",),
    ("收到", "处理", "申请"),
    ("复议", "诉讼"),
    ("问题", "改进情况"),
    ("其他", "报告", "事项"),
)
"""Words of a title without which its matter is another."""
_LEAST = 3
_LEAST_PROSE = 120


def _titles(context: Context) -> list[tuple[int, str]] | None:
    """The printed titles with their indices; None where they cannot be judged, which is said."""
    found = [
        (i, view(section.title).text.strip()) for i, section in enumerate(context.report.sections) if section.level == 1
    ]
    if len(found) < _LEAST or len(context.whole) < _LEAST_PROSE:
        context.skip("各部分的标题", "正文不完整")
        return None
    if any(LOST.search(title) or "？" in title for _, title in found):
        context.skip("各部分的标题", "字符已丢失")
        return None
    return found


def _bare(title: str) -> str:
    match = _TITLE.match(title)
    return match[2].strip() if match else title


def _core(title: str) -> str:
    return _LOOSE.sub("", _bare(title))


_CORES = [_core(official) for official in SECTIONS]


@lru_cache(maxsize=64)
def _slot(title: str) -> int | None:
    """Which of the six parts a title stands for."""
    core, bare = _core(title), _bare(title)
    return _CORES.index(core) if core in _CORES else next((n for n in _ORDER if _WAYS[n].search(bare)), None)


@rule("headings.missing", source.SIX_SECTIONS)
def rule_missing(context: Context) -> Iterator[Fault]:
    """A part that is not there."""
    titles = _titles(context)
    if titles is None:
        return
    slots = {_slot(title) for _, title in titles}
    lost = [official for n, official in enumerate(SECTIONS) if n not in slots]
    if lost:
        names = "、".join(f"“{title}”" for title in lost)
        yield Fault(
            Severity.WARNING,
            "各部分标题",
            f"没有{names}；年报分六个部分，请补齐，没有内容的也要写明。",
            len(SECTIONS),
            len(SECTIONS) - len(lost),
        )


@rule("headings.renamed", source.SIX_SECTIONS)
def rule_renamed(context: Context) -> Iterator[Fault]:
    """A title that is not the form's."""
    for index, title in _titles(context) or ():
        slot = _slot(title)
        if slot is None or _core(title) == _CORES[slot]:
            continue
        kept = all(key in title for key in _KEYS[slot])
        yield Fault(
            Severity.NOTE if kept else Severity.WARNING,
            f"标题“{title}”",
            f"标题“{title}”与统一格式不同，应为“{SECTIONS[slot]}”；请改用统一标题。",
            SECTIONS[slot],
            title,
            (),
            (Passage(index, 0, 0),),
            title,
        )


@rule("headings.order", source.SIX_SECTIONS)
def rule_order(context: Context) -> Iterator[Fault]:
    """Parts out of order."""
    titles = _titles(context) or []
    known = [(slot, title) for _, title in titles if (slot := _slot(title)) is not None]
    for (before, first), (after, second) in pairwise(known):
        if after < before:
            yield Fault(
                Severity.WARNING,
                f"标题“{second}”",
                f"“{second}”排在“{first}”之后，次序与统一格式不同；请按六个部分的次序排列。",
                SECTIONS[after],
                second,
                (),
                (),
                second,
            )


@rule("headings.number", source.SIX_SECTIONS)
def rule_number(context: Context) -> Iterator[Fault]:
    """A part whose number is not its place."""
    titles = _titles(context) or []
    slots = [_slot(title) for _, title in titles]
    for (index, title), slot in zip(titles, slots, strict=True):
        match = _TITLE.match(title)
        if slot is None or match is None or numeral(match[1]) == slot + 1:
            continue
        if None in slots[: slots.index(slot)]:
            continue  # A part of the office's own stands before it and moved the numbers.
        yield Fault(
            Severity.WARNING,
            f"标题“{title}”",
            f"标题“{title}”的序号应为“{HAN_NUMERALS[slot]}”；请核对各部分的序号。",
            SECTIONS[slot],
            title,
            (),
            (Passage(index, 0, 0),),
            title,
        )
