"""Is a year left over from an earlier report?

Law:     PERIOD (law/sources/annual_report)
Takes:   the prose; titles of documents, document numbers, comparisons and carried applications are passed over.
Unclear: 改进情况 may lawfully report what was mended this year; only plans that name a year gone by are warned of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.annual.check.context import PREAMBLE, Context, part_name
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.facts import Part
from gongkai.annual.findings import Severity
from gongkai.law.sources import annual_report as source

_YEAR = re.compile(r"(20\d\d)年(度)?(?!\d{1,2}月|以来|版|之前|以前|前)")
_OPENING = re.compile(r"(?:(?<=[\n。；！])|^|(?<=）))[^，。；：（）\n《]{0,4}?(20\d\d)年(?:度)?(?!\d)")
_EXCUSED = re.compile(
    r"以来|印发|出台|启动|修订|施行|实施的|截至|问题整改|针对|成立|颁布|荣获|被评|年报显示|制定的|延续|考核|评估|获评|表彰|获得|通报|试点"
)
_COMPARED = re.compile(r"结转|同期|相比|上年|去年|比20|较20|与20|上一年")
"""Words that excuse another year only where they stand beside it: a comparison further on is this year's own."""
_FUTURE = re.compile(r"将|计划|拟(?!制)|打算|要|力争|预计|下一步|重点|继续|着力|目标|届时")
_TAKES = re.compile(r"将[^，。；]{1,24}(?:纳入|作为|列入|融入|列为|挂钩|延伸|下沉|转化|移交|推送|分解)")
"""将 in the sense of 把: 将政务公开纳入考核."""
_PLAN_HEADING = re.compile(r"整改措施|改进措施|下一步|工作打算|工作计划|努力方向|今后")
_PAST = re.compile(r"已|了|取得|存在|不足|差距|完成|成效")
_AT_END = re.compile(r"截[至止](?:到)?(20\d\d)年(?:底|末|12月)")
_SELF = re.compile(r"(20\d\d)年(?:度)?(?:政府信息公开|政务公开)(?:工作)?(?:年度)?(?:报告|年报)")
_SELF_VERB = re.compile(r"现|公布|发布|编制|制定|形成|撰写")
_HEAD = 28


def _year_fault(
    context: Context, part: Part, span: tuple[int, int], expected: str, severity: Severity, why: str
) -> Fault:
    said = part.view.text[span[0] : span[1]]
    return Fault(
        severity,
        f"{part_name(part)}年份",
        f"正文写“{said}”，{why}；请核对年份。",
        expected,
        said,
        (),
        context.passage(part, *span),
        context.quote(part, span[0], min(span[1] + _HEAD, len(part.view.text))),
    )


def _stretch(text: str, start: int) -> str:
    """From a place to the end of its sentence."""
    ends = [at for mark in "。！？\n" if (at := text.find(mark, start)) >= 0]
    return text[start : min(ends)] if ends else text[start:]


def _is_plan(part: Part) -> bool:
    return part.title.startswith("五") or "改进" in part.title or "问题" in part.title


_OF_A_YEAR = re.compile(
    r"20\d\d年度?[^，。；]{0,10}?(?:预算|决算|绩效|年报|报告|公报|计划|要点|规划|总结|考核|评价|账目|招生|考试|清单)"
)
"""Papers that bear a year of their own: 2023年度部门决算."""


def _excused(sentence: str) -> bool:
    """Whether a sentence that opens with a year may speak of that year: 2023年结转的5件, 2022年印发的办法."""
    beside = "，".join(sentence.split("，")[:2])
    if _OF_A_YEAR.match(sentence):
        return True
    return _EXCUSED.search(sentence[:60]) is not None or _COMPARED.search(beside) is not None


