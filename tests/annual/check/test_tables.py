"""The sums of the tables, their cells, last year's report and the form."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual.check import check
from gongkai.annual.findings import Finding, Severity
from gongkai.annual.model import Cell, Place, Remark, Report
from tests.annual.check.situations import codes, grave, lawful
from tests.annual.reports import cell, sound

PROSELESS = {"headings", "prose", "years", "fees", "names", "numbering"}


def tables_only(report: Report) -> Report:
    report.sections, report.preamble, report.title = [], "", ""
    return report


def of(findings: list[Finding], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


COUNTS = st.integers(0, 60)


@st.composite
def balanced(draw: st.DrawFn) -> Report:
    """Random tables that add up in every row, column and group."""
    report = tables_only(lawful())
    lines = [line for line in report.table3 if 3 <= line <= 23]
    columns = []
    for _ in range(6):
        results = {line: draw(COUNTS) if draw(st.booleans()) else 0 for line in lines}
        carried_in, carried_out = draw(st.integers(0, 5)), draw(st.integers(0, 5))
        done = sum(results.values())
        carried_in = min(carried_in, done + carried_out)
        new = done + carried_out - carried_in
        columns.append({**results, 1: new, 2: carried_in, 24: done, 25: carried_out})
    for line in report.table3:
        row = [column[line] for column in columns]
        report.table3[line] = [cell(value) for value in (*row, sum(row))]
    for group in report.table4:
        row = draw(st.lists(COUNTS, min_size=4, max_size=4))
        report.table4[group] = [cell(value) for value in (*row, sum(row))]
    return report


@settings(max_examples=60, deadline=None)
@given(balanced())
def test_tables_that_add_up_give_nothing(report: Report) -> None:
    assert grave(check(report)) == []


@settings(max_examples=120, deadline=None)
@given(balanced(), st.data())
def test_one_wrong_cell_gives_an_error_that_names_its_row_or_column(report: Report, data: st.DataObject) -> None:
    line = data.draw(st.sampled_from(sorted(report.table3)))
    column = data.draw(st.integers(0, 6))
    held = report.table3[line][column].value or 0
    report.table3[line][column] = cell(held + data.draw(st.integers(1, 40)))
    place = Place(3, line, column)
    errors = [finding for finding in check(report) if finding.severity is Severity.ERROR]
    assert errors
    assert all(place in finding.places for finding in errors)
    assert of(errors, "table3.row_total")[0].places[0].row == line
    label = report.place_label(place)
    assert label in of(errors, "table3.row_total")[0].message


@settings(max_examples=60, deadline=None)
@given(balanced(), st.data())
def test_one_wrong_case_gives_an_error(report: Report, data: st.DataObject) -> None:
    group = data.draw(st.sampled_from(sorted(report.table4)))
    column = data.draw(st.integers(0, 4))
    report.table4[group][column] = cell((report.table4[group][column].value or 0) + 1)
    assert Place(4, group, column) in of(check(report), "table4.total")[0].places


CELLS = st.one_of(
    st.none(),
    st.just(Cell(None, "")),
    st.just(Cell(None, "/")),
    st.just(Cell()),
    st.just(Cell(None, "1010", (1, 10))),
    st.integers(-3, 10**9).map(cell),
    st.decimals(-5, 5, places=2).map(cell),
)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_report_makes_it_raise(data: st.DataObject) -> None:
    report = data.draw(st.sampled_from([sound(), sound("2019", 2019), Report(), tables_only(lawful())]))
    for row in [*report.table3.values(), *report.table4.values()]:
        for n in range(len(row)):
            row[n] = data.draw(CELLS) or row[n]
    for line in data.draw(st.sets(st.sampled_from(sorted(report.table3) or [1]))):
        report.table3.pop(line, None)
    report.year = data.draw(st.sampled_from([None, 2018, 2019, 2024, 2030]))
    report.organ = data.draw(st.sampled_from([None, "", "????", "清河县财政局", "临泽市人民政府", "第一行"]))
    previous = data.draw(st.sampled_from([None, sound(year=2023), Report()]))
    for finding in check(report, previous):
        assert finding.message.endswith("。")
        assert finding.where


def test_a_wrong_cell_is_named_where_row_and_column_meet() -> None:
    report = tables_only(lawful())
    report.table3[13][0] = cell(7)
    found = check(report)
    assert [f.code for f in found if f.severity is Severity.ERROR] == ["table3.column_total", "table3.row_total"]
    for finding in found[:2]:
        assert "“1.本机关不掌握相关政府信息”行“自然人”列（填7，改为2" in finding.message
        assert finding.places[0] == Place(3, 13, 0)


def test_two_columns_off_by_the_same_are_told_as_one_fault() -> None:
    report = tables_only(lawful())
    for column in (0, 6):
        report.table3[25][column] = cell((report.table3[25][column].value or 0) + 2)
    found = of(check(report), "table3.column_balance")
    assert [f.difference for f in found] == [2, 2]
    assert "“自然人”列差额相同" in found[1].message


def test_blanks_count_as_nothing_and_are_told_once() -> None:
    report = tables_only(lawful())
    for row in report.table3.values():
        row[3] = Cell(None, "")
    found = check(report)
    assert grave(found) == [f"warning cells.blank {found[0].where}: {found[0].message}"]
    assert len(found[0].places) == 25


def test_marks_are_a_note() -> None:
    report = tables_only(lawful())
    for column in report.table2["规章"]:
        report.table2["规章"][column] = Cell(None, "/")
    assert grave(check(report)) == []
    assert len(of(check(report), "cells.mark")) == 1


def test_what_cannot_be_told_is_skipped_aloud() -> None:
    report = tables_only(lawful())
    report.table3[1][0] = Cell(None, "801", (8, 80))
    found = check(report)
    assert grave(found) == []
    assert "自然人" in of(found, "check.skipped")[0].message


def test_a_row_with_six_figures_is_found() -> None:
    report = tables_only(lawful())
    report.table3[1][6] = Cell()
    assert "warning cells.missing" in codes(check(report))


def test_a_fraction_of_a_case_is_an_error() -> None:
    report = tables_only(lawful())
    report.table2["行政许可"]["本年处理决定数量"] = cell(Decimal("2.5"))
    report.table2["行政事业性收费"]["本年收费金额（单位：万元）"] = cell(Decimal("2.5"))
    assert [f.places[0].row for f in of(check(report), "cells.not_a_count")] == ["行政许可"]


def test_a_single_row_of_other_handling_adds_up_by_the_old_lines() -> None:
    report = tables_only(lawful())
    del report.table3[22], report.table3[23]
    assert grave(check(report)) == []
    assert codes(check(report)).count("note table3.single_other_row") == 1


def test_a_lost_row_is_found() -> None:
    report = tables_only(lawful())
    del report.table3[7]
    found = check(report)
    assert "warning table3.missing_rows" in codes(found)
    assert "check.skipped" in [finding.code for finding in found]


def test_stock_cannot_be_less_than_what_was_issued_and_kept() -> None:
    report = tables_only(lawful())
    report.table2["行政规范性文件"] = dict(
        zip(report.table2["行政规范性文件"], (cell(4), cell(0), cell(1)), strict=True)
    )
    assert "warning table2.stock_below_flow" in codes(check(report))


@pytest.mark.parametrize(
    ("organ", "values", "severity"),
    [
        ("清河县财政局", (2, 0, 2), "error"),
        ("清河县人民政府", (0, 0, 2), "warning"),
        ("清河县双桥镇人民政府", (1, 0, 1), "error"),
        ("临泽市公安局", (1, 0, 1), "error"),
        ("临泽市人民政府", (1, 0, 1), ""),
        ("云岭省人民政府", (1, 0, 1), ""),
        ("国家某某局", (1, 0, 1), ""),
        ("清河县财政局", (0, 0, 0), ""),
    ],
)
def test_who_may_make_rules(organ: str, values: tuple[int, ...], severity: str) -> None:
    report = tables_only(lawful())
    report.organ = organ
    report.table2["规章"] = dict(zip(report.table2["规章"], map(cell, values), strict=True))
    found = of(check(report), "competence.rules")
    assert [finding.severity.value for finding in found] == ([severity] if severity else [])


class TestLastYear:
    def test_what_was_carried_out_is_carried_in(self) -> None:
        last = lawful()
        last.year = 2023
        assert of(check(lawful(), last), "previous.carried_over") == []
        last.table3[25][0] = cell(5)
        found = of(check(lawful(), last), "previous.carried_over")
        assert [(f.expected, f.found, f.severity) for f in found] == [(5, 1, Severity.ERROR)]

    def test_a_reorganisation_told_in_the_prose_makes_it_a_note(self) -> None:
        last, report = lawful(), lawful()
        last.year = 2023
        last.table3[25][0] = cell(5)
        report.sections[0].text += "\n因机构改革，部分申请随职能划转。"
        assert of(check(report, last), "previous.carried_over")[0].severity is Severity.NOTE

    def test_stock_is_a_note(self) -> None:
        last = lawful()
        last.year = 2023
        found = of(check(lawful(), last), "previous.document_stock")
        assert [f.severity for f in found] == [Severity.NOTE]

    @pytest.mark.parametrize(
        ("organ", "year"), [("澜坪县人民政府", 2023), ("清河县财政局", 2022), ("清河县财政局", 2024)]
    )
    def test_another_report_is_not_compared(self, organ: str, year: int) -> None:
        last = lawful()
        last.organ, last.year = organ, year
        last.table3[25][0] = cell(5)
        found = check(lawful(), last)
        assert of(found, "previous.carried_over") == []
        assert len(of(found, "previous.not_comparable")) == 1

    def test_growth_is_held_against_last_year(self) -> None:
        last, report = lawful(), lawful()
        last.year = 2023
        report.sections[0].text = "收到政府信息公开申请10件，同比增长25%。"
        last.table3[1][6] = cell(8)
        assert of(check(report, last), "prose.growth") == []
        last.table3[1][6] = cell(9)
        assert of(check(report, last), "prose.growth")[0].expected == Decimal(11)

    def test_text_taken_over_is_noted(self) -> None:
        last, report = lawful(), lawful()
        last.year = 2023
        text = "。".join(f"第{word}项工作的进展距离群众期待仍有不小差距" for word in ("甲", "乙", "丙", "丁", "戊"))
        for each in (last, report):
            each.sections[-2].text = text
        assert len(of(check(report, last), "repeats.last_year")) == 1


class TestForm:
    @pytest.mark.parametrize(
        ("form", "year", "severity"),
        [
            ("2019", 2021, "error"),
            ("2019", 2023, "error"),
            ("2021", 2020, "warning"),
            ("2019", 2020, ""),
            ("2021", 2021, ""),
        ],
    )
    def test_the_form_is_that_of_the_year(self, form: str, year: int, severity: str) -> None:
        found = of(check(tables_only(sound(form, year))), "form.wrong_edition")
        assert [finding.severity.value for finding in found] == ([severity] if severity else [])

    def test_what_the_reader_saw_of_labels_and_units_is_told(self) -> None:
        report = tables_only(lawful())
        report.remarks = [
            Remark("table3.label", "项目名称印作“其他法律行政止公开”。", Place(3, 6, 0)),
            Remark("table2.unit", "格内写的是“251000元”。", Place(2, "行政事业性收费", 0)),
            Remark("form.mixed", "两种格式混用。"),
        ]
        assert {"warning form.label", "warning form.unit", "warning form.mixed"} <= set(codes(check(report)))


class TestParts:
    def test_a_part_that_is_gone_is_found(self) -> None:
        report = lawful()
        del report.sections[-1]
        assert "warning headings.missing" in codes(check(report))

    @pytest.mark.parametrize(
        ("title", "severity"),
        [
            ("五、存在的主要问题及整改措施", "warning"),
            ("五、存在问题及改进情况", "note"),
            ("五、存在的主要问题及改进情况", ""),
            ("五 、存在的主要问题及改进情况。", ""),
        ],
    )
    def test_a_title_is_held_against_the_form(self, title: str, severity: str) -> None:
        report = lawful()
        report.sections[-2].title = title
        found = of(check(report), "headings.renamed")
        assert [finding.severity.value for finding in found] == ([severity] if severity else [])

    def test_numbers_and_order_of_parts(self) -> None:
        report = lawful()
        report.sections[-1].title = "五、其他需要报告的事项"
        assert "warning headings.number" in codes(check(report))
        report.sections[-1], report.sections[-2] = report.sections[-2], report.sections[-1]
        assert "warning headings.order" in codes(check(report))

    def test_titles_that_were_lost_are_not_judged(self) -> None:
        report = lawful()
        for section in report.sections:
            section.title = "?????"
        assert not [f for f in check(report) if f.code.startswith("headings")]

    def test_the_fee_is_stated(self) -> None:
        report = lawful()
        report.sections[-1].text = "无其他事项。"
        assert "note fees.unstated" in codes(check(report))

    def test_a_paragraph_twice_is_noted(self) -> None:
        report = lawful()
        report.sections[0].text += (
            "\n" + "本局把公开工作列入年度重点任务，明确分管领导和经办科室，逐月检查栏目更新，按季度通报情况。" * 1
        ) * 2
        assert len(of(check(report), "repeats.paragraph")) == 1


class TestYears:
    @pytest.mark.parametrize(
        ("preamble", "severity"),
        [
            ("数据统计期限自2023年1月1日起至2023年12月31日止。", "error"),
            ("所列数据的统计期限为2024年1月1日至2024年11月30日。", "error"),
            ("所列数据的统计期限为2024年1月1日至12月31日。", ""),
            ("所列数据的统计时限自2024年1月1日起到2024年12月31日止。", ""),
        ],
    )
    def test_the_period_is_the_year(self, preamble: str, severity: str) -> None:
        report = lawful()
        report.preamble = preamble
        found = of(check(report), "years.period")
        assert [finding.severity.value for finding in found] == ([severity] if severity else [])

    def test_the_opening_names_this_report(self) -> None:
        report = lawful()
        report.preamble = "现公布清河县财政局2023年度政府信息公开工作年度报告。" + report.preamble
        assert "warning years.self_name" in codes(check(report))

    def test_the_title_names_its_year(self) -> None:
        report = lawful()
        report.title = "清河县财政局2023年政府信息公开工作年度报告"
        assert "error years.title" in codes(check(report))

    def test_a_report_without_a_period_is_noted(self) -> None:
        report = lawful()
        report.preamble = "本报告依据《中华人民共和国政府信息公开条例》编制。"
        report.sections[0].text += "公开工作按照年初计划推进，各科室分工负责。" * 8
        assert "note years.period_unstated" in codes(check(report))


def test_a_case_pending_and_never_mentioned_is_noted() -> None:
    report = lawful()
    report.sections[0].text = "公开工作按照年初计划推进，各科室分工负责，逐月检查栏目更新。" * 12
    assert "note prose.cases_unmentioned" in codes(check(report))


def test_direct_lawsuits_beside_refusals_are_noted_from_2024() -> None:
    report = tables_only(lawful())
    report.table3[5] = [cell(n) for n in (1, 0, 0, 0, 0, 0, 1)]
    assert "note table4.direct_litigation" in codes(check(report))
    report.year = 2023
    assert "note table4.direct_litigation" not in codes(check(report))
