"""What can be done with ledgers: take one in, give one out.

Taking in is one transaction: all or nothing, whatever happens to the machine. What takes long, trying every act of every
case, is done before it and remembered (`staging`), so that a run that was killed goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from gongkai.annual.ledger.book import Book
from gongkai.annual.ledger.model import BadLedger, Ledger
from gongkai.annual.ledger.read import read
from gongkai.annual.ledger.write import write
from gongkai.apps import rules
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal.models import Subject
from gongkai.apps.ledgers import bounded, exporting
from gongkai.apps.ledgers.models import ImportRun, State
from gongkai.apps.ledgers.staging import Staging
from gongkai.apps.ledgers.taking import judge, take
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor

Source = bytes | Book | Ledger
Progress = Callable[[str, int, int], None]
"""The stage (`examine`, `write`, `export`), how much of it is done, how much there is."""


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody is looking."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run that took in something, or found nothing new. `counts` by what was written; `remarks` have to be said."""

    run: ImportRun
    counts: Mapping[str, int]
    remarks: tuple[str, ...] = field(default=())


def import_ledger(
    actor: Actor,
    source: bytes | Ledger,
    now: datetime,
    name: str = "",
    progress: Progress = _silent,
) -> Outcome:
    """Take in a workbook, or a ledger in memory, into the actor's organ: all of it or nothing.

    What is known already is left alone; a case that goes on gets the acts that are new. A run of the same file that was
    stopped is gone on with. Refused: `BadLedger` with every fault at its cell; `Forbidden`.
    """
    rights.demand(actor, "ledger.import")
    return _imported(actor, source, _digest(source), now, name, progress)


def try_ledger(actor: Actor, source: Source, now: datetime, name: str = "", progress: Progress = _silent) -> Outcome:
    """What taking it in would do, for somebody who wants to see it before: nothing of it stays, no run is remembered.

    Refused as `import_ledger`. What was found sound is not judged again when it is taken in.
    """
    rights.demand(actor, "ledger.import")
    return _tried(actor, source, _digest(source), now, name, progress)


def import_upload(actor: Actor, data: bytes, now: datetime, name: str = "") -> Outcome:
    """As `import_ledger` for a file that came through the web: opened in a bounded process of its own."""
    rights.demand(actor, "ledger.import")
    try:
        book = bounded.opened(data, name)
    except BadLedger as bad:
        _remember(actor, name, _digest(data), now, State.REFUSED, {}, len(bad.faults))
        raise
    return _imported(actor, book, _digest(data), now, name, _silent)


def try_upload(actor: Actor, data: bytes, now: datetime, name: str = "") -> Outcome:
    """As `try_ledger` for a file that came through the web: opened in a bounded process of its own."""
    rights.demand(actor, "ledger.import")
    return _tried(actor, bounded.opened(data, name), _digest(data), now, name, _silent)


def _tried(actor: Actor, source: Source, digest: str, now: datetime, name: str, progress: Progress) -> Outcome:
    today = timezone.localdate(now)
    staging = Staging(digest, actor.organ_id, today, rules.calendar(), rules.settings())
    try:
        ledger = _judged(source, name, today, staging, progress)
        with transaction.atomic():
            outcome = _written(actor, ledger, name, digest, now, progress)
            transaction.set_rollback(True)
    except BadLedger:
        staging.clear()
        raise
    return outcome


def _imported(actor: Actor, source: Source, digest: str, now: datetime, name: str, progress: Progress) -> Outcome:
    today = timezone.localdate(now)
    staging = Staging(digest, actor.organ_id, today, rules.calendar(), rules.settings())
    staging.purge(now)
    try:
        ledger = _judged(source, name, today, staging, progress)
        outcome = _written(actor, ledger, name, digest, now, progress)
    except BadLedger as bad:
        _remember(actor, name, digest, now, State.REFUSED, {}, len(bad.faults))
        staging.clear()
        raise
    staging.clear()
    return outcome


def export_ledger(actor: Actor, now: datetime, personal: bool = False, progress: Progress = _silent) -> Ledger:
    """All of the actor's organ that is in force, as a ledger.

    With `personal`, whoever reads which record goes into the journal. Refused (`Forbidden`): who may not export, or not
    read personal data.
    """
    rights.demand(actor, "ledger.export")
    if personal:
        rights.demand(actor, "personal.read")
    with transaction.atomic():
        ledger = exporting.gathered(actor, personal, now, progress)
        counts = {"requests": len(ledger.requests), "remedies": len(ledger.remedies)}
        day = timezone.localdate(now)
        journal.append(
            Subject.ORGAN, actor.organ_id, "ledger_exported", day, actor, now, {"personal": personal, **counts}
        )
    return ledger


def export_workbook(actor: Actor, now: datetime, personal: bool = False, progress: Progress = _silent) -> bytes:
    """As `export_ledger`, as xlsx."""
    ledger = export_ledger(actor, now, personal, progress)
    return write(ledger, rules.settings(), ledger.remarks)


def _judged(source: Source, name: str, today: date, staging: Staging, progress: Progress) -> Ledger:
    calendar, settings = rules.calendar(), rules.settings()
    if isinstance(source, Ledger):
        judge(source, today, calendar, settings, lambda done, total: progress("examine", done, total))
        return source
    return read(
        source,
        name,
        today=today,
        calendar=calendar,
        settings=settings,
        progress=lambda done, total: progress("examine", done, total),
        examined=staging.sound() if staging else 0,
        sound=staging.remember if staging else lambda count: None,
    )


@transaction.atomic
def _written(actor: Actor, ledger: Ledger, name: str, digest: str, now: datetime, progress: Progress) -> Outcome:
    counts = take(actor, ledger, now, lambda done, total: progress("write", done, total))
    changed = any(number for what, number in counts.items() if what != "known")
    run = _remember(actor, name, digest, now, State.DONE if changed else State.UNCHANGED, counts, 0)
    if changed:
        day = timezone.localdate(now)
        journal.append(Subject.IMPORT, run.pk, "import", day, actor, now, {"sha256": digest, "counts": counts})
    return Outcome(run, counts, ledger.remarks)


def _remember(
    actor: Actor, name: str, digest: str, now: datetime, state: State, counts: Mapping[str, int], faults: int
) -> ImportRun:
    return ImportRun.objects.create(
        organ_id=actor.organ_id,
        person=actor.person,
        file_name=name[:200],
        file_hash=digest,
        at=now,
        state=state,
        counts=dict(counts),
        faults=faults,
    )


def _digest(source: Source) -> str:
    return hashlib.sha256(source if isinstance(source, bytes) else repr(source).encode()).hexdigest()
