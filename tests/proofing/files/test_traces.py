"""What real files carry unseen, kind by kind, and the same files without it. All content is invented."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile

import docx
import openpyxl
import pypdfium2
import pypdfium2.raw as raw
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from PIL import Image
from PIL.ExifTags import GPS, IFD, Base

from gongkai.proofing.files import CLEARABLE, Hostile, cleared, text_traces, traces
from tests.apps.files.made import a_docx, a_pdf, a_picture, a_xlsx, saved, with_parts, zipped


def codes(data: bytes, kind: str) -> set[str]:
    return {each.code for each in traces(data, kind)}


def tracked_docx() -> bytes:
    document = docx.Document()
    document.core_properties.author = "python-docx"
    paragraph = document.add_paragraph("正文")
    for tag, text_tag, words in (("w:ins", "w:t", "新加的话"), ("w:del", "w:delText", "删去的话")):
        change = OxmlElement(tag)
        change.set(qn("w:author"), "某甲")
        run, text = OxmlElement("w:r"), OxmlElement(text_tag)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    hidden = document.add_paragraph().add_run("看不见的底价")
    hidden.font.hidden = True
    return saved(document)


def test_word_tracked_changes_hidden_text_comments() -> None:
    data = tracked_docx()
    found = {each.code: each for each in traces(data, "docx")}
    assert set(found) == {"file.inserted", "file.deleted", "file.hidden_text"}
    assert "某甲" in found["file.deleted"].text
    assert "删去的话" in found["file.deleted"].text
    assert found["file.hidden_text"].text == "看不见的底价"
    document = docx.Document(io.BytesIO(data))
    document.add_comment(document.paragraphs[0].runs, "这里再核一下", author="某乙", initials="乙")
    assert "file.comment" in codes(saved(document), "docx")


def test_a_plain_word_file_has_none() -> None:
    assert codes(a_docx("关于绿化的通知"), "docx") == set()
    assert codes(a_xlsx(), "xlsx") == set()


def test_properties_of_office_files() -> None:
    document = docx.Document()
    document.core_properties.author = "某甲"
    document.core_properties.last_modified_by = "某乙"
    document.core_properties.comments = "底稿"
    found = {each.code: each.text for each in traces(saved(document), "docx")}
    assert found == {"file.author": "某甲", "file.edited_by": "某乙", "file.description": "底稿"}


def test_office_files_that_reach_outwards() -> None:
    rels = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="http://x/attachedTemplate" Target="file:///C:/oa/template.dotm" TargetMode="External"/>
<Relationship Id="r2" Type="http://x/hyperlink" Target="https://www.example.gov.cn/" TargetMode="External"/></Relationships>"""
    data = with_parts(a_docx(), {"word/_rels/settings.xml.rels": rels, "word/embeddings/a.xlsx": b"PK"})
    found = traces(data, "docx")
    assert [each.code for each in found] == ["file.embedded", "file.external"]
    assert "template.dotm" in found[1].text


def test_custom_data_of_office_systems() -> None:
    part = b"<root><oa>\xe5\x8a\x9e\xe6\x96\x87\xe5\x8d\x95</oa></root>"
    assert codes(with_parts(a_docx(), {"customXml/item9.xml": part}), "docx") == {"file.custom_xml"}
    empty = b'<b:Sources xmlns:b="http://x"/>'
    assert codes(with_parts(a_docx(), {"customXml/item9.xml": empty}), "docx") == set()


def test_excel_hidden_sheets_rows_columns_names_comments() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["名称", "数量"])
    sheet.append(["树苗", 1])
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet["A1"].comment = Comment("再核", "某甲")
    book.create_sheet("底数").sheet_state = "veryHidden"
    book.create_sheet("旧表").sheet_state = "hidden"
    found = traces(saved(book), "xlsx")
    assert {each.code for each in found} == {
        "file.hidden_sheet",
        "file.hidden_rows",
        "file.hidden_columns",
        "file.comment",
    }
    assert [each.text for each in found if each.code == "file.hidden_sheet"] == ["底数", "旧表"]


