"""Does the prose give one total of published information, or two?

Law:     PROSE_AGREES
Takes:   whole totals of the report's own year: 全年主动公开政府信息320条, with no channel, field or part named before it.
Unclear: two offices of one organ may count by two measures; where one of the two does not say 共 or 全年 it is a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.annual.check.context import Context, part_name
from gongkai.annual.check.prose_tables import agrees
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.facts import Part, Sentence, Statement
from gongkai.annual.findings import Severity
from gongkai.law.sources import annual_report as source

_MEASURE = "主动公开信息"
_WHOLE = re.compile(
    r"(?:20\d\d年度?|全年|年内|本年度?|[我本][省市县区旗镇乡局委办]|[县市区旗]?[\u4e00-\u9fff]{0,6}[局委镇乡办]|全[县市区旗镇乡]|[，：])*"
    r"(?P<sum>累计|总共|共计|合计|共|总计)?(?:对外|向社会)?主动公开(?:各类)?(?:政府|政务)?信息(?:总数|总量|数量|合计|共计|总计|共|为|达|：)*"
)
_SAID_WHOLE = re.compile(r"全年|共|总|合计|\d年|年度")


def _totals(context: Context) -> Iterator[tuple[Part, Statement, bool]]:
    """Totals of the year with their part, and whether they say that they are the whole."""
    for part, sentence, said in context.said():
        if said.measure != _MEASURE or said.scope:
            continue
        before = sentence.text[_clause(sentence, said) : said.start]
        if _WHOLE.fullmatch(before):
            yield part, said, _SAID_WHOLE.search(before) is not None


def _clause(sentence: Sentence, said: Statement) -> int:
    """Where the words begin that belong to the number; 2024年， and 全年， before them are theirs."""
    text = sentence.text
    stop = max(text.rfind(mark, sentence.start, said.start) for mark in "，；：")
    start = stop + 1 if stop >= 0 else sentence.start
    opening = text[sentence.start : start].rstrip("，")
    return sentence.start if re.fullmatch(r"(?:20\d\d年度?|全年|年内)", opening) else start


@rule("prose.publication_total", source.PROSE_AGREES)
def rule_publication_total(context: Context) -> Iterator[Fault]:
    """Two totals of 主动公开 in one report, of the same year and scope."""
    totals = list(_totals(context))
    for at, (part, said, whole) in enumerate(totals[1:], 1):
        first_part, first, first_whole = totals[0]
        same = any(agrees(said.value, other.value, said.approx) or agrees(other.value, said.value, other.approx)
                   for _, other, _ in totals[:at])  # fmt: skip
        if same:
            continue
        yield Fault(
            Severity.WARNING if whole and first_whole else Severity.NOTE,
            f"{part_name(part)}“{_MEASURE}”",
            f"正文这里写主动公开信息{said.value}{said.unit}，前面写{first.value}{first.unit}；"
            "口径相同的请改成一致，口径不同的请写明。",
            first.value,
            said.value,
            (),
            context.passage(part, said.start, said.end) + context.passage(first_part, first.start, first.end),
            context.quote(part, said.begin, said.end),
        )
