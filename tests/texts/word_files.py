"""Word files as offices make them, invented: numbers that Word counts, tables, pictures, tracked changes, bombs."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml

_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def png(shade: int = 0) -> bytes:
    """A picture of one dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes([0, shade])))
        + chunk(b"IEND", b"")
    )


def saved(document: Doc) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def notice() -> bytes:
    """Title, counted headings, a table with a merged cell, a picture twice, a bullet list, signature and day."""
    document = Document()
    title = document.add_paragraph("关于发放补贴的通知")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("各乡镇人民政府：")
    _count(document)
    for level, text in ((0, "补贴对象"), (1, "老年人"), (1, "残疾人"), (0, "标准"), (2, "60岁以上每人80元。")):
        _counted(document, text, level)
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "档次", "金额"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "另行通知"
    document.add_paragraph().add_run().add_picture(io.BytesIO(png()))
    document.add_paragraph().add_run().add_picture(io.BytesIO(png()))
    document.add_paragraph("带身份证", style="List Bullet")
    day = document.add_paragraph("2026年3月7日")
    day.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return saved(document)


def _count(document: Doc) -> None:
    shapes = (("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."))
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{shape}"/></w:lvl>'
        for at, (kind, shape) in enumerate(shapes)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f'<w:abstractNum {_NS} w:abstractNumId="77">{levels}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {_NS} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))


def _counted(document: Doc, text: str, level: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {_NS}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))


def of_xml(inner: str) -> bytes:
    """A document whose only paragraph is `inner`."""
    document = Document()
    document.element.body.insert(0, parse_xml(f"<w:p {_NS}>{inner}</w:p>"))
    return saved(document)


def altered(data: bytes, parts: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """A file with some parts changed, or added where they are missing."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, parts[name](content) if name in parts else content)
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name](b""))
    return out.getvalue()
