"""The table of findings: every report, every finding, tied to each other; text stays text."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.annual.batch import Result
from gongkai.annual.batch.table import FINDING_HEAD, REPORT_HEAD, write


def finding(**changes: Any) -> dict[str, Any]:
    return {
        "code": "table3.column_balance",
        "severity": "error",
        "where": "表三“自然人”列",
        "message": "第一项加第二项为 9，第三项加第四项为 10；请核对。",
        "expected": 9,
        "found": 10,
        "difference": 1,
        "cite": "《格式》表三勾稽关系",
        "cells": [],
        "quote": "",
        **changes,
    }


RESULTS = [
    Result("a/2024.html", "清河县财政局", 2024, "2021", previous="a/2023.html", findings=[finding(), finding(severity="note", code="stock", expected=None, found=None, difference=None)]),
    Result("a/坏.pdf", problem="文件打不开；请重新下载。"),
    Result("a/2023.html", "清河县财政局", 2023, "2021", remarks=["没有找到表四。"]),
    Result("a/x.html", "=清河<script>", 2024, "2021", findings=[finding(message="=cmd|'/C calc'!A0", where="<b>")]),
]  # fmt: skip


def book(results: list[Result]) -> Any:
    return openpyxl.load_workbook(BytesIO(write(results, "xlsx")))


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_one_line_a_report_with_counts_and_last_year() -> None:
    head, first, broken, last, _ = rows(book(RESULTS)["各份年报"])
    assert head == REPORT_HEAD
    assert first == ("清河县财政局", 2024, "2021", 1, 0, 1, "清河县财政局 2023", None, "a/2024.html")
    assert broken[0] == "坏.pdf"
    assert broken[7] == "文件打不开；请重新下载。"
    assert last[7] == "没有找到表四。"


def test_one_line_a_finding_with_both_sides() -> None:
    head, first, second, _ = rows(book(RESULTS)["全部发现"])
    assert head == FINDING_HEAD
    assert first[:5] == ("清河县财政局", 2024, "table3.column_balance", "错误", "表三“自然人”列")
    assert first[6:10] == (9, 10, 1, "《格式》表三勾稽关系")
    assert (second[3], second[6]) == ("提示", None)


def test_reports_and_findings_are_tied_to_each_other() -> None:
    sheets = book(RESULTS)
    reports, findings = sheets["各份年报"], sheets["全部发现"]
    assert reports["A2"].hyperlink.location == "'全部发现'!A2"
    assert reports["G2"].hyperlink.location == "'各份年报'!A4"
    assert findings["A4"].hyperlink.location == "'各份年报'!A5"
    assert reports["A3"].hyperlink is None


def test_text_in_the_table_is_never_calculated() -> None:
    cell = book(RESULTS)["全部发现"]["F4"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=cmd|'/C calc'!A0", "s", True)


def test_the_page_has_a_table_of_reports_and_one_for_each() -> None:
    page = LexborHTMLParser(write(RESULTS, "html").decode())
    assert [caption.text() for caption in page.css("caption")] == [
        "各份年报",
        "清河县财政局 2024年度的发现",
        "=清河<script> 2024年度的发现",
    ]
    places = {section.attributes["id"] for section in page.css("section")}
    links = {str(link.attributes["href"])[1:] for link in page.css("a")}
    assert links == places == {"r1", "r2", "r3", "r4"}
    assert not page.css("script, [style]")
    assert "共 4 份，读不了 1 份；错误 2 处，存疑 0 处，提示 1 处。" in page.text()
    assert "没有发现问题。" in page.text()


def test_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="核对结果不能写成“pdf”文件；可用的有 xlsx、html。"):
        write(RESULTS, "pdf")


def test_no_report_is_an_empty_table() -> None:
    assert rows(book([])["全部发现"]) == [FINDING_HEAD]
    assert "共 0 份" in write([], "html").decode()
