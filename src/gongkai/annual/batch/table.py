"""How does one read what was found in a folder of reports?

Takes:   the results of a run.
Gives:   xlsx or html: a line a report (who, when, how many findings, last year's report beside it) and a line a finding,
         tied to each other by links.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.annual.batch import Result
from gongkai.annual.findings import Severity
from gongkai.annual.write.html import document, fill_in
from gongkai.annual.write.sheet import CELL_LIMIT, put_text, set_print

KINDS = ("xlsx", "html")
TITLE = "年报核对结果"
REPORTS, FINDINGS = "各份年报", "全部发现"
REPORT_HEAD = ("单位", "年度", "格式", *(s.label for s in Severity), "上年年报", "说明", "文件")
FINDING_HEAD = ("单位", "年度", "代码", "程度", "位置", "说明", "应为", "实有", "相差", "依据", "原文", "文件")
_REPORT_WIDTHS = (30, 7, 7, 7, 7, 7, 30, 50, 36)
_FINDING_WIDTHS = (30, 7, 24, 7, 34, 60, 12, 12, 10, 40, 40, 30)
_STYLE = Path(__file__).with_name("table.css")
_SEVERITIES = {severity.value: severity for severity in Severity}

Line = Sequence[str | int | float | None]


def write(results: Sequence[Result], kind: str) -> bytes:
    """The results as a file of the kind, one of `KINDS`. Refused with ValueError: another kind."""
    if kind not in KINDS:
        raise ValueError(f"核对结果不能写成“{kind}”文件；可用的有 {'、'.join(KINDS)}。")
    return _xlsx(results) if kind == "xlsx" else _html(results)


def name(result: Result) -> str:
    """The organ, or the file's name where no organ was read."""
    return result.organ or Path(result.path).name


def _report_line(result: Result, last: Result | None) -> Line:
    return (
        name(result),
        result.year,
        result.form,
        *(result.count(severity) for severity in Severity),
        "" if last is None else f"{name(last)} {last.year}",
        "".join([result.problem, *result.remarks]),
        result.path,
    )


def _finding_line(result: Result, finding: dict[str, Any]) -> Line:
    return (
        name(result),
        result.year,
        finding["code"],
        _SEVERITIES[finding["severity"]].label,
        finding["where"],
        finding["message"],
        finding["expected"],
        finding["found"],
        finding["difference"],
        finding["cite"],
        finding["quote"],
        result.path,
    )


def _xlsx(results: Sequence[Result]) -> bytes:
    book = Workbook()
    book.properties.title = TITLE
    reports = book.active
    assert isinstance(reports, Worksheet)
    reports.title = REPORTS
    findings = book.create_sheet(FINDINGS)
    _head(reports, REPORT_HEAD, _REPORT_WIDTHS)
    _head(findings, FINDING_HEAD, _FINDING_WIDTHS)
    rows = {result.path: row for row, result in enumerate(results, start=2)}
    by_path = {result.path: result for result in results}
    next_row = 2
    for row, result in enumerate(results, start=2):
        _put_line(reports, row, _report_line(result, by_path.get(result.previous)))
        if result.findings:
            _link(reports.cell(row, 1), FINDINGS, next_row)
        if result.previous:
            _link(reports.cell(row, REPORT_HEAD.index("上年年报") + 1), REPORTS, rows[result.previous])
        for finding in result.findings:
            _put_line(findings, next_row, _finding_line(result, finding))
            _link(findings.cell(next_row, 1), REPORTS, row)
            next_row += 1
    for sheet in (reports, findings):
        sheet.auto_filter.ref = sheet.dimensions
        set_print(sheet, landscape=True)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, head: Sequence[str], widths: Sequence[int]) -> None:
    for column, (words, width) in enumerate(zip(head, widths, strict=True), start=1):
        cell = sheet.cell(1, column, words)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes, sheet.print_title_rows = "B2", "1:1"


_WRAPPED = Alignment(vertical="top", wrap_text=True)
_LINK = Font(color="0563C1", underline="single")


def _put_line(sheet: Worksheet, row: int, line: Line) -> None:
    for column, value in enumerate(line, start=1):
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            put_text(cell, value[:CELL_LIMIT])
        elif value is not None:
            cell.value = value
        cell.alignment = _WRAPPED


def _link(cell: Any, sheet: str, row: int) -> None:
    assert isinstance(cell, Cell)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{sheet}'!A{row}")
    cell.font = _LINK


def _html(results: Sequence[Result]) -> bytes:
    places = {result.path: f"r{index}" for index, result in enumerate(results, start=1)}
    by_path = {result.path: result for result in results}
    counts = "，".join(f"{s.label} {sum(r.count(s) for r in results)} 处" for s in Severity)
    unread = sum(bool(result.problem) for result in results)
    lines = []
    for result in results:
        cells = list(_cells(_report_line(result, by_path.get(result.previous))))
        cells[0] = f'<th scope="row"><a href="#{places[result.path]}">{escape(name(result))}</a></th>'
        if result.previous:
            last = REPORT_HEAD.index("上年年报")
            cells[last] = f'<td><a href="#{places[result.previous]}">{cells[last][4:-5]}</a></td>'
        lines.append("".join(cells))
    body = (
        f'<div class="findings-report">\n<h1>{TITLE}</h1>\n'
        f"<p>共 {len(results)} 份，读不了 {unread} 份；{counts}。</p>\n"
        f"{_table(REPORTS, REPORT_HEAD, lines)}"
        f"{''.join(_section(result, places[result.path]) for result in results)}</div>\n"
    )
    return document(TITLE, body, fill_in(_STYLE))


def _section(result: Result, place: str) -> str:
    year = f" {result.year}年度" if result.year else ""
    heading = f'<section id="{place}">\n<h2>{escape(name(result))}{year}</h2>\n'
    said = "".join(f"<p>{escape(words)}</p>\n" for words in (result.problem, *result.remarks) if words)
    if result.findings:
        shown = slice(2, -1)  # Organ, year and file are in the heading.
        lines = ["".join(_cells(_finding_line(result, finding)[shown])) for finding in result.findings]
        said += _table(f"{name(result)}{year}的发现", FINDING_HEAD[shown], lines)
    elif not result.problem:
        said += "<p>没有发现问题。</p>\n"
    return f"{heading}{said}</section>\n"


def _cells(line: Line) -> Iterable[str]:
    return (f"<td>{'' if value is None else escape(str(value))}</td>" for value in line)


def _table(caption: str, head: Sequence[str], lines: Sequence[str]) -> str:
    heads = "".join(f'<th scope="col">{words}</th>' for words in head)
    rows = "".join(f"<tr>{line}</tr>\n" for line in lines)
    return (
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="{escape(caption)}">\n<table>\n'
        f"<caption>{escape(caption)}</caption>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
