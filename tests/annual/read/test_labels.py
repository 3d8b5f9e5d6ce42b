"""Labels of table 3 as offices print them: which are damaged, and which only say it otherwise."""

from __future__ import annotations

import pytest

from gongkai.annual.check import check
from gongkai.annual.model import empty_tables
from gongkai.annual.read import read
from gongkai.annual.read.labels import is_damaged
from gongkai.law.returns import FORM_2021, Line


@pytest.mark.parametrize("line", FORM_2021.lines, ids=lambda line: line.number)
def test_the_names_of_the_form_are_whole(line: Line) -> None:
    assert not is_damaged(line.label, line.number)


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("2.其他法律行政止公开", 6),
        ("5.属于三类内容事务信息", 9),
        ("3.补正申请内容仍不明确", 15),
    ],
)
def test_lost_and_wrong_characters_are_damage(label: str, line: int) -> None:
    assert is_damaged(label, line)


@pytest.mark.parametrize(
    ("label", "line"),
    [
        ("2.其它法律行政法规禁止公开", 6),
        ("（二）部分公开", 4),
        ("四、结转下年继续办理", 25),
        ("理其政府信息公开申请", 21),
        ("一、本年新收政府信息公开申请", 1),
        ("1.逾期不补正", 21),
        ("1.信访投诉举报类申请", 16),
    ],
)
def test_other_wordings_and_broken_lines_are_none(label: str, line: int) -> None:
    assert not is_damaged(label, line)


def test_a_damaged_name_is_found_by_the_check() -> None:
    rows = ["清河县人民政府2024年政府信息公开工作年度报告", "三、收到和处理政府信息公开申请情况"]
    for line in empty_tables().layout.lines:
        label = "2.其他法律行政止公开" if line.number == 6 else line.label
        rows.append(f"| {label} | {' | '.join('0' * 7)} |")
    found = [finding for finding in check(read("\n".join(rows).encode(), "年报.txt")) if finding.code == "form.label"]
    assert [place.row for finding in found for place in finding.places] == [6]
