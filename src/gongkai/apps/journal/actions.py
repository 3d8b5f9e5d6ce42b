"""Adding to the journal: the only place where entries are made. Always inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice

from django.db import connection, transaction

from gongkai.apps.journal.canonical import GENESIS, canonical, entry_hash, moment
from gongkai.apps.journal.heads import gather_heads
from gongkai.apps.journal.models import Chain, Entry, PersonalRecord
from gongkai.apps.journal.retention import over, settle_due
from gongkai.apps.people.actor import Actor
from gongkai.apps.prepared import Prepared, add

__all__ = ["NewEntry", "append", "append_many", "gather_heads", "over", "settle_due"]

_CHUNK = 1000
_END_OF_CHAIN = Prepared(lambda organ_id: Chain.objects.select_for_update().filter(pk=organ_id), int)


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One act to be entered; as the arguments of `append`."""

    subject: str
    subject_id: int
    event: str
    day: date
    actor: Actor
    data: Mapping[str, object] = field(default_factory=dict)
    personal: PersonalRecord | None = None


# No savepoint of its own: an entry that fails must take the whole act with it.
@transaction.atomic(savepoint=False)
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
    chain = _locked(actor.organ_id)
    entry = _following(chain, NewEntry(subject, subject_id, event, day, actor, data, personal), now)
    add(entry)
    _move(chain)
    return entry


@transaction.atomic(savepoint=False)
def append_many(organ_id: int, entries: Iterable[NewEntry], now: datetime) -> int:
    """Add entries to one organ's chain in the order given; how many. Taken as they come, a thousand in memory at a time.

    The chain stays locked until the caller's transaction ends, so that an import is in the journal whole or not at all.
    Refused (ValueError): an entry by an actor of another organ, which is a slip of the caller.
    """
    chain = _locked(organ_id)
    waiting, count = iter(entries), 0
    while chunk := list(islice(waiting, _CHUNK)):
        if any(each.actor.organ_id != organ_id for each in chunk):
            raise ValueError("an entry by an actor of another organ than the chain's")
        Entry.objects.bulk_create([_following(chain, each, now) for each in chunk])
        count += len(chunk)
    if count:
        _move(chain)
    return count


def _locked(organ_id: int) -> Chain:
    if found := _END_OF_CHAIN(organ_id):
        return found[0]
    chains = Chain.objects.select_for_update()
    return chains.get_or_create(organ_id=organ_id, defaults={"seq": 0, "head": GENESIS})[0]


def _following(chain: Chain, new: NewEntry, now: datetime) -> Entry:
    """The next entry of a chain, not yet saved. `chain` moves on in memory."""
    entry = Entry(
        organ_id=chain.pk,
        seq=chain.seq + 1,
        subject=str(new.subject),
        subject_id=new.subject_id,
        event=new.event,
        day=new.day,
        recorded_at=now,
        person=new.actor.person,
        role=new.actor.role,
        payload=canonical(new.data),
        personal=new.personal,
        personal_digest=new.personal.digest if new.personal else "",
    )
    entry.hash = entry_hash(
        chain.head,
        entry.organ_id,
        entry.seq,
        entry.subject,
        entry.subject_id,
        entry.event,
        entry.day,
        moment(now),
        entry.person,
        entry.role,
        entry.payload,
        entry.personal_digest,
    )
    chain.seq, chain.head = entry.seq, entry.hash
    return entry


def _move(chain: Chain) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE journal_chain SET seq = %s, head = %s WHERE organ_id = %s", [chain.seq, chain.head, chain.pk]
        )
