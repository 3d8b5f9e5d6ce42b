"""Are the sealed files those that the journal pins?

Each `add` in the journal holds the keyed digest of the bytes: a file that is gone, was altered or exchanged differs from it. Nobody is
shown anything, so that checking leaves no trace of reading.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.papers import safe
from gongkai.apps.papers.models import Paper
from gongkai.apps.papers.refusals import PaperLost

_PIECE = 200


@dataclass(frozen=True, slots=True)
class Checked:
    """How many papers were looked at, and for each that is wrong: its organ, its number, what is wrong."""

    papers: int
    wrong: tuple[tuple[int, int, str], ...]


def check(organ_ids: Iterable[int] | None = None) -> Checked:
    """Every paper that is not shredded opened and held against the journal. Refused: `VaultRefusal` where keys are missing."""
    rows = Paper.objects.filter(record__shredded_at__isnull=True).select_related("record").order_by("pk")
    if organ_ids is not None:
        rows = rows.filter(organ_id__in=list(organ_ids))
    count, wrong = 0, []
    pinned = _pinned()
    for row in rows.iterator(chunk_size=_PIECE):
        count += 1
        if said := _fault(row, pinned.get(row.pk)):
            wrong.append((row.organ_id, row.pk, said))
    return Checked(count, tuple(wrong))


def missing() -> int:
    """How many papers that are not shredded have no bytes any more: a look at the folder only."""
    rows = Paper.objects.filter(record__shredded_at__isnull=True).values_list("stored", flat=True)
    return sum(not safe.path_of(stored).is_file() for stored in rows.iterator(chunk_size=_PIECE * 10))


def _pinned() -> dict[int, object]:
    added = Entry.objects.filter(subject=Subject.PAPER, event="add").order_by("pk")
    return {entry.subject_id: entry.data.get("digest") for entry in added.iterator(chunk_size=_PIECE)}


def _fault(row: Paper, pinned: object) -> str:
    if pinned != row.digest:
        return "与台账日志登记的不符：登记行被改过。"
    try:
        key = vault.unlocked(row.record)["key"]
        data = vault.open_bytes(row.organ_id, row.stored, key, safe.get(row.stored), row.digest)
    except PaperLost:
        return "的文件不见了，请从备份恢复数据文件夹下的 papers。"
    except (VaultRefusal, KeyError):
        return "的密钥打不开：记录被改过，或者密钥不是密封时所用的。"
    return "" if data is not None else "的文件被改过，请从备份恢复。"
