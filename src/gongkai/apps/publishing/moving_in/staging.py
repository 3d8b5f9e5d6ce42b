"""How do the rows of an old site become items that nobody sees yet?

Takes:   a source on disk, its mapping. Gives: a `Batch` of staged items. All rows are judged before the first is taken; then they are
         taken piece by piece, each piece with its entries in one transaction, so that a run that was stopped or killed goes on
         behind the last piece.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as Table
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from gongkai.apps import registered, rules
from gongkai.apps.columns import queries as columns
from gongkai.apps.documents import queries as documents
from gongkai.apps.files import actions as files
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal.models import Subject
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import versions
from gongkai.apps.publishing.content import OLD_ADDRESS, Content
from gongkai.apps.publishing.models import Batch, BatchState, Item, MovedItem, Version, VersionFile
from gongkai.apps.publishing.moving_in import mapping as mappings
from gongkai.apps.publishing.moving_in import sources
from gongkai.apps.publishing.moving_in.account import Account
from gongkai.apps.publishing.moving_in.account import read as read_account
from gongkai.apps.publishing.moving_in.beside import Beside
from gongkai.apps.publishing.moving_in.fault import BadSource, Fault
from gongkai.apps.publishing.moving_in.judging import STAGE, Judge, Prepared
from gongkai.apps.publishing.moving_in.kept import Judged, Kept
from gongkai.apps.publishing.moving_in.numbering import Numbers
from gongkai.apps.publishing.moving_in.old_addresses import path_of
from gongkai.apps.publishing.moving_in.sources import Row
from gongkai.apps.publishing.story import SUBJECT, Told, columns_with
from gongkai.apps.publishing.writing import next_numbers, series
from gongkai.law.casework import Refusal
from gongkai.law.publication import due

AT_ONCE = 500
KEPT = "kept"
Progress = Callable[[str, int, int], None]
"""The stage (`judge`, `stage`, `accept`), how many rows are done, how many there are (0 while nobody knows)."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run: who, from what, under which mapping, when; whether bad rows are left out."""

    actor: Actor
    path: Path
    mapping: mappings.Mapping
    now: datetime
    skip_bad: bool
    progress: Progress

    def judge(self) -> Judge:
        """What the rows are held against."""
        actor, today = self.actor, localdate(self.now)
        root = self.path if self.path.is_dir() else self.path.parent

        def store(data: bytes, name: str) -> str:
            return files.store(actor, data, name, self.now).digest

        def of_document(fields: Table[str, object]) -> tuple[str, ...]:
            return documents.check_item(fields, actor.organ_id)

        opened = frozenset(columns.open_names(actor.organ_id, today))
        return Judge(actor, today, self.mapping, opened, Beside(root, self.mapping, store), of_document)

    def numbers(self, judge: Judge) -> Numbers:
        """What the numbers of the rows are held against."""

        def every() -> Iterator[str]:
            rows = sources.rows(self.path, self.mapping)
            return (judge.number_of(row) for row in rows if isinstance(row, Row))

        return Numbers(self.actor.organ_id, series(self.actor.organ_id, localdate(self.now).year), every)


def examine(run: Run, kept: Kept | None = None) -> Account:
    """Every row judged, nothing taken. Files beside the rows are kept meanwhile; what nobody uses is swept away later. What was
    judged is added to `kept`, for `take`.
    """
    account = Account(left_out=run.skip_bad)
    seen: set[str] = set()
    judge = run.judge()
    numbers = run.numbers(judge)
    rows = sources.rows(run.path, run.mapping)
    while piece := list(islice(rows, AT_ONCE)):
        good: list[Prepared] = []
        judged = [_judged(judge, row) for row in piece]
        if kept is not None:
            kept.add(judged)
        for found in judged:
            account.rows += 1
            if isinstance(found, list):
                account.note(found)
            elif found.key in seen:
                account.note(
                    [Fault(found.place, "", "和前面的一条原网址（或者标题、日期、正文）相同", "请去掉重复的一条")]
                )
            else:
                seen.add(found.key)
                good.append(found)
        known = _known(run.actor.organ_id, good)
        fresh = [each for each in good if each.key not in known]
        odd = numbers.faults(fresh)
        for faults in odd.values():
            account.note(faults)
        fresh = [each for each in fresh if each.key not in odd]
        account.good += len(fresh)
        account.known += len(known)
        account.undated += sum("formed_on" not in each.content.fields for each in fresh)
        account.blank += sum(each.blank for each in fresh)
        run.progress("judge", account.rows, 0)
    return account


def take(run: Run, batch: Batch, kept: Kept | None = None) -> Batch:
    """Stage every good row behind the last piece: of a batch that begins, the rows that `examine` kept; else judged anew.

    Refused (`Refusal`): another run of the same batch is at it.
    """
    account = read_account(batch.account)
    judge = run.judge()
    numbers = run.numbers(judge)
    for judged in _anew(run, judge, batch.done) if kept is None else kept.pieces(judge):
        batch = _piece(run, batch.pk, batch.done, batch.done + len(judged), judged, numbers)
        run.progress("stage", batch.done, account.rows)
    return _finished(run, batch.pk)


