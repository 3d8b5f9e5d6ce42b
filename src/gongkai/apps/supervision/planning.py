"""Activities from the plan to their evaluation, and the sessions in them.

Takes:   the actor, ids of rows of the actor's organ, what forms told.
Gives:   the changed row, with its entry in the journal. Refused (`Refusal`, `Misfit`): steps out of their order, said in one sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from gongkai.apps import registered
from gongkai.apps.casebook import local_day
from gongkai.apps.files import actions as files
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.registered import Misfit
from gongkai.apps.supervision.models import Activity, ActivityState, Session, SessionFile, SessionState
from gongkai.apps.supervision.registers import (
    ADJUST,
    ATTACH,
    CANCEL,
    DETACH,
    EVALUATE,
    HOLD,
    PLANS,
    POSTPONE,
    SESSIONS,
)
from gongkai.law.casework import Refusal

MOST_FILES = 20
"""Files of one session."""
_PREFIXES = {
    "open_day": "HD",
    "interpretation": "JD",
    "training": "PX",
    "assessment": "KH",
    "press": "FB",
    "forum": "ZT",
}


@transaction.atomic
def plan(actor: Actor, columns: Mapping[str, Any], now: datetime) -> Activity:
    """Plan an activity. Without a number it gets the next free one of its kind and year."""
    _hold(actor)
    day = columns["planned_for"]
    number = columns.get("number") or _free(actor, f"{_PREFIXES.get(columns['kind'], 'HD')}-{day.year}")
    _refuse_number(actor, number)
    row = {**columns, "number": number, "state": ActivityState.PLANNED.value, "held_on": None}
    return registered.record(PLANS, actor, [row], now)[0]


def adjust(
    actor: Actor,
    activity_id: int,
    columns: Mapping[str, Any],
    day: date,
    now: datetime,
    reason: str = "",
    based_on: int | None = None,
) -> Activity:
    """Plan it otherwise. Refused: once it was held or cancelled; then there is the correction."""
    _expect(_activity(actor, activity_id), ActivityState.PLANNED)
    return registered.change(PLANS, actor, activity_id, ADJUST, day, columns, now, reason, based_on=based_on)


def postpone(
    actor: Actor, activity_id: int, to: date, reason: str, day: date, now: datetime, based_on: int | None = None
) -> Activity:
    """Another day, and why. Refused: without a reason."""
    _need(reason, "请写明延期的理由。")
    _expect(_activity(actor, activity_id), ActivityState.PLANNED)
    columns = {"planned_for": to}
    return registered.change(PLANS, actor, activity_id, POSTPONE, day, columns, now, reason, based_on=based_on)


def hold(
    actor: Actor, activity_id: int, day: date, attendance: int, now: datetime, based_on: int | None = None
) -> Activity:
    """It was held on a day, with so many present. Refused: days to come, an activity that was cancelled."""
    _expect(_activity(actor, activity_id), ActivityState.PLANNED)
    columns = {"held_on": day, "attendance": attendance, "state": ActivityState.HELD.value}
    return registered.change(PLANS, actor, activity_id, HOLD, day, columns, now, based_on=based_on)


def evaluate(
    actor: Actor, activity_id: int, day: date, result: str, now: datetime, based_on: int | None = None
) -> Activity:
    """What came of it. Refused: before it was held; while sessions of it are neither held nor cancelled."""
    row = _activity(actor, activity_id)
    _expect(row, ActivityState.HELD)
    _need(result, "请写明评估意见。", "result")
    waiting = _sessions(row).filter(state=SessionState.PLANNED).count()
    if waiting:
        raise Refusal(f"还有{waiting}场没有登记结果，请先逐场登记举办或者取消，再评估。")
    columns = {"evaluated_on": day, "result": result, "state": ActivityState.EVALUATED.value}
    return registered.change(PLANS, actor, activity_id, EVALUATE, day, columns, now, based_on=based_on)


@transaction.atomic
def cancel(
    actor: Actor, activity_id: int, day: date, reason: str, now: datetime, based_on: int | None = None
) -> Activity:
    """It will not be held, and why; nor will the sessions that were still planned."""
    _hold(actor)
    row = _activity(actor, activity_id)
    _expect(row, ActivityState.PLANNED)
    _need(reason, "请写明取消的理由。")
    if _sessions(row).filter(state=SessionState.HELD).exists():
        raise Refusal("这个活动已经有场次举办过，不能整个取消；没有办的场次请逐场取消，再登记活动举办。")
    columns = {"state": ActivityState.CANCELLED.value, "stopped_on": day}
    done = registered.change(PLANS, actor, activity_id, CANCEL, day, columns, now, reason, based_on=based_on)
    for each in _sessions(row).filter(state=SessionState.PLANNED):
        cancel_session(actor, each.pk, day, f"活动取消：{reason}", now)
    return done


@transaction.atomic
def add_session(actor: Actor, columns: Mapping[str, Any], now: datetime) -> Session:
    """One more session of an activity, which is named by its number. Refused: an activity unknown, cancelled or evaluated."""
    _hold(actor)
    activity = Activity.objects.filter(
        organ_id=actor.organ_id, number=columns.get("activity", ""), annulled=False
    ).first()
    if activity is None:
        raise Misfit("没有这个编号的活动，请在列出的里面选。", "activity")
    if activity.state in (ActivityState.CANCELLED, ActivityState.EVALUATED):
        raise Refusal(f"活动“{activity.title}”{activity.get_state_display()}，不能再加场次。")
    number = columns.get("number") or _free(actor, activity.number)
    _refuse_number(actor, number)
    row = {**columns, "number": number, "state": SessionState.PLANNED.value}
    return registered.record(SESSIONS, actor, [row], now)[0]


def adjust_session(
    actor: Actor,
    session_id: int,
    columns: Mapping[str, Any],
    day: date,
    now: datetime,
    reason: str = "",
    based_on: int | None = None,
) -> Session:
    """Arrange it otherwise. Refused: once it was held or cancelled."""
    _expect_session(_session(actor, session_id))
    return registered.change(SESSIONS, actor, session_id, ADJUST, day, columns, now, reason, based_on=based_on)


def postpone_session(
    actor: Actor, session_id: int, to: date, reason: str, day: date, now: datetime, based_on: int | None = None
) -> Session:
    """Another day, and why."""
    _need(reason, "请写明延期的理由。")
    _expect_session(_session(actor, session_id))
    columns = {"planned_for": to}
    return registered.change(SESSIONS, actor, session_id, POSTPONE, day, columns, now, reason, based_on=based_on)


def hold_session(
    actor: Actor, session_id: int, day: date, told: Mapping[str, Any], now: datetime, based_on: int | None = None
) -> Session:
    """It was held: `told` are attendance, asked, answered, feedback, summary. Refused: more answered than asked."""
    _expect_session(_session(actor, session_id))
    columns = {**told, "held_on": day, "state": SessionState.HELD.value}
    return registered.change(SESSIONS, actor, session_id, HOLD, day, columns, now, based_on=based_on)


def cancel_session(
    actor: Actor, session_id: int, day: date, reason: str, now: datetime, based_on: int | None = None
) -> Session:
    """It will not be held, and why."""
    _need(reason, "请写明取消的理由。")
    _expect_session(_session(actor, session_id))
    columns = {"state": SessionState.CANCELLED.value, "stopped_on": day}
    return registered.change(SESSIONS, actor, session_id, CANCEL, day, columns, now, reason, based_on=based_on)


def correct_session(
    actor: Actor,
    session_id: int,
    columns: Mapping[str, object],
    reason: str,
    day: date,
    now: datetime,
    based_on: int | None = None,
) -> Session:
    """Say what a session's columns should have been."""
    return registered.change(
        SESSIONS, actor, session_id, registered.CORRECT, day, columns, now, reason, based_on=based_on
    )


