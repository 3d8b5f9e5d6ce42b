"""Adding to the journal: the only place where entries are made. Always inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.journal.canonical import GENESIS, canonical, entry_hash, moment
from gongkai.apps.journal.models import Chain, Entry, PersonalRecord
from gongkai.apps.people.actor import Actor


@transaction.atomic
def append(
    subject: str,
    subject_id: int,
    event: str,
    day: date,
    actor: Actor,
    now: datetime,
    data: Mapping[str, object],
    personal: PersonalRecord | None = None,
) -> Entry:
    """Add one entry to the chain of the actor's organ. The chain's row is locked until the transaction ends.

    `data` must be JSON without personal data; what is personal is sealed by `journal.vault` first.
    """
    chain, _ = Chain.objects.select_for_update().get_or_create(
        organ_id=actor.organ_id, defaults={"seq": 0, "head": GENESIS}
    )
    entry = Entry(
        organ_id=actor.organ_id,
        seq=chain.seq + 1,
        subject=subject,
        subject_id=subject_id,
        event=event,
        day=day,
        recorded_at=now,
        person=actor.person,
        role=actor.role,
        payload=canonical(data),
        personal=personal,
        personal_digest=personal.digest if personal else "",
    )
    entry.hash = entry_hash(
        chain.head,
        entry.organ_id,
        entry.seq,
        subject,
        subject_id,
        event,
        day,
        moment(now),
        entry.person,
        entry.role,
        entry.payload,
        entry.personal_digest,
    )
    entry.save(force_insert=True)
    chain.seq, chain.head = entry.seq, entry.hash
    chain.save(update_fields=["seq", "head"])
    return entry
