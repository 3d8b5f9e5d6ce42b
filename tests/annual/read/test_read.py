"""What a careful reader makes of pages that are not as the form has them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from gongkai.annual import normal_form
from gongkai.annual.model import Report
from gongkai.annual.read import Unreadable, read
from gongkai.law.returns import FORM_2019, FORM_2021, Form

ZEROS = (0,) * 7
ROWS = {1: (5, 1, 0, 0, 0, 0, 6), 3: (4, 1, 0, 0, 0, 0, 5), 17: (1, 0, 0, 0, 0, 0, 1), 24: (5, 1, 0, 0, 0, 0, 6)}
CASES = (1, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 1, 0, 0, 1)
HEAD = "临泽市水务局2023年政府信息公开工作年度报告\n一、总体情况\n2023年收到申请6件。\n"
TAIL = "五、存在的主要问题及改进情况\n解读不够。\n六、其他需要报告的事项\n未收取信息处理费。\n"


def table_2(fee: str = "251000", form: Form = FORM_2021) -> str:
    rows = []
    for row in form.table2:
        figures = [fee] if row.label == "行政事业性收费" and form is FORM_2021 else ["3"] * len(row.columns)
        rows.append("\n".join(["信息内容", *row.columns, row.label, *figures]))
    return "二、主动公开政府信息情况\n第二十条第（一）项\n" + "\n".join(rows) + "\n"


def table_3(rows: dict[int, Sequence[object]], form: Form = FORM_2021, gap: str = "\n") -> str:
    body = [gap.join((line.label, *map(str, rows.get(line.number, ZEROS)))) for line in form.lines]
    return "三、收到和处理政府信息公开申请情况\n（本列数据的勾稽关系为：…）\n" + "\n".join(body) + "\n"


def table_4(cases: Sequence[object] = CASES, gap: str = "\n") -> str:
    return (
        "四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n结果维持\n未经复议直接起诉\n复议后起诉\n"
        + gap.join(map(str, cases))
        + "\n"
    )


def page(two: str = "", three: str = "", four: str = "") -> Report:
    text = HEAD + (two or table_2()) + (three or table_3(ROWS)) + (four or table_4()) + TAIL
    return read(text.encode(), "年报.txt")


def values(report: Report, line: int) -> list[object]:
    return [cell.value for cell in report.table3[line]]


def codes(report: Report) -> set[str]:
    return {remark.code for remark in report.remarks}


def test_a_plain_page_is_read_whole() -> None:
    report = page()
    assert (report.organ, report.year, report.form) == ("临泽市水务局", 2023, "2021")
    assert values(report, 1) == list(ROWS[1])
    assert [c.value for cells in report.table4.values() for c in cells] == list(CASES)
    assert [s.title[0] for s in report.sections if s.level == 1] == list("一二三四五六")
    assert report.remarks == []


def test_a_unit_in_a_cell_stays_beside_the_figure_as_printed() -> None:
    report = page(two=table_2("251000元"))
    cell = report.table2["行政事业性收费"]["本年收费金额（单位：万元）"]
    assert (cell.value, cell.raw) == (251000, "251000元")
    assert "table2.unit" in codes(report)


def test_marks_and_blanks_are_no_zeros() -> None:
    report = page(three=table_3({**ROWS, 5: ("/", "-", "——", "无", "不适用", "0", "0")}, gap=" |\n"))
    assert values(report, 5) == [None, None, None, None, None, 0, 0]
    assert [cell.raw for cell in report.table3[5]][:3] == ["/", "-", "——"]


def test_one_row_of_other_handling_in_the_new_form_is_line_21() -> None:
    three = table_3({**ROWS, 21: (2, 0, 0, 0, 0, 0, 2)}, FORM_2019)
    report = page(three=three)
    assert report.form == "2021"
    assert values(report, 21) == [2, 0, 0, 0, 0, 0, 2]
    assert not {22, 23} & set(report.table3)
    assert "table3.single_other" in codes(report)


def test_mixed_editions_are_read_and_written_down() -> None:
    report = page(two=table_2(form=FORM_2019))
    assert report.form == "2019"
    assert set(report.table3) == set(range(1, 26))
    assert "form.mixed" in codes(report)
    assert normal_form.load(normal_form.dump(report)).table3.keys() == report.table3.keys()


def test_a_row_that_lost_a_figure_is_not_filled_up() -> None:
    report = page(three=table_3({**ROWS, 1: (5, 1, 0, 0, 0, 6)}))
    assert values(report, 1) == [None] * 7
    assert "table3.row_length" in codes(report)


def test_run_together_rows_with_two_readings_stay_open_with_both() -> None:
    rows = {1: ["220000022"], 3: ["220000022"], 24: ["220000022"]}
    three = table_3({line.number: rows.get(line.number, ["0000000"]) for line in FORM_2021.lines}, gap="")
    report = page(three=three)
    assert values(report, 1) == [None, None, 0, 0, 0, 0, 22]
    assert report.table3[1][0].candidates == (2, 22)
    assert "table3.ambiguous" in codes(report)


def test_prose_chooses_where_sums_do_not() -> None:
    rows = {1: ["220000022"], 3: ["220000022"], 24: ["220000022"]}
    three = table_3({line.number: rows.get(line.number, ["0000000"]) for line in FORM_2021.lines}, gap="")
    text = (
        HEAD.replace("收到申请6件", "收到政府信息公开申请22件，其中自然人22件") + table_2() + three + table_4() + TAIL
    )
    assert values(read(text.encode()), 1) == [22, 0, 0, 0, 0, 0, 22]


def test_figures_on_the_line_above_their_label_find_it() -> None:
    lines = []
    for line in FORM_2021.lines:
        figures = "  ".join(map(str, ROWS.get(line.number, ZEROS)))
        lines += [" " * 40 + figures, line.label] if line.number in (7, 17, 18) else [f"{line.label:　<40}{figures}"]
    report = page(three="三、收到和处理政府信息公开申请情况\n申请人情况\n" + "\n".join(lines) + "\n")
    assert {line: tuple(values(report, line)) for line in ROWS} == ROWS
    assert len(report.table3) == 25


def test_the_table_that_stands_twice_is_read_once_and_said() -> None:
    report = page(three=table_3(ROWS) + table_3(ROWS))
    assert values(report, 1) == list(ROWS[1])
    assert "table3.twice" in codes(report)


def test_a_cell_over_several_columns_is_not_shared_out() -> None:
    rows = "".join(
        f"<tr><td>{line.label}</td>" + "".join(f"<td>{n}</td>" for n in ROWS.get(line.number, ZEROS)) + "</tr>"
        for line in FORM_2021.lines
    ).replace("<td>1.属于国家秘密</td>" + "<td>0</td>" * 7, "<td>1.属于国家秘密</td><td colspan='6'>3</td><td>3</td>")
    html = f"<html><body><h1>临泽市水务局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><table>{rows}</table></body></html>"
    report = read(html.encode())
    assert values(report, 5) == [None] * 6 + [3]
    assert "table3.row_length" in codes(report)


def test_hidden_and_script_text_is_not_on_the_page() -> None:
    html = (
        "<html><body><h1>临泽市水务局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p><p>共6件。</p>"
        "<script>document.write('六、其他需要报告的事项')</script><p style='display:none'>五、存在的主要问题</p>"
        "<p>四、政府信息公开行政复议、行政诉讼情况</p><table><tr><td>结果维持</td><td>复议后起诉</td></tr><tr>"
        + "".join(f"<td>{n}</td>" for n in CASES)
        + "</tr></table></body></html>"
    )
    report = read(html.encode())
    assert [s.title for s in report.sections] == ["一、总体情况", "四、政府信息公开行政复议、行政诉讼情况"]
    assert [c.value for cells in report.table4.values() for c in cells] == list(CASES)


@pytest.mark.parametrize("name", ["年报.docx", "年报.txt", ""])
def test_the_name_of_a_file_decides_nothing(name: str) -> None:
    text = HEAD + table_2() + table_3(ROWS) + table_4() + TAIL
    assert read(text.encode("gb18030"), name).organ == "临泽市水务局"


def test_another_document_is_refused_by_name() -> None:
    with pytest.raises(Unreadable, match="不是政府信息公开年度报告"):
        read("关于公开招聘工作人员的公告，报名截止3月5日。".encode())
