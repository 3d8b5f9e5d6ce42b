"""Where and by whom was a picture taken? EXIF, XMP and texts in jpeg, png and webp, read without decoding the picture."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from gongkai.law.sources import neighbours, ogi
from gongkai.proofing.finding import Trace

_MOST_ENTRIES = 400
_MOST_VALUE = 4096
_MOST_TEXT = 200_000
_GPS, _EXIF = 0x8825, 0x8769
_TAGS = {
    0x010F: ("file.camera", "相机品牌"),
    0x0110: ("file.camera", "相机型号"),
    0x013B: ("file.author", "作者"),
    0x8298: ("file.author", "版权人"),
    0x9C9D: ("file.author", "作者"),
    0xA430: ("file.author", "相机主人"),
    0xA431: ("file.camera", "相机序列号"),
    0x9003: ("file.taken", "拍摄时间"),
}
_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 10: 8}
_CLEAR = "请在编辑页按“换成清除了这些的副本”，或者用画图等软件另存后重新上传。"
ORIENTATION = 0x0112


def _trace(code: str, text: str, message: str) -> Trace:
    cite = ogi.A15 if code == "file.place" else neighbours.SECRECY_RULES_A42
    return Trace(code, "图片信息", text[:60], message, cite)


def jpeg(data: bytes) -> list[Trace]:
    """Traces in a jpeg."""
    found: list[Trace] = []
    for marker, start, end in segments(data):
        body = data[start:end]
        if marker == 0xE1 and body.startswith(b"Exif\x00\x00"):
            found += exif(body[6:])
        elif marker == 0xE1 and body.startswith(b"http://ns.adobe.com/xap/"):
            found += xmp(body)
        elif marker == 0xED and b"8BIM\x04\x04" in body:
            found.append(_trace("file.caption", "", f"图片带有新闻图片说明（IPTC），可能写有作者、地点；{_CLEAR}"))
        elif marker == 0xFE and (words := _words(body)):
            found.append(_trace("file.caption", words, f"图片带有附言“{words[:60]}”；{_CLEAR}"))
    return _once(found)


def segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Marker, begin and end of the content of each segment before the picture itself."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in (0xDA, 0xD9):
            return
        if 0xD0 <= marker <= 0xD7 or marker == 0x01:
            at += 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        if length < 2:
            return
        yield marker, at + 4, min(at + 2 + length, len(data))
        at += 2 + length


def png(data: bytes) -> list[Trace]:
    """Traces in a png."""
    found: list[Trace] = []
    for kind, start, end in png_chunks(data):
        body = data[start:end]
        if kind == b"eXIf":
            found += exif(body)
        elif kind in (b"tEXt", b"zTXt", b"iTXt"):
            key, _, rest = body.partition(b"\x00")
            value = _png_text(kind, rest)
            if b"xmp" in key.lower() or "xmpmeta" in value:
                found += xmp(value.encode("utf-8", "ignore"))
            elif (
                key.lower() in (b"author", b"copyright", b"description", b"comment", b"source", b"location")
                and value.strip()
            ):
                named = key.decode("latin-1")
                found.append(
                    _trace(
                        "file.author" if named.lower() == "author" else "file.caption",
                        value.strip(),
                        f"图片信息写着 {named}“{value.strip()[:60]}”；{_CLEAR}",
                    )
                )
    return _once(found)


def png_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Kind, begin and end of the content of each chunk."""
    at = 8
    while at + 12 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if at + 12 + length > len(data):
            return
        yield kind, at + 8, at + 8 + length
        at += 12 + length


def _png_text(kind: bytes, rest: bytes) -> str:
    if kind == b"tEXt":
        return rest[:_MOST_TEXT].decode("latin-1")
    packed, body = True, rest[1:]
    if kind == b"iTXt":
        packed = rest[:1] == b"\x01"
        body = rest[2:].partition(b"\x00")[2].partition(b"\x00")[2]
    if packed:
        try:
            body = zlib.decompressobj().decompress(body, _MOST_TEXT)
        except zlib.error:
            return ""
    return body[:_MOST_TEXT].decode("utf-8", "replace")


def webp(data: bytes) -> list[Trace]:
    """Traces in a webp."""
    found: list[Trace] = []
    for kind, start, end in webp_chunks(data):
        if kind == b"EXIF":
            body = data[start:end]
            found += exif(body[6:] if body.startswith(b"Exif\x00\x00") else body)
        elif kind == b"XMP ":
            found += xmp(data[start:end])
    return _once(found)


