"""All chains of a day in one hash, which can be printed, published, or kept by somebody else.

Takes:   entries by the day of their recording. Gives: one `DailyHead` a day, each over the one before, so that a head of
         today pins every day before it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max, Min
from django.db.models.functions import TruncDate
from django.utils import timezone

from gongkai.apps.journal.canonical import GENESIS, canonical, sm3
from gongkai.apps.journal.models import DailyHead, Entry
from gongkai.law.casework import Refusal

Ends = dict[int, tuple[int, str]]
"""By organ: the number and the hash of the last entry."""


@transaction.atomic
def gather_heads(day: date, now: datetime) -> list[DailyHead]:
    """The heads of every day up to `day` that has none yet; an empty list when all are there, so that it may run again.

    Refused (`Refusal`): a day that is not over, since what follows would not be in it.
    """
    today = timezone.localdate(now)
    if day >= today:
        raise Refusal(f"{day} 还没有过完，只能汇总到 {today - timedelta(days=1)}。")
    _one_at_a_time()
    last = DailyHead.objects.order_by("-day").first()
    first_day = last.day + timedelta(days=1) if last else _first_day()
    if first_day is None or first_day > day:
        return []
    ends, before = (ends_of(last), last.head) if last else ({}, GENESIS)
    moved = _moved(first_day, day, ends)
    made = []
    for number in range((day - first_day).days + 1):
        each = first_day + timedelta(days=number)
        ends |= moved.get(each, {})
        heads = canonical(
            {"before": before, "chains": {str(key): list(end) for key, end in ends.items()}, "day": each.isoformat()}
        )
        before = sm3(heads.encode())
        made.append(DailyHead(day=each, heads=heads, head=before, made_at=now))
    return DailyHead.objects.bulk_create(made, batch_size=500)


def ends_of(head: DailyHead) -> Ends:
    """The ends of all chains that a head holds. Refused (ValueError, KeyError): a head that was altered beyond reading."""
    told: Mapping[str, tuple[int, str]] = json.loads(head.heads)["chains"]
    return {int(key): (int(seq), str(digest)) for key, (seq, digest) in told.items()}


def _first_day() -> date | None:
    first = Entry.objects.aggregate(first=Min("recorded_at"))["first"]
    return timezone.localdate(first) if first else None


def _moved(first: date, last: date, ends: Ends) -> dict[date, Ends]:
    """Where each chain ended on each day on which it grew. A chain never goes back: a clock set back shows here only."""
    zone = timezone.get_default_timezone()
    start = datetime.combine(first, datetime.min.time(), zone)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), zone)
    grown = (
        Entry.objects.filter(recorded_at__gte=start, recorded_at__lt=end)
        .annotate(on=TruncDate("recorded_at", tzinfo=zone))
        .values("organ_id", "on")
        .annotate(last=Max("seq"))
        .order_by("organ_id", "on")
    )
    reached = {organ: seq for organ, (seq, _) in ends.items()}
    wanted: list[tuple[date, int, int]] = []
    for row in grown:
        if row["last"] > reached.get(row["organ_id"], 0):
            reached[row["organ_id"]] = row["last"]
            wanted.append((row["on"], row["organ_id"], row["last"]))
    moved: dict[date, Ends] = {}
    for on, organ, seq in wanted:
        digest = Entry.objects.values_list("hash", flat=True).get(organ_id=organ, seq=seq)
        moved.setdefault(on, {})[organ] = (seq, digest)
    return moved


def _one_at_a_time() -> None:
    """Two machines that gather at once: the second waits and finds the work done. SQLite takes one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {DailyHead._meta.db_table} IN SHARE ROW EXCLUSIVE MODE")
