"""Is every text what was signed, every publication backed by its signatures, every public item by its act?

Takes:   versions, files, signatures and publications as they are stored, and the entries of the journal.
Gives:   `verify`: what does not agree, item by item, as `Broken` like the journal's own findings.

The triggers of the database refuse such things while they stand (publishing/triggers); this finds what was done without them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from gongkai.apps.files import queries as files
from gongkai.apps.files.refusal import Damaged
from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.queries import Broken
from gongkai.apps.publishing.models import Item, Publication, Signed, Version, VersionFile, Way
from gongkai.apps.publishing.story import SUBJECT, told
from gongkai.apps.publishing.versions import Stored, with_files
from gongkai.apps.registered import RECORD
from gongkai.law.casework import CaseAct, Refusal
from gongkai.law.procedures.publication import LEVELS
from gongkai.law.publication.after import PUBLISHING, WRITING

_AT_ONCE = 200
KIND = "item"
Progress = Callable[[int, int], None]


def verify(organ_ids: Iterable[int] | None = None, progress: Progress = lambda done, total: None) -> list[Broken]:
    """Every item of the organs given, of all without. Nothing is locked; `progress` is told how many of how many are done."""
    organs = None if organ_ids is None else tuple(organ_ids)
    rows = Item.objects.all() if organs is None else Item.objects.filter(organ_id__in=organs)
    total, done, after = rows.count(), 0, 0
    broken: list[Broken] = []
    while some := list(rows.filter(pk__gt=after).order_by("pk")[:_AT_ONCE]):
        broken += _piece(some)
        done, after = done + len(some), some[-1].pk
        progress(done, total)
    return broken


def _piece(rows: Sequence[Item]) -> Iterator[Broken]:
    followed = [row for row in rows if row.way != Way.RECORDED]
    ids = [row.pk for row in followed]
    written = {key: list(group) for key, group in groupby(_entries(ids), key=attrgetter("subject_id"))}
    texts: dict[int, list[Stored]] = {}
    for text in _texts(ids):
        texts.setdefault(text.version.item_id, []).append(text)
    signed: dict[int, list[Signed]] = {}
    for each in Signed.objects.filter(version__item__in=ids).select_related("version"):
        signed.setdefault(each.version.item_id, []).append(each)
    published: dict[int, list[Publication]] = {}
    for one in Publication.objects.filter(version__item__in=ids).select_related("version").order_by("pk"):
        published.setdefault(one.version.item_id, []).append(one)
    for row in followed:
        found = _Item(
            row, written.get(row.pk, []), texts.get(row.pk, []), signed.get(row.pk, []), published.get(row.pk, [])
        )
        yield from (Broken(KIND, f"信息 {row.number}：{said}", row.organ_id) for said in found.faults())
    yield from _recorded_with_texts(rows)


def _entries(ids: Sequence[int]) -> Iterator[Entry]:
    return journal.stream(SUBJECT, None, ids)


def _texts(ids: Sequence[int]) -> Iterator[Stored]:
    versions = list(Version.objects.filter(item__in=ids).order_by("item_id", "number"))
    attached: dict[int, list[VersionFile]] = {}
    rows = VersionFile.objects.filter(version__item__in=ids).select_related("blob").order_by("version_id", "place")
    for each in rows:
        attached.setdefault(each.version_id, []).append(each)
    for version in versions:
        yield with_files(version, attached.get(version.pk, ()))


def _recorded_with_texts(rows: Sequence[Item]) -> Iterator[Broken]:
    """An item that passes for recorded elsewhere has no text here."""
    ids = [row.pk for row in rows if row.way == Way.RECORDED]
    for row in Item.objects.filter(pk__in=Version.objects.filter(item__in=ids).values("item")):
        yield Broken(KIND, f"信息 {row.number}：有稿件，却改成了登记的信息，绕过了审签。", row.organ_id)


class _Item:
    """One item with all that is stored of it, and what does not agree."""

    def __init__(
        self,
        row: Item,
        written: list[Entry],
        texts: list[Stored],
        signed: list[Signed],
        published: list[Publication],
    ) -> None:
        self.row, self.texts, self.signed, self.published = row, texts, signed, published
        self.acts: tuple[CaseAct, ...] = ()
        self.written = written

    def faults(self) -> Iterator[str]:
        """Each as the end of a sentence."""
        if not self.written or self.written[0].event == RECORD:
            yield "台账日志中没有它的起草。"
            return
        try:
            found = told(self.written)
        except Refusal as refusal:
            yield f"办理经过接不起来：{refusal.reason}"
            return
        self.acts = found.acts
        yield from self._texts_as_written()
        yield from self._signatures()
        yield from self._publications()
        if (found.case.live != "") != (self.row.live_id is not None) or found.case.state != self.row.state:
            yield "公开的状态与台账日志不符，请执行 gongkai rebuild。"
        elif self.row.live_id is not None and (not self.published or self.published[-1].pk != self.row.live_id):
            yield "公开的不是最后公开的那一稿，请执行 gongkai rebuild。"

    def _texts_as_written(self) -> Iterator[str]:
        told_digests = {act.data.get("version"): act.data.get("digest") for act in self.acts if act.event in WRITING}
        for text in self.texts:
            number, computed = text.version.number, text.content.digest
            if computed != text.version.digest:
                yield f"第{number}稿的内容与它的摘要不符：保存之后被改过。"
            if told_digests.pop(number, None) != text.version.digest:
                yield f"第{number}稿与台账日志中的摘要不符：不是经由系统保存的，或者被换过。"
            for each in text.files:
                try:
                    files.bytes_of(each.blob)
                except Damaged as damage:
                    yield f"第{number}稿的附件“{each.name}”：{damage}"
        for number in sorted(each for each in told_digests if isinstance(each, int)):
            yield f"第{number}稿不见了：台账日志中有，库中没有。"

    def _signatures(self) -> Iterator[str]:
        by_seq = {entry.seq: entry for entry in self.written}
        for each in self.signed:
            entry = by_seq.get(each.entry)
            if entry is None or (entry.event, entry.person) != (each.event, each.person):
                yield f"第{each.version.number}稿的一处审签在台账日志中没有记录。"
            elif entry.data["data"].get("digest") != each.digest:
                yield f"第{each.version.number}稿的一处审签与台账日志中的摘要不符。"

    def _publications(self) -> Iterator[str]:
        acts = [act for act in self.acts if act.event in PUBLISHING]
        if len(acts) != len(self.published):
            yield f"公开过{len(acts)}次，公开的记录却有{len(self.published)}条。"
        for each in self.published:
            if each.digest != each.version.digest:
                yield f"第{each.version.number}稿公开时的摘要与那一稿不符。"
            if each.way == Way.REVIEWED and not self._whole(each):
                yield f"第{each.version.number}稿公开了，三审三校和保密审查却没有全部由不同的人签在上面。"

    def _whole(self, publication: Publication) -> bool:
        standing = [
            each
            for each in self.signed
            if (each.version_id, each.round, each.digest)
            == (publication.version_id, publication.round, publication.digest)
        ]
        levels = {(each.person, each.level) for each in standing}
        return {each.event for each in standing} == set(LEVELS) and len(levels) == len({p for p, _ in levels})
