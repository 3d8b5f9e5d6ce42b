"""What is this file, by its content, and is it one that an office publishes?

Takes:   the bytes, and the name they came with; the name proves nothing, but must not say otherwise.
Gives:   the kind (`KINDS`). Refused (`NotStored`): what can act (programs, scripts, pages, macros), what cannot be looked into
         (archives, files under a password), two formats in one file, a name that says another format.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from dataclasses import dataclass

from gongkai.apps.files.refusal import NotStored
from gongkai.proofing.files.package import Hostile, Package


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: how browsers are told of it, the endings a name may have, whether a page may show it as a picture."""

    media_type: str
    endings: tuple[str, ...]
    picture: bool = False


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: dict[str, Kind] = {
    "docx": Kind(_OFFICE + "wordprocessingml.document", ("docx", "wps")),
    "xlsx": Kind(_OFFICE + "spreadsheetml.sheet", ("xlsx", "et")),
    "pptx": Kind(_OFFICE + "presentationml.presentation", ("pptx", "dps")),
    "pdf": Kind("application/pdf", ("pdf",)),
    "ofd": Kind("application/ofd", ("ofd",)),
    "doc": Kind("application/msword", ("doc", "wps", "dot")),
    "xls": Kind("application/vnd.ms-excel", ("xls", "et")),
    "ppt": Kind("application/vnd.ms-powerpoint", ("ppt", "dps", "pps")),
    "png": Kind("image/png", ("png",), True),
    "jpg": Kind("image/jpeg", ("jpg", "jpeg", "jpe"), True),
    "webp": Kind("image/webp", ("webp",), True),
    "gif": Kind("image/gif", ("gif",), True),
    "txt": Kind("text/plain; charset=utf-8", ("txt",)),
    "csv": Kind("text/csv; charset=utf-8", ("csv",)),
}
"""Every kind that is taken in."""
PICTURES = tuple(name for name, kind in KINDS.items() if kind.picture)
ENDINGS = tuple(dict.fromkeys(ending for kind in KINDS.values() for ending in kind.endings))
"""What a page may offer for choosing."""

MOST_PIXELS = 100_000_000
_TAKEN = "可用 docx、xlsx、pptx、pdf、ofd、doc、xls、ppt、png、jpg、webp、gif、txt、csv"
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "这是程序文件，不能上传"),
    (b"\x7fELF", "这是程序文件，不能上传"),
    (b"\xca\xfe\xba\xbe", "这是程序文件，不能上传"),
    (b"\xcf\xfa\xed\xfe", "这是程序文件，不能上传"),
    (b"#!", "这是脚本，不能上传"),
    (b"Rar!", "这是压缩包，里面的内容无法逐项审查，请解压后逐个上传"),
    (b"7z\xbc\xaf", "这是压缩包，里面的内容无法逐项审查，请解压后逐个上传"),
    (b"\x1f\x8b", "这是压缩包，里面的内容无法逐项审查，请解压后逐个上传"),
    (b"BZh", "这是压缩包，里面的内容无法逐项审查，请解压后逐个上传"),
    (b"{\\rtf", "这是 RTF 文件，请另存为 docx 后再上传"),
    (b"%!PS", "这是 PostScript 文件，请转换为 PDF 后再上传"),
    (b"BM", "这是 BMP 图片，请另存为 png 或 jpg 后再上传"),
    (b"II*\x00", "这是 TIFF 图片，请另存为 png 或 jpg 后再上传"),
    (b"MM\x00*", "这是 TIFF 图片，请另存为 png 或 jpg 后再上传"),
)
_MARKUP = re.compile(
    rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|object|embed|table|div|p|span|meta|link|style|form|\?xml)\b|<\?xml|<\?php|<%",
    re.IGNORECASE,
)
_CONTROL = bytes(byte for byte in range(32) if byte not in (9, 10, 13))
_END_OF_ZIP = b"PK\x05\x06"
_TAIL = 66_000
"""A zip's directory ends within so many bytes of the end of the file."""


def prove(data: bytes, name: str) -> str:
    """The kind that the content proves. Refused (`NotStored`) as the module says; an empty name says nothing."""
    if not data:
        raise NotStored("文件是空的；请确认文件已完整保存。")
    if _UNSEEN.search(name) or "/" in name or "\\" in name:
        raise NotStored("文件名里有看不见的字符或者斜线，可能冒充别的类型；请改名后再上传。")
    kind = _by_content(data, name)
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if name and ending not in KINDS[kind].endings:
        said = f"扩展名“.{ending}”" if ending else "文件名没有扩展名，"
        raise NotStored(f"{said}与内容不符：内容是 {kind} 文件；请改为正确的扩展名，并确认选对了文件。")
    if kind not in ("docx", "xlsx", "pptx", "ofd") and _END_OF_ZIP in data[-_TAIL:] and _opens_as_zip(data):
        raise NotStored("文件里夹带着压缩包，可能是恶意文件；请用原软件另存后再上传。")
    return kind


