"""The Word file: official page, the office's types by name, real headings, the form's merged cells."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.annual.model import Report
from gongkai.annual.write.docx import write
from gongkai.law.returns import SECTIONS
from tests.annual.reports import only_tables, sound, with_marks


def opened(report: Report) -> Document:
    return docx.Document(BytesIO(write(report)))


def test_the_page_is_that_of_an_official_paper() -> None:
    section = opened(sound()).sections[0]
    sizes = (section.page_width, section.page_height)
    margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    for length, mm in zip((*sizes, *margins), (210, 297, 37, 26, 35, 28), strict=True):
        assert length == pytest.approx(Mm(mm), abs=Mm(0.1))


def test_twenty_two_lines_of_twenty_eight_characters() -> None:
    document = opened(sound())
    (grid,) = document.sections[0]._sectPr.findall(qn("w:docGrid"))
    body = document.styles["Normal"]
    assert grid.get(qn("w:linePitch")) == "560"
    assert body.font.size == Pt(16)
    width = 28 * (16 + int(grid.get(qn("w:charSpace"))) / 4096)
    assert width == pytest.approx(156 / 25.4 * 72, abs=0.1)
    assert 22 * 28 <= 225 / 25.4 * 72 < 23 * 28


@pytest.mark.parametrize(
    ("style", "name", "size"),
    [
        ("Normal", "仿宋_GB2312", 16),
        ("Title", "方正小标宋简体", 22),
        ("Heading 1", "黑体", 16),
        ("Heading 2", "楷体_GB2312", 16),
    ],
)
def test_types_are_named_for_chinese_and_for_latin(style: str, name: str, size: int) -> None:
    found = opened(sound()).styles[style]
    (fonts,) = found.element.rPr.findall(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {name}
    assert fonts.get(qn("w:asciiTheme")) is None
    assert found.font.size == Pt(size)


def test_headings_have_heading_styles_and_paragraphs_two_characters_of_room() -> None:
    document = opened(sound())
    by_style = [(p.style.name, p.text) for p in document.paragraphs if p.style]
    assert [text for style, text in by_style if style == "Heading 1"] == list(SECTIONS)
    assert [text for style, text in by_style if style == "Heading 2"] == ["（一）主动公开", "（二）依申请公开"]
    (indent,) = document.styles["Normal"].element.pPr.findall(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_page_numbers_stand_outside() -> None:
    document = opened(sound())
    section = document.sections[0]
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side, alignment in ((section.footer, "right", "right"), (section.even_page_footer, "left", "left")):
        paragraph = footer.paragraphs[0]._p
        assert "".join(t.text or "" for t in paragraph.iter(qn("w:t"))) == "— 1 —"
        assert [f.get(qn("w:instr")) for f in paragraph.iter(qn("w:fldSimple"))] == ["PAGE"]
        assert paragraph.pPr.find(qn("w:jc")).get(qn("w:val")) == alignment
        assert paragraph.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"


@pytest.mark.parametrize(("form", "rows"), [("2021", (14, 28, 4)), ("2019", (18, 26, 4))])
def test_tables_are_merged_as_the_form_is(form: str, rows: tuple[int, int, int]) -> None:
    tables = opened(sound(form)).tables
    assert tuple(len(table.rows) for table in tables) == rows
    assert [cell.text for cell in tables[2].rows[0].cells].count("行政诉讼") == 10
    third = tables[1]
    assert third.cell(5, 0).text == third.cell(rows[1] - 2, 0).text == "三、本年度办理结果"
    assert [cell.text for cell in third.rows[3].cells][3:] == ["8", "2", "0", "0", "0", "0", "10"]


def test_tables_leave_the_grid_of_the_page() -> None:
    style = opened(sound()).styles["表格文字"].element
    settings = [setting.get(qn("w:val")) for setting in style.iter(qn("w:snapToGrid"))]
    assert settings == ["0", "0"]
    assert style.pPr[0].tag == qn("w:snapToGrid")
    assert style.rPr[1].tag == qn("w:snapToGrid")


def test_heads_repeat_and_rows_stay_whole() -> None:
    for table, heads in zip(opened(sound()).tables, (0, 3, 3), strict=True):
        rows = table._tbl.tr_lst
        assert [row.trPr.find(qn("w:tblHeader")) is not None for row in rows] == [
            number < heads for number in range(len(rows))
        ]
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_blank_stays_blank_and_a_mark_stays_a_mark() -> None:
    tables = opened(with_marks()).tables
    assert [cell.text for cell in tables[0].rows[2].cells] == ["规章", "/", "/", "/"]
    assert tables[2].rows[3].cells[0].text == ""


def test_tables_without_prose_do_not_run_into_each_other() -> None:
    body = opened(only_tables()).element.body
    kinds = [child.tag.rpartition("}")[2] for child in body]
    assert kinds == ["p", "tbl", "p", "tbl", "p", "tbl", "p", "sectPr"]


def test_the_file_says_whose_and_what_it_is() -> None:
    properties = opened(sound()).core_properties
    assert (properties.author, properties.title, properties.language) == (
        "清河县财政局",
        "清河县财政局2024年政府信息公开工作年度报告",
        "zh-CN",
    )
