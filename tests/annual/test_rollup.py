"""Organs are added cell by cell, nothing is guessed, and every difference has a name."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual.findings import Severity
from gongkai.annual.model import Cell, Place, Report
from gongkai.annual.rollup import NotSummable, compare, roll_up
from gongkai.annual.write import KINDS, write
from gongkai.law.returns import SECTIONS
from tests.annual.reports import cell, only_tables, sound, table_values, with_marks

CASES = tomllib.loads(Path(__file__).with_name("rollup.toml").read_text(encoding="utf-8"))["case"]
FEE = Place(2, "行政事业性收费", 0)
NAMES = ("清河县财政局", "清河县教育局", "清河县水务局", "清河县民政局")


def quiet(name: str) -> Report:
    """A report in which every figure is 0, so that it adds nothing but what a test puts into it."""
    report = sound(organ=name, times=0)
    for row in report.table2.values():
        row.update(dict.fromkeys(row, cell(0)))
    return report


def given_cell(told: Any) -> Cell:
    if told == "absent":
        return Cell()
    if isinstance(told, list):
        return Cell(None, "".join(map(str, told)), tuple(told))
    if isinstance(told, int) or told.replace(".", "").isdigit():
        return cell(told if isinstance(told, int) else Decimal(told))
    return Cell(None, told)


@pytest.mark.parametrize("case", CASES, ids=[case["sentence"] for case in CASES])
def test_one_cell_added_up(case: dict[str, Any]) -> None:
    reports = []
    for name, told in zip(NAMES, case["parts"], strict=False):
        report = quiet(name)
        report.table2[str(FEE.row)]["本年收费金额（单位：万元）"] = given_cell(told)
        reports.append(report)
    whole, findings = roll_up(reports, "清河县人民政府", 2024)
    total = whole.cell(FEE)
    assert total is not None
    assert str(total.value) == str(case["sum"]).replace("unknown", "None")
    assert list(total.candidates) == case.get("candidates", [])
    assert [finding.code for finding in findings] == case["codes"]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=4))
def test_a_total_is_the_sum_of_its_parts_in_every_cell(times: list[int]) -> None:
    whole, _ = roll_up([sound(organ=name, times=n) for name, n in zip(NAMES, times, strict=False)], "清河县人民政府")
    assert table_values(whole) == table_values(sound(times=sum(times)))


@settings(max_examples=20, deadline=None)
@given(st.permutations([(name, n) for n, name in enumerate(NAMES)]))
def test_the_order_of_the_parts_does_not_matter(order: list[tuple[str, int]]) -> None:
    whole, _ = roll_up([sound(organ=name, times=n) for name, n in order], "清河县人民政府")
    assert table_values(whole) == table_values(sound(times=6))


@pytest.mark.parametrize("form", ["2021", "2019"])
def test_the_total_is_a_report_that_can_be_written(form: str) -> None:
    whole, _ = roll_up([sound(form, organ=name) for name in NAMES], "清河县人民政府")
    assert (whole.organ, whole.year, whole.form) == ("清河县人民政府", 2024, form)
    assert [section.title for section in whole.sections] == list(SECTIONS)
    assert whole.remarks[0].message == f"由 4 份年报逐格相加：{'、'.join(NAMES)}。"
    assert all(write(whole, kind) for kind in KINDS)


def test_an_unknown_part_is_named_with_its_table() -> None:
    lame = sound(organ=NAMES[1])
    lame.table4 = {}
    whole, findings = roll_up([sound(organ=NAMES[0]), lame], "清河县人民政府")
    (finding,) = [f for f in findings if f.code == "rollup.unknown_part"]
    assert finding.where == "清河县教育局：表四"
    assert "整张表没有读出" in finding.message
    assert len(finding.places) == 15
    assert {c.value for cells in whole.table4.values() for c in cells} == {None}
    assert whole.table3[1][0].value == 16


def test_blanks_are_listed_once_a_part_and_table() -> None:
    _, findings = roll_up([with_marks(), sound(organ=NAMES[1])], "清河县人民政府")
    blanks = [f for f in findings if f.code == "rollup.blank_as_zero"]
    assert [(f.where, len(f.places), f.severity) for f in blanks] == [
        ("清河县财政局：表二", 4, Severity.NOTE),
        ("清河县财政局：表四", 5, Severity.NOTE),
    ]
    assert "表二“规章”行“本年制发件数”列" in blanks[0].message


def test_cases_after_review_ask_for_the_co_defendant() -> None:
    _, findings = roll_up([sound()], "清河县人民政府")
    (note,) = [f for f in findings if f.code == "rollup.co_defendant"]
    assert (note.severity, note.found, note.cite.key) == (Severity.NOTE, 3, "co-defendant-2016:全文")
    assert roll_up([quiet(NAMES[0])], "清河县人民政府")[1] == []


def test_a_report_without_organ_is_added_and_said_aloud() -> None:
    nameless = quiet(NAMES[0])
    nameless.organ, nameless.source = None, "3.pdf"
    _, (finding,) = roll_up([nameless], "清河县人民政府")
    assert (finding.code, finding.severity) == ("rollup.identity", Severity.WARNING)
    assert finding.message.startswith("3.pdf没有读出单位")


@pytest.mark.parametrize(
    ("reports", "sentence"),
    [
        ([], "没有可汇总的年报"),
        ([sound(), Report(organ="清河县教育局", year=2024)], "清河县教育局没有可读的表格，不能汇总"),
        ([sound(), sound()], "清河县财政局有两份以上年报，会重复计数"),
        ([sound(), sound(organ="清河县教育局", year=2023)], "年度不同（清河县教育局是 2023、清河县财政局是 2024）"),
        ([sound(), sound("2019", organ="清河县教育局")], "格式不同（清河县教育局是 2019、清河县财政局是 2021）"),
    ],
)
def test_what_cannot_be_added_is_refused_in_a_sentence(reports: list[Report], sentence: str) -> None:
    with pytest.raises(NotSummable) as refusal:
        roll_up(reports, "清河县人民政府")
    assert sentence in str(refusal.value)


def test_another_year_than_asked_for_is_refused() -> None:
    with pytest.raises(NotSummable, match="要汇总的是 2023 年度，清河县财政局的年报是 2024 年度"):
        roll_up([sound()], "清河县人民政府", 2023)


def test_a_published_total_that_agrees_has_no_difference() -> None:
    assert compare(sound(organ="清河县人民政府", times=3), [sound(organ=n, times=1) for n in NAMES[:3]]) == []


def test_every_difference_is_named_with_both_sides_and_shares() -> None:
    published = sound(organ="清河县人民政府", times=3)
    published.table3[3][0] = cell(14)
    published.table4["review"][4] = cell(5)
    findings = compare(published, [sound(), sound(organ=NAMES[1], times=2)])
    assert [(f.places[0].key, f.expected, f.found, f.difference, f.severity) for f in findings] == [
        ("table3.3.0", 12, 14, 2, Severity.ERROR),
        ("table4.review.4", 6, 5, -1, Severity.ERROR),
    ]
    assert findings[0].message == (
        "表三“（一）予以公开”行“自然人”列：汇总表为 14，各单位相加为 12，多 2（清河县财政局 4、清河县教育局 8）；"
        "请核对是否漏收、重收或改过数。"
    )


def test_cells_that_cannot_be_told_are_not_compared_and_said_aloud() -> None:
    part = sound()
    part.table3[3][0] = Cell(None, "14", (1, 4))
    (finding,) = compare(sound(organ="清河县人民政府"), [part])
    assert (finding.code, [p.key for p in finding.places]) == ("rollup.not_compared", ["table3.3.0"])


@pytest.mark.parametrize(
    ("published", "sentence"),
    [
        (Report(), "用来比较的汇总年报没有可读的表格"),
        (sound("2019", organ="清河县人民政府"), "汇总年报用的是 2019 格式，各单位用的是 2021 格式"),
        (sound(year=2023, organ="清河县人民政府"), "要汇总的是 2023 年度"),
    ],
)
def test_a_total_of_another_kind_is_not_compared(published: Report, sentence: str) -> None:
    with pytest.raises(NotSummable) as refusal:
        compare(published, [sound()])
    assert sentence in str(refusal.value)


def test_the_parts_are_left_as_they_were() -> None:
    parts = [with_marks(), only_tables()]
    parts[1].organ = NAMES[1]
    before = deepcopy(parts)
    roll_up(parts, "清河县人民政府")
    assert parts == before