def webp_chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Kind, begin and end of the content of each chunk."""
    at = 12
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        yield kind, at + 8, min(at + 8 + length, len(data))
        at += 8 + length + (length & 1)


def exif(tiff: bytes) -> list[Trace]:
    """Traces in an EXIF block; what is torn or points astray is left out."""
    found: list[Trace] = []
    for tag, value in _entries(tiff):
        if tag == _GPS:
            found.append(_trace("file.place", value, f"图片里有拍摄地点的经纬度{value}；{_CLEAR}"))
        elif tag in _TAGS and value.strip():
            code, said = _TAGS[tag]
            found.append(_trace(code, value, f"图片信息写着{said}“{value[:60]}”；{_CLEAR}"))
    return found


def orientation(tiff: bytes) -> int:
    """How the picture is to be turned, 1 for not at all."""
    for tag, value in _entries(tiff):
        if tag == ORIENTATION and value.isdecimal() and 1 <= int(value) <= 8:
            return int(value)
    return 1


def _entries(tiff: bytes) -> Iterator[tuple[int, str]]:
    """Tag and value of the first directory, of the EXIF one, and one entry for a GPS directory that holds a place."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None or len(tiff) < 8:
        return
    waiting = [(struct.unpack_from(order + "I", tiff, 4)[0], False)]
    seen: set[int] = set()
    while waiting:
        offset, gps = waiting.pop()
        if offset in seen or offset + 2 > len(tiff) or len(seen) > 8:
            continue
        seen.add(offset)
        (count,) = struct.unpack_from(order + "H", tiff, offset)
        place = {}
        for index in range(min(count, _MOST_ENTRIES)):
            at = offset + 2 + 12 * index
            if at + 12 > len(tiff):
                break
            tag, kind, length = struct.unpack_from(order + "HHI", tiff, at)
            if not gps and tag in (_GPS, _EXIF):
                waiting.append((struct.unpack_from(order + "I", tiff, at + 8)[0], tag == _GPS))
            elif gps:
                place[tag] = _value(tiff, order, at, kind, length)
            else:
                yield tag, _value(tiff, order, at, kind, length, tag)
        if gps and place.get(2) and place.get(4):
            yield _GPS, f"{place.get(1, '')}{place[2]} {place.get(3, '')}{place[4]}"


def _value(tiff: bytes, order: str, at: int, kind: int, length: int, tag: int = 0) -> str:
    size = _SIZES.get(kind, 0) * length
    if not size or size > _MOST_VALUE:
        return ""
    start = at + 8 if size <= 4 else struct.unpack_from(order + "I", tiff, at + 8)[0]
    raw = tiff[start : start + size]
    if len(raw) < size:
        return ""
    if tag == 0x9C9D:
        return raw.decode("utf-16-le", "replace").strip("\x00 ")
    if kind in (2, 7, 1):
        return raw.decode("utf-8", "replace").strip("\x00 ")
    if kind == 3:
        return str(struct.unpack_from(order + "H", raw)[0])
    if kind == 5:
        pairs = [struct.unpack_from(order + "II", raw, 8 * n) for n in range(min(length, 4))]
        return ",".join(f"{a / b:g}" if b else "0" for a, b in pairs)
    return ""


_XMP_TELLING = (
    ("file.place", "拍摄地点", re.compile(rb"exif:GPSL(?:atitude|ongitude)\s*(?:=\s*[\"']|>)([^\"'<]{1,40})")),
    ("file.author", "作者", re.compile(rb"<dc:creator>\s*<rdf:Seq>\s*<rdf:li[^>]{0,80}>([^<]{1,120})")),
    (
        "file.author",
        "作者",
        re.compile(rb"(?:photoshop:AuthorsPosition|aux:OwnerName|tiff:Artist)\s*(?:=\s*[\"']|>)([^\"'<]{1,120})"),
    ),
    ("file.place", "城市", re.compile(rb"photoshop:(?:City|State)\s*(?:=\s*[\"']|>)([^\"'<]{1,120})")),
)


def xmp(body: bytes) -> list[Trace]:
    """Traces in an XMP packet, found as text: it is not parsed, so that nothing in it can act."""
    found = []
    for code, said, pattern in _XMP_TELLING:
        match = pattern.search(body[:_MOST_TEXT])
        if match and match.group(1).strip():
            value = match.group(1).decode("utf-8", "replace").strip()
            found.append(_trace(code, value, f"图片信息写着{said}“{value[:60]}”；{_CLEAR}"))
    return found


def _words(body: bytes) -> str:
    words = body[:400].decode("utf-8", "ignore").strip("\x00 \r\n")
    # Encoders sign with a version of theirs; only words of a person are of interest.
    return (
        "" if re.match(r"(?:CREATOR|LEAD|File written|Created with|Lavc|Intel|AppleMark|Optimized)", words) else words
    )


def _once(found: list[Trace]) -> list[Trace]:
    return list(dict.fromkeys(found))
