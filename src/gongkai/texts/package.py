"""What lies in a Word file, opened so that it can neither swell nor run (gongkai/zipped)?

Refused (`Refused`): another format, what `Zipped` refuses, tables within tables without end.
"""

from __future__ import annotations

from lxml import etree

from gongkai.zipped import Bounds, Zipped

LARGEST = 50_000_000
_BOUNDS = Bounds(part=LARGEST, xml=12_000_000, whole=150_000_000)
"""Narrower than usual, for it is unpacked while an officer waits: XML as of a text of a thousand pages, a picture as large as the file."""
_DEEPEST = 120
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Refused(Exception):
    """The file cannot be taken. The message is one sentence for the officer: what, why, how to mend it."""


class Package(Zipped):
    """An opened docx."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLD_WORD):
            raise Refused("这是旧格式（doc、wps）或者加了密码的文件，请用 Word 或 WPS 去掉密码，另存为 docx 后再导入。")
        if len(data) > LARGEST:
            raise Refused(f"文件超过{LARGEST // 1_000_000}兆，请压缩图片，或者分成几份，再导入。")
        if not data.startswith(b"PK"):
            raise Refused("这不是 docx 文件；请用 Word 或 WPS 打开，另存为 docx 后再导入。")
        super().__init__(data, Refused, _BOUNDS)
        if "word/document.xml" not in self.names:
            raise Refused("文件里没有 Word 的正文，可能是表格或演示文稿改了名；请另存为 docx 后再导入。")

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part."""
        root = super().xml(name)
        if _depth(root) > _DEEPEST:
            raise Refused("文件里的表格或者文本框套得太深，无法读取；请理顺后另存，再导入。")
        return root


def _depth(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
