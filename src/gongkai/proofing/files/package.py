"""The parts of an office file, opened with bounds: a zip of XML that nobody vouches for."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

MOST_BYTES = 60_000_000
"""Of one part, unpacked."""
MOST_IN_ALL = 400_000_000
"""Of all parts by what their headers say; a header that lies is found when the part is read."""
MOST_PARTS = 5000
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


class Hostile(Exception):
    """A file that is not to be opened any further: one Chinese sentence, what and how to mend it."""


class Package:
    """An opened office file."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            infos = self._archive.infolist()
        except _TORN as error:
            raise Hostile("文件不完整或已损坏，打不开；请另存后重新上传。") from error
        if len(infos) > MOST_PARTS:
            raise Hostile("文件内部的部件过多，不像正常的文档；请另存后重新上传。")
        if sum(info.file_size for info in infos) > MOST_IN_ALL:
            raise Hostile("文件解压后大得不正常，可能是压缩炸弹；请换用正常保存的文件。")
        if any(info.flag_bits & 1 for info in infos):
            raise Hostile("文件设有密码；请去掉密码后重新上传。")
        self.names = tuple(info.filename for info in infos)

    def bytes(self, name: str) -> bytes:
        """A part, unpacked; never more than the bound, whatever its header says. Refused: `Hostile`."""
        try:
            with self._archive.open(name) as part:
                content = part.read(MOST_BYTES + 1)
        except _TORN as error:
            raise Hostile("文件不完整或已损坏；请另存后重新上传。") from error
        if len(content) > MOST_BYTES:
            raise Hostile("文件解压后大得不正常，可能是压缩炸弹；请换用正常保存的文件。")
        return content

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part. Refused: `Hostile`, also for entities."""
        content = self.bytes(name)
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise Hostile("文件的 XML 中有实体声明，可能是恶意文件；请另存后重新上传。")
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(content, parser)
        except etree.XMLSyntaxError as error:
            raise Hostile("文件内部的 XML 已损坏；请另存后重新上传。") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise Hostile("文件的 XML 中有实体声明，可能是恶意文件；请另存后重新上传。")
        return root

    def matching(self, start: str, end: str = ".xml") -> Iterator[str]:
        """Names of parts by how they begin and end, in the order of the file."""
        return (name for name in self.names if name.startswith(start) and name.endswith(end))
