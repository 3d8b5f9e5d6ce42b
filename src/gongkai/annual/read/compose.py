"""From a document to a report: tables out, prose into sections, identity, remarks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from gongkai.annual import facts
from gongkai.annual.model import Remark, Report
from gongkai.annual.read import identity, sections, stated, tables
from gongkai.annual.read.document import Document
from gongkai.annual.read.refusal import Unreadable
from gongkai.annual.read.streams import Text, spans_cut
from gongkai.annual.read.tables import Tables
from gongkai.law.returns import FORM_2019, FORM_2021
from gongkai.law.returns.annual import OTHER_HANDLING

_LEAST_PARTS = 2
_OPENING = re.compile(
    r"政府信息公开条例|统计期限|统计时限|统计期间|统计数据|年1月1日|本报告|本年度报告|本年报|现将|年度报告(?:如下|公布)|年报"
)
_CLOSING = re.compile(
    r"^(?:上一[篇条页]|下一[篇条页]|相关(?:附件|文章|链接|信息)|【?(?:打印|关闭|收藏)|扫一扫|分享到?|版权所有|主办(?:单位)?[:：]|承办|网站标识码|"
    r".{0,6}ICP备|.{0,8}公网安备|网站地图|联系我们|责任编辑|信息来源[:：]|页面版权)"
)
_FORM_WORDS = re.compile(r"政府信息公开|政务公开|依申请公开|主动公开")


def compose(readings: Iterable[Document]) -> Report:
    """The report that a document is. `readings` are ways to read it, the cheap ones first: the first is taken whose
    tables are whole and add up, else the one that tells most.

    Refused: a document with neither a table nor a heading of the form.
    """
    best: tuple[Document, Text, Tables] | None = None
    for reading in readings:
        running = Text.of(reading.blocks)
        tried = tables.find(reading, running)
        if best is None or tried.weight > best[2].weight or (reading.drawn and tried.weight == best[2].weight):
            best = (reading, running, tried)
        if tried.whole and (reading.drawn or tried.sound):
            break
    if best is None:
        raise Unreadable("文件里没有内容；请确认文件完整。")
    document, text, found = best
    prose = _prose(document, text, found)
    opening, parts = sections.split(prose)
    known = sum(bool(sections.part_of(part.title)) for part in parts if part.level == 1)
    if found.empty and document.keyed is None and known < _LEAST_PARTS:
        raise _another(document, prose)
    report = Report(sections=parts)
    who = identity.identify(document.title, opening.split("\n"), document.metadata, prose)
    report.organ, report.year, report.title = who.organ, who.year, who.title
    report.preamble = _preamble(opening, who.title)
    _trim_end(report)
    report.published = _published(document)
    report.facts = facts.extract(report)
    _fill(report, found, stated.stated(report.facts))
    if document.keyed:
        _take(report, document.keyed)
    _edition(report)
    report.remarks = [*document.remarks, *who.remarks, *report.remarks]
    _missing(report, document)
    return report


def _take(report: Report, keyed: Report) -> None:
    report.table2 = keyed.table2 or report.table2
    report.table3 = keyed.table3 or report.table3
    report.table4 = keyed.table4 or report.table4
    report.form = FORM_2021.key if keyed.table2 else report.form


def _prose(document: Document, text: Text, found: Tables) -> str:
    prose = spans_cut(text.original, found.spans)
    return sections.rejoined(prose) if document.wrapped else prose


def _another(document: Document, prose: str) -> Unreadable:
    if not prose.strip() and document.pictures:
        return Unreadable("文件里只有图片，没有可读的文字；请提供文字版，或先做文字识别（OCR）再读。")
    if not prose.strip() and not document.grids:
        return Unreadable("文件里没有文字；请确认文件完整，或换用有文字的版本。")
    if _FORM_WORDS.search(prose):
        return Unreadable(
            "没有找到年报的表格，也没有找到年报的各部分标题，不是政府信息公开年度报告的正文；请提供年报全文。"
        )
    return Unreadable("这份文件不是政府信息公开年度报告：没有年报的表格，也没有年报的标题；请确认选对了文件。")


def _fill(report: Report, found: Tables, said: Mapping[str, int]) -> None:
    report.remarks += found.remarks
    if found.disclosures:
        found.disclosures.conclude(said)
        report.table2 = found.disclosures.rows
        report.form = found.disclosures.form.key
        report.remarks += found.disclosures.remarks
    if found.requests:
        found.requests.conclude(said)
        report.table3 = found.requests.lines
        report.remarks += found.requests.remarks
    if found.cases:
        found.cases.conclude(said)
        report.table4 = found.cases.groups
        report.remarks += found.cases.remarks


def _edition(report: Report) -> None:
    """The form by table 2; without it by the rows 其他处理 of table 3; and what does not fit the form, said aloud."""
    split = OTHER_HANDLING + 1 in report.table3 or OTHER_HANDLING + 2 in report.table3
    if report.form is None and report.table3:
        old = not split and OTHER_HANDLING in report.table3 and (report.year is None or report.year <= 2020)
        report.form = FORM_2019.key if old else FORM_2021.key
    if report.form == FORM_2021.key and OTHER_HANDLING in report.table3 and not split:
        report.remarks.append(
            Remark(
                "table3.single_other",
                "表三“（六）其他处理”只有一行（2019 年格式），数字记在第 21 行，没有第 22、23 行。",
            )
        )
    if report.form == FORM_2019.key and split:
        report.remarks.append(
            Remark("form.mixed", "表二用的是 2019 年格式，表三“（六）其他处理”却分了三行（2021 年格式）。")
        )


def _missing(report: Report, document: Document) -> None:
    for name, table in (("二", report.table2), ("三", report.table3), ("四", report.table4)):
        if not table:
            hint = "，页面上有图片，表格可能是图片" if document.pictures else ""
            report.remarks.append(Remark(f"table{'一二三四'.index(name) + 1}.missing", f"没有找到表{name}{hint}。"))
    lost = [line.number for line in report.layout.lines if line.number not in report.table3]
    if report.table3 and lost and lost != [22, 23]:
        numbers = "、".join(map(str, lost))
        report.remarks.append(Remark("table3.lines_missing", f"表三没有读到第 {numbers} 行。"))
    if not any(section.level == 1 for section in report.sections):
        report.remarks.append(Remark("sections.missing", "没有找到各部分的标题。"))


def _preamble(opening: str, title: str) -> str:
    """What the report says before part one, without the site's own words above it."""
    lines = opening.split("\n") if opening else []
    for at, line in enumerate(lines):
        if len(line) > 15 and _OPENING.search(line) and line != title and not line.endswith(("年度报告", "年报")):
            return "\n".join(lines[at:])
    return "\n".join(line for line in lines if len(line) > 40)


def _trim_end(report: Report) -> None:
    """Takes the site's footer off the last part."""
    for section in report.sections[-6:]:
        lines = section.text.split("\n")
        for at, line in enumerate(lines):
            if _CLOSING.match(line.strip()):
                section.text = "\n".join(lines[:at])
                break


def _published(document: Document) -> str:
    for key in ("公开日期", "发布日期", "发布时间", "生成日期"):
        found = re.search(r"(20\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})", document.metadata.get(key, ""))
        if found:
            year, month, day = found.groups()
            return f"{year}-{int(month):02d}-{int(day):02d}"
    return ""
