"""An office file is a zip of XML parts that nobody vouches for: how is one opened so that it can neither swell nor run?

Takes:   bytes, how the one who opens it refuses, bounds that are narrower where they need be.
Gives:   `Zipped`: names of parts, a part, the root of an XML part; `parsed` for XML that stands alone.

Refused, by a sentence of this one set: archives that are torn, locked, swollen, of too many parts, with macros unless they are wanted;
XML with entities.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

TORN = "文件不完整或已损坏，打不开；请重新下载或另存后再试。"
BROKEN_XML = "文件内部的 XML 已损坏，无法读取；请重新下载或另存后再试。"
LOCKED = "文件设有密码；请去掉密码，另存后再试。"
SWOLLEN = "文件解压后大得不正常，可能是压缩炸弹，已停止读取；请换用正常保存的文件，或者分成几份。"
TOO_MANY = "文件内部的部件过多，不像正常的文档，已停止读取；请另存后再试。"
MACROS = "文件含有宏，出于安全不予读取；请另存为不含宏的文件后再试。"
ENTITIES = "文件的 XML 中有实体声明，可能是恶意文件，已停止读取；请另存后再试。"
_TORN = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    IndexError,
    KeyError,
)
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")

Refuse = Callable[[str], Exception]


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of one file: how many parts it may have; of what is unpacked, the bytes of one part, of one part of XML, and of all that is read.

    What the headers say of all parts together is asked when it is opened; a header that lies is found when its part is read.
    """

    parts: int = 5000
    part: int = 60_000_000
    xml: int = 60_000_000
    whole: int = 400_000_000


USUAL = Bounds()


class Zipped:
    """An opened file. `names` are those of its parts, in their order."""

    def __init__(self, data: bytes, refuse: Refuse, bounds: Bounds = USUAL, macros: bool = False) -> None:
        self._refuse, self._bounds = refuse, bounds
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except _TORN as error:
            raise refuse(TORN) from error
        self.names = tuple(info.filename for info in infos)
        if len(infos) > bounds.parts:
            raise refuse(TOO_MANY)
        if sum(info.file_size for info in infos) > bounds.whole:
            raise refuse(SWOLLEN)
        if any(info.flag_bits & 1 for info in infos):
            raise refuse(LOCKED)
        if not macros and any(name.lower().endswith("vbaproject.bin") for name in self.names):
            raise refuse(MACROS)

    def content(self, name: str) -> bytes:
        """A part, unpacked; never more than the bound, whatever its header says."""
        return self._read(name, self._bounds.part)

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part."""
        return parsed(self._read(name, self._bounds.xml), self._refuse)

    def _read(self, name: str, most: int) -> bytes:
        try:
            with self._archive.open(name) as part:
                content = part.read(most + 1)
        except _TORN as error:
            raise self._refuse(TORN) from error
        if len(content) > most:
            raise self._refuse(SWOLLEN)
        return content


def parsed(content: bytes, refuse: Refuse) -> etree._Element:
    """The root of XML that nobody vouches for. No entity is resolved, nothing is fetched."""
    if any(each in content for each in _DECLARED):
        raise refuse(ENTITIES)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise refuse(BROKEN_XML) from error
    # In an encoding in which the words above look otherwise.
    if root.getroottree().docinfo.internalDTD is not None:
        raise refuse(ENTITIES)
    return root
