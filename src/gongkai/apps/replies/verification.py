"""Is every letter that the program calls genuine one that was made, and was none of them lost?

Takes:   the letters as they are stored, and the entries of the journal on their making, scans and endings.
Gives:   `verify`: what does not agree, letter by letter, as `Broken` like the journal's own findings.

A row that somebody wrote past the program would pass for genuine under /verify/: this finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.journal.queries import Broken
from gongkai.apps.replies.models import Ended, Letter

KIND = "letter"
_MADE, _SCANNED = "letter", "scan"
_COLUMNS = {
    "request": "request_id",
    "record": "record_id",
    "kind": "kind",
    "place": "place",
    "number": "number",
    "code": "code",
}
"""What the journal says of a letter, and the column that says the same."""


@dataclass(slots=True)
class _Told:
    """One letter as its entries tell it."""

    organ_id: int
    paper_id: int
    made: dict[str, Any]
    scan: str = ""
    ended: str = ""
    ended_on: date | None = None


def verify(organ_ids: Iterable[int] | None = None) -> list[Broken]:
    """Every letter of the organs given, of all without. Nothing is locked."""
    organs = None if organ_ids is None else tuple(organ_ids)
    rows = Letter.objects.all() if organs is None else Letter.objects.filter(organ_id__in=organs)
    told = _told(organs)
    broken: list[Broken] = []
    for row in rows.order_by("pk").iterator(chunk_size=2000):
        broken += (Broken(KIND, f"文书 {row}：{said}", row.organ_id) for said in _faults(row, told.pop(row.pk, None)))
    for number, lost in told.items():
        said = f"文书 {lost.made['number'] or number}：台账日志中有，库中没有。"
        broken.append(Broken(KIND, said, lost.organ_id))
    return broken


def _told(organs: tuple[int, ...] | None) -> dict[int, _Told]:
    """The letters of the journal, by the id of their row."""
    events = {_MADE, _SCANNED, *Ended.values}
    entries = [each for each in journal.stream(Subject.PAPER, organs) if each.event in events]
    found: dict[int, _Told] = {}
    # A scan is a paper of its own: the acts on one letter lie under several papers.
    for entry in sorted(entries, key=lambda each: (each.organ_id, each.seq)):
        _follow(found, entry)
    return found


def _follow(found: dict[int, _Told], entry: Entry) -> None:
    data = entry.data
    number = data.get("letter")
    if not isinstance(number, int):
        return
    if entry.event == _MADE:
        found[number] = _Told(entry.organ_id, entry.subject_id, data)
    elif (of := found.get(number)) is not None:
        of.paper_id = entry.subject_id
        if entry.event == _SCANNED:
            of.scan = data["digest"]
        else:
            of.ended, of.ended_on = entry.event, entry.day


def _faults(row: Letter, told: _Told | None) -> Iterator[str]:
    """Each as the end of a sentence."""
    if told is None or told.organ_id != row.organ_id:
        yield "台账日志中没有它的制作：不是经由系统作出的，核验页却会说它是真的。"
        return
    differing = any(told.made.get(name) != getattr(row, column) for name, column in _COLUMNS.items())
    if differing or told.made["digest"] != row.digest:
        yield "所在案件、文号、核验码或者内容的摘要与台账日志不符：制作以后被改过。"
    if (told.scan, told.paper_id) != (row.scan, row.paper_id):
        yield "送出的那一份（签章扫描件）与台账日志不符。"
    if (told.ended, told.ended_on) != (row.ended, row.ended_on):
        yield "是否有效与台账日志不符：被撤销、代替过的文书改成了有效，或者相反。"