@rule("years.leftover", source.PERIOD)
def rule_leftover(context: Context) -> Iterator[Fault]:
    """A sentence of the account opens with a year that is not the report's."""
    year = context.year
    if year is None:
        return
    for part in context.parts:
        if part.section == PREAMBLE or _is_plan(part):
            continue
        text = context.untitled(part)
        for match in _OPENING.finditer(text):
            named, sentence = int(match[1]), _stretch(text, match.start(1))
            stock = "截" in match[0]  # 截至2023年底 is a matter of its own: `years.stock_date`.
            if named == year or named < year - 3 or stock or _excused(sentence):
                continue
            if named > year and _FUTURE.search(sentence):
                continue
            if named < year and re.search(rf"{year}年|今年|本年", sentence):
                continue
            span = (match.start(1), match.end())
            yield _year_fault(
                context, part, span, f"{year}年", Severity.WARNING, f"本报告是{year}年度的，疑为上年文稿遗留"
            )


@rule("years.plan", source.PERIOD)
def rule_plan(context: Context) -> Iterator[Fault]:
    """Part five announces work for a year that is not the next."""
    year = context.year
    if year is None:
        return
    for part in context.parts:
        if not _is_plan(part):
            continue
        text = context.untitled(part)
        for match in _YEAR.finditer(text):
            named, span = int(match[1]), match.span()
            sentence = _stretch(text, match.start())
            behind, before = sentence[:_HEAD], text[max(match.start() - 60, 0) : match.start()]
            if named == year + 1 or before.endswith(("较", "比", "与", "自", "从", "于", "在")):
                continue
            opens = not before or before[-1] in "\n。；！：）"
            if (
                "将" in behind.split("，一是")[0][:_HEAD]
                and (opens or before[-1] == "，")
                and not (_PAST.search(behind) or (named == year and _TAKES.search(sentence)))
            ):
                why = f"这里说的是下一步工作，应为{year + 1}年"
                yield _year_fault(context, part, span, f"{year + 1}年", Severity.WARNING, why)
            elif named < year and opens and not _excused(sentence):
                why = f"本报告是{year}年度的，疑为上年文稿遗留"
                yield _year_fault(context, part, span, f"{year}年", Severity.WARNING, why)
            elif (
                named == year
                and _PLAN_HEADING.search(_paragraph_head(text, match.start()))
                and not _PAST.search(sentence)
            ):
                why = f"这里写的是下一步措施，通常应为{year + 1}年"
                yield _year_fault(context, part, span, f"{year + 1}年", Severity.NOTE, why)


def _paragraph_head(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 : at][:20]


@rule("years.stock_date", source.PERIOD)
def rule_stock_date(context: Context) -> Iterator[Fault]:
    """截至某年底 of a year that is not the report's."""
    year = context.year
    if year is None:
        return
    for part in context.parts:
        text = context.untitled(part)
        for match in _AT_END.finditer(text):
            if int(match[1]) == year - 1 and not re.search(
                r"结转|上年|相比|增加|以来|问题|整改|已全部", _stretch(text, match.start())[:60]
            ):
                span = (match.start(), match.end())
                yield _year_fault(context, part, span, f"{year}年", Severity.WARNING, f"年末存量应截至{year}年底")


@rule("years.self_name", source.PERIOD)
def rule_self_name(context: Context) -> Iterator[Fault]:
    """The opening calls this report by another year's name."""
    year = context.year
    if year is None:
        return
    for part in context.parts:
        if part.section != PREAMBLE:
            continue
        for match in _SELF.finditer(context.untitled(part)):
            before = part.view.text[max(match.start() - 30, 0) : match.start()]
            if int(match[1]) != year and _SELF_VERB.search(before):
                why = f"本报告是{year}年度的"
                yield _year_fault(context, part, match.span(), f"{year}年", Severity.WARNING, why)


@rule("years.title", source.PERIOD)
def rule_title(context: Context) -> Iterator[Fault]:
    """The title names another year than the report's own figures."""
    year, title = context.year, context.report.title
    if year is None or not title:
        return
    named = [int(found) for found in re.findall(r"(20\d\d)\s*年", title)]
    if named and year not in named:
        yield Fault(
            Severity.ERROR,
            "标题",
            f"标题写{named[0]}年，报告内容是{year}年度的；请改正标题。",
            year,
            named[0],
            quote=title,
        )
