"""How do the store's rows come to say what a look at some cases told?

Takes:   `Looked` of one sort of case. Gives: how many alerts were raised and settled.

A fact whose key stands already is left alone, so that looking twice raises nothing twice; one that came back after it was settled is
raised anew. A case on which somebody acted since it was looked at is passed over: that act has looked at it itself.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction

from gongkai.apps.cached_rows import set_rows
from gongkai.apps.prepared import Prepared
from gongkai.apps.watch.looked import Fact, Looked
from gongkai.apps.watch.models import Alert, Step

_ANEW: Mapping[str, object] = MappingProxyType(
    {
        "told_at": None,
        "settled_on": None,
        "put_off_until": None,
        "put_off_why": "",
        "put_off_by": "",
        "put_off_at": None,
    }
)
"""What an alert that is raised once more forgets."""
_IN_CALENDARS = ("number", "assigned", "assignee_id", "event", "by", "due", "ended_on")
"""What a calendar's entry shows: when one of these moves, the entry is a newer one."""

_STEP = Prepared(lambda subject, pk: Step.objects.select_for_update().filter(subject=subject, subject_id=pk), str, int)
_ALERTS = Prepared(lambda subject, pk: Alert.objects.filter(subject=subject, subject_id=pk), str, int)


# No savepoint of its own: what cannot be kept must take the whole act with it.
@transaction.atomic(savepoint=False)
def keep(subject: str, looked: Sequence[Looked], day: date, now: datetime, first: bool = False) -> tuple[int, int]:
    """Write what was told of some open cases of one sort: how many alerts were raised, and how many were settled.

    `first` is said of cases that this transaction has opened: of them nothing is written yet.
    """
    ids = [each.subject_id for each in looked]
    if first:
        _keep_steps(looked, {}, now)
        return _keep_alerts(looked, {}, day)
    steps = {row.subject_id: row for row in _steps(subject, ids)}
    fresh = [each for each in looked if each.subject_id not in steps or steps[each.subject_id].acts <= each.acts]
    _keep_steps(fresh, steps, now)
    known: dict[int, dict[str, Alert]] = {}
    for found in (
        _ALERTS(subject, ids[0]) if len(ids) == 1 else Alert.objects.filter(subject=subject, subject_id__in=ids)
    ):
        known.setdefault(found.subject_id, {})[found.key] = found
    return _keep_alerts(fresh, known, day)


@transaction.atomic(savepoint=False)
def end(subject: str, ids: Collection[int], day: date, now: datetime) -> int:
    """These cases have ended: their alerts are settled, their steps say so. How many alerts were settled."""
    ended = [row for row in _steps(subject, ids) if row.ended_on is None]
    set_rows((row, {"ended_on": day, "changes": row.changes + 1, "changed_at": now}) for row in ended)
    standing = Alert.objects.filter(subject=subject, subject_id__in=ids, settled_on=None)
    return standing.update(settled_on=day)


def _steps(subject: str, ids: Collection[int]) -> Iterable[Step]:
    """The steps of some cases, locked; of one, as after each act, without writing the question out anew."""
    if len(ids) == 1:
        return _STEP(subject, *ids)
    return Step.objects.select_for_update().filter(subject=subject, subject_id__in=ids).order_by("pk")


def _keep_steps(looked: Iterable[Looked], steps: Mapping[int, Step], now: datetime) -> None:
    new: list[Step] = []
    changed: list[tuple[Step, Mapping[str, object]]] = []
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
            wanted |= {"changes": row.changes + 1, "changed_at": now}
        changed.append((row, wanted))
    # Two that look at a new case at once write the same; the later one has nothing to add.
    if new:
        Step.objects.bulk_create(new, ignore_conflicts=True)
    set_rows(changed)


def _columns(each: Looked) -> dict[str, object]:
    return {
        "acts": each.acts,
        "number": each.number,
        "assigned": each.assigned,
        "assignee_id": each.assignee,
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


def _keep_alerts(looked: Iterable[Looked], known: Mapping[int, dict[str, Alert]], day: date) -> tuple[int, int]:
    new: list[Alert] = []
    again: list[tuple[Alert, Mapping[str, object]]] = []
    other: list[tuple[Alert, Mapping[str, object]]] = []
    gone: list[int] = []
    for each in looked:
        rows = known.get(each.subject_id, {})
        for fact in each.facts:
            row: Alert | None = rows.pop(fact.key, None)
            wanted = _told(each, fact)
            if row is None:
                new.append(
                    Alert(
                        subject=each.subject,
                        subject_id=each.subject_id,
                        organ_id=each.organ_id,
                        key=fact.key,
                        raised_on=day,
                        **wanted,
                    )
                )
            elif row.settled_on is not None:
                again.append((row, {**wanted, **_ANEW, "raised_on": day}))
            else:
                other.append((row, wanted))
        gone += [left.pk for left in rows.values() if left.settled_on is None]
    if new:
        Alert.objects.bulk_create(new, ignore_conflicts=True)
    set_rows([*again, *other])
    if gone:
        Alert.objects.filter(pk__in=gone).update(settled_on=day)
    return len(new) + len(again), len(gone)


def _told(each: Looked, fact: Fact) -> dict[str, object]:
    return {
        "number": each.number,
        "assigned": each.assigned,
        "assignee_id": each.assignee,
        "kind": fact.kind,
        "sentence": fact.sentence[:300],
        "due": fact.due,
        "urgency": fact.urgency,
        "event": fact.event,
        "role": fact.role,
        "told": ",".join(fact.told or (fact.role,)),
    }
