"""How is a list fetched as soon as an officer asks, without the page waiting for it?

Takes:   the actor, an address that is set up for the organ, the moment.
Gives:   `ask`, which the worker takes up (`take_asked`, a job of the schedule); `stop`; `errands`, what the page shows of it. One that
         was cut off is taken up again by itself; what it had not compared never was.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from gongkai.apps import registered
from gongkai.apps.casebook import local_day
from gongkai.apps.documents.models import ListErrand, Way
from gongkai.apps.documents.same_source.actions import Origin, compare_source, fail
from gongkai.apps.documents.same_source.fetching import NotFetched, fetch
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.config import same_source as setting
from gongkai.config.environment import BadSetting, current
from gongkai.law.casework import Refusal

__all__ = ["MOST_ATTEMPTS", "ask", "errands", "stop", "take_asked"]

MOST_ATTEMPTS = 3
_SHOWN, _KEPT = timedelta(days=1), timedelta(days=30)
_TOLD_EVERY = 1.0
_State = ListErrand.State
_NOT_SET = "这个网址没有设置给本机关，不去取；请刷新页面后再试，或者下载清单后上传。"


class _Stopped(Exception):
    """An officer stopped it meanwhile."""


@transaction.atomic
def ask(actor: Actor, address: str, now: datetime) -> ListErrand:
    """Ask to have a list fetched and compared; the same that is under way already is given back, not asked twice.

    Refused (`Refusal`): an address that is not set up; `Forbidden`. Raises `BadSetting` as `compare_due`.
    """
    rights.demand(actor, "comparison.run")
    _source(actor.organ_id, address)
    registered.hold(actor)
    ListErrand.objects.filter(asked_at__lt=now - _KEPT).delete()
    under_way = ListErrand.objects.filter(
        organ_id=actor.organ_id, address=address, state__in=ListErrand.UNDER_WAY
    ).first()
    return under_way or ListErrand.objects.create(
        organ_id=actor.organ_id, person_id=int(actor.person), role=actor.role, address=address, asked_at=now
    )


def stop(actor: Actor, pk: int) -> bool:
    """Stop one that is under way; whether it could be: what is being compared already is done in a moment, and what is done stays.

    Refused (`Forbidden`). Not found (`ListErrand.DoesNotExist`): another organ's.
    """
    rights.demand(actor, "comparison.run")
    row = ListErrand.objects.get(pk=pk, organ_id=actor.organ_id)
    return bool(_still(row, _State.WAITING, _State.FETCHING).update(state=_State.STOPPED))


def errands(actor: Actor, now: datetime) -> list[ListErrand]:
    """Those of the actor's organ that are under way, and those of the last day that came to nothing, newest first."""
    rights.demand(actor, "publishing.read")
    rows = ListErrand.objects.filter(organ_id=actor.organ_id, asked_at__gt=now - _SHOWN).exclude(state=_State.DONE)
    return list(rows.order_by("-pk").select_related("person"))


def take_asked(now: datetime, take: Callable[..., bytes] = fetch) -> int:
    """Fetch and compare what was asked for, the oldest first, also what is asked meanwhile; how many were compared.

    Only one at a time may run this (the schedule sees to it): whatever is under way otherwise was cut off, and is begun again.
    """
    done, tried = 0, set[int]()
    while True:
        row = (
            ListErrand.objects.filter(state__in=ListErrand.UNDER_WAY)
            .exclude(pk__in=tried)
            .order_by("pk")
            .select_related("person")
            .first()
        )
        if row is None:
            return done
        tried.add(row.pk)
        done += _done(row, now, take)


def _done(row: ListErrand, now: datetime, take: Callable[..., bytes]) -> bool:
    begun = {"state": _State.FETCHING, "size": 0, "attempts": row.attempts + 1}
    if not _still(row, *ListErrand.UNDER_WAY).update(**begun):
        return False
    actor = Actor(str(row.person_id), row.person.name, row.organ_id, row.role)
    today = local_day(now)
    try:
        source = _source(row.organ_id, row.address)
        if not people.held_on(actor, today):
            raise Refusal("要求取清单的人岗位任职已经结束，没有去取。")
        if row.attempts >= MOST_ATTEMPTS:
            fail(actor, Origin(Way.SCHEDULE, row.address), f"取了 {row.attempts} 次都中途断了，不再去取。", today, now)
            raise Refusal(f"取了 {row.attempts} 次都中途断了，不再去取；请下载清单后上传。")
        compare_source(source, actor, now, lambda address, private: _taken(row, take, address, private))
    except (Refusal, rights.Forbidden) as refused:
        return _refused(row, refused.reason)
    except BadSetting as bad:
        return _refused(row, str(bad))
    except _Stopped:
        return False
    return bool(_still(row, _State.COMPARING).update(state=_State.DONE))


def _taken(row: ListErrand, take: Callable[..., bytes], address: str, private: bool) -> bytes:
    """Fetch, telling how far it is; what was stopped meanwhile is not compared."""
    last = time.monotonic()

    def progress(size: int) -> None:
        nonlocal last
        if time.monotonic() - last >= _TOLD_EVERY:
            last = time.monotonic()
            _go_on(row, size=size)

    try:
        data = take(address, private=private, progress=progress)
    except NotFetched:
        _go_on(row, state=_State.COMPARING)
        raise
    _go_on(row, size=len(data), state=_State.COMPARING)
    return data


def _source(organ_id: int, address: str) -> setting.ListSource:
    code = organs.by_id(organ_id).code
    for source in setting.sources(current()):
        if (source.organ, source.address) == (code, address):
            return source
    raise Refusal(_NOT_SET)


def _still(row: ListErrand, *states: str) -> QuerySet[ListErrand]:
    """The row as long as it is in one of these states: nobody overwrites what another did meanwhile."""
    return ListErrand.objects.filter(pk=row.pk, state__in=states)


def _go_on(row: ListErrand, **told: object) -> None:
    if not _still(row, _State.FETCHING).update(**told):
        raise _Stopped


def _refused(row: ListErrand, reason: str) -> bool:
    _still(row, *ListErrand.UNDER_WAY).update(state=_State.REFUSED, reason=reason[:500])
    return False
