"""What can be done with the items of an old site: try, stage, accept, reject."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from gongkai.apps.journal import actions as journal
from gongkai.apps.journal.models import Subject
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import SYSTEM, Actor
from gongkai.apps.publishing.models import Batch, BatchState
from gongkai.apps.publishing.moving_in import accepting, mapping, sources, staging
from gongkai.apps.publishing.moving_in.account import Account
from gongkai.apps.publishing.moving_in.account import read as read_account
from gongkai.apps.publishing.moving_in.fault import BadSource, Fault, Unreadable
from gongkai.apps.publishing.moving_in.kept import Kept
from gongkai.apps.publishing.moving_in.staging import Progress
from gongkai.law.casework import Refusal
from gongkai.law.procedures.publication import NOT_STAGER, PUBLICATION
from gongkai.law.publication.case import Barred

__all__ = ["Account", "BadSource", "Fault", "Outcome", "Unreadable", "accept", "examine", "reject", "stage"]

_OVER = {
    BatchState.STAGING: "这一批还没有读完，请先运行同一条迁入命令，让它从停下的地方接着做完。",
    BatchState.ACCEPTED: "这一批已经核准公开了。",
    BatchState.REJECTED: "这一批已经退回了。",
    BatchState.REFUSED: "这一批有问题，没有迁入任何内容。",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run: its batch, what is told of it, and whether it added anything."""

    batch: Batch
    account: Account
    added: bool


def _silent(stage: str, done: int, total: int) -> None:
    """Nobody is looking."""


def examine(
    actor: Actor, path: Path, told: str, now: datetime, skip_bad: bool = False, progress: Progress = _silent
) -> Account:
    """What is wrong with a source, all of it; nothing is taken. `told` is the mapping in TOML, empty for the one unasked.

    Refused: `Unreadable` (no such source, no known encoding, a mapping that does not fit); `Forbidden`.
    """
    return staging.examine(_run(actor, path, told, now, skip_bad, progress))


def stage(
    actor: Actor,
    path: Path,
    told: str,
    now: datetime,
    name: str = "",
    skip_bad: bool = False,
    progress: Progress = _silent,
) -> Outcome:
    """Read a source and stage its items, seen by nobody outside. The same source again adds nothing; one that was stopped goes on.

    Refused: `BadSource` with every fault, nothing taken (unless `skip_bad`, which leaves bad rows out and lists them); as
    `examine`; `Refusal` where another run is at the same source.
    """
    run = _run(actor, path, told, now, skip_bad, progress)
    digest = sources.digest(path, run.mapping, f"{told}\n{skip_bad}")
    batch = Batch.objects.filter(organ_id=actor.organ_id, digest=digest).first()
    if batch and batch.state in (BatchState.STAGED, BatchState.ACCEPTED):
        return Outcome(batch, read_account(batch.account), False)
    if batch and batch.state == BatchState.STAGING and batch.person != actor.person:
        raise Refusal("这一批由另一人开始迁入，请由其接着做完。")
    if batch is None or batch.state != BatchState.STAGING:
        with Kept() as kept:
            account = staging.examine(run, kept)
            bad = bool(account.faulty) and not skip_bad
            batch = _begun(
                actor, batch, digest, name or path.name, account, BatchState.REFUSED if bad else BatchState.STAGING, now
            )
            if bad:
                raise BadSource(tuple(account.faults), account.total)
            batch = staging.take(run, batch, kept)
    else:
        batch = staging.take(run, batch)
    return Outcome(batch, read_account(batch.account), batch.rows > 0)


def accept(actor: Actor, batch_id: int, now: datetime, progress: Progress = _silent) -> int:
    """Make a whole batch public on the days of the old site; how many items. All of it or nothing.

    Refused: `Barred`, which the journal keeps (who staged it); `Refusal` (not staged, altered since); `Forbidden`. Not found
    (`Batch.DoesNotExist`): another organ's batch.
    """
    try:
        with transaction.atomic():
            batch = _locked(actor, batch_id, accepting.ACCEPT, now)
            if batch.person == actor.person:
                raise Barred(NOT_STAGER.refusal, (PUBLICATION.cite,))
            return accepting.accept(actor, batch, now, progress)
    except (Barred, rights.Forbidden) as refused:
        _remember(actor, batch_id, accepting.ACCEPT, refused.reason, now)
        raise


def reject(actor: Actor, batch_id: int, reason: str, now: datetime) -> int:
    """Discard a staged batch; how many items. Refused: as `accept`, and without a reason."""
    if not reason.strip():
        raise Refusal("请写明退回的理由。")
    with transaction.atomic():
        batch = _locked(actor, batch_id, accepting.REJECT, now)
        return accepting.reject(actor, batch, reason.strip(), now)


def _run(actor: Actor, path: Path, told: str, now: datetime, skip_bad: bool, progress: Progress) -> staging.Run:
    rights.demand(actor, "publication.stage")
    _hold_post(actor, now)
    of_pages = sources.kind_of(path) == "pages"
    return staging.Run(actor, path, mapping.read(told, of_pages), now, skip_bad, progress)


def _begun(
    actor: Actor, batch: Batch | None, digest: str, name: str, account: Account, state: BatchState, now: datetime
) -> Batch:
    """The row of a run. One that was refused before begins anew."""
    row = batch or Batch(organ_id=actor.organ_id, digest=digest)
    row.name, row.rows, row.state, row.done = name[:200], account.rows, state, 0
    row.person, row.begun_at, row.account = actor.person, now, account.written()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Refusal("这一批正在另一处迁入，请等它结束后再看。") from error
    return row


def _locked(actor: Actor, batch_id: int, event: str, now: datetime) -> Batch:
    rights.demand(actor, f"publication.{event}")
    _hold_post(actor, now)
    batch = Batch.objects.select_for_update().get(pk=batch_id, organ_id=actor.organ_id)
    if batch.state != BatchState.STAGED:
        raise Refusal(_OVER[BatchState(batch.state)])
    return batch


def _hold_post(actor: Actor, now: datetime) -> None:
    if actor.person == SYSTEM or (actor.person.isdecimal() and people.held_on(actor, localdate(now))):
        return
    role = rights.ROLE_NAMES.get(actor.role, actor.role)
    raise Barred(f"您今天没有“{role}”这个职务，不能办理；请换一个身份。", (PUBLICATION.cite,))


def _remember(actor: Actor, batch_id: int, event: str, reason: str, now: datetime) -> None:
    """What was tried and refused stands in the journal of who tried, if the batch is theirs to see."""
    if Batch.objects.filter(pk=batch_id, organ_id=actor.organ_id).exists():
        told = {"event": event, "reason": reason}
        journal.append(Subject.BATCH, batch_id, "refused", localdate(now), actor, now, told)