def _opens_as_zip(data: bytes) -> bool:
    """Whether the end of the file is a directory of parts, and not four bytes that happened."""
    at = data.rfind(_END_OF_ZIP)
    if len(data) < at + 22:
        return False
    entries, size, _ = struct.unpack_from("<HII", data, at + 10)
    return entries > 0 and 0 < size <= at and data[at - size : at - size + 4] == b"PK\x01\x02"


def _by_content(data: bytes, name: str) -> str:
    for mark, test in _MARKS:
        if data.startswith(mark):
            return test(data)
    if data[4:8] == b"ftyp":
        raise NotStored(f"这是音视频或者 HEIC 图片，不能上传；图片请另存为 jpg，{_TAKEN}。")
    for mark, said in _OTHERS:
        if data.startswith(mark):
            raise NotStored(f"{said}；{_TAKEN}。")
    if b"%PDF-" in data[:1024]:
        raise NotStored("PDF 的开头夹有别的内容，可能是恶意文件；请重新导出后再上传。")
    return _text(data, name)


def _text(data: bytes, name: str) -> str:
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<") or _MARKUP.search(data[:65_536]):
        raise NotStored("内容是网页或者含有网页代码，不能作为附件；请另存为 docx 或 pdf，正文请直接粘贴到编辑器。")
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    sample = data[:65_536]
    if not wide and (b"\x00" in sample or len(sample) - len(sample.translate(None, _CONTROL)) > len(sample) // 100):
        raise NotStored(f"认不出这个文件的格式；{_TAKEN}。")
    return "csv" if name.lower().endswith(".csv") else "txt"


def _zipped(data: bytes) -> str:
    try:
        package = Package(data)
    except Hostile as hostile:
        raise NotStored(str(hostile)) from hostile
    names = set(package.names)
    lower = {each.lower() for each in names}
    if any(each.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in each for each in lower):
        raise NotStored("文件含有宏，出于安全不能上传；请另存为不含宏的 docx、xlsx 或 pptx 后再上传。")
    for part, kind in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx")):
        if part in names and "[Content_Types].xml" in names:
            return kind
    if "OFD.xml" in names:
        return "ofd"
    if "content.xml" in names:
        raise NotStored("这是 ODF 文件，请另存为 docx 或 xlsx 后再上传。")
    raise NotStored("这是压缩包，里面的内容无法逐项审查，请解压后逐个上传。")


def _compound(data: bytes) -> str:
    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        raise NotStored("文件设有打开密码；请去掉密码后再上传。")
    if holds("_VBA_PROJECT") or holds("Macros"):
        raise NotStored("文件含有宏，出于安全不能上传；请另存为不含宏的文件后再上传。")
    for name, kind in (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"), ("Book", "xls")):
        if holds(name):
            return kind
    raise NotStored("认不出这个文件的格式；请另存为 docx、xlsx 或 pdf 后再上传。")


def _pdf(data: bytes) -> str:
    if b"%%EOF" not in data[-2048:] and b"startxref" not in data[-4096:]:
        raise NotStored("PDF 不完整，可能没有传完；请重新导出后再上传。")
    return "pdf"


def _png(data: bytes) -> str:
    if data[12:16] != b"IHDR" or len(data) < 33:
        raise NotStored("图片不完整或已损坏；请另存后再上传。")
    width, height = struct.unpack_from(">II", data, 16)
    return _bounded("png", width, height)


_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def _jpeg(data: bytes) -> str:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", data, at + 5)
            return _bounded("jpg", width, height)
        at += 2 + int(struct.unpack_from(">H", data, at + 2)[0])
    raise NotStored("图片不完整或已损坏；请另存后再上传。")


def _gif(data: bytes) -> str:
    if len(data) < 13 or data[:6] not in (b"GIF87a", b"GIF89a"):
        raise NotStored("图片不完整或已损坏；请另存后再上传。")
    width, height = struct.unpack_from("<HH", data, 6)
    return _bounded("gif", width, height)


def _riff(data: bytes) -> str:
    if data[8:12] != b"WEBP" or len(data) < 30:
        raise NotStored(f"这是音视频文件，不能上传；{_TAKEN}。")
    return "webp"


def _bounded(kind: str, width: int, height: int) -> str:
    if not width or not height or width * height > MOST_PIXELS:
        raise NotStored(f"图片有 {width}×{height} 个像素，太大或者已损坏；请缩小后再上传。")
    return kind


_MARKS: tuple[tuple[bytes, Callable[[bytes], str]], ...] = (
    (b"PK\x03\x04", _zipped),
    (b"\xd0\xcf\x11\xe0", _compound),
    (b"%PDF-", _pdf),
    (b"\x89PNG\r\n\x1a\n", _png),
    (b"\xff\xd8\xff", _jpeg),
    (b"GIF8", _gif),
    (b"RIFF", _riff),
)
