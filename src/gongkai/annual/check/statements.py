"""Does the report state what it must: its period, and the processing fee?

Law:     PERIOD, PROCESSED_FEES (law/sources/annual_report); the fee exists from 2021
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.annual.check.context import Context, part_name
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.check.wording import ABRIDGED, LOST
from gongkai.annual.facts import Part
from gongkai.annual.findings import Severity
from gongkai.law.sources import annual_report as source

_SPAN = re.compile(
    r"(?P<y1>20\d\d)年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日(?:起|开始|零时)?(?:至|到|—+|-+|～|~|截至|，截?止?至)"
    r"(?:(?P<y2>20\d\d)年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
_PERIOD_WORDS = re.compile(r"统计|期限|时限|时间|数据|周期|所列|截止")
_FEE = re.compile(r"处理费|收费|费用")
_FEE_FIRST = 2021
_LEAST_PROSE = 200


def _periods(context: Context) -> Iterator[tuple[Part, re.Match[str]]]:
    """Spans of days that are said to be the statistics period."""
    for part in context.parts[:2]:
        for match in _SPAN.finditer(part.view.text):
            around = part.view.text[max(match.start() - 30, 0) : match.end() + 12]
            if _PERIOD_WORDS.search(around):
                yield part, match


@rule("years.period", source.PERIOD)
def rule_period(context: Context) -> Iterator[Fault]:
    """The period is the report's year from its first to its last day."""
    year = context.year
    if year is None:
        return
    for part, match in _periods(context):
        said = tuple(int(match[name] or match["y1"]) for name in ("y1", "m1", "d1", "y2", "m2", "d2"))
        if said != (year, 1, 1, year, 12, 31):
            yield Fault(
                Severity.ERROR,
                f"{part_name(part)}统计期",
                f"统计期写“{match[0]}”，{year}年度报告应为{year}年1月1日至{year}年12月31日；请改正，并核对数据是否按本年统计。",
                f"{year}年1月1日至{year}年12月31日",
                match[0],
                (),
                context.passage(part, *match.span()),
                context.quote(part, *match.span()),
            )


@rule("years.period_unstated", source.PERIOD)
def rule_period_unstated(context: Context) -> Iterator[Fault]:
    """No statistics period is stated."""
    if context.year is None or not context.report.preamble or len(context.whole) < _LEAST_PROSE:
        return
    if ABRIDGED.search(context.whole) or LOST.search(context.whole) or any(True for _ in _periods(context)):
        return
    if re.search(rf"{context.year}年12月31日|统计期|统计时限|统计周期", context.whole):
        return
    yield Fault(
        Severity.NOTE,
        "正文开头",
        f"没有写明数据的统计期；请写明{context.year}年1月1日至{context.year}年12月31日。",
        f"{context.year}年1月1日至{context.year}年12月31日",
        None,
    )


@rule("fees.unstated", source.PROCESSED_FEES)
def rule_fee_unstated(context: Context) -> Iterator[Fault]:
    """Part six says whether a processing fee was charged."""
    year = context.year
    last = [part for part in context.parts if part.title.startswith("六") or "其他需要报告" in part.title]
    if year is None or year < _FEE_FIRST or not last or any(_FEE.search(part.view.text) for part in context.parts):
        return
    if any(ABRIDGED.search(part.view.text) or LOST.search(part.view.text) for part in last):
        return
    yield Fault(
        Severity.NOTE,
        part_name(last[0]),
        "没有写明信息处理费的收取情况；请补写，未收取的写“未收取信息处理费”。",
        "收取情况",
        None,
    )
