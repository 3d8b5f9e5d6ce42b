"""How do cases that may be about a request get their acts: reviews, suits, requests to correct a record?

Takes:   a `Door`: what sort of case, its rows, what the law says of one more act. Gives: `opened`, `done`, each one transaction: the lock, the
         replay with the new act, the cached row, the journal entry, whoever must hear of it. Numbers are few a year (`following`).

Requests and messages have more to do at each act, and doors of their own.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from django.db import models, transaction

from gongkai.apps import acted, casebook, entering
from gongkai.apps.journal import queries as entries
from gongkai.apps.organs.models import Organ
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.requests import queries as requests
from gongkai.law.casework import Refusal

_NOTHING: Mapping[str, object] = MappingProxyType({})
RowT = TypeVar("RowT", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Door(Generic[RowT]):
    """One sort of case. `opening` is the event that makes one; `project` sets the cached columns of a row and gives it back."""

    kind: casebook.Kind
    opening: str
    model: type[RowT]
    attempt: entering.Attempt[Any]
    project: Callable[[RowT, Any, casebook.Story], RowT]


@transaction.atomic
def opened(
    door: Door[RowT],
    actor: Actor,
    number: Callable[[], str],
    told: entering.Told,
    now: datetime,
    filled: Mapping[str, object] = _NOTHING,
) -> RowT:
    """A new case, under the number that `number` gives once nobody else numbers in the organ. `filled` is what only the program fills,
    which is taken out of what was told.

    Refused (`Refusal`): what the law refuses; a request that does not exist. `people.rights.Forbidden`: a role that may not.
    """
    kind = door.kind
    rights.demand(actor, f"{kind.subject}.{door.opening}")
    Organ.objects.select_for_update(no_key=True).only("pk").get(pk=actor.organ_id)
    chosen = number()
    told = replace(told, data={**entering.own(kind, told.event, told.data), **filled})
    entered = entering.enter(kind, door.attempt, actor, told, casebook.Story(chosen), now, opens=True)
    _refuse_unknown_request(actor, entered.case.request_number)
    row = door.project(door.model(organ_id=actor.organ_id, number=chosen), entered.case, entered.story)
    row.save(force_insert=True)
    return _written(door, row, entered, kind.procedure.initial, actor, now)


@transaction.atomic
def done(
    door: Door[RowT], actor: Actor, pk: int, told: entering.Told, now: datetime, based_on: int | None = None
) -> RowT:
    """One more act of a case. Refused: as `opened`; `Stale` when it has moved on since the form was shown. Not found: another organ's case."""
    kind = door.kind
    entering.known(kind, told.event)
    rights.demand(actor, f"{kind.subject}.{told.event}")
    row: Any = door.model._default_manager.select_for_update().get(pk=pk, organ_id=actor.organ_id)
    written = entries.entries(kind.subject, pk, records=False)
    if based_on is not None and based_on != len(written):
        raise entering.stale(kind, written, based_on, row.number)
    so_far = casebook.story(written)
    told = replace(told, data=entering.kept(kind, so_far, told.event, told.data))
    entered = entering.enter(kind, door.attempt, actor, told, so_far, now)
    if entered.case.request_number != row.request_number:
        _refuse_unknown_request(actor, entered.case.request_number)
    source = row.state
    door.project(row, entered.case, entered.story).save(force_update=True)
    return _written(door, row, entered, source, actor, now)


def following(model: type[models.Model], organ_id: int, day: date, mark: str) -> str:
    """«2024-案1»: few cases a year, so that all numbers of the year can be looked at. Under the lock of `opened`."""
    start = f"{day.year}-{mark}"
    of_year = model._default_manager.filter(organ_id=organ_id, number__startswith=start)
    numbers = of_year.values_list("number", flat=True)
    places = [int(rest) for number in numbers if (rest := number.removeprefix(start)).isdecimal()]
    return f"{start}{max(places, default=0) + 1}"


def _written(
    door: Door[RowT], row: Any, entered: entering.Entered[Any], source: str, actor: Actor, now: datetime
) -> RowT:
    event, log = entered.act.event, logging.getLogger(f"gongkai.{door.model._meta.app_label}")
    entering.write(door.kind, row.pk, entered, actor, now)
    acted.tell(door.kind, row, event, source, actor, now)
    # One line once it is certain; numbers only, no words that anybody typed.
    transaction.on_commit(partial(log.info, "organ %d %s %d: %s", row.organ_id, door.kind.subject, row.pk, event))
    made: RowT = row
    return made


def _refuse_unknown_request(actor: Actor, number: str) -> None:
    if number and requests.by_number(actor.organ_id, number) is None:
        raise Refusal(f"没有登记编号为“{number}”的申请，请核对；与申请无关的，请留空。")
