"""Are the sealed records those that the journal pins?

Each entry with personal data holds the digest of its record: a record that was changed, exchanged, unhooked, taken away or
blanked without an entry that says so differs from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q

from gongkai.apps.journal import vault
from gongkai.apps.journal.broken import Broken
from gongkai.apps.journal.keys import keys
from gongkai.apps.journal.models import Entry, PersonalRecord, Subject


def record_faults(organ_ids: Iterable[int] | None) -> list[Broken]:
    """The first fault of each organ. Refused (`VaultRefusal`): keys that are missing, without which nothing opens."""
    keys()
    found: dict[int, Broken] = {}
    for fault in _faults(organ_ids):
        found.setdefault(fault.organ_id, fault)
    return list(found.values())


def _faults(organ_ids: Iterable[int] | None) -> Iterator[Broken]:
    with_personal = Entry.objects.filter(Q(personal__isnull=False) | ~Q(personal_digest=""))
    if organ_ids is not None:
        with_personal = with_personal.filter(organ_id__in=list(organ_ids))
    shredding = Entry.objects.filter(subject=Subject.VAULT, event="shred", subject_id=OuterRef("personal_id"))
    rows = with_personal.select_related("personal").annotate(told=Exists(shredding)).order_by("organ_id", "seq")
    for entry in rows.iterator(chunk_size=1000):
        if reason := _reason(entry, entry.personal, told=entry.told):
            yield Broken("record", f"第 {entry.seq} 条的个人信息{reason}", entry.organ_id, entry.seq)


def _reason(entry: Entry, record: PersonalRecord | None, told: bool) -> str:
    if record is None:
        return "不见了：记录被删除或者脱开。"
    if record.digest != entry.personal_digest or record.organ_id != entry.organ_id:
        return "与登记时不符：记录被改过或者被调换。"
    if record.shredded_at is not None:
        return "" if told and not record.sealed else "被抹去了，台账日志中没有销毁的记载。"
    return "" if vault.intact(record) else "打不开或与登记时不符：内容被改过，或者密钥不是密封时所用的。"