def test_excel_pivots_and_links() -> None:
    parts = {"xl/pivotCache/pivotCacheRecords1.xml": b"<r/>", "xl/externalLinks/externalLink1.xml": b"<r/>", "xl/connections.xml": b"<r/>"}  # fmt: skip
    found = [each.code for each in traces(with_parts(a_xlsx(), parts), "xlsx")]
    assert sorted(found) == ["file.external", "file.external", "file.pivot"]


def test_powerpoint_hidden_slides_and_notes() -> None:
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    p = "http://schemas.openxmlformats.org/presentationml/2006/main"
    data = zipped(
        {
            "ppt/presentation.xml": b"<p/>",
            "ppt/slides/slide1.xml": f'<p:sld xmlns:p="{p}" show="0"/>'.encode(),
            "ppt/notesSlides/notesSlide1.xml": f'<p:notes xmlns:p="{p}" xmlns:a="{a}"><a:p><a:t>讲到这里不要提金额</a:t></a:p></p:notes>'.encode(),
        }
    )
    assert [each.code for each in traces(data, "pptx")] == ["file.hidden_slide", "file.notes"]


def test_pdf_properties_remarks_scripts() -> None:
    note = "/Annots [<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /Contents (again) >>]"
    data = a_pdf(extra=note, info="/Author (Somebody) /Producer (p)")
    assert codes(data, "pdf") == {"file.author", "file.comment"}
    assert codes(a_pdf(), "pdf") == set()
    acting = a_pdf(extra="/AA << /O << /S /JavaScript /JS (app.alert\\(1\\)) >> >>")
    assert codes(acting, "pdf") == {"file.script"}


def test_pdf_attached_files() -> None:
    document = pypdfium2.PdfDocument(a_pdf())
    document.new_attachment("list.xlsx").set_data(b"x")
    out = io.BytesIO()
    document.save(out)
    assert [each.text for each in traces(out.getvalue(), "pdf")] == ["list.xlsx"]


def test_text_under_a_black_box_in_a_pdf() -> None:
    document = pypdfium2.PdfDocument(a_pdf("Salary of Somebody 12345"))
    page = document[0]
    box = raw.FPDFPageObj_CreateNewRect(60, 690, 500, 40)
    raw.FPDFPageObj_SetFillColor(box, 0, 0, 0, 255)
    raw.FPDFPath_SetDrawMode(box, raw.FPDF_FILLMODE_WINDING, False)
    raw.FPDFPage_InsertObject(page.raw, box)
    raw.FPDFPage_GenerateContent(page.raw)
    out = io.BytesIO()
    document.save(out)
    (found,) = traces(out.getvalue(), "pdf")
    assert (found.code, found.where) == ("file.covered_text", "第1页")
    raw.FPDFPageObj_SetFillColor(box, 255, 255, 0, 90)  # A marker over the words hides nothing.
    raw.FPDFPage_GenerateContent(page.raw)
    out = io.BytesIO()
    document.save(out)
    assert traces(out.getvalue(), "pdf") == ()


def test_where_a_picture_within_a_text_was_taken() -> None:
    document = docx.Document()
    document.core_properties.author = "python-docx"
    document.add_picture(io.BytesIO(located("JPEG")))
    data = saved(document)
    found = traces(data, "docx")
    assert {each.code for each in found} == {"file.place", "file.author"}
    assert found[0].where == "插入的图片 image1.jpg"
    assert traces(cleared(data, "docx"), "docx") == ()


def located(kind: str) -> bytes:
    exif = Image.Exif()
    exif[Base.Model] = "Phone 9"
    exif[Base.Artist] = "Somebody"
    exif[Base.Orientation] = 6
    place = exif.get_ifd(IFD.GPSInfo)
    place[GPS.GPSLatitudeRef], place[GPS.GPSLatitude] = "N", (42.0, 47.0, 8.5)
    place[GPS.GPSLongitudeRef], place[GPS.GPSLongitude] = "E", (124.0, 6.0, 39.0)
    return a_picture(kind, exif=exif)


