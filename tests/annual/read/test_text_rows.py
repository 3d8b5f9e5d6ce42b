"""Rows of text with bars only between the cells: rows of many cells look drawn, rows of one look like text."""

from __future__ import annotations

import pytest

from gongkai.annual.read import read

REPORT = """\
清河县人民政府2024年政府信息公开工作年度报告
一、总体情况
2024年工作平稳。
二、主动公开政府信息情况
第二十条第（一）项
信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数
规章 | 0 | 0 | 0
行政规范性文件 | 3 | 1 | 26
第二十条第（五）项
信息内容 | 本年处理决定数量
行政许可 | 5
第二十条第（六）项
信息内容 | 本年处理决定数量
行政处罚 | 7
行政强制 | 2
第二十条第（八）项
信息内容 | 本年收费金额（单位：万元）
行政事业性收费 | 1.5
三、收到和处理政府信息公开申请情况
本年没有收到申请。
"""


@pytest.mark.parametrize("between", [" | ", "|", "\t", ","])
def test_table_2_is_whole_whatever_stands_between_its_cells(between: str) -> None:
    report = read(REPORT.replace(" | ", between).encode(), "年报.txt")
    told = {label: [str(cell.value) for cell in row.values()] for label, row in report.table2.items()}
    assert told == {
        "规章": ["0", "0", "0"],
        "行政规范性文件": ["3", "1", "26"],
        "行政许可": ["5"],
        "行政处罚": ["7"],
        "行政强制": ["2"],
        "行政事业性收费": ["1.5"],
    }
