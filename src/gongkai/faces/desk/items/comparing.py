"""What differs between two versions of an item: its fields, its text, the text of its attachments, character by character?

Takes:   two versions as they are stored, the older may be none: then everything is new; doubts of proofing for the newer.
Gives:   `FieldChange`s and `Part`s for a template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gongkai.apps import casebook
from gongkai.apps.publishing.models import FileUse, VersionFile
from gongkai.apps.publishing.versions import Stored
from gongkai.faces.desk.items.redlined import Doubt, Piece, Run, Stretch, changes, stretches
from gongkai.law.procedures.publication_forms import PUBLICATION_FORMS
from gongkai.texts.long_redline import long_redline, too_long
from gongkai.texts.plain import plain
from gongkai.texts.redline import Span, redline

BODY = "body"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that differs, or any field of a first version."""

    label: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The text, or one attachment. `key` tells it apart on the page; `file` is None for the text; `note` says what was not
    compared or not read, `blank` why nothing is shown.
    """

    key: str
    title: str
    stretches: tuple[Stretch, ...]
    file: VersionFile | None = None
    note: str = ""
    blank: str = ""


def fields(old: Stored | None, new: Stored) -> list[FieldChange]:
    """The fields that differ; without an older version all of them."""
    before, after = _worded(old), _worded(new)
    found = []
    for label in dict.fromkeys([*after, *before]):
        was, now = before.get(label, ""), after.get(label, "")
        if old is None or was != now:
            pieces = redline(was, now) if old is not None else (Span("equal", now),)
            found.append(FieldChange(label, _flat(stretches(pieces, fold=False))))
    return found


def parts(
    old: Stored | None, new: Stored, doubts: Mapping[str, Sequence[Doubt]] | None = None, fold: bool = True
) -> list[Part]:
    """The text and each attachment, those that are gone too. `doubts` by the key of their part."""
    told = doubts or {}
    was, now = plain(old.content.body) if old else "", plain(new.content.body)
    blank = "没有正文。" if not now and not was else ""
    body = Part(
        BODY, "正文", stretches(_pieces(old, was, now), told.get(BODY, ()), fold), note=_by_lines(was, now), blank=blank
    )
    found = [body]
    before = {each.name: each for each in attachments(old)} if old else {}
    by_digest = {each.blob.digest: each for each in before.values()}
    for each in attachments(new):
        twin = before.pop(each.name, None) or by_digest.get(each.blob.digest)
        found.append(_file(old, twin, each, told.get(file_key(each), ()), fold))
        if twin is not None:
            before.pop(twin.name, None)
    found += [
        Part(f"gone-{each.place}", f"删去的附件：{each.name}", stretches([Span("delete", each.blob.text)], (), fold))
        for each in before.values()
    ]
    return found


def attachments(stored: Stored) -> list[VersionFile]:
    """The files that are offered beside the text; pictures are part of it."""
    return [each for each in stored.files if each.use == FileUse.ATTACHMENT]


def file_key(file: VersionFile) -> str:
    """How the part of an attachment is called on the page."""
    return f"file-{file.place}"


def total(shown: Sequence[FieldChange], found: Sequence[Part]) -> int:
    """How many changes there are together."""
    return sum(run.change > 0 for each in shown for run in each.runs) + sum(changes(each.stretches) for each in found)


def _file(old: Stored | None, twin: VersionFile | None, file: VersionFile, doubts: Sequence[Doubt], fold: bool) -> Part:
    was, now = twin.blob.text if twin else "", file.blob.text
    said = []
    if old is not None and twin is None:
        said.append("新增的附件。")
    elif twin is not None and twin.name != file.name:
        said.append(f"原名“{twin.name}”。")
    elif twin is not None and twin.blob.digest == file.blob.digest:
        said.append("内容没有改动。")
    if file.blob.unread:
        said.append(file.blob.unread)
    elif not now:
        said.append("没有可以读出的文字，请打开查看。")
    said.append(_by_lines(was, now))
    pieces = _pieces(old, was, now)
    return Part(file_key(file), f"附件：{file.name}", stretches(pieces, doubts, fold), file, "".join(said))


def _pieces(old: Stored | None, was: str, now: str) -> Sequence[Piece]:
    """A first version is not shown as one great insertion: nothing was signed before it."""
    return (Span("equal", now),) if old is None else tuple(long_redline(was, now))


def _by_lines(was: str, now: str) -> str:
    return "文字较长，先按段对齐，再在改动的段内逐字比较。" if was != now and too_long(was, now) else ""


def _worded(stored: Stored | None) -> dict[str, str]:
    return dict(casebook.worded(PUBLICATION_FORMS["edit"], stored.content.fields)) if stored else {}


def _flat(found: Sequence[Stretch]) -> tuple[Run, ...]:
    """All on one line of the page, breaks kept."""
    told: list[Run] = []
    for paragraph in (each for stretch in found for each in stretch.paragraphs):
        told += [Run("equal", "\n")] if told else []
        told += paragraph.runs
    return tuple(told)
