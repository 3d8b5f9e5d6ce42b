"""How reports and findings look on a terminal: aligned tables, one finding a paragraph."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from shutil import get_terminal_size
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from gongkai.annual.batch import Result
from gongkai.annual.check.explained import RuleText
from gongkai.annual.findings import Severity
from gongkai.annual.model import Cell, Report
from gongkai.law.returns import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES

NARROWEST = 100
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def print_report(report: Report) -> None:
    """Who and when, the three tables, the parts, the numbers of the prose, and what could not be told."""
    console = _console()
    console.print(Text(report.title or "（没有读出标题）", style="bold"))
    console.print(f"单位：{_told(report.organ)}  年度：{_told(report.year)}  格式：{_told(report.form)}")
    if report.table2:
        rows = ([label, *(f"{c} {_shown(cell)}" for c, cell in row.items())] for label, row in report.table2.items())
        _print_table(console, "表二", ("", "", "", ""), rows)
    if report.table3:
        lines = (
            ([report.layout.line(n).path.split(" / ")[-1], *map(_shown, cells)]) for n, cells in report.table3.items()
        )
        _print_table(console, "表三", ("", *APPLICANTS), lines)
    if report.table4:
        groups = ([CASE_GROUPS[key], *map(_shown, cells)] for key, cells in report.table4.items())
        _print_table(console, "表四", ("", *CASE_OUTCOMES), groups)
    for section in report.sections:
        if section.level == 1:
            console.print(f"{section.title}（正文 {len(section.text)} 字）", markup=False, highlight=False)
    if report.facts:
        facts = ([fact.measure, f"{fact.value}{fact.unit}", fact.scope, fact.quote] for fact in report.facts)
        _print_table(console, "正文数字", ("指标", "数", "口径", "原文"), facts)
    for remark in report.remarks:
        console.print(f"注意：{remark.message}", markup=False, highlight=False)


def print_results(results: Sequence[Result]) -> None:
    """Each report with its findings, then one line over all when there are several.

    What could not be read is only counted: why, stands on the error output.
    """
    console = _console()
    for result in results:
        if not result.problem:
            _print_result(console, result)
    if len(results) > 1:
        counts = "，".join(f"{s.label} {sum(r.count(s) for r in results)}" for s in Severity)
        unread = sum(bool(result.problem) for result in results)
        console.print(f"共 {len(results)} 份，读不了 {unread} 份；{counts}。", style="bold", highlight=False)


def print_rules(rules: Iterable[RuleText]) -> None:
    """Each rule of the check: what it looks for, how grave it is, how to mend, on what it rests."""
    console = _console()
    for rule in rules:
        console.print(Text.assemble((rule.title, "bold"), f"  {rule.code}"))
        for word, text in (("查什么", rule.what), ("程度", rule.how_grave), ("怎么改", rule.mend)):
            console.print(f"  {word}：{text}", markup=False, highlight=False, soft_wrap=True)
        console.print(f"  依据：{rule.cite.label}{rule.cite.caveat}", markup=False, highlight=False, soft_wrap=True)


def _print_result(console: Console, result: Result) -> None:
    counts = "，".join(f"{s.label} {result.count(s)}" for s in Severity)
    who = f"{result.organ or '（没有读出单位）'} {f'{result.year}年度' if result.year else '（没有读出年度）'}"
    console.print(Text(f"{who}  {result.path}", style="bold"))
    if result.previous:
        console.print(f"  与上年比较：{result.previous}", markup=False, highlight=False)
    else:
        console.print("  没有给上年的年报：上年结转、现行有效件数、照抄上年的文字没有核对", highlight=False)
    for remark in result.remarks:
        console.print(f"  注意：{remark}", markup=False, highlight=False)
    console.print(f"  {counts}" if result.findings else "  没有发现问题", highlight=False)
    for finding in result.findings:
        _print_finding(console, finding)


def _print_finding(console: Console, finding: dict[str, Any]) -> None:
    severity = Severity(finding["severity"])
    console.print(
        Text.assemble("  ", (severity.label, _COLOURS[severity]), f"  {finding['where']}  ", (finding["code"], "dim"))
    )
    lines = [finding["message"]]
    sides = [
        f"{word} {finding[key]}"
        for word, key in (("应为", "expected"), ("实有", "found"), ("相差", "difference"))
        if finding[key] is not None
    ]
    if sides:
        lines.append("，".join(sides))
    if finding["quote"]:
        lines.append(f"原文：{' '.join(finding['quote'].split())}")
    lines.append(f"依据：{finding['cite']}")
    for line in lines:
        console.print(f"      {escape(line)}", highlight=False, soft_wrap=True)


def _print_table(console: Console, title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    for index, words in enumerate(head):
        numeric = index > 0 and title.startswith("表")
        table.add_column(words, justify="right" if numeric else "left", no_wrap=numeric)
    for row in rows:
        table.add_row(*(Text(words) for words in row))
    console.print(table)


def _shown(cell: Cell) -> str:
    if cell.value is not None:
        return str(cell.value)
    if cell.ambiguous:
        return "？" + "或".join(map(str, cell.candidates))
    return "—" if cell.raw is None else cell.raw or "（空）"


def _told(value: object) -> str:
    return "没有读出" if value is None else str(value)


def _console() -> Console:
    """As wide as the terminal, and wide enough for a table where there is none."""
    width = get_terminal_size((NARROWEST, 0)).columns if sys.stdout.isatty() else max(NARROWEST, 120)
    return Console(width=width, highlight=False)
