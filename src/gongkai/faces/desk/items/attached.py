"""The attachments of the text at work, and what in them their readers do not see."""

from __future__ import annotations

import json
from dataclasses import dataclass

from gongkai.apps.publishing.models import FileUse
from gongkai.apps.publishing.versions import Stored
from gongkai.apps.publishing.viewing import FindingLine
from gongkai.faces.desk.items.seen import Seen, address


@dataclass(frozen=True, slots=True)
class Trace:
    """Something that readers do not see in a file."""

    where: str
    message: str
    open_: bool


@dataclass(frozen=True, slots=True)
class File:
    """An attachment of the text at work."""

    name: str
    url: str
    kind: str
    size: int
    unread: str
    traces: tuple[Trace, ...]


def files(seen: Seen, text: Stored) -> list[File]:
    """Attachments, and pictures of which something is to be said."""
    by_place: dict[int, list[FindingLine]] = {}
    for line in seen.view.findings:
        if line.found.place and line.found.end <= line.found.start:
            by_place.setdefault(line.found.place, []).append(line)
    return [
        File(
            each.name,
            address("attachment", seen.row.pk, text.version.number, each.place),
            each.blob.kind,
            each.blob.size,
            each.blob.unread,
            tuple(
                Trace(_where(each.blob.hidden, line), line.found.message, line.open)
                for line in by_place.get(each.place, ())
            ),
        )
        for each in text.files
        if each.use == FileUse.ATTACHMENT or each.place in by_place
    ]


def _where(hidden: str, line: FindingLine) -> str:
    same = (
        each["where"]
        for each in json.loads(hidden)
        if (each["code"], each["text"]) == (line.found.code, line.found.text)
    )
    return next(same, line.found.where)
