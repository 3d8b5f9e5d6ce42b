"""The walk over all that is open: how it is begun, goes on after a stop, and ends.

Takes:   a moment. Gives: the `Round`, finished.

Some hundred cases at a time: they are looked at without any lock, then written in one short transaction, so that nobody's act waits
long where the database has one writer. How far it came is written with each of them; a round that was killed goes on from there.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from gongkai.apps.watch.keeping import end, keep
from gongkai.apps.watch.looking import SORTS, Sort
from gongkai.apps.watch.models import Alert, CheckedInOrgan, Round, Step

AT_ONCE = 250
"""Cases of one piece."""
SHOWN_AFTER_END = timedelta(days=30)
"""How long a step of a case that ended stays, so that calendars hear of its end."""
KEPT = timedelta(days=400)
"""How long finished rounds and settled alerts are kept."""
_PUTTING_AWAY = "end"


def walk(now: datetime, again: bool = False, anew: bool = False) -> Round | None:
    """The round of the day: begun, or gone on with where it stopped. None when it is finished already, unless `again`.

    `anew` takes nothing from what the store knows: after a change of settings or of the calendar.
    """
    day = timezone.localdate(now)
    current = _under_way(day, now, again)
    if current is None:
        return None
    names = [each.subject for each in SORTS]
    for sort in SORTS:
        if current.place in names and names.index(sort.subject) < names.index(current.place):
            continue
        if current.place != sort.subject:
            current.place, current.after = sort.subject, 0
        _through(sort, current, day, now, anew)
    _finish(current, day, now)
    return current


def _under_way(day: date, now: datetime, again: bool) -> Round | None:
    stopped = Round.objects.filter(day=day, finished_at=None).first()
    if stopped is not None:
        return stopped
    if not again and Round.objects.filter(day=day).exists():
        return None
    return Round.objects.create(day=day, started_at=now)


def _through(sort: Sort, current: Round, day: date, now: datetime, anew: bool) -> None:
    while rows := sort.open_after(current.after, AT_ONCE):
        begun = time.monotonic()
        looked = sort.look(rows, day, anew)
        with transaction.atomic():
            raised, settled = keep(sort.subject, looked, day, now)
            current.after = rows[-1].pk
            _note(current, len(rows), raised, settled, begun)


def _finish(current: Round, day: date, now: datetime) -> None:
    """Settle what is about cases that have ended without an act that said so (an import, a registration taken back), and count."""
    begun = time.monotonic()
    settled = 0
    for sort in SORTS:
        for ids in _in_pieces(sort.subject):
            ended = set(ids) - {row.pk for row in sort.among(ids)}
            settled += end(sort.subject, ended, day, now) if ended else 0
    with transaction.atomic():
        Step.objects.filter(ended_on__lt=day - SHOWN_AFTER_END).delete()
        Alert.objects.filter(settled_on__lt=day - KEPT).delete()
        Round.objects.filter(day__lt=day - KEPT).delete()
        _count(current)
        current.place = _PUTTING_AWAY
        current.finished_at = now + timedelta(milliseconds=current.took_ms)
        _note(current, 0, 0, settled, begun)


def _in_pieces(subject: str) -> Iterable[list[int]]:
    """Whatever the store says is open, a piece at a time."""
    after = 0
    while True:
        standing = Step.objects.filter(subject=subject, ended_on=None, pk__gt=after).order_by("pk")
        found = list(standing.values_list("pk", "subject_id")[:AT_ONCE])
        if not found:
            return
        after = found[-1][0]
        yield [subject_id for _, subject_id in found]


def _count(current: Round) -> None:
    checked = dict(Step.objects.filter(ended_on=None).order_by().values_list("organ").annotate(Count("pk")))
    standing = dict(Alert.objects.filter(settled_on=None).order_by().values_list("organ").annotate(Count("pk")))
    CheckedInOrgan.objects.filter(round=current).delete()
    CheckedInOrgan.objects.bulk_create(
        CheckedInOrgan(round=current, organ_id=organ, checked=how_many, standing=standing.get(organ, 0))
        for organ, how_many in checked.items()
    )


def _note(current: Round, checked: int, raised: int, settled: int, begun: float) -> None:
    current.checked += checked
    current.raised += raised
    current.settled += settled
    current.took_ms += int((time.monotonic() - begun) * 1000)
    current.save()
