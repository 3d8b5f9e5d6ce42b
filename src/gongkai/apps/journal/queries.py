"""What was done, in the order in which it was entered?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import Max, QuerySet
from django.utils import timezone

from gongkai.apps.journal.broken import Broken
from gongkai.apps.journal.canonical import GENESIS
from gongkai.apps.journal.models import Chain, DailyHead, Entry
from gongkai.apps.journal.verification import Kept, Verdict, verify
from gongkai.apps.prepared import Prepared

__all__ = [
    "Broken",
    "Kept",
    "Verdict",
    "entries",
    "head",
    "last_entered",
    "latest",
    "published_heads",
    "standing",
    "stream",
    "subject_ids",
    "verify",
]


def entries(subject: str, subject_id: int, records: bool = True) -> list[Entry]:
    """All entries about one subject, oldest first, each with its sealed record (still sealed): one query.

    Without `records` for whoever only asks what was done: every act does.
    """
    if not records:
        return _WITHOUT_RECORDS(subject, subject_id)
    return list(_of_subject(subject, subject_id).select_related("personal"))


def _of_subject(subject: str, subject_id: int) -> QuerySet[Entry]:
    return Entry.objects.filter(subject=subject, subject_id=subject_id).order_by("seq", "pk")


_WITHOUT_RECORDS = Prepared(_of_subject, str, int)


def count(subject: str, subject_id: int) -> int:
    """How many entries one subject has."""
    return _about(subject).filter(subject_id=subject_id).count()


def stream(
    subject: str, organ_ids: Iterable[int] | None = None, subject_ids: Iterable[int] | None = None
) -> Iterator[Entry]:
    """Entries about all subjects of a kind, subject by subject, oldest first within each, few held in memory.

    For rebuilding and for figures; narrowed to organs and to subjects if given.
    """
    found = _about(subject)
    if organ_ids is not None:
        found = found.filter(organ_id__in=list(organ_ids))
    if subject_ids is not None:
        found = found.filter(subject_id__in=list(subject_ids))
    return found.select_related("personal").order_by("subject_id", "seq", "pk").iterator(chunk_size=2000)


def subject_ids(subject: str, organ_ids: Iterable[int] | None, after: int, limit: int) -> list[int]:
    """The next subjects of a kind after an id that have entries, in order: how a long run goes on where it stopped."""
    found = _about(subject).filter(subject_id__gt=after)
    if organ_ids is not None:
        found = found.filter(organ_id__in=list(organ_ids))
    return list(found.order_by("subject_id").values_list("subject_id", flat=True).distinct()[:limit])


def with_entries(subject: str, ids: Iterable[int]) -> set[int]:
    """Those of the subjects that have any entry."""
    return set(_about(subject).filter(subject_id__in=list(ids)).values_list("subject_id", flat=True).distinct())


def latest(subject: str, subject_id: int, organ_id: int, event: str, limit: int) -> list[Entry]:
    """The newest entries of an event about one subject in an organ's chain, newest first; by its index, however long the chain is."""
    about = _about(subject).filter(subject_id=subject_id, organ_id=organ_id, event=event)
    return list(about.order_by("-seq")[:limit])


def last_entered(
    subject: str, *, organ_id: int | None = None, subject_id: int | None = None, event: str = ""
) -> date | None:
    """The last day on which something was entered about the subjects of a kind: about those in an organ's chain, about one
    of them, of one event. None without any."""
    told = {"organ_id": organ_id, "subject_id": subject_id, "event": event or None}
    found = _about(subject).filter(**{name: value for name, value in told.items() if value is not None})
    last: datetime | None = found.aggregate(last=Max("recorded_at"))["last"]
    return timezone.localdate(last) if last else None


def head(organ_id: int) -> tuple[int, str]:
    """The end of an organ's chain: its last number and hash; 0 and the genesis before the first entry."""
    chain = Chain.objects.filter(organ_id=organ_id).first()
    return (chain.seq, chain.head) if chain else (0, GENESIS)


def standing() -> list[tuple[int, int]]:
    """How many entries the chain of each organ has: while it is the same, nothing that is entered anywhere has changed.

    Numbers are given under the lock of the chain, so that none appears behind one that was seen.
    """
    return list(Chain.objects.order_by("organ_id").values_list("organ_id", "seq"))


def published_heads(most: int = 10) -> list[DailyHead]:
    """The heads of the last days, newest first."""
    return list(DailyHead.objects.order_by("-day")[:most])


def _about(subject: str) -> QuerySet[Entry]:
    return Entry.objects.filter(subject=subject)
