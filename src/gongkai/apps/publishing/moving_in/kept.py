"""Where do judged rows wait until all of them are judged, so that nothing is read and cleaned twice?

Takes:   rows as they were judged, a piece at a time. Gives: the same pieces again, in their order. They lie in the data folder, in a file
         without a name, which is gone with the run however it ends; a run that goes on later judges anew.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from types import TracebackType
from typing import Any, Self

from django.conf import settings

from gongkai.apps.publishing.content import Content, FileRef
from gongkai.apps.publishing.moving_in.fault import Fault
from gongkai.apps.publishing.moving_in.judging import Judge, Prepared

Judged = Prepared | list[Fault]


class Kept:
    """A file of pieces; to be used within `with`."""

    def __init__(self) -> None:
        settings.DATA.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8", dir=settings.DATA)  # noqa: SIM115 -- closed by __exit__

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, piece: Sequence[Judged]) -> None:
        """Keep the next piece."""
        self._file.write(json.dumps([_written(each) for each in piece], ensure_ascii=False) + "\n")

    def pieces(self, judge: Judge) -> Iterator[list[Judged]]:
        """Every piece, as `judge` would judge it again."""
        self._file.seek(0)
        for line in self._file:
            yield [_read(each, judge) for each in json.loads(line)]


def _written(row: Judged) -> object:
    if isinstance(row, list):
        return [astuple(each) for each in row]
    content = row.content
    told = {"fields": dict(content.fields), "body": content.body, "files": [astuple(each) for each in content.files]}
    return told | {"place": row.place, "key": row.key, "blank": row.blank, "number": row.number}


def _read(told: Any, judge: Judge) -> Judged:
    if isinstance(told, list):
        return [Fault(*each) for each in told]
    content = Content(told["fields"], told["body"], tuple(FileRef(*each) for each in told["files"]))
    return judge.again(told["place"], told["key"], content, told["blank"], told["number"])
