"""May these files be taken in? Looked at before any transaction begins, for a scanner and a reading process take their time.

Takes:   the names and bytes as they came.
Gives:   `examine`: the same with the kind that each content proves. Refused (`PaperRefusal`): too many, too large, able to act,
         packed, hostile, found by the virus scanner or not scanned because it does not answer (apps.files).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

from gongkai.apps.files import actions as files
from gongkai.apps.files.refusal import NotStored
from gongkai.apps.papers.refusals import PaperRefusal

_LONGEST_NAME, _LONGEST_ENDING = 120, 12


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: the name that its sender gave it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Examined:
    """A file that may be taken in; `media` is the kind that its content proved."""

    name: str
    data: bytes
    media: str


def examine(uploads: Sequence[Upload | Examined]) -> tuple[Examined, ...]:
    """Every file looked at, those that were already only passed on. Refused as the module says; one refused refuses all."""
    if len(uploads) > settings.PAPERS_AT_ONCE:
        raise PaperRefusal(
            f"一次最多上传 {settings.PAPERS_AT_ONCE} 个文件，这次有 {len(uploads)} 个；请分次上传，或者合并成一个 PDF。"
        )
    return tuple(_examined(place, each) for place, each in enumerate(uploads, 1))


def names(uploads: Iterable[Upload | Examined]) -> str:
    """What to choose again when a form is shown once more: browsers keep words, but no files."""
    return "、".join(f"“{_plain(each.name)}”" for each in uploads)


def _examined(place: int, upload: Upload | Examined) -> Examined:
    if isinstance(upload, Examined):
        return upload
    name = _plain(upload.name)
    try:
        media = files.examined(upload.data, name)
    except NotStored as refusal:
        raise PaperRefusal(f"第 {place} 个文件“{name or '没有名称'}”：{refusal.reason}", refusal.cites) from refusal
    return Examined(name or f"文件.{media}", upload.data, media)


def _plain(name: str) -> str:
    """The last part of a name, never so long that no disk takes it; its ending is kept."""
    last = name.replace("\\", "/").rpartition("/")[2].strip()
    if len(last) <= _LONGEST_NAME:
        return last
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending) > _LONGEST_ENDING:
        return last[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"
