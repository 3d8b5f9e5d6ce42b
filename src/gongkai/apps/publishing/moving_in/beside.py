"""Where is a file that an old page names, and what becomes of it?

Takes:   an address as it stands in the old text. Gives: the digest under which the file is kept now (apps/files), or why not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from gongkai.apps.files.actions import NotStored
from gongkai.apps.publishing.moving_in.mapping import Mapping
from gongkai.apps.publishing.moving_in.sources import Row

_PAGES = frozenset({"", ".htm", ".html", ".shtml", ".jhtml", ".jsp", ".asp", ".aspx", ".php", ".do"})

Store = Callable[[bytes, str], str]
"""Keeps a file under a name; its digest. Refused: `NotStored`."""


class NotBeside(Exception):
    """The file is not there, or cannot be taken: the reason, and how to mend it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy


@dataclass(slots=True)
class Beside:
    """The files beside a source. Each is stored once a run."""

    root: Path
    mapping: Mapping
    store: Store
    _known: dict[Path, str] = field(default_factory=dict)

    def path(self, row: Row, address: str) -> Path | None:
        """The file that an address means; None for a page, for another site, for what is not there or lies outside."""
        told = address.strip()
        if self.mapping.site and told.startswith(f"{self.mapping.site}/"):
            told = told.removeprefix(self.mapping.site)
        try:
            parts = urlsplit(told)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path or "\x00" in parts.path:
            return None
        name = unquote(parts.path)
        if Path(name).suffix.lower() in _PAGES:
            return None
        found = ((self.root / name.lstrip("/")) if name.startswith("/") else (row.folder / name)).resolve()
        return found if found.is_relative_to(self.root.resolve()) and found.is_file() else None

    def digest(self, row: Row, address: str) -> tuple[str, str]:
        """Digest and name of the file that an address means. Refused: `NotBeside`."""
        path = self.path(row, address)
        if path is None:
            raise NotBeside(f"“{address[:100]}”不在导出的文件旁边", "请把这个文件放到对应的位置，或者改正地址")
        if path not in self._known:
            try:
                self._known[path] = self.store(path.read_bytes(), path.name)
            except NotStored as refused:
                raise NotBeside(f"“{path.name}”不能收：{refused}", "请换成可以公开的文件") from refused
        return self._known[path], path.name