@pytest.mark.parametrize(("pillow", "kind"), [("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")])
def test_where_a_picture_was_taken_and_by_whom(pillow: str, kind: str) -> None:
    data = located(pillow)
    found = {each.code: each for each in traces(data, kind)}
    assert set(found) == {"file.place", "file.camera", "file.author"}
    assert found["file.place"].text == "N42,47,8.5 E124,6,39"
    assert found["file.place"].cite is not None
    without = cleared(data, kind)
    assert traces(without, kind) == ()
    before, after = Image.open(io.BytesIO(data)), Image.open(io.BytesIO(without))
    assert before.tobytes() == after.tobytes()
    if kind == "jpg":
        assert after.getexif()[Base.Orientation] == 6  # Still shown the right way up.
    assert cleared(without, kind) == without


def test_a_plain_picture_has_none() -> None:
    assert all(codes(a_picture(pillow), kind) == set() for pillow, kind in (("JPEG", "jpg"), ("PNG", "png"), ("WEBP", "webp")))  # fmt: skip


def test_office_properties_are_cleared_and_nothing_else() -> None:
    document = docx.Document(io.BytesIO(a_docx("正文不变")))
    document.core_properties.author = document.core_properties.last_modified_by = "某甲"
    data = saved(document)
    custom = b'<Properties xmlns="http://x"><property name="OA"><v>12</v></property></Properties>'
    data = with_parts(data, {"docProps/custom.xml": custom})
    assert codes(data, "docx") == {"file.author", "file.edited_by", "file.custom_property"}
    without = cleared(data, "docx")
    assert traces(without, "docx") == ()
    assert [each.text for each in docx.Document(io.BytesIO(without)).paragraphs] == ["正文不变"]
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(without)) as new:
        assert old.namelist() == new.namelist()
        assert old.read("word/document.xml") == new.read("word/document.xml")
    assert cleared(data, "docx") == without


def test_only_what_can_be_cleared_is() -> None:
    for kind in ("pdf", "doc", "txt"):
        assert kind not in CLEARABLE
        with pytest.raises(Hostile, match="不能自动清除"):
            cleared(b"", kind)


def test_what_cannot_be_looked_into_says_so() -> None:
    assert codes(b"", "doc") == {"file.unexamined"}
    assert codes(b"", "ofd") == {"file.unexamined"}
    assert codes("通知".encode(), "txt") == set()


def test_marks_and_persons_in_the_text_are_told_and_masked() -> None:
    found = text_traces("通知\n机密★1年\n身份证号219999199001010016，请布署。")
    assert [(each.code, each.where) for each in found] == [
        ("secrecy.mark", "附件文字第2行"),
        ("personal.identity", "附件文字第3行"),
    ]
    assert found[1].text == "219…16"


def test_hostile_packages_are_refused() -> None:
    bomb = with_parts(a_docx(), {"word/document.xml": b"<a>" + b" " * 61_000_000 + b"</a>"})
    entity = with_parts(a_docx(), {"word/document.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    torn = with_parts(a_docx(), {"word/document.xml": b"<a>"})
    for data in (bomb, entity, torn, b"PK\x03\x04", b""):
        with pytest.raises(Hostile) as refused:
            traces(data, "docx")
        assert str(refused.value).endswith("。")
    many = zipped({f"a{n}": b"" for n in range(5001)})
    with pytest.raises(Hostile, match="部件过多"):
        traces(many, "xlsx")


SAMPLES = {
    "docx": tracked_docx(),
    "xlsx": a_xlsx(),
    "pdf": a_pdf(info="/Author (Somebody)"),
    "jpg": located("JPEG"),
    "png": located("PNG"),
    "webp": located("WEBP"),
}


@pytest.mark.parametrize("kind", SAMPLES)
@given(changes=st.lists(st.tuples(st.integers(0, 10_000_000), st.binary(max_size=6)), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_damaged_files_are_read_or_refused(kind: str, changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SAMPLES[kind])
    for at, piece in changes:
        start = at % len(data)
        data[start : start + len(piece)] = piece
    for door in (traces, cleared) if kind in CLEARABLE else (traces,):
        with contextlib.suppress(Hostile):
            door(bytes(data), kind)


def test_an_exif_block_that_turns_in_circles_ends() -> None:
    tiff = b"II*\x00" + struct.pack("<IH", 8, 1) + struct.pack("<HHII", 0x8769, 4, 1, 8) + b"\x00" * 4
    data = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\x00\x00" + tiff + b"\xff\xda"
    assert traces(data, "jpg") == ()
