"""What the watch asks of requests to correct records: which still owe something. Asked by the program for all organs (apps/watch)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.requests.watched import ToldBy

_DONE = ("told", "archived", "void")


def open_after(after: int, limit: int) -> list[RecordCorrection]:
    """The next requests of all organs after an id whose applicants were not told yet, by id."""
    return list(_open().filter(pk__gt=after).order_by("pk")[:limit])


def among(ids: Collection[int]) -> list[RecordCorrection]:
    """Those of some requests whose applicants were not told yet."""
    return list(_open().filter(pk__in=ids))


def told_by(organ_id: int, record_id: int) -> ToldBy | None:
    """Where whoever asked may be told of something; None for another organ's, and once it is shredded."""
    row = RecordCorrection.objects.filter(pk=record_id, organ_id=organ_id).select_related("person").first()
    if row is None or row.person is None or row.person.shredded_at is not None:
        return None
    return ToldBy(row.number, row.person.pk, bool(row.code))


def _open() -> QuerySet[RecordCorrection]:
    return RecordCorrection.objects.filter(voided_on=None).exclude(state__in=_DONE)
