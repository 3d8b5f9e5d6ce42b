"""What is entered about publication: items, their end, and corrections. Each is an act in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps import registered
from gongkai.apps.cached_rows import Progress, Restored, restore
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.registers import ITEMS, WITHDRAW
from gongkai.apps.registered import Misfit, Taken

__all__ = [
    "annul_item",
    "correct_item",
    "rebuild",
    "record_items",
    "withdraw_item",
]


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
    return registered.change(ITEMS, actor, item_id, WITHDRAW, day, columns, now, reason, "withdrawn_on", based_on)


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
    return registered.change(ITEMS, actor, item_id, registered.CORRECT, day, columns, now, reason, based_on=based_on)


def annul_item(actor: Actor, item_id: int, reason: str, day: date, now: datetime, based_on: int | None = None) -> Item:
    """Take back an item that was recorded by mistake."""
    return registered.annul(ITEMS, actor, item_id, day, reason, now, based_on)


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
) -> Restored:
    """Make items again from the journal and name what differed. `check` compares only."""
    organs = None if organ_ids is None else tuple(organ_ids)
    start = after or {}
    parts = [restore(each.table, organs, progress, check, start.get(each.word, 0)) for each in (ITEMS,)]
    return Restored.all(parts)