def _anew(run: Run, judge: Judge, done: int) -> Iterator[list[Judged]]:
    """The pieces of the source behind the rows that are done."""
    rows = islice(sources.rows(run.path, run.mapping), done, None)
    while piece := list(islice(rows, AT_ONCE)):
        yield [_judged(judge, row) for row in piece]


def _judged(judge: Judge, row: Row | Fault) -> Judged:
    return [row] if isinstance(row, Fault) else judge.judge(row)


def _known(organ_id: int, prepared: list[Prepared]) -> set[str]:
    keys = [each.key for each in prepared]
    return set(MovedItem.objects.filter(organ_id=organ_id, key__in=keys).values_list("key", flat=True))


@transaction.atomic
def _piece(run: Run, pk: int, done: int, upto: int, judged: list[Judged], numbers: Numbers) -> Batch:
    registered.hold(run.actor)
    batch = Batch.objects.select_for_update().get(pk=pk)
    if batch.state != BatchState.STAGING or batch.done != done:
        raise Refusal("这一批正在另一处迁入，请等它结束后再看。")
    good: dict[str, Prepared] = {}
    for each in judged:
        if isinstance(each, Prepared):
            good.setdefault(each.key, each)
    known = _known(batch.organ_id, list(good.values()))
    fresh = [each for key, each in good.items() if key not in known]
    odd = numbers.faults(fresh)
    wrong = (*(each for each in judged if isinstance(each, list)), *odd.values())
    if wrong and not run.skip_bad:
        faults = tuple(fault for each in wrong for fault in each)
        raise BadSource(faults, len(faults))
    _write(run, batch, [each for each in fresh if each.key not in odd])
    batch.done = upto
    batch.save(update_fields=("done",))
    return batch


def _write(run: Run, batch: Batch, prepared: list[Prepared]) -> None:
    """Items, versions, files, entries of one piece."""
    if not prepared:
        return
    actor, today = run.actor, localdate(run.now)
    calendar, settings = rules.calendar(), rules.settings()
    ours = iter(next_numbers(batch.organ_id, today.year, sum(not each.number for each in prepared)))
    numbers = [each.number or next(ours) for each in prepared]
    rows = []
    for number, each in zip(numbers, prepared, strict=True):
        told = Told(number, each.case, (), due.STAGE_WORKING_DAYS)
        # The working version is named once it is there: the database asks that it be the item's own.
        rows.append(Item(organ_id=batch.organ_id, **columns_with(told, calendar, settings, None, None)))
    items = Item.objects.bulk_create(rows)
    made = Version.objects.bulk_create(
        Version(
            item=item,
            number=1,
            title=each.content.title,
            body=each.content.body,
            meta=versions.meta(each.content),
            digest=each.case.digest,
            person=actor.person,
            written_at=run.now,
        )
        for item, each in zip(items, prepared, strict=True)
    )
    _keep_files(batch.organ_id, made, [each.content for each in prepared])
    own = Version.objects.filter(item_id=OuterRef("pk"), number=1).values("pk")[:1]
    Item.objects.filter(pk__in=[each.pk for each in items]).update(working_id=Subquery(own))
    MovedItem.objects.bulk_create(
        MovedItem(organ_id=batch.organ_id, batch=batch, item=item, key=each.key, path=_old_path(each))
        for item, each in zip(items, prepared, strict=True)
    )
    journal.append_many(
        batch.organ_id,
        (
            journal.NewEntry(
                SUBJECT,
                item.pk,
                STAGE,
                today,
                actor,
                _entered(each, item, batch),
            )
            for item, each in zip(items, prepared, strict=True)
        ),
        run.now,
    )


def _old_path(row: Prepared) -> str | None:
    address = row.content.fields.get(OLD_ADDRESS)
    return path_of(str(address)) if address else None


def _entered(row: Prepared, item: Item, batch: Batch) -> dict[str, object]:
    """What the entry tells: `kept` says that the number is that of the old site."""
    told = {"data": dict(row.act.data), "number": item.number, "batch": batch.pk}
    return {**told, KEPT: True} if row.number else told


def _keep_files(organ_id: int, made: list[Version], contents: list[Content]) -> None:
    blobs = versions.blobs(organ_id, {each.digest for content in contents for each in content.files})
    VersionFile.objects.bulk_create(
        VersionFile(version=version, place=place, blob=blobs[each.digest], use=each.use, name=each.name, alt=each.alt)
        for version, content in zip(made, contents, strict=True)
        for place, each in enumerate(content.files, 1)
    )


@transaction.atomic
def _finished(run: Run, pk: int) -> Batch:
    batch = Batch.objects.select_for_update().get(pk=pk)
    if batch.state == BatchState.STAGING:
        batch.state = BatchState.STAGED
        batch.rows = batch.moved.count()
        batch.save(update_fields=("state", "rows"))
        told = {"sha256": batch.digest, "items": batch.rows}
        journal.append(Subject.BATCH, batch.pk, STAGE, localdate(run.now), run.actor, run.now, told)
    return batch
