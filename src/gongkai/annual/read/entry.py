"""The doors of the reader: bytes or a path in, a report out, or one sentence why not."""

from __future__ import annotations

import email
import email.policy
import re
import stat
from collections.abc import Callable
from pathlib import Path

from gongkai.annual.model import Remark, Report
from gongkai.annual.read import charset, compose, docx, dress, flat_xml, html, json, pdf, sniff, text, xlsx
from gongkai.annual.read.office import Package
from gongkai.annual.read.refusal import Unreadable

_MOST_CHARACTERS = 4_000_000
_SUBJECT = re.compile("公开|公開|申请|申請|复议|復議|总计|總計|行政许可|行政处罚|国家秘密")


def read(data: bytes, name: str = "") -> Report:
    """The report that a file holds; `name` is kept as its source and decides nothing.

    Refused with `Unreadable`: files that cannot be opened, and documents that are no annual report.
    """
    kind = sniff.kind(data)
    try:
        report = _FORMATS[kind](data)
    except (RecursionError, MemoryError) as error:
        raise Unreadable("文件的结构过于复杂，已停止读取；请另存为简单的 html、docx 或 txt 后再试。") from error
    report.source = name
    return report


def read_file(path: str | Path) -> Report:
    """The report in a file.

    Refused with `Unreadable`: as `read`, and paths that are no readable file.
    """
    path = Path(path)
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable(f"“{path.name}”是文件夹，不是文件；请选择其中的年报文件。")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"“{path.name}”不是普通文件，不能读取；请选择年报文件。")
        if status.st_size > sniff.MOST_BYTES:
            raise Unreadable(f"“{path.name}”超过 {sniff.MOST_BYTES // 1_000_000} MB，不像一份年报；请只提供年报文件。")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise Unreadable(f"找不到文件“{path.name}”；请核对路径。") from error
    except PermissionError as error:
        raise Unreadable(f"没有权限读取“{path.name}”；请检查文件权限。") from error
    except (OSError, ValueError) as error:
        raise Unreadable(f"读不了“{path.name}”；请核对路径，或把文件复制到本机后再试。") from error
    return read(data, path.name)


def _decoded(data: bytes) -> tuple[str, list[Remark]]:
    content, lost = charset.decode(data)
    if len(content) > _MOST_CHARACTERS:
        raise Unreadable(f"文字超过 {_MOST_CHARACTERS // 10_000} 万字，不像一份年报；请只提供年报部分。")
    if not _SUBJECT.search(content) and "&#" not in content:
        raise Unreadable("这份文件不是政府信息公开年度报告：没有年报的表格，也没有年报的标题；请确认选对了文件。")
    remark = Remark("text.lost", "文件有无法解码的字节，丢失的字符用“\ufffd”代替。")
    return content, [remark] if lost or "\ufffd" in content else []


def _from_html(data: bytes) -> Report:
    content, remarks = _decoded(dress.undressed(data))
    document = html.read(content)
    document.remarks += remarks
    return compose.compose([document])


def _from_text(data: bytes) -> Report:
    content, remarks = _decoded(data)
    document = text.read(content)
    document.remarks += remarks
    return compose.compose([document])


def _from_mhtml(data: bytes) -> Report:
    """A saved web archive: its first page."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                return _from_html(content)
    return _from_text(data)


def _from_json(data: bytes) -> Report:
    content, _ = charset.decode(data)
    read_in = json.read(content)
    if isinstance(read_in, Report):
        return read_in
    return compose.compose([read_in])


def _from_docx(data: bytes) -> Report:
    return compose.compose([docx.read(Package(data))])


def _from_xlsx(data: bytes) -> Report:
    return compose.compose([xlsx.read(Package(data))])


def _from_word_xml(data: bytes) -> Report:
    return compose.compose([flat_xml.word(data)])


def _from_excel_xml(data: bytes) -> Report:
    return compose.compose([flat_xml.excel(data)])


def _from_pdf(data: bytes) -> Report:
    return compose.compose(pdf.readings(data))


_FORMATS: dict[str, Callable[[bytes], Report]] = {
    "html": _from_html,
    "text": _from_text,
    "mhtml": _from_mhtml,
    "json": _from_json,
    "docx": _from_docx,
    "xlsx": _from_xlsx,
    "pdf": _from_pdf,
    "word_xml": _from_word_xml,
    "excel_xml": _from_excel_xml,
}
