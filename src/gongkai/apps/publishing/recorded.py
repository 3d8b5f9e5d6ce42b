"""What is entered about items that were published elsewhere and are only counted here: their end, and corrections.

Each is an act in the journal (apps/registered). Items that follow the procedure are none of these: no column of theirs can be
set from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps import registered
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.models import Item, Way
from gongkai.apps.publishing.registers import ITEMS, WITHDRAW
from gongkai.apps.registered import Misfit, Taken, Values
from gongkai.law.casework import Refusal


@transaction.atomic
def record_items(actor: Actor, items: Iterable[LedgerItem], now: datetime) -> Taken:
    """Record items in bulk, all or none. What is known already with the same content is left alone; what was only
    withdrawn since is withdrawn.

    Refused (`Refusal`): columns that cannot be, days to come, a number told twice or known with another content.
    """
    rows = [asdict(each) for each in items]
    return registered.take(ITEMS, actor, rows, now, {WITHDRAW: ("withdrawn_on",)})


def withdraw_item(
    actor: Actor, item_id: int, day: date, reason: str, now: datetime, based_on: int | None = None
) -> Item:
    """Take a published item back on a day. Refused: before its publication, without a reason, twice."""
    if not reason.strip():
        raise Misfit("请写明撤下的理由。", "reason")
    columns = {"withdrawn_on": day}
    return _change(actor, item_id, WITHDRAW, day, columns, now, reason, "withdrawn_on", based_on)


def correct_item(
    actor: Actor,
    item_id: int,
    columns: Mapping[str, object],
    reason: str,
    day: date,
    now: datetime,
    based_on: int | None = None,
) -> Item:
    """Say what an item's columns should have been."""
    return _change(actor, item_id, registered.CORRECT, day, columns, now, reason, based_on=based_on)


def annul_item(actor: Actor, item_id: int, reason: str, day: date, now: datetime, based_on: int | None = None) -> Item:
    """Take back an item that was recorded by mistake."""
    return _change(actor, item_id, registered.ANNUL, day, {"annulled": True}, now, reason, based_on=based_on)


def _change(
    actor: Actor,
    item_id: int,
    event: str,
    day: date,
    columns: Values,
    now: datetime,
    reason: str,
    once: str = "",
    based_on: int | None = None,
) -> Item:
    """As `registered.change`, for items that follow no procedure."""
    if Item.objects.filter(pk=item_id, organ_id=actor.organ_id).exclude(way=Way.RECORDED).exists():
        raise Refusal("这条信息按发布程序办理，不能在登记簿里改动；请到“信息发布”里办理。")
    return registered.change(ITEMS, actor, item_id, event, day, columns, now, reason, once, based_on)
