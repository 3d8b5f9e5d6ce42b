"""The doors of the reader: bytes or a path in, a report out, or one sentence why not."""

from __future__ import annotations

from pathlib import Path

from gongkai.annual.model import Remark, Report
from gongkai.annual.read import charset, compose, html, text
from gongkai.annual.read.refusal import Unreadable


def read(data: bytes, name: str = "") -> Report:
    content, lost = charset.decode(data)
    if "<html" in content[:2000].lower() or "<table" in content[:5000].lower():
        document = html.read(content)
    else:
        document = text.read(content)
    if lost:
        document.remarks.append(Remark("text.lost", "文件有无法解码的字节，已丢失的字符用“\ufffd”代替。"))
    report = compose.compose(document)
    report.source = name
    return report


def read_file(path: str | Path) -> Report:
    return read(Path(path).read_bytes(), Path(path).name)
