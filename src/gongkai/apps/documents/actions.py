"""What is entered about documents: their issue, their end, and corrections. Each is an act in the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from gongkai.annual.ledger.model import LedgerDocument
from gongkai.apps import registered
from gongkai.apps.cached_rows import Progress, Restored, restore
from gongkai.apps.documents.models import Document
from gongkai.apps.documents.registers import DOCUMENTS, END
from gongkai.apps.people.actor import Actor
from gongkai.apps.registered import Taken


@transaction.atomic
def record_documents(actor: Actor, documents: Sequence[LedgerDocument], now: datetime) -> Taken:
    """Record documents in bulk, all or none; what is known already with the same content is left alone. What only ended since is ended."""
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
    """Make documents again from the journal and name what differed. `check` compares only."""
    organs = None if organ_ids is None else tuple(organ_ids)
    start = after or {}
    parts = [restore(each.table, organs, progress, check, start.get(each.word, 0)) for each in (DOCUMENTS,)]
    return Restored.all(parts)