def annul_session(
    actor: Actor, session_id: int, reason: str, day: date, now: datetime, based_on: int | None = None
) -> Session:
    """Take back a session that was recorded by mistake."""
    return registered.annul(SESSIONS, actor, session_id, day, reason, now, based_on)


@transaction.atomic
def attach(actor: Actor, session_id: int, data: bytes, name: str, now: datetime) -> Session:
    """Keep a file with a session. Refused: as `files.store`; the same content twice, too many."""
    _hold(actor)
    row = _session(actor, session_id)
    called = " ".join(name.split())[:150] or "材料"
    blob = files.store(actor, data, name, now)
    if any(digest == blob.digest for digest, _ in row.materials):
        raise Refusal(f"这份文件已经在材料里了，没有重复添加：{called}。")
    if len(row.materials) >= MOST_FILES:
        raise Refusal(f"一场最多{MOST_FILES}份材料，请先撤下不用的。")
    SessionFile.objects.get_or_create(organ_id=actor.organ_id, session=row.number, blob=blob)
    kept = "\n".join([*row.files.splitlines(), f"{blob.digest} {called}"])
    return registered.change(SESSIONS, actor, session_id, ATTACH, local_day(now), {"files": kept}, now, called)


@transaction.atomic
def detach(actor: Actor, session_id: int, digest: str, now: datetime) -> Session:
    """Take a file away from a session. Refused: one that it does not have."""
    _hold(actor)
    row = _session(actor, session_id)
    name = dict(row.materials).get(digest)
    if name is None:
        raise Refusal("这一场没有这份材料，可能已经撤下，请刷新再看。")
    SessionFile.objects.filter(organ_id=actor.organ_id, session=row.number, blob__digest=digest).delete()
    kept = "\n".join(line for line in row.files.splitlines() if not line.startswith(f"{digest} "))
    return registered.change(SESSIONS, actor, session_id, DETACH, local_day(now), {"files": kept}, now, name)


