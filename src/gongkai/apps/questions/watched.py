"""What the watch asks of messages: which still owe something by a day. Asked by the program for all organs (apps/watch)."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Q, QuerySet

from gongkai.apps.questions.models import Question
from gongkai.law.procedures.question import OPEN


def open_after(after: int, limit: int) -> list[Question]:
    """The next messages of all organs after an id that are open or owe something by a day, by id."""
    return list(_open().filter(pk__gt=after).order_by("pk")[:limit])


def among(ids: Collection[int]) -> list[Question]:
    """Those of some messages that are open or owe something by a day."""
    return list(_open().filter(pk__in=ids))


def _open() -> QuerySet[Question]:
    return Question.objects.filter(Q(state__in=OPEN) | Q(next_due_on__isnull=False), voided_on=None)
