"""A file without what its properties tell: author, company, the place of a picture. What is shown stays as it is, bit for bit.

Takes:   bytes and kind. Pictures are not decoded and encoded again: only the parts beside the picture are left out, its turning kept.
Unclear: tracked changes, comments and hidden content are for a person to decide; they are never taken out here.
"""

from __future__ import annotations

import io
import struct
import zipfile

from lxml import etree

from gongkai.proofing.files import image
from gongkai.proofing.files.package import Hostile, Package

CLEARABLE = frozenset(("docx", "xlsx", "pptx", "jpg", "png", "webp"))
"""Kinds that `cleared` can clear."""
_EMPTIED = frozenset(
    [
        "creator",
        "lastModifiedBy",
        "Company",
        "Manager",
        "keywords",
        "description",
        "category",
        "subject",
        "contentStatus",
        "HyperlinkBase",
    ]
)
_PNG_DROPPED = frozenset((b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"))
_VP8X_EXIF, _VP8X_XMP = 0x08, 0x04


def cleared(data: bytes, kind: str) -> bytes:
    """A copy without properties and places. Refused (`Hostile`): a kind of which nothing can be taken out, and torn files."""
    if kind not in CLEARABLE:
        raise Hostile(f"{kind} 文件不能自动清除；请在编辑它的软件里删除属性后重新上传。")
    if kind == "jpg":
        return _jpeg(data)
    if kind == "png":
        return _png(data)
    return _webp(data) if kind == "webp" else _office(data)


def _jpeg(data: bytes) -> bytes:
    pieces, turned, last = [data[:2]], 1, 2
    for marker, start, end in image.segments(data):
        last = end
        body = data[start:end]
        if marker == 0xE1 and body.startswith(b"Exif\x00\x00"):
            turned = image.orientation(body[6:])
        elif marker not in (0xE1, 0xED, 0xFE):
            pieces.append(data[start - 4 : end])
    if turned != 1:
        pieces.insert(1, _turning(turned))
    return b"".join((*pieces, data[last:]))


def _turning(turned: int) -> bytes:
    """An EXIF block that says only how to turn the picture."""
    tiff = b"MM\x00\x2a\x00\x00\x00\x08" + struct.pack(">HHHIHHI", 1, image.ORIENTATION, 3, 1, turned, 0, 0)
    body = b"Exif\x00\x00" + tiff
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png(data: bytes) -> bytes:
    kept = [data[start - 8 : end + 4] for kind, start, end in image.png_chunks(data) if kind not in _PNG_DROPPED]
    return data[:8] + b"".join(kept)


def _webp(data: bytes) -> bytes:
    pieces = []
    for kind, start, end in image.webp_chunks(data):
        if kind in (b"EXIF", b"XMP "):
            continue
        body = bytearray(data[start:end])
        if kind == b"VP8X" and body:
            body[0] &= ~(_VP8X_EXIF | _VP8X_XMP) & 0xFF
        pieces.append(kind + struct.pack("<I", len(body)) + bytes(body) + b"\x00" * (len(body) & 1))
    content = b"WEBP" + b"".join(pieces)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def _office(data: bytes) -> bytes:
    package = Package(data)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in dict.fromkeys(package.names):
            content = package.content(name)
            if name in ("docProps/core.xml", "docProps/app.xml"):
                content = _emptied(package.xml(name))
            elif name == "docProps/custom.xml":
                content = _childless(package.xml(name))
            elif "/media/" in name and content.startswith(b"\xff\xd8\xff"):
                content = _jpeg(content)
            elif "/media/" in name and content.startswith(b"\x89PNG\r\n\x1a\n"):
                content = _png(content)
            # A fixed time: the same file cleared twice is the same content.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _emptied(root: etree._Element) -> bytes:
    for node in root.iter():
        if isinstance(node.tag, str) and node.tag.rpartition("}")[2] in _EMPTIED:
            node.text = ""
    return _written(root)


def _childless(root: etree._Element) -> bytes:
    for child in list(root):
        root.remove(child)
    return _written(root)


def _written(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


__all__ = ["CLEARABLE", "Hostile", "cleared"]