def refuse_with_sessions(actor: Actor, activity_id: int, columns: Mapping[str, object] | None = None) -> None:
    """Refused: annulling an activity that has sessions, or giving it another number, for they name it by its number."""
    row = _activity(actor, activity_id)
    if columns is not None and columns.get("number", row.number) == row.number:
        return
    count = _sessions(row).count()
    if count and columns is None:
        raise Refusal(f"这个活动下面登记了{count}场，请先撤销各场，再撤销活动。")
    if count:
        raise Misfit(f"这个活动下面登记了{count}场，它们按编号归在这里，编号不能改。", "number")


def _activity(actor: Actor, activity_id: int) -> Activity:
    rights.demand(actor, PLANS.right)
    return Activity.objects.get(pk=activity_id, organ_id=actor.organ_id)


def _session(actor: Actor, session_id: int) -> Session:
    rights.demand(actor, SESSIONS.right)
    return Session.objects.get(pk=session_id, organ_id=actor.organ_id)


def _sessions(row: Activity) -> QuerySet[Session]:
    return Session.objects.filter(organ_id=row.organ_id, activity=row.number, annulled=False).order_by("pk")


def _hold(actor: Actor) -> None:
    rights.demand(actor, PLANS.right)
    registered.hold(actor)


def _expect(row: Activity, state: ActivityState) -> None:
    if row.state != state and not row.annulled:
        raise Refusal(f"活动“{row.title}”{row.get_state_display()}，不能办这一步；登记有误的请办理更正。")


def _expect_session(row: Session) -> None:
    if row.state != SessionState.PLANNED and not row.annulled:
        raise Refusal(f"“{row.title}”这一场{row.get_state_display()}，不能办这一步；登记有误的请办理更正。")


def _need(text: str, said: str, column: str = "reason") -> None:
    if not text.strip():
        raise Misfit(said, column)


def _free(actor: Actor, prefix: str) -> str:
    """The next number behind a prefix: HD-2026-01."""
    n = 1
    while _taken(actor, number := f"{prefix}-{n:02}"):
        n += 1
    return number


def _taken(actor: Actor, number: str) -> bool:
    return any(
        model._default_manager.filter(organ_id=actor.organ_id, number=number).exists() for model in (Activity, Session)
    )


def _refuse_number(actor: Actor, number: str) -> None:
    if _taken(actor, number):
        raise Misfit(f"编号“{number}”已有别的活动或者场次在用，请换一个，或者留空由系统取。", "number")
