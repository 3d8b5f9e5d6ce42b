"""What docx and xlsx have in common: a zip of XML parts, opened with bounds.

Refused: archives that are torn, locked, swollen, of too many parts, or with macros; XML with entities.
"""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from gongkai.annual.read.refusal import Unreadable

_MOST_PARTS = 3000
_MOST_BYTES = 60_000_000
"""Of one part, unpacked."""


def parsed(content: bytes) -> etree._Element:
    """The root of XML that nobody vouches for."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Unreadable("文件的 XML 中有实体声明，可能是恶意文件，已停止读取；请另存后再试。")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Unreadable("文件内部的 XML 已损坏，无法读取；请重新下载或另存后再试。") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("文件的 XML 中有实体声明，可能是恶意文件，已停止读取；请另存后再试。")
    return root


class Package:
    """An opened office file."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self.names = frozenset(self._archive.namelist())
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, IndexError) as error:
            raise Unreadable("文件不完整或已损坏，打不开；请重新下载或另存后再试。") from error
        if len(self.names) > _MOST_PARTS:
            raise Unreadable("文件内部的部件过多，不像正常的 Word 或 Excel 文件，已停止读取；请另存后再试。")
        if any(name.lower().endswith("vbaproject.bin") for name in self.names):
            raise Unreadable("文件含有宏，出于安全不予读取；请另存为不含宏的 docx 或 xlsx 后再试。")

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part."""
        return parsed(self.bytes(name))

    def bytes(self, name: str) -> bytes:
        """A part, unpacked; never more than the bound, whatever its header says."""
        try:
            info = self._archive.getinfo(name)
            if info.flag_bits & 1:
                raise Unreadable("文件设有密码；请提供去掉密码的版本。")
            if info.file_size > _MOST_BYTES:
                raise Unreadable("文件解压后大得不正常，可能是压缩炸弹，已停止读取；请换用正常保存的文件。")
            with self._archive.open(info) as part:
                content = part.read(_MOST_BYTES + 1)
        except (
            KeyError,
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            NotImplementedError,
            RuntimeError,
        ) as error:
            raise Unreadable("文件不完整或已损坏，缺少正文；请重新下载或另存后再试。") from error
        if len(content) > _MOST_BYTES:
            raise Unreadable("文件解压后大得不正常，可能是压缩炸弹，已停止读取；请换用正常保存的文件。")
        return content
