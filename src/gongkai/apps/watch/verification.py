"""Do alerts say that they are put off as the journal says that officers put them off?

Takes:   the alerts that stand or were settled lately, the acts on each in the journal.
Gives:   `verify`: each that differs, as `Broken` like the journal's own findings: one put off past the program would tell nobody.
Unclear: an alert that came back on the very day on which it was put off forgets that without an act; one that was emptied by hand on that
         day is taken for such.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.journal.queries import Broken
from gongkai.apps.watch.models import Alert
from gongkai.apps.watch.put_off_history import PUT_OFF

KIND = "alert"


def verify(organ_ids: Iterable[int] | None = None) -> list[Broken]:
    """Every alert of the organs given, of all without. Nothing is locked; alerts that were forgotten since are not missed."""
    organs = None if organ_ids is None else tuple(organ_ids)
    last: dict[int, Entry] = {}
    for pk, acts in groupby(journal.stream(Subject.ALERT, organs), key=lambda each: each.subject_id):
        last[pk] = max(acts, key=lambda each: each.seq)
    rows = Alert.objects.all() if organs is None else Alert.objects.filter(organ_id__in=organs)
    return [
        Broken(KIND, f"提醒 {row}：{said}", row.organ_id)
        for row in rows.order_by("pk").iterator(chunk_size=2000)
        if (said := _fault(row, last.get(row.pk)))
    ]


def _fault(row: Alert, entry: Entry | None) -> str:
    """The end of a sentence; empty where row and journal agree."""
    put_off = entry is not None and entry.event == PUT_OFF and entry.organ_id == row.organ_id
    if row.put_off_until is None:
        forgotten = entry is None or row.raised_on >= entry.day
        return "" if not put_off or forgotten else "台账日志里有暂缓，库中却没有：暂缓的记载被抹去了。"
    if entry is None or not put_off:
        return "台账日志中没有这次暂缓：不是经由系统作出的，到期之前谁也不会被提醒。"
    told = entry.data
    same = (row.put_off_until.isoformat(), row.put_off_why, row.put_off_by, row.put_off_at) == (
        told["until"],
        told["why"],
        entry.person,
        entry.recorded_at,
    )
    return "" if same else "暂缓到哪一天、为什么、由谁暂缓与台账日志不符：暂缓以后被改过。"
