"""Files that the county's items carry: a form to be filled in, a picture. The same bytes whenever they are made."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document as Docx


def form(title: str) -> bytes:
    """A Word file with a table to be filled in, without a name in its properties."""
    paper = Docx()
    paper.core_properties.author = ""
    paper.add_heading(title, 1)
    table = paper.add_table(rows=4, cols=2)
    for row, label in zip(table.rows, ("市场名称", "开办者", "地点和面积", "周边居民意见"), strict=True):
        row.cells[0].text = label
    saved, kept = BytesIO(), BytesIO()
    paper.save(saved)
    # Packed again without the moment of packing: the county is the same wherever it is made.
    with ZipFile(saved) as old, ZipFile(kept, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name), ZIP_DEFLATED)
    return kept.getvalue()


@cache
def picture() -> bytes:
    """Four steps as four bars: a picture of the smallest kind that a browser shows."""
    width, height = 640, 240
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            inside = 40 <= y < 200 and x % 160 in range(20, 140)
            rows += bytes((31, 78, 121) if inside else (240, 244, 248))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(bytes(rows), 9))
        + chunk(b"IEND", b"")
    )
