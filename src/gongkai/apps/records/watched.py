"""What the watch asks of requests to correct records: which still owe something. Asked by the program for all organs (apps/watch)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from gongkai.apps.records.models import RecordCorrection

_DONE = ("told", "archived", "void")


def open_after(after: int, limit: int) -> list[RecordCorrection]:
    """The next requests of all organs after an id whose applicants were not told yet, by id."""
    return list(_open().filter(pk__gt=after).order_by("pk")[:limit])


def among(ids: Collection[int]) -> list[RecordCorrection]:
    """Those of some requests whose applicants were not told yet."""
    return list(_open().filter(pk__in=ids))


def _open() -> QuerySet[RecordCorrection]:
    return RecordCorrection.objects.filter(voided_on=None).exclude(state__in=_DONE)
