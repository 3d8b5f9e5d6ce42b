"""The PDF: tagged and archivable, official page, types embedded, text never run as program."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import pdfplumber
import pypdfium2
import pytest

from gongkai.annual.model import Report, Section
from gongkai.annual.write.pdf import title_lines, write
from tests.annual.reports import sound

MM = 72 / 25.4


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def long_report() -> Report:
    report = sound()
    report.sections[0] = Section("一、总体情况", "\n".join(["本段说明公开工作的组织和落实情况，" * 12] * 20))
    return report


def test_it_is_archivable_and_tagged() -> None:
    pdf = write(sound())
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang" in pdf
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == "清河县财政局2024年政府信息公开工作年度报告"
    assert document.get_metadata_value("Author") == "清河县财政局"


def test_the_type_area_is_that_of_an_official_paper() -> None:
    with pdfplumber.open(BytesIO(write(long_report()))) as pdf:
        page = pdf.pages[1]
        body = [char for char in page.chars if char["size"] == pytest.approx(16)]
        assert (page.width, page.height) == (pytest.approx(210 * MM, abs=0.1), pytest.approx(297 * MM, abs=0.1))
        assert min(char["x0"] for char in body) == pytest.approx(28 * MM, abs=1)
        assert max(char["x1"] for char in body) <= (210 - 26) * MM + 1
        lines = sorted({round(char["bottom"]) for char in body})
    assert len(lines) == 22
    assert {below - above for above, below in pairwise(lines)} == {28}


def test_a_full_line_has_twenty_eight_characters() -> None:
    report = Report(preamble="公" * 28 * 5)
    with pdfplumber.open(BytesIO(write(report))) as pdf:
        lines = [line["text"] for line in pdf.pages[0].extract_text_lines() if "公" in line["text"]]
    assert [len(line) for line in lines] == [26, 28, 28, 28, 28, 2]


def test_page_numbers_stand_outside_one_character_in() -> None:
    with pdfplumber.open(BytesIO(write(long_report()))) as pdf:
        edges = []
        for page in pdf.pages[:2]:
            number = [char for char in page.chars if char["top"] > (297 - 35) * MM]
            assert "".join(char["text"] for char in number).strip() == f"— {page.page_number} —"
            edges.append((min(c["x0"] for c in number) / MM - 28, 210 - 26 - max(c["x1"] for c in number) / MM))
    one_character = 14 / MM
    assert edges[0][1] == pytest.approx(one_character, abs=1.5)
    assert edges[1][0] == pytest.approx(one_character, abs=1.5)


def test_the_head_of_table_3_is_repeated_on_its_second_page() -> None:
    report = sound()
    (third,) = [section for section in report.sections if section.title.startswith("三、")]
    third.text = "\n".join(["本部分数据由各科室分别填报。"] * 10)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(write(report))]
    assert [("法人或其他组织" in page, "（七）总计" in page) for page in pages[1:3]] == [(True, False), (True, True)]


def test_text_is_never_program() -> None:
    report = sound()
    report.title = "#panic() $x$ *粗* _斜_ `码` <标签> @引用 \\转义 //注释"
    report.preamble = '#include "/etc/passwd" #sys.inputs [内容] = 一级标题 - 项目 + 编号'
    shown = text_of(write(report)).replace("\r", "").replace("\n", "")
    for piece in ("#panic()", "$x$", "*粗*", "`码`", "@引用", "\\转义", "//注释", "#sys.inputs", "- 项目 + 编号"):
        assert piece in shown


def test_a_very_long_paragraph_runs_over_pages() -> None:
    report = sound()
    report.sections[-1] = Section("六、其他需要报告的事项", "今年没有收取信息处理费。" * 2000)
    assert text_of(write(report)).count("收取") >= 1900


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("清河县2024年政府信息公开年报", ["清河县2024年政府信息公开年报"]),
        ("清河县财政局2024年政府信息公开工作年度报告", ["清河县财政局2024年", "政府信息公开工作年度报告"]),
        (
            "清河县财政局二〇二四年度主动公开和依申请公开工作报告",
            ["清河县财政局二〇二四年度主动公开和依申请公开工作报告"],
        ),
        ("政府信息公开工作年度报告（清河县财政局二〇二四年）", ["政府信息公开工作年度报告（清河县财政局二〇二四年）"]),
    ],
)
def test_a_long_title_is_broken_where_its_meaning_is_whole(title: str, lines: list[str]) -> None:
    assert title_lines(title) == lines
