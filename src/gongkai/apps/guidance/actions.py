"""What is counted of 靠前指导: answers that were shown, opened, and an application that was sent all the same.

Takes:   the number of a visit (drawn with the form), the keys of answers, the organ, the day. Keeps: counts; who and what, nowhere.

Nobody's page waits for a count: what the database refuses at once, since somebody else writes, is not counted. The day of all three is
the one on which an answer was shown, so that each count is a part of the one before.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import OperationalError, transaction
from django.db.models import F

from gongkai.apps.guidance.models import NOTHING, WHOLE, Count, Showing
from gongkai.apps.waiting import for_nobody

KEPT_DAYS = 2
"""A form is filled within a day; what is older than this knows nobody any more and is forgotten."""
MOST_A_DAY = 20_000
"""Visits that are counted on a day: a flood of invented ones fills no disk."""
MOST_AT_ONCE = 20


def shown(visit: str, keys: Collection[str], organ_id: int, day: date, *, final: bool = False) -> bool:
    """Count that these answers were shown in a visit, each once; whether that could be counted.

    None were: with `final`, when the text is whole and not half typed, that it found nothing.
    """
    what = [WHOLE, *list(keys)[:MOST_AT_ONCE]] if keys else [NOTHING] if final else []
    if not visit or not what:
        return False
    try:
        with for_nobody(), transaction.atomic():
            _forget(day)
            if Showing.objects.filter(day=day).count() >= MOST_A_DAY:
                return False
            for key in what:
                told = {"day": day, "organ_id": organ_id}
                _, made = Showing.objects.get_or_create(visit=visit, key=key, defaults=told)
                if made:
                    _add(organ_id, day, key, "shown")
    except OperationalError:
        return False
    return True


def opened(visit: str, key: str) -> bool:
    """Count that an answer was opened in a visit in which it was shown, once; whether it was counted now."""
    try:
        with for_nobody(), transaction.atomic():
            found = [
                row
                for row in Showing.objects.select_for_update().filter(visit=visit, key__in=(key, WHOLE), opened=False)
                if row.key == key or Showing.objects.filter(visit=visit, key=key).exists()
            ]
            for row in found:
                Showing.objects.filter(pk=row.pk).update(opened=True)
                _add(row.organ_id, row.day, row.key, "opened")
    except OperationalError:
        return False
    return any(row.key == key for row in found)


def sent_anyway(visit: str) -> int:
    """Count that an application followed on a visit: for each answer that had been shown in it; how many. Once a visit."""
    if not visit:
        return 0
    try:
        with for_nobody(), transaction.atomic():
            rows = list(Showing.objects.select_for_update().filter(visit=visit, sent=False))
            for row in rows:
                Showing.objects.filter(pk=row.pk).update(sent=True)
                _add(row.organ_id, row.day, row.key, "sent", *(("sent_opened",) if row.opened else ()))
    except OperationalError:
        return 0
    return sum(row.key not in (WHOLE, NOTHING) for row in rows)


def _add(organ_id: int, day: date, key: str, *columns: str) -> None:
    row, _ = Count.objects.get_or_create(organ_id=organ_id, day=day, key=key)
    Count.objects.filter(pk=row.pk).update(**{column: F(column) + 1 for column in columns})


def _forget(day: date) -> None:
    Showing.objects.filter(day__lt=day - timedelta(KEPT_DAYS)).delete()
