"""What the watch asks of reviews and suits: which still have something to be done. Asked by the program for all organs (apps/watch)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from gongkai.apps.remedies.models import Remedy
from gongkai.law.casework.due import ENDED


def open_after(after: int, limit: int) -> list[Remedy]:
    """The next cases of all organs after an id that are not put away, by id."""
    return list(_open().filter(pk__gt=after).order_by("pk")[:limit])


def among(ids: Collection[int]) -> list[Remedy]:
    """Those of some cases that are not put away."""
    return list(_open().filter(pk__in=ids))


def _open() -> QuerySet[Remedy]:
    return Remedy.objects.exclude(state__in=ENDED)
