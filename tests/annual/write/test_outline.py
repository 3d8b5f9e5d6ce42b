"""Title, prose and tables stand in the order of the form, whatever became of the headings."""

from __future__ import annotations

from gongkai.annual.model import Report, Section
from gongkai.annual.write.grid import Grid
from gongkai.annual.write.outline import Heading, Paragraph, outline
from tests.annual.reports import only_tables, sound


def shape(report: Report) -> list[str]:
    names = []
    for block in outline(report):
        if isinstance(block, Grid):
            names.append(f"表{block.table}")
        elif isinstance(block, Heading):
            names.append(f"{block.level} {block.text[:2]}")
        else:
            names.append("段")
    return names


def test_tables_stand_in_their_parts() -> None:
    assert shape(sound()) == [
        *("0 清河", "段", "1 一、", "段", "2 （一", "段", "2 （二", "段"),
        *("1 二、", "表2", "1 三、", "表3", "1 四、", "表4", "1 五、", "段", "1 六、", "段"),
    ]


def test_a_report_that_lost_its_prose_keeps_its_tables() -> None:
    assert shape(only_tables()) == ["0 清河", "表2", "表3", "表4"]


def test_reworded_headings_are_known_by_their_words() -> None:
    report = sound()
    report.sections = [
        Section("一、总体情况"),
        Section("二、主动公开情况"),
        Section("三、政府信息公开申请收到和处理情况"),
        Section("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"),
    ]
    assert shape(report)[2:] == ["1 一、", "1 二、", "表2", "1 三、", "表3", "1 四、", "表4"]


def test_a_table_whose_part_is_lost_stands_where_the_part_stood() -> None:
    report = sound()
    report.sections = [Section("一、总体情况"), Section("四、复议诉讼情况"), Section("五、问题")]
    assert shape(report)[2:] == ["1 一、", "表2", "表3", "1 四、", "表4", "1 五、"]


def test_a_title_is_made_of_organ_and_year_when_there_is_none() -> None:
    report = only_tables()
    report.title = ""
    assert outline(report)[0] == Heading(0, "清河县财政局2024年政府信息公开工作年度报告")
    report.year = None
    assert outline(report)[0] == Heading(0, "清河县财政局政府信息公开工作年度报告")
    report.organ = None
    assert isinstance(outline(report)[0], Grid)


def test_a_run_in_heading_stays_in_its_paragraph() -> None:
    report = Report(sections=[Section("一、总体情况", "（一）主动公开。全年公开三条。\n\n完。")])
    assert outline(report)[1:] == [Paragraph("（一）主动公开。全年公开三条。"), Paragraph("完。")]


def test_whose_report_it_is_is_said_only_where_nothing_else_says_it() -> None:
    report = sound()
    report.title, report.preamble, report.organ = "政府信息公开工作年度报告", "", "清河县水务局"
    sentence = f"本报告由清河县水务局编制，报告年度为{report.year}年。"
    assert outline(report)[1] == Paragraph(sentence)
    report.preamble = sentence
    assert [block for block in outline(report) if block == Paragraph(sentence)] == [Paragraph(sentence)]
