"""What a file is by its content; what is refused, each in one sentence that says how to mend it."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.apps.files.kinds import ENDINGS, KINDS, MOST_PIXELS, PICTURES, prove
from gongkai.apps.files.refusal import NotStored
from gongkai.law.casework import Refusal
from tests.apps.files.made import a_docx, a_pdf, a_picture, a_xlsx, with_parts, zipped

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def compound(*names: str) -> bytes:
    return COMPOUND + b"".join(name.encode("utf-16-le") + b"\x00\x00" for name in names)


GOOD = [
    (a_docx(), "通知.docx", "docx"),
    (a_docx(), "通知.wps", "docx"),
    (a_xlsx(), "台账.XLSX", "xlsx"),
    (zipped({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), "课件.pptx", "pptx"),
    (zipped({"OFD.xml": b"<a/>"}), "文件.ofd", "ofd"),
    (compound("WordDocument"), "旧.doc", "doc"),
    (compound("Workbook"), "旧.xls", "xls"),
    (compound("PowerPoint Document"), "旧.ppt", "ppt"),
    (a_pdf(), "文件.pdf", "pdf"),
    (a_picture(), "图.png", "png"),
    (a_picture("JPEG"), "图.jpeg", "jpg"),
    (a_picture("WEBP"), "图.webp", "webp"),
    (a_picture("GIF"), "图.gif", "gif"),
    ("名单如下。".encode(), "名单.txt", "txt"),
    ("名单如下。".encode("gb18030"), "名单.txt", "txt"),
    ("\ufeff名单".encode("utf-16"), "名单.txt", "txt"),
    (b"a,b\n1,2\n", "表.csv", "csv"),
    (a_picture(), "", "png"),
    (a_docx(), "report.exe.docx", "docx"),
]
BAD = [
    (b"", "空.txt", "空的"),
    (b"MZ\x90\x00" + b"\x00" * 200, "图.png", "程序"),
    (b"\x7fELF" + b"\x00" * 200, "a", "程序"),
    (b"#!/bin/sh\nrm\n", "说明.txt", "脚本"),
    (b"<!DOCTYPE html><html></html>", "页.txt", "网页"),
    (b"hello <script>alert(1)</script>", "页.txt", "网页"),
    (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "图.svg", "网页"),
    (b'<?xml version="1.0"?><a/>', "表.xml", "网页"),
    (zipped({"a.txt": b"x"}), "包.zip", "压缩包"),
    (b"Rar!\x1a\x07" + b"\x00" * 50, "包.rar", "压缩包"),
    (b"{\\rtf1 x}", "文.rtf", "RTF"),
    (b"BM" + b"\x00" * 50, "图.bmp", "BMP"),
    (b"\x00\x00\x00\x18ftypheic" + b"\x00" * 50, "图.heic", "HEIC"),
    (zipped({"content.xml": b"<a/>", "mimetype": b"x"}), "文.odt", "ODF"),
    (with_parts(a_docx(), {"word/vbaProject.bin": b"x"}), "宏.docx", "宏"),
    (with_parts(a_xlsx(), {"xl/macrosheets/sheet1.xml": b"<a/>"}), "宏.xlsx", "宏"),
    (compound("WordDocument", "Macros", "_VBA_PROJECT"), "宏.doc", "宏"),
    (compound("EncryptedPackage"), "密.docx", "打开密码"),
    (compound("Something"), "谜.doc", "认不出"),
    (a_pdf(), "文件.docx", "扩展名“.docx”与内容不符：内容是 pdf"),
    (a_docx(), "文件.pdf", "内容是 docx"),
    (a_picture(), "图", "没有扩展名"),
    (a_picture(), "图.png.exe", "与内容不符"),
    (a_picture(), "图\u202egnp.exe.png", "看不见的字符"),
    (a_picture(), "../图.png", "斜线"),
    (b"GIF89a/*" + a_pdf(), "图.gif", "像素"),
    (b"<html>" + a_pdf(), "文件.pdf", "夹有别的内容"),
    (a_pdf()[:-200], "文件.pdf", "不完整"),
    (a_picture() + zipped({"a.class": b"x"}), "图.png", "夹带着压缩包"),
    (a_pdf() + zipped({"a.class": b"x"}), "文件.pdf", "夹带着压缩包"),
    (a_docx()[:-400], "通知.docx", "不完整"),
    (b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sIIBBBBB", 13, b"IHDR", 100_000, 100_000, 8, 2, 0, 0, 0) + b"\x00" * 8, "大.png", "像素"),
    (b"\xff\xd8\xff\xe0", "断.jpg", "不完整"),
    (b"RIFF\x00\x00\x00\x00WAVEfmt " + b"\x00" * 40, "声.webp", "音视频"),
    (bytes(range(256)) * 4, "谜.txt", "认不出"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "name", "kind"), GOOD, ids=[f"{name} {kind}" for _, name, kind in GOOD])
def test_what_a_file_is(data: bytes, name: str, kind: str) -> None:
    assert prove(data, name) == kind


@pytest.mark.parametrize(("data", "name", "said"), BAD, ids=[f"{name} {said}" for _, name, said in BAD])
def test_what_is_refused(data: bytes, name: str, said: str) -> None:
    with pytest.raises(NotStored, match=said) as refused:
        prove(data, name)
    assert isinstance(refused.value, Refusal)
    assert str(refused.value).endswith("。")
    assert "\n" not in str(refused.value)


def test_a_zip_that_promises_too_much_is_refused_unopened() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(9):
            archive.writestr(f"word/{number}.xml", b" " * 50_000_000)
    with pytest.raises(NotStored, match="压缩炸弹"):
        prove(out.getvalue(), "大.docx")


def test_every_kind_is_told_to_browsers_as_what_cannot_act() -> None:
    assert set(PICTURES) == {"png", "jpg", "webp", "gif"}
    assert "svg" not in ENDINGS
    assert MOST_PIXELS >= 50_000_000
    for kind in KINDS.values():
        assert not kind.media_type.startswith(("text/html", "image/svg", "application/xhtml", "application/javascript"))


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a", b"RIFF", COMPOUND[:8]]))  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_any_bytes_are_a_kind_or_refused(data: bytes, start: bytes) -> None:
    with contextlib.suppress(NotStored):
        assert prove(start + data, "") in KINDS
