"""Has every text of a case its signature, as this program makes it? Kept, compared, made again.

Takes:   texts as acts tell them; all cases out of the journal.
Gives:   `put`; `renew`, after an update, piece by piece, each a transaction, so that it goes on where it was stopped; `compare`, which mends.

To make signatures again the sealed texts are opened by the program, which the journal keeps as it keeps every reading.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.db.models import QuerySet

from gongkai.apps.alike import bands
from gongkai.apps.alike.models import Signature, Sort, Standing
from gongkai.apps.alike.sketch import EDITION, sketch
from gongkai.apps.alike.telling import Told, of_case, touched
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry, PersonalRecord
from gongkai.apps.people.actor import program
from gongkai.texts.likeness import features

_AT_ONCE = 100
MISSING, SURPLUS = "missing", "surplus"
WORDS = {MISSING: "没有比对特征", SURPLUS: "正文已经销毁，比对特征还在"}
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One case whose signatures are not those of its texts."""

    what: str
    sort: str
    case: int


@dataclass(frozen=True, slots=True)
class Making:
    """How far the making again has come: cases done, of all."""

    done: int
    total: int


def put(texts: Iterable[Told], first: bool = False) -> int:
    """Keep the signatures of texts. A text that tells too little has an empty one, by which nothing is found.

    `first` is said of texts whose records this transaction has sealed: of them no signature is kept yet.
    """
    found = list(texts)
    if not found:
        return 0
    _begin(found)
    if not first:
        _forget(Signature.objects.filter(record_id__in=[each.record for each in found if each.record is not None]))
    for sort in Sort.values:
        if bare := [each.case for each in found if each.sort == sort and each.record is None]:
            _forget(Signature.objects.filter(sort=sort, case__in=bare, record=None))
    rows = Signature.objects.bulk_create([signature(each) for each in found], batch_size=500)
    bands.add((band, row.pk) for row in rows for band in row.bands)
    return len(rows)


def corrected(sort: str, case: int, now: datetime) -> None:
    """Make the signatures of a case again after a correction that changed what it asks, in the transaction of the act: its texts are opened by the program."""
    if touched(entries.entries(sort, case)):
        _forget(Signature.objects.filter(sort=sort, case=case))
        put(list(_told(sort, [case], now)), first=True)


def signature(each: Told) -> Signature:
    """The signature of a text, not saved yet."""
    made = sketch(each.organ_id, features(each.text))
    return Signature(
        sort=each.sort,
        case=each.case,
        organ_id=each.organ_id,
        record_id=each.record,
        lookup=each.lookup,
        day=each.day,
        mins=made.mins if made else b"",
        weight=made.weight if made else 0,
        facts=made.facts if made else b"",
    )


def current() -> bool:
    """Whether all signatures were made as this program makes them."""
    standing = Standing.objects.first()
    return standing.edition == EDITION if standing else not Entry.objects.filter(subject__in=Sort.values).exists()


def making() -> Making | None:
    """How far the making again has come; None where all are made."""
    if current():
        return None
    standing = Standing.objects.first()
    done = 0
    if standing is not None and standing.making == EDITION:
        sorts = list(Sort.values)
        earlier = sorts[: sorts.index(standing.sort)] if standing.sort in sorts else []
        done = sum(_cases(sort).count() for sort in earlier)
        done += _cases(standing.sort).filter(subject_id__lte=standing.after).count()
    return Making(done, sum(_cases(sort).count() for sort in Sort.values))


def renew(now: datetime, tell: Progress = lambda done, total: None, fresh: bool = False) -> int | None:
    """Make all signatures as this program makes them, in pieces; how many cases, None where they are so already.

    Acts go on meanwhile: what they tell is made as this program makes it, and made once more in its turn.
    """
    if current() and not fresh:
        return None
    standing = Standing.objects.first() or Standing()
    if standing.making != EDITION or fresh:
        standing = _emptied(standing)
    total, done = sum(_cases(sort).count() for sort in Sort.values), 0
    sorts = list(Sort.values)
    for sort in sorts[sorts.index(standing.sort) :]:
        standing.sort, standing.after = sort, standing.after if standing.sort == sort else 0
        while ids := list(_cases(sort).filter(subject_id__gt=standing.after)[:_AT_ONCE]):
            with transaction.atomic():
                for case in ids:
                    _forget(Signature.objects.filter(sort=sort, case=case))
                put(_told(sort, ids, now))
                standing.after = ids[-1]
                standing.save()
            done += len(ids)
            tell(done, total)
    standing.edition, standing.making, standing.sort, standing.after = EDITION, "", "", 0
    standing.save()
    return done


def compare(
    now: datetime, tell: Progress = lambda done, total: None, mend: bool = False
) -> tuple[int, list[Difference]]:
    """How many cases there are, and those whose signatures are not there or outlived their text; `mend` puts it right."""
    found: list[Difference] = []
    done, total = 0, sum(_cases(sort).count() for sort in Sort.values)
    outlived = Signature.objects.filter(record__shredded_at__isnull=False)
    found += [Difference(SURPLUS, sort, case) for sort, case in outlived.values_list("sort", "case")]
    if mend:
        with transaction.atomic():
            _forget(outlived)
    for sort in Sort.values:
        after = 0
        while ids := list(_cases(sort).filter(subject_id__gt=after)[:_AT_ONCE]):
            known = set(Signature.objects.filter(sort=sort, case__in=ids).values_list("case", flat=True))
            lacking = [case for case in ids if case not in known and _has_text(sort, case)]
            found += [Difference(MISSING, sort, case) for case in lacking]
            if mend and lacking:
                with transaction.atomic():
                    put(_told(sort, lacking, now))
            after, done = ids[-1], done + len(ids)
            tell(done, total)
    return total, found


def _forget(rows: Iterable[Signature]) -> None:
    gone = list(rows)
    if not gone:
        return
    bands.remove((band, row.pk) for row in gone for band in row.bands)
    Signature.objects.filter(pk__in=[row.pk for row in gone]).delete()


def _begin(first: list[Told]) -> None:
    """Note down of which edition all signatures are, when there is the first: that of this program unless there are cases from before."""
    if Standing.objects.exists():
        return
    earlier = any(
        Entry.objects.filter(subject=sort)
        .exclude(subject_id__in=[each.case for each in first if each.sort == sort])
        .exists()
        for sort in Sort.values
    )
    Standing.objects.create(edition="" if earlier else EDITION)


def _emptied(standing: Standing) -> Standing:
    with transaction.atomic():
        bands.clear()
        Signature.objects.all().delete()
        standing.edition, standing.making, standing.sort, standing.after = "", EDITION, Sort.values[0], 0
        standing.save()
    return standing


def _cases(sort: str) -> QuerySet[Entry, int]:
    """The ids of all cases of a sort, in their order."""
    return Entry.objects.filter(subject=sort).order_by("subject_id").values_list("subject_id", flat=True).distinct()


def _told(sort: str, ids: Sequence[int], now: datetime) -> Iterator[Told]:
    """The texts of cases, opened by the program."""

    def opened(record: PersonalRecord) -> Mapping[str, str]:
        return vault.open_(record, program(record.organ_id), "program", now)

    # Each reading writes an entry: everything is read before.
    written = list(entries.stream(sort, subject_ids=ids))
    for case, group in groupby(written, key=attrgetter("subject_id")):
        yield from of_case(sort, case, list(group), opened)


def _has_text(sort: str, case: int) -> bool:
    """Whether anything is left of what a case was opened with."""
    first = next(iter(entries.entries(sort, case)), None)
    return first is not None and (first.personal is None or first.personal.shredded_at is None)
