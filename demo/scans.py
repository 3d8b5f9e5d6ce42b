"""Papers of the county's cases: scans of letters as pictures, what is given out as a PDF. Lines in the place of words, so that they say
nothing of anybody; the same bytes whenever they are made.
"""

from __future__ import annotations

import struct
import zlib

_WIDTH, _HEIGHT, _MARGIN, _LINE = 320, 452, 36, 18


def scan(number: int) -> bytes:
    """A page of grey lines, as long as the number says."""
    rows = bytearray()
    for y in range(_HEIGHT):
        line = y // _LINE
        inside = _MARGIN <= y < _HEIGHT - _MARGIN and y % _LINE < 7
        until = _MARGIN + 60 + (number * 37 + line * 53) % (_WIDTH - 2 * _MARGIN - 60)
        row = bytearray(b"\xfa") * _WIDTH
        if inside:
            row[_MARGIN:until] = b"\x78" * (until - _MARGIN)
        rows += b"\0" + row
    head = struct.pack(">IIBBBBB", _WIDTH, _HEIGHT, 8, 0, 0, 0, 0)
    packed = zlib.compress(bytes(rows), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


def pdf(number: int) -> bytes:
    """A table of bars, on one page."""
    bars = "\n".join(f"{60} {740 - 30 * each} {120 + (number * 41 + each * 67) % 340} 12 re f" for each in range(18))
    drawn = f"0.3 0.35 0.45 rg\n{bars}".encode()
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    )
    out, places = bytearray(b"%PDF-1.4\n"), []
    for place, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (place, each)
    start = len(out)
    table = b"".join(b"%010d 00000 n \n" % each for each in places)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
