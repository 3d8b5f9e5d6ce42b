"""Which papers does a case have, and what is in one? Names and bytes are opened one at a time, each with a trace in the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from gongkai.apps.files import queries as files
from gongkai.apps.journal import vault
from gongkai.apps.papers import safe
from gongkai.apps.papers.checking import Checked, check, missing
from gongkai.apps.papers.models import Paper, PaperKind
from gongkai.apps.papers.refusals import PaperLost
from gongkai.apps.people.actor import Actor, applicant
from gongkai.apps.people.rights import demand, open_organs

__all__ = ["Checked", "Opened", "PaperLine", "check", "missing", "of_case", "open_", "open_shown", "shown_to_applicant"]


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in a list, without its name. `readable` is false once its time is over and it is shredded."""

    id: int
    kind: str
    label: str
    media: str
    size: int
    place: int
    day: date
    shown: bool
    readable: bool
    by: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A paper on its way out: `media` as HTTP is told it, `disposition` its safe name, never shown in the page."""

    name: str
    media: str
    data: bytes
    disposition: str


def of_case(actor: Actor, subject: str, subject_id: int) -> tuple[PaperLine, ...]:
    """The papers of a case in the order in which they came, for whoever may see the case; nothing of other organs."""
    rows = Paper.objects.filter(subject=subject, subject_id=subject_id)
    organs = open_organs(actor, f"{subject}.read")
    return _lines(rows if organs is None else rows.filter(organ_id__in=organs))


def open_(actor: Actor, paper_id: int, why: str, now: datetime) -> Opened:
    """Name and bytes of a paper of the actor's organ; who opened it and why (`vault.REASONS`) goes into the journal first.

    Refused: `Forbidden`, `VaultRefusal`, `PaperLost`. Another organ's is `Paper.DoesNotExist`.
    """
    demand(actor, "paper.read")
    row = Paper.objects.select_related("record").get(pk=paper_id, organ_id=actor.organ_id)
    return _opened(row, actor, why, now, "paper.read")


def shown_to_applicant(subject: str, subject_id: int) -> tuple[PaperLine, ...]:
    """What whoever has number and code of the case may take; the caller has proved that he has them."""
    return _lines(Paper.objects.filter(subject=subject, subject_id=subject_id, shown=True))


def open_shown(subject: str, subject_id: int, paper_id: int, now: datetime) -> Opened:
    """One of those, entered as opened by the applicant. Any other is `Paper.DoesNotExist`; `PaperLost`, `VaultRefusal`."""
    found = Paper.objects.select_related("record")
    row = found.get(pk=paper_id, subject=subject, subject_id=subject_id, shown=True)
    return _opened(row, applicant(row.organ_id), "applicant", now, "paper.take")


def _opened(row: Paper, actor: Actor, why: str, now: datetime, right: str) -> Opened:
    sealed = safe.get(row.stored) if row.record.shredded_at is None else b""
    fields = vault.open_(row.record, actor, why, now, right)
    data = vault.open_bytes(row.organ_id, row.stored, fields["key"], sealed, row.digest)
    if data is None:
        raise PaperLost("这份材料的文件与存入时不同，已停止提供；请系统管理员从备份恢复数据文件夹下的 papers。")
    out = files.handed(data, row.media, fields["name"])
    return Opened(fields["name"], out.media_type, data, out.disposition)


def _lines(rows: QuerySet[Paper]) -> tuple[PaperLine, ...]:
    return tuple(
        PaperLine(
            row.pk,
            row.kind,
            str(PaperKind(row.kind).label),
            row.media,
            row.size,
            row.place,
            row.added_on,
            row.shown,
            row.record.shredded_at is None,
            row.person,
        )
        for row in rows.select_related("record").defer("record__sealed").order_by("pk")
    )
