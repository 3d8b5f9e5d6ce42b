"""The parts of an office file whose traces are looked for (gongkai/zipped); one with macros too, for that is among what is told."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.zipped import Zipped


class Hostile(Exception):
    """A file that is not to be opened any further: one Chinese sentence, what and how to mend it."""


class Package(Zipped):
    """An opened office file. Refused: `Hostile`."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, Hostile, macros=True)

    def matching(self, start: str, end: str = ".xml") -> Iterator[str]:
        """Names of parts by how they begin and end, in the order of the file."""
        return (name for name in self.names if name.startswith(start) and name.endswith(end))
