"""What lies in a Word file, opened so that it can neither swell nor run?

Refused (`Refused`): another format, archives that are torn, locked, swollen, of too many parts, with macros; XML with entities.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

LARGEST = 50_000_000
_MOST_PARTS = 3000
_LARGEST_PART = 12_000_000
"""Of XML, unpacked: a text of a thousand pages. A picture may be as large as the file."""
_LARGEST_WHOLE = 150_000_000
"""Everything that is unpacked of one file."""
_DEEPEST = 120
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENTITIES = "文件的 XML 中有实体声明，可能是恶意文件，已停止读取；请另存后再试。"
_SWOLLEN = "文件解压后大得不正常，可能是压缩炸弹，已停止读取；请换用正常保存的文件，或者分成几份。"
_TORN = "文件不完整或已损坏，打不开；请重新下载或另存后再试。"


class Refused(Exception):
    """The file cannot be taken. The message is one sentence for the officer: what, why, how to mend it."""


class Package:
    """An opened docx."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(_OLD_WORD):
            raise Refused("这是旧格式（doc、wps）或者加了密码的文件，请用 Word 或 WPS 去掉密码，另存为 docx 后再导入。")
        if len(data) > LARGEST:
            raise Refused("文件超过50兆，请压缩图片，或者分成几份，再导入。")
        if not data.startswith(b"PK"):
            raise Refused("这不是 docx 文件；请用 Word 或 WPS 打开，另存为 docx 后再导入。")
        self._left = _LARGEST_WHOLE
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.names = self._archive.namelist()
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, IndexError) as error:
            raise Refused(_TORN) from error
        if len(self.names) > _MOST_PARTS:
            raise Refused("文件内部的部件过多，不像正常的 Word 文件，已停止读取；请另存后再试。")
        if any(name.lower().endswith("vbaproject.bin") for name in self.names):
            raise Refused("文件含有宏，出于安全不予读取；请另存为不含宏的 docx 后再试。")
        if "word/document.xml" not in self.names:
            raise Refused("文件里没有 Word 的正文，可能是表格或演示文稿改了名；请另存为 docx 后再导入。")

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part."""
        content = self.bytes(name, _LARGEST_PART)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise Refused(_ENTITIES)
        try:
            root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
        except etree.XMLSyntaxError as error:
            raise Refused(_TORN) from error
        # In an encoding in which the words above look otherwise.
        if root.getroottree().docinfo.internalDTD is not None:
            raise Refused(_ENTITIES)
        if _depth(root) > _DEEPEST:
            raise Refused("文件里的表格或者文本框套得太深，无法读取；请理顺后另存，再导入。")
        return root

    def bytes(self, name: str, most: int = LARGEST) -> bytes:
        """A part, unpacked; never more than the bound, whatever its header says."""
        try:
            info = self._archive.getinfo(name)
            if info.flag_bits & 1:
                raise Refused("文件设有密码；请提供去掉密码的版本。")
            with self._archive.open(info) as part:
                content = part.read(most + 1)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Refused(_TORN) from error
        if len(content) > most:
            raise Refused(_SWOLLEN)
        self._left -= len(content)
        if self._left < 0:
            raise Refused(_SWOLLEN)
        return content


def _depth(root: etree._Element) -> int:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest
