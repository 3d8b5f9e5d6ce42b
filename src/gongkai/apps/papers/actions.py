"""What can be done with papers: adding them to a case, letting the applicant take them, sweeping what nobody may read any more.

Each file has a key of its own, sealed with its name in the vault: a new key of the vault re-seals the keys, never the bytes, and
shredding the record shreds the file, in backups of the bytes too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Subject
from gongkai.apps.papers import limits, safe, waiting
from gongkai.apps.papers.examining import Examined, Upload, examine, names
from gongkai.apps.papers.models import Paper, PaperKind
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import demand

__all__ = ["Examined", "Upload", "add", "examine", "names", "settle_due", "show", "sweep"]

_UNUSED = timedelta(days=1)
"""How long a file without a row is left: its transaction may still be running, or was rolled back."""
_BATCH = 500


@transaction.atomic
def add(
    actor: Actor,
    subject: str,
    subject_id: int,
    kind: str,
    uploads: Sequence[Upload | Examined],
    now: datetime,
    *,
    shown: bool = False,
    place: int = 0,
) -> list[Paper]:
    """Add files to a case of the actor's organ, inside the transaction of the act that they belong to; whoever acts has found the case.

    Call `examine` before that transaction begins and pass what it gives: a scanner is not waited for under a lock. Refused
    (`PaperRefusal`): as `examine`; no room (`limits`). `Forbidden`. Rolled back, the bytes are left for `sweep`.
    """
    demand(actor, "paper.add")
    chosen = PaperKind(kind)
    files = examine(uploads)
    day = timezone.localdate(now)
    limits.demand_room(actor, subject, subject_id, files, day)
    return [_added(actor, Subject(subject), subject_id, chosen, each, now, shown, place) for each in files]


@transaction.atomic
def show(actor: Actor, paper_ids: Iterable[int], now: datetime, *, shown: bool = True) -> int:
    """Let whoever has number and code take papers, or no more; how many changed. `Forbidden`; another organ's are left alone."""
    demand(actor, "paper.add")
    found = Paper.objects.select_for_update().filter(organ_id=actor.organ_id, pk__in=list(paper_ids))
    rows = list(found.exclude(shown=shown).order_by("pk"))
    for row in rows:
        row.shown = shown
        row.save(update_fields=["shown"])
        journal.append(
            Subject.PAPER, row.pk, "show" if shown else "hide", timezone.localdate(now), actor, now, _case(row)
        )
    return len(rows)


def settle_due(today: date, years: int) -> int:
    """Set the day of shredding for the papers of cases that are over so many years, as for all else of the case; 0 years: none."""
    if years == 0:
        return 0
    over = journal.over(today, years)
    records = Paper.objects.filter(over, record__shredded_at__isnull=True, record__due__isnull=True)
    chosen = list(records.values_list("record_id", flat=True))
    for start in range(0, len(chosen), _BATCH):
        vault.keep_until(chosen[start : start + _BATCH], today)
    return len(chosen)


def sweep(now: datetime) -> int:
    """Take away the bytes that nobody may read any more: of shredded records, of acts that were never completed, and of forms that nobody
    came back to (`waiting`). How many.

    May be run twice or be stopped half-way: it asks the rows what is needed.
    """
    gone = waiting.sweep(now)
    shredded = Paper.objects.filter(record__shredded_at__isnull=False).values_list("stored", flat=True)
    for name in shredded.iterator():
        gone += safe.forget(name)
    unused: list[str] = []
    for name, path in safe.old((now - _UNUSED).timestamp()):
        if not name:
            path.unlink(missing_ok=True)
            gone += 1
            continue
        unused.append(name)
        if len(unused) == _BATCH:
            gone += _forget_strangers(unused)
            unused = []
    return gone + _forget_strangers(unused)


def _forget_strangers(stored: list[str]) -> int:
    known = set(Paper.objects.filter(stored__in=stored).values_list("stored", flat=True))
    return sum(safe.forget(name) for name in stored if name not in known)


def _added(
    actor: Actor,
    subject: Subject,
    subject_id: int,
    kind: PaperKind,
    file: Examined,
    now: datetime,
    shown: bool,
    place: int,
) -> Paper:
    stored = safe.new_name()
    sealed = vault.seal_bytes(actor.organ_id, stored, file.data)
    safe.put(stored, sealed.data)
    record = vault.seal(actor.organ_id, {"name": file.name, "key": sealed.key})
    day = timezone.localdate(now)
    row = Paper.objects.create(
        organ_id=actor.organ_id,
        subject=subject,
        subject_id=subject_id,
        place=place,
        kind=kind,
        shown=shown,
        media=file.media,
        size=len(file.data),
        digest=sealed.digest,
        stored=stored,
        record=record,
        added_on=day,
        added_at=now,
        person=actor.person,
    )
    told = {**_case(row), "media": row.media, "size": row.size, "digest": row.digest, "shown": shown}
    journal.append(Subject.PAPER, row.pk, "add", day, actor, now, told, record)
    return row


def _case(row: Paper) -> dict[str, object]:
    return {"subject": str(row.subject), "subject_id": row.subject_id, "kind": str(row.kind), "place": row.place}
