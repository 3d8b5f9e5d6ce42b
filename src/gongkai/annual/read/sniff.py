"""What is this file, by its content? Names lie: pages are called .xls, pdfs are called .doc.

Refused: what Gongkai does not read, with the way to turn it into something that it does.
"""

from __future__ import annotations

import re

from gongkai.annual.read import flat_xml
from gongkai.annual.read.office import Package
from gongkai.annual.read.refusal import Unreadable

MOST_BYTES = 50_000_000
_MARKUP = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|table|tbody|div|p|span|td|article|section)[\s>/]|&lt;/t[dr]&gt;",
    re.IGNORECASE,
)
_JSON = re.compile(rb"\{|\[\s*[\[{\"\]]")
"""A bracket with a number in it is the mark of a link in a text dump."""
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_CONTROL = bytes(byte for byte in range(32) if byte not in (9, 10, 11, 12, 13, 27))
_OTHER = {
    b"Rar!": "RAR 压缩包", b"7z\xbc\xaf": "7z 压缩包", b"\x1f\x8b": "gzip 压缩包", b"{\\rtf": "RTF 文件", b"%!PS": "PostScript 文件",
}  # fmt: skip


def kind(data: bytes) -> str:
    """`pdf`, `docx`, `xlsx`, `json`, `mhtml`, `word_xml`, `excel_xml`, `html` or `text`."""
    if not data.strip(b"\x00 \t\r\n"):
        raise Unreadable("文件是空的；请确认文件已完整保存或下载。")
    if len(data) > MOST_BYTES:
        raise Unreadable(f"文件超过 {MOST_BYTES // 1_000_000} MB，不像一份年报；请只提供年报文件。")
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zipped(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise _compound(data)
    if data.startswith(_PICTURES):
        raise Unreadable("这是图片文件，没有可读的文字；请提供文字版的年报，或先做文字识别（OCR）。")
    for mark, name in _OTHER.items():
        if start.startswith(mark):
            raise Unreadable(f"这是 {name}，不能直接读取；请转换或解压为 docx、pdf、html 或 txt 后再试。")
    if flat := flat_xml.kind(data):
        return flat
    if _JSON.match(start):
        return "json"
    if re.match(rb"(?:From[ :]|MIME-Version:|Content-Type: multipart|Subject:|Snapshot-)", start, re.IGNORECASE):
        return "mhtml"
    if _is_binary(data):
        raise Unreadable("文件不是文字内容，认不出格式；请提供 html、txt、docx、pdf、xlsx 或 json 格式的年报。")
    return "html" if _MARKUP.search(data[:400_000].replace(b"\x00", b"")) else "text"


def _zipped(data: bytes) -> str:
    names = Package(data).names
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "OFD.xml" in names:
        raise Unreadable("这是 OFD 版式文件，暂不能读取；请另存为 PDF 或 Word（docx）后再试。")
    if "content.xml" in names:
        raise Unreadable("这是 ODF 文件，暂不能读取；请另存为 docx 或 xlsx 后再试。")
    raise Unreadable("这是压缩包，不是年报文件本身；请解压后选择其中的年报文件。")


def _compound(data: bytes) -> Unreadable:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Unreadable("文件设有打开密码；请在 Word 或 Excel 中去掉密码后再试。")
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return Unreadable("这是旧格式的 Excel 文件（xls）；请在 Excel 或 WPS 中另存为 xlsx 后再试。")
    return Unreadable("这是旧格式的 Word 文件（doc 或 wps）；请在 Word 或 WPS 中另存为 docx 后再试。")


def _is_binary(data: bytes) -> bool:
    """Whether bytes are no text in any character set: control characters, or zeros that UTF-16 does not explain."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    sample = data[:4096]
    if b"\x00" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        return (
            not (max(even, odd) > 3 * min(even, odd) + 8 and len(set(sample)) > 8)
            and sample.count(0) > len(sample) // 20
        )
    control = len(sample) - len(sample.translate(None, _CONTROL))
    return control > len(sample) // 25
