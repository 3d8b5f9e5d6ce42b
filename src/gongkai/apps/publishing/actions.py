"""What is entered about publication: items, documents, their ends, and corrections. Each is an act in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from gongkai.annual.ledger.model import LedgerDocument, LedgerItem
from gongkai.apps import registered
from gongkai.apps.cached_rows import Progress, Restored, restore
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing.models import Document, Item
from gongkai.apps.publishing.registers import DOCUMENTS, END, ITEMS, WITHDRAW
from gongkai.apps.registered import Misfit, Taken

__all__ = [
    "annul_document",
    "annul_item",
    "correct_document",
    "correct_item",
    "end_document",
    "rebuild",
    "record_document",
    "record_documents",
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


@transaction.atomic
def record_documents(actor: Actor, documents: Sequence[LedgerDocument], now: datetime) -> Taken:
    """Record documents in bulk, all or none; as `record_items`. What only ended since is ended."""
    rows = [asdict(each) for each in documents]
    return registered.take(DOCUMENTS, actor, rows, now, {END: ("ended_on", "ended_how", "ended_by")})


def record_document(actor: Actor, document: LedgerDocument, now: datetime) -> Document:
    """Record one rule or normative document."""
    record_documents(actor, (document,), now)
    return Document.objects.get(organ_id=actor.organ_id, number=document.number)


def end_document(
    actor: Actor, document_id: int, day: date, how: str, by: str, now: datetime, based_on: int | None = None
) -> Document:
    """A document ceases to be in force on a day: repealed by another (`by` is its number) or lapsed.

    Refused (`Refusal`): an unknown way, a day before its issue, a day to come, `by` of one that lapsed.
    """
    columns = {"ended_on": day, "ended_how": how, "ended_by": by.strip()}
    return registered.change(DOCUMENTS, actor, document_id, END, day, columns, now, once="ended_on", based_on=based_on)


def correct_document(
    actor: Actor,
    document_id: int,
    columns: Mapping[str, object],
    reason: str,
    day: date,
    now: datetime,
    based_on: int | None = None,
) -> Document:
    """Say what a document's columns should have been."""
    return registered.change(
        DOCUMENTS, actor, document_id, registered.CORRECT, day, columns, now, reason, based_on=based_on
    )


def annul_document(
    actor: Actor, document_id: int, reason: str, day: date, now: datetime, based_on: int | None = None
) -> Document:
    """Take back a document that was recorded by mistake."""
    return registered.annul(DOCUMENTS, actor, document_id, day, reason, now, based_on)


def rebuild(
    organ_ids: Iterable[int] | None = None,
    progress: Progress = lambda name, done: None,
    check: bool = False,
    after: Mapping[str, int] | None = None,
) -> Restored:
    """Make items and documents again from the journal and name what differed. `check` compares only."""
    organs = None if organ_ids is None else tuple(organ_ids)
    start = after or {}
    parts = [restore(each.table, organs, progress, check, start.get(each.word, 0)) for each in (ITEMS, DOCUMENTS)]
    return Restored.all(parts)
