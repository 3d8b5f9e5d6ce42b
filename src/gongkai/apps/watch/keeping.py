"""How do the store's rows come to say what a look at some cases told?

Takes:   `Looked` of one sort of case. Gives: how many alerts were raised and settled.

A fact whose key stands already is left alone, so that looking twice raises nothing twice; one that came back after it was settled is
raised anew. A case on which somebody acted since it was looked at is passed over: that act has looked at it itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.watch.looked import Fact, Looked
from gongkai.apps.watch.models import Alert, Step

_TOLD = ("sentence", "kind", "due", "urgency", "event", "role", "told", "number", "assigned")
_AGAIN = (*_TOLD, "raised_on", "told_at", "settled_on", "put_off_until", "put_off_why", "put_off_by", "put_off_at")
_SHOWN = ("number", "assigned", "event", "name", "by", "role", "due", "due_name", "waiting", "provisional", "late")
_IN_CALENDARS = ("number", "assigned", "event", "by", "due", "ended_on")
"""What a calendar's entry shows: when one of these moves, the entry is a newer one."""


@transaction.atomic
def keep(subject: str, looked: Sequence[Looked], day: date, now: datetime) -> tuple[int, int]:
    """Write what was told of some open cases of one sort: how many alerts were raised, and how many were settled."""
    ids = [each.subject_id for each in looked]
    steps = {
        row.subject_id: row
        for row in Step.objects.select_for_update().filter(subject=subject, subject_id__in=ids).order_by("pk")
    }
    fresh = [each for each in looked if each.subject_id not in steps or steps[each.subject_id].acts <= each.acts]
    _keep_steps(fresh, steps, now)
    return _keep_alerts(subject, fresh, day)


@transaction.atomic
def end(subject: str, ids: Collection[int], day: date, now: datetime) -> int:
    """These cases have ended: their alerts are settled, their steps say so. How many alerts were settled."""
    ended = list(Step.objects.select_for_update().filter(subject=subject, subject_id__in=ids, ended_on=None))
    for row in ended:
        row.ended_on, row.changes, row.changed_at = day, row.changes + 1, now
    Step.objects.bulk_update(ended, ["ended_on", "changes", "changed_at"])
    standing = Alert.objects.filter(subject=subject, subject_id__in=ids, settled_on=None)
    return standing.update(settled_on=day)


def _keep_steps(looked: Iterable[Looked], steps: Mapping[int, Step], now: datetime) -> None:
    new, changed = [], []
    for each in looked:
        row = steps.get(each.subject_id)
        wanted = _columns(each)
        if row is None:
            new.append(
                Step(subject=each.subject, subject_id=each.subject_id, organ_id=each.organ_id, changed_at=now, **wanted)
            )
            continue
        before = {name: getattr(row, name) for name in wanted}
        if before == wanted:
            continue
        if any(before[name] != wanted[name] for name in _IN_CALENDARS):
            row.changes, row.changed_at = row.changes + 1, now
        for name, value in wanted.items():
            setattr(row, name, value)
        changed.append(row)
    # Two that look at a new case at once write the same; the later one has nothing to add.
    Step.objects.bulk_create(new, ignore_conflicts=True)
    Step.objects.bulk_update(changed, [*_SHOWN, "acts", "ended_on", "changes", "changed_at"], batch_size=200)


def _columns(each: Looked) -> dict[str, object]:
    return {
        "acts": each.acts,
        "number": each.number,
        "assigned": each.assigned,
        "event": each.next.event,
        "name": each.next.name,
        "by": each.next.by,
        "role": each.next.role,
        "due": each.due,
        "due_name": each.due_name,
        "waiting": each.next.waiting,
        "provisional": each.provisional,
        "late": each.next.late,
        "ended_on": None,
    }


def _keep_alerts(subject: str, looked: Sequence[Looked], day: date) -> tuple[int, int]:
    known: dict[int, dict[str, Alert]] = {}
    for found in Alert.objects.filter(subject=subject, subject_id__in=[each.subject_id for each in looked]):
        known.setdefault(found.subject_id, {})[found.key] = found
    new: list[Alert] = []
    again: list[Alert] = []
    other: list[Alert] = []
    gone: list[int] = []
    for each in looked:
        rows = known.get(each.subject_id, {})
        for fact in each.facts:
            row: Alert | None = rows.pop(fact.key, None)
            wanted = _told(each, fact)
            if row is None:
                new.append(
                    Alert(
                        subject=subject,
                        subject_id=each.subject_id,
                        organ_id=each.organ_id,
                        key=fact.key,
                        raised_on=day,
                        **wanted,
                    )
                )
            elif row.settled_on is not None:
                again.append(_raised_again(row, wanted, day))
            elif any(getattr(row, name) != value for name, value in wanted.items()):
                other.append(_set(row, wanted))
        gone += [left.pk for left in rows.values() if left.settled_on is None]
    Alert.objects.bulk_create(new, ignore_conflicts=True)
    Alert.objects.bulk_update(again, _AGAIN, batch_size=200)
    Alert.objects.bulk_update(other, _TOLD, batch_size=200)
    Alert.objects.filter(pk__in=gone).update(settled_on=day)
    return len(new) + len(again), len(gone)


def _told(each: Looked, fact: Fact) -> dict[str, object]:
    return {
        "number": each.number,
        "assigned": each.assigned,
        "kind": fact.kind,
        "sentence": fact.sentence[:300],
        "due": fact.due,
        "urgency": fact.urgency,
        "event": fact.event,
        "role": fact.role,
        "told": ",".join(fact.told or (fact.role,)),
    }


def _set(row: Alert, wanted: Mapping[str, object]) -> Alert:
    for name, value in wanted.items():
        setattr(row, name, value)
    return row


def _raised_again(row: Alert, wanted: Mapping[str, object], day: date) -> Alert:
    row.raised_on, row.settled_on, row.told_at = day, None, None
    row.put_off_until, row.put_off_why, row.put_off_by, row.put_off_at = None, "", "", None
    return _set(row, wanted)
