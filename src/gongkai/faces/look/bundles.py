"""Which style sheets does a page load? One: put together from the small ones that people write, in a fixed order.

A phone on a slow line asks once and not ten times; whoever writes still finds a rule in a file of its own. The name of what is put
together is hashed like any other file's (collectstatic), so that it may be kept for ever.

Takes:   `BUNDLES`; the parts as the other finders know them.
Gives:   a finder of static files. What it finds lies in the data folder, written anew whenever a part has changed.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder
from django.core.files.storage import FileSystemStorage, Storage

_COMMON = ("tokens", "base", "layout", "forms", "tables", "findings")
_PORTAL = ("frame", "disclosure", "item", "site", "found", "figures")
_LAST = ("looks", "print")
BUNDLES: dict[str, tuple[str, ...]] = {
    "portal/common.css": tuple(f"portal/{name}.css" for name in (*_COMMON, *_LAST)),
    "portal/portal.css": tuple(f"portal/{name}.css" for name in (*_COMMON, *_PORTAL, *_LAST)),
}
"""What a page of the desk loads before its own sheets, and what a page of the portal loads."""


class Bundles(BaseFinder):
    """Finds what `BUNDLES` names. A part that is not there is a programmer's error, and said at once."""

    def __init__(self, *_: Any, **__: Any) -> None:
        self._parts = AppDirectoriesFinder()
        self._folder = Path(settings.DATA) / "bundles"
        self._storage = FileSystemStorage(location=self._folder)

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in BUNDLES:
            return []
        found = str(self._made(path))
        return [found] if find_all else found

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, Storage]]:
        for path in BUNDLES:
            self._made(path)
            yield path, self._storage

    def _made(self, path: str) -> Path:
        """Where the bundle lies, written anew if it is not what its parts say now."""
        text = "".join(Path(self._part(part)).read_text(encoding="utf-8") for part in BUNDLES[path])
        place = self._folder / path
        if not place.is_file() or place.read_text(encoding="utf-8") != text:
            place.parent.mkdir(parents=True, exist_ok=True)
            # Several processes may put together the same: each renames a whole file.
            handle, name = tempfile.mkstemp(dir=place.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(name, 0o644)
            os.replace(name, place)
        return place

    def _part(self, part: str) -> str:
        found = self._parts.find(part)
        if not found:
            raise FileNotFoundError(part)
        return str(found)
