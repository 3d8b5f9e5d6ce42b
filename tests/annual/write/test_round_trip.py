"""What we write, we read back: tables, marks, sections, organ and year, in every kind and both forms."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.annual.model import Cell, Report, Section
from gongkai.annual.read import read
from gongkai.annual.write import KINDS, write
from tests.annual.reports import (
    cell,
    marks,
    only_tables,
    parts,
    sound,
    table_values,
    with_marks,
    with_wrong_total,
)

SITUATIONS = {
    "sound": sound,
    "the form of 2019": lambda: sound("2019", 2020),
    "marks and blanks": with_marks,
    "a wrong total": with_wrong_total,
    "only tables": only_tables,
}
AWKWARD = (
    "经办人张镕、李㛃、王𬱖参加了培训。",
    "页面原文为<script>alert(1)</script>的，已经删除。",
    "模板中的#年度#和$单位$没有替换。",
    "=SUM(A1)一类的内容按文字处理。",
    "+86开头的电话号码已经更正。",
    "@某账号的留言已经回复。",
    "*重点*和_强调_不是格式。",
    "反斜线\\n不是换行，& 和 &amp; 也不一样。",
    "公开目录共分三级，" * 60 + "均已更新。",
)


def there_and_back(report: Report, kind: str) -> Report:
    return read(write(report, kind), f"年报.{kind}")


def same(report: Report, kind: str) -> None:
    found = there_and_back(report, kind)
    assert (found.organ, found.year, found.form) == (report.organ, report.year, report.form)
    assert table_values(found) == table_values(report)
    assert marks(found) == marks(report)
    assert parts(found) == parts(report)
    assert (found.title, found.preamble) == (report.title, report.preamble)


@pytest.mark.parametrize("situation", list(SITUATIONS))
@pytest.mark.parametrize("kind", KINDS)
def test_a_report_comes_back_as_it_was(kind: str, situation: str) -> None:
    same(SITUATIONS[situation](), kind)


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("kind", KINDS)
def test_awkward_text_comes_back_as_it_was(kind: str, text: str) -> None:
    report = sound()
    report.sections[-1] = Section("六、其他需要报告的事项", f"本年度没有收取信息处理费。\n{text}")
    same(report, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_fees_keep_their_exact_amount(kind: str) -> None:
    report = sound()
    report.table2["行政事业性收费"] = dict.fromkeys(report.table2["行政事业性收费"], cell(Decimal("1234.56")))
    same(report, kind)


figures = st.one_of(
    st.integers(0, 9).map(cell),
    st.integers(10, 99_999).map(cell),
    st.sampled_from([Cell(None, "/"), Cell(None, ""), Cell(None, "-")]),
)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any figures anywhere: what was published wrong must come back wrong."""
    report = sound(draw(st.sampled_from(["2021", "2019"])))
    for place, found in list(report.cells()):
        new = draw(figures) if draw(st.booleans()) else cell(found.value or 0)
        if place.table == 2:
            row = report.table2[str(place.row)]
            row[list(row)[place.column]] = new
        elif place.table == 3:
            report.table3[int(place.row)][place.column] = new
        else:
            report.table4[str(place.row)][place.column] = new
    return report


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "pdf"])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_any_figures_come_back_as_they_were(kind: str, report: Report) -> None:
    same(report, kind)


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(report=reports())
def test_any_figures_come_back_from_a_pdf(report: Report) -> None:
    same(report, "pdf")


@pytest.mark.parametrize(
    "title", ["2024年政府信息公开工作年度报告", "清河县水务局政府信息公开工作年度报告", "年度报告", ""]
)
@pytest.mark.parametrize("kind", KINDS)
def test_organ_and_year_that_the_title_does_not_say_come_back(kind: str, title: str) -> None:
    report = sound()
    report.title, report.preamble, report.organ = title, "", "清河县水务局"
    once = there_and_back(report, kind)
    assert (once.organ, once.year) == (report.organ, report.year)
    twice = there_and_back(once, kind)
    assert (twice.organ, twice.year, twice.preamble) == (once.organ, once.year, once.preamble)
