"""What is entered about activities, their sessions (supervision.planning) and about counts that other systems keep. Each is an act in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from gongkai.annual.ledger.model import LedgerActivity, LedgerTally
from gongkai.apps import registered
from gongkai.apps.cached_rows import Progress, Restored, restore
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.registered import Misfit, Taken
from gongkai.apps.supervision.models import Activity, Session, Tally, TallyKind
from gongkai.apps.supervision.planning import (
    add_session,
    adjust,
    adjust_session,
    annul_session,
    attach,
    cancel,
    cancel_session,
    correct_session,
    detach,
    evaluate,
    hold,
    hold_session,
    plan,
    postpone,
    postpone_session,
    refuse_with_sessions,
)
from gongkai.apps.supervision.registers import ACTIVITIES, PLANS, SESSIONS, TALLIES

__all__ = [
    "add_session",
    "adjust",
    "adjust_session",
    "annul_activity",
    "annul_session",
    "annul_tally",
    "attach",
    "cancel",
    "cancel_session",
    "correct_activity",
    "correct_session",
    "correct_tally",
    "detach",
    "evaluate",
    "hold",
    "hold_session",
    "plan",
    "postpone",
    "postpone_session",
    "rebuild",
    "record_activities",
    "record_activity",
    "record_tallies",
    "record_tally",
]


@transaction.atomic
def record_activities(actor: Actor, activities: Iterable[LedgerActivity], now: datetime) -> Taken:
    """Record activities in bulk, all or none. What is known already with the same content is left alone.

    Refused (`Refusal`): columns that cannot be, days to come, a number told twice or known with another content. A
    number of a session is that session, as a ledger that was given out tells it.
    """
    told = [asdict(each) for each in activities]
    rights.demand(actor, ACTIVITIES.right)
    registered.hold(actor)
    numbers = [row["number"] for row in told]
    known = {each.number: each for each in Session.objects.filter(organ_id=actor.organ_id, number__in=numbers)}
    for row in told:
        session = known.get(row["number"])
        if session and (session.annulled or any(getattr(session, name) != value for name, value in row.items())):
            raise Misfit(
                f"编号“{session.number}”是已经登记的一场活动，内容与这次的不同；登记有误的请更正那一场。", "number"
            )
    taken = registered.take(ACTIVITIES, actor, [row for row in told if row["number"] not in known], now)
    return Taken(taken.new, taken.changed, taken.unchanged + len(known))


def record_activity(actor: Actor, activity: LedgerActivity, now: datetime) -> Activity:
    """Record one session held."""
    record_activities(actor, (activity,), now)
    return Activity.objects.get(organ_id=actor.organ_id, number=activity.number)


def correct_activity(
    actor: Actor,
    activity_id: int,
    columns: Mapping[str, object],
    reason: str,
    day: date,
    now: datetime,
    based_on: int | None = None,
) -> Activity:
    """Say what an activity's columns should have been. Refused: another number while it has sessions."""
    refuse_with_sessions(actor, activity_id, columns)
    return registered.change(
        PLANS, actor, activity_id, registered.CORRECT, day, columns, now, reason, based_on=based_on
    )


def annul_activity(
    actor: Actor, activity_id: int, reason: str, day: date, now: datetime, based_on: int | None = None
) -> Activity:
    """Take back an activity that was recorded by mistake. Refused: while it has sessions."""
    refuse_with_sessions(actor, activity_id)
    return registered.annul(ACTIVITIES, actor, activity_id, day, reason, now, based_on)


@transaction.atomic
def record_tallies(actor: Actor, tallies: Sequence[LedgerTally], now: datetime) -> Taken:
    """Record counts in bulk, all or none. What is known already with the same content is left alone.

    Refused (`Refusal`): a stretch over two years, one that overlaps another of its kind, days to come.
    """
    rights.demand(actor, TALLIES.right)
    registered.hold(actor)
    known = list(Tally.objects.filter(organ_id=actor.organ_id, annulled=False))
    same = {(each.kind, each.since, each.until, each.amount, each.source) for each in known}
    stretches = [(each.kind, each.since, each.until) for each in known]
    new: list[LedgerTally] = []
    for told in tallies:
        if (told.kind, told.since, told.until, told.amount, told.source) in same:
            continue
        _refuse_overlap(told.kind, told.since, told.until, stretches)
        stretches.append((told.kind, told.since, told.until))
        new.append(told)
    registered.record(TALLIES, actor, [asdict(each) for each in new], now)
    return Taken(len(new), 0, len(tallies) - len(new))


def record_tally(actor: Actor, tally: LedgerTally, now: datetime) -> Tally:
    """Record one count."""
    record_tallies(actor, (tally,), now)
    return Tally.objects.get(organ_id=actor.organ_id, kind=tally.kind, since=tally.since, annulled=False)


@transaction.atomic
def correct_tally(
    actor: Actor,
    tally_id: int,
    columns: Mapping[str, object],
    reason: str,
    day: date,
    now: datetime,
    based_on: int | None = None,
) -> Tally:
    """Say what a count's columns should have been. Refused: as `record_tallies`."""
    row = registered.change(TALLIES, actor, tally_id, registered.CORRECT, day, columns, now, reason, based_on=based_on)
    others = Tally.objects.filter(organ_id=actor.organ_id, kind=row.kind, annulled=False).exclude(pk=row.pk)
    _refuse_overlap(row.kind, row.since, row.until, [(each.kind, each.since, each.until) for each in others])
    return row


def annul_tally(
    actor: Actor, tally_id: int, reason: str, day: date, now: datetime, based_on: int | None = None
) -> Tally:
    """Take back a count that was recorded by mistake."""
    return registered.annul(TALLIES, actor, tally_id, day, reason, now, based_on)


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
) -> Restored:
    """Make activities, sessions and tallies again from the journal and name what differed. `check` compares only."""
    organs = None if organ_ids is None else tuple(organ_ids)
    start = after or {}
    parts = [
        restore(each.table, organs, progress, check, start.get(each.word, 0))
        for each in (ACTIVITIES, SESSIONS, TALLIES)
    ]
    return Restored.all(parts)


def _refuse_overlap(kind: str, since: date, until: date, stretches: Sequence[tuple[str, date, date]]) -> None:
    for other, first, last in stretches:
        if other == kind and since <= last and first <= until:
            name = dict(TallyKind.choices).get(kind, kind)
            raise Misfit(
                f"“{name}”{since} 至 {until} 与已登记的 {first} 至 {last} 重叠，会重复计数；数字有变的请更正原来那一条。",
                "since",
            )
