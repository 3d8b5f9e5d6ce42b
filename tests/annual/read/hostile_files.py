"""Files that no reader likes, built in code: torn, locked, swollen, disguised, looping, and other documents altogether.

`REFUSED` must be refused with a sentence; `SURVIVED` may be read or refused, but neither crash nor hang nor swell.
"""

from __future__ import annotations

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

from openpyxl import Workbook

from tests.annual import corpus
from tests.annual.corpus.office import RELATIONS, TYPES, docx, package

Build = Callable[[], bytes]
REFUSED: dict[str, Build] = {}
SURVIVED: dict[str, Build] = {}


def refused(name: str) -> Callable[[Build], Build]:
    return lambda build: REFUSED.setdefault(name, build)


def survived(name: str) -> Callable[[Build], Build]:
    return lambda build: SURVIVED.setdefault(name, build)


def sound(key: str, index: int = 0) -> bytes:
    """A sound report to tear and to disguise."""
    return corpus.rendering(key, index).data


def constant(data: bytes) -> Build:
    return lambda: data


def torn(key: str, index: int, share: float) -> Build:
    def build() -> bytes:
        data = sound(key, index)
        return data[: int(len(data) * share)]

    return build


REFUSED |= {
    "empty.txt": constant(b""),
    "empty.pdf": constant(b""),
    "empty.docx": constant(b""),
    "blank.txt": constant(b" \r\n\t\xe3\x80\x80\n" * 50),
    "blank.html": constant(b"<html><body>&nbsp;</body></html>"),
    "nul.txt": constant(b"\0" * 5000),
    "junk.bin": constant(bytes((i * 73 + i // 7) % 256 for i in range(20_000))),
    "junk.pdf": constant(b"%PDF-1.7\n" + bytes((i * 31) % 256 for i in range(5000))),
    "junk.docx": constant(b"PK\x03\x04" + bytes((i * 31) % 256 for i in range(5000))),
    "picture.png": constant(b"\x89PNG\r\n\x1a\n" + b"\0" * 300),
    "torn.docx": torn("docx.plain", 0, 0.6),
    "torn.xlsx": torn("xlsx.sheets", 0, 0.6),
    "torn.pdf": torn("pdf.ruled", 0, 0.2),
    "novel.txt": constant("从前有座山，山上有座庙。庙里的钟每天响三次，第2次最响。\n".encode() * 400),
    "budget.html": constant(
        "<table><tr><th>科目</th><th>总计</th></tr><tr><td>教育</td><td>120</td></tr></table>".encode()
    ),
    "notice.docx": lambda: docx("<w:p><w:r><w:t>关于召开全县防汛工作会议的通知，请于3月5日9时到会。</w:t></w:r></w:p>"),
    "array.json": constant(b"[1, 2, 3]"),
    "other.json": constant(b'{"name": "x", "items": [{"a": 1}]}'),
    "broken.json": constant(b'{"table3": {"rows": ['),
    "deep.json": constant(b"[" * 200_000),
    "long_number.json": constant(b'{"table3": {"rows": [{"line": "1", "cells": [' + b"9" * 9000 + b"]}]}}"),
    "wrong_types.json": constant(json.dumps({"table3": {"rows": [{"line": "x", "cells": "abc"}]}}).encode()),
    "rows_lost.json": constant(json.dumps({"table3": None, "table2": 7, "table4": []}).encode()),
}


@refused("ledger.xlsx")
def other_workbook() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["品名", "数量", "总计"], ["纸张", 12, 240], ["墨盒", 3, 900]):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def compound(streams: tuple[str, ...]) -> bytes:
    """A small OLE compound file: what Word and Excel write when a password locks the file, or before 2007."""
    end, free = 0xFFFFFFFE, 0xFFFFFFFF
    header = struct.pack("<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)  # fmt: skip
    header += struct.pack("<109I", 0, *[free] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, end, *[free] * 126)

    def entry(name: str, kind: int, child: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0"
        return struct.pack("<64sHBBIII36xIQ", text, len(text), kind, 1, free, free, child, end, 0)

    names = [entry("Root Entry", 5, 1), *(entry(name, 2, free) for name in streams)]
    directory = b"".join(names).ljust(512, b"\0")
    return (header + table + directory).ljust(4096, b"\0")


LOCKED = ("EncryptedPackage", "EncryptionInfo")
REFUSED |= {
    "locked.docx": lambda: compound(LOCKED),
    "locked.xlsx": lambda: compound(LOCKED),
    "old.doc": lambda: compound(("WordDocument", "1Table")),
    "old.xls": lambda: compound(("Workbook",)),
}


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """A PDF from its objects; number 1 is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


CATALOGUE, PAGES = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"


@refused("locked.pdf")
def locked_pdf() -> bytes:
    lock = b"<</Filter/Standard/V 2/R 3/Length 128/P -44/O(" + b"o" * 32 + b")/U(" + b"u" * 32 + b")>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"
    return pdf([CATALOGUE, PAGES, page, lock], b"/Encrypt 4 0 R/ID[<00112233><00112233>]")


@refused("scan.pdf")
def images_only() -> bytes:
    """A scanned page: one picture, no text."""
    picture = zlib.compress(bytes(range(256)) * 16)
    draw = b"q 500 0 0 700 40 60 cm /I Do Q"
    return pdf(
        [
            CATALOGUE,
            PAGES,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 5 0 R>>>>/Contents 4 0 R>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
            b"<</Type/XObject/Subtype/Image/Width 64/Height 64/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
            b"/Length %d>>stream\n%s\nendstream" % (len(picture), picture),
        ]
    )


@refused("loop.pdf")
def looping_pages() -> bytes:
    return pdf([CATALOGUE, b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 9999999>>"])


@refused("bomb.pdf")
def swollen_stream() -> bytes:
    """Sixty megabytes of drawing orders in sixty kilobytes."""
    squeezed = zlib.compress(b"0 0 m 9 9 l S " * 4_000_000, 9)
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>"
    return pdf(
        [CATALOGUE, PAGES, page, b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(squeezed), squeezed)]
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    return package({"[Content_Types].xml": TYPES.encode(), "_rels/.rels": RELATIONS.encode()} | parts)


@refused("bomb.docx")
def swollen_document() -> bytes:
    return zipped({"word/document.xml": b"<w:document>" + b" " * 160_000_000})


@refused("bomb.xlsx")
def swollen_sheet() -> bytes:
    return zipped({"xl/workbook.xml": b"<workbook/>", "xl/sharedStrings.xml": b"<sst>" + b"<si/>" * 32_000_000})


@refused("many_parts.docx")
def many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(40_000):
            archive.writestr(zipfile.ZipInfo(f"word/part{number}.xml"), b"")
    return out.getvalue()


def _report_xml(opening: bytes, inside: bytes = b"") -> bytes:
    with zipfile.ZipFile(io.BytesIO(sound("docx.plain"))) as archive:
        document = archive.read("word/document.xml")
    head, _, rest = document.partition(b"?>")
    return (
        head
        + b"?>"
        + opening
        + rest.replace(b"<w:body>", b"<w:body><w:p><w:r><w:t>" + inside + b"</w:t></w:r></w:p>", 1)
    )


@refused("laughs.docx")
def billion_laughs() -> bytes:
    levels = b"".join(b'<!ENTITY l%d "%s">' % (i, b"&l%d;" % (i - 1) * 10) for i in range(1, 12))
    return zipped({"word/document.xml": _report_xml(b'<!DOCTYPE d [<!ENTITY l0 "ha">' + levels + b"]>", b"&l11;")})


@refused("entity.docx")
def external_entity() -> bytes:
    return zipped({"word/document.xml": _report_xml(b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', b"&x;")})


@refused("macro.docm")
def macros() -> bytes:
    with zipfile.ZipFile(io.BytesIO(sound("docx.plain"))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return package(parts | {"word/vbaProject.bin": b"\xcc\x61" * 100})


@refused("far_cell.xlsx")
def far_cell() -> bytes:
    """One figure in the last cell of the largest sheet: a square of seventeen thousand million cells."""
    with zipfile.ZipFile(io.BytesIO(other_workbook())) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    far = b'<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData>'
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"</sheetData>", far)
    return package(parts)


REFUSED |= {
    "deep.html": constant(b"<div>" * 100_000 + b"x"),
    "one_line.txt": constant(b"7" * 10_000_000),
    "one_line.html": constant(b"<p>" + "政府信息".encode() * 800_000),
    "brackets.html": constant(b"<" * 2_000_000),
    "dates.txt": constant("2024年13月45日至2024年2月30日，第0000年99月，99999999年1月1日。".encode() * 30),
    "spans.html": constant(b"<table><tr><td colspan=99999999 rowspan=99999999>1</td></tr></table>"),
}


@survived("nested.html")
def nested_report() -> bytes:
    return b"<div>" * 100_000 + sound("html.fragment") + b"</div>" * 100_000


@survived("nested_tables.html")
def nested_tables() -> bytes:
    return b"<table><tr><td>" * 5_000 + sound("html.fragment")


@survived("wide_spans.html")
def wide_spans() -> bytes:
    return (
        sound("html.plain")
        .replace(b'rowspan="22"', b'rowspan="99999999"')
        .replace(b'colspan="3"', b'colspan="99999999"')
    )


@survived("long_row.txt")
def long_row() -> bytes:
    """A squashed row of four thousand digits, and others of forty: more cuts than there is time."""
    text = sound("squashed.with_prose").decode()
    return (
        text.replace("二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开申请数量" + "1" * 4000)
        .replace("000", "1234567", 12)
        .encode()
    )


@survived("many_reports.txt")
def many_reports() -> bytes:
    return sound("text.cell_a_line") * 300


@survived("impossible_dates.txt")
def impossible_dates() -> bytes:
    text = sound("text.cell_a_line").decode()
    return text.replace("年1月1日", "年13月45日").replace("年12月31日", "年2月30日").encode()


@survived("nul_inside.txt")
def nul_inside() -> bytes:
    return sound("text.cell_a_line").replace(b"\n", b"\0\n\0")


@survived("pdf_called_word.docx")
def renamed_pdf() -> bytes:
    return sound("pdf.ruled")


@survived("word_called_pdf.pdf")
def renamed_word() -> bytes:
    return sound("docx.plain")


@survived("page_called_excel.xls")
def renamed_page() -> bytes:
    return sound("html.plain")
