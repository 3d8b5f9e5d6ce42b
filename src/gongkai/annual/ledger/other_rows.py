"""What do the sheets besides cases tell: the organ, what was published, documents, activities, counts, texts?

Takes:   rows. Gives: `Others`; faults for what contradicts itself or is told twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.annual.ledger.columns import Sheet
from gongkai.annual.ledger.draft import Row
from gongkai.annual.ledger.model import LedgerActivity, LedgerDocument, LedgerItem, LedgerTally, RowFault
from gongkai.annual.ledger.sheets import ACTIVITIES, DOCUMENTS, ITEMS, ORGAN, TALLIES, TEXTS
from gongkai.annual.ledger.tabular import Told


@dataclass(slots=True)
class Others:
    organ: str = ""
    organ_kind: str = ""
    items: tuple[LedgerItem, ...] = ()
    documents: tuple[LedgerDocument, ...] = ()
    activities: tuple[LedgerActivity, ...] = ()
    tallies: tuple[LedgerTally, ...] = ()
    texts: Mapping[tuple[int, str], str] = field(default_factory=dict)


_PAST = ("published_on", "withdrawn_on", "issued_on", "ended_on", "held_on", "until")
"""Days on which something happened, so that they cannot be to come."""


def others(found: Mapping[str, list[Row]], told: Told, today: date) -> Others:
    """All that is not a case."""
    for sheet in (ITEMS, DOCUMENTS, ACTIVITIES, TALLIES):
        for row in found.get(sheet.title, []):
            for key in _PAST:
                if (day := row.day(key)) is not None and day > today:
                    row.fault(key, f"“{row.heading(key)}”{day} 晚于今天", "请核对日期；还没有发生的不填。")
    rest = Others()
    _organ(found.get(ORGAN.title), rest, told)
    rest.items = tuple(_item(row) for row in _sound(found, ITEMS, "number"))
    rest.documents = tuple(_document(row) for row in _sound(found, DOCUMENTS, "number"))
    rest.activities = tuple(_activity(row) for row in _sound(found, ACTIVITIES, "number"))
    rest.tallies = _tallies(_sound(found, TALLIES))
    texts: dict[tuple[int, str], str] = {}
    for row in _sound(found, TEXTS):
        paragraph = (row.whole("year"), row.text("key"))
        if paragraph in texts:
            row.fault("key", "这一年的这一段写了两次", "请合成一行。")
        texts[paragraph] = row.text("text")
    rest.texts = texts
    return rest


def _sound(found: Mapping[str, list[Row]], sheet: Sheet, key: str = "") -> list[Row]:
    """Rows without a fault of their own, each number once."""
    first: dict[str, int] = {}
    sound = []
    for row in found.get(sheet.title, []):
        if key and row.text(key):
            if row.text(key) in first:
                row.fault(
                    key,
                    f"{row.heading(key)}“{row.text(key)}”重复，第 {first[row.text(key)]} 行已有",
                    "请改正或者删去重复的一行。",
                )
            first.setdefault(row.text(key), row.number)
        if not row.spoiled:
            sound.append(row)
    return sound


def _organ(rows: list[Row] | None, rest: Others, told: Told) -> None:
    if rows is None:
        return
    if not rows:
        told.faults.append(RowFault(ORGAN.title, "A2", "没有填单位名称和类别", "请填写这本台账是哪个单位的。"))
        return
    for extra in rows[1:]:
        extra.fault("name", "填了不止一个单位", "一本台账只记一个单位的，请另存一本。")
    rest.organ, rest.organ_kind = rows[0].text("name"), rows[0].text("kind")


def _need(row: Row, key: str) -> date:
    day = row.day(key)
    assert day is not None  # A required column: without it the row is not sound.
    return day


def _item(row: Row) -> LedgerItem:
    published, withdrawn = _need(row, "published_on"), row.day("withdrawn_on")
    if withdrawn and withdrawn < published:
        row.fault("withdrawn_on", "撤回日期早于发布日期", "请核对两个日期。")
    return LedgerItem(
        row.text("number"), row.text("title"), row.text("column"), published, row.text("interprets"), withdrawn
    )


def _document(row: Row) -> LedgerDocument:
    issued, ended = _need(row, "issued_on"), row.day("ended_on")
    if ended and ended < issued:
        row.fault("ended_on", "失效日期早于印发日期", "请核对两个日期。")
    if _need(row, "in_force_on") < issued:
        row.fault("in_force_on", "施行日期早于印发日期", "请核对两个日期。")
    if bool(ended) != bool(row.text("ended_how")):
        told, wanted = ("ended_on", "ended_how") if ended else ("ended_how", "ended_on")
        row.fault(wanted, f"填了“{row.heading(told)}”，没有填“{row.heading(wanted)}”", "请两格都填，或者都清空。")
    until = row.day("valid_until")
    if until and until < _need(row, "in_force_on"):
        row.fault("valid_until", "有效期满早于施行日期", "请核对两个日期。")
    if until and ended and ended > until + timedelta(1):
        row.fault("ended_on", "有效期满的次日已经失效，失效日期不能更晚", "请核对两个日期。")
    return LedgerDocument(
        row.text("kind"),
        row.text("number"),
        row.text("title"),
        issued,
        _need(row, "in_force_on"),
        ended,
        row.text("ended_how"),
        row.text("ended_by"),
        until,
    )


def _activity(row: Row) -> LedgerActivity:
    return LedgerActivity(
        row.text("number"), row.text("kind"), row.text("title"), _need(row, "held_on"), row.whole("attendance")
    )


def _tallies(rows: list[Row]) -> tuple[LedgerTally, ...]:
    found: list[tuple[LedgerTally, Row]] = []
    for row in rows:
        tally = LedgerTally(
            row.text("kind"), _need(row, "since"), _need(row, "until"), row.whole("amount"), row.text("source")
        )
        if tally.until < tally.since:
            row.fault("until", "“至”早于“自”", "请核对两个日期。")
        elif tally.since.year != tally.until.year:
            row.fault("until", "起止日期跨了年，分不清计入哪一年", "请按年拆成两行。")
        for other, where in found:
            if other.kind == tally.kind and other.since <= tally.until and tally.since <= other.until:
                row.fault("since", f"与第 {where.number} 行的起止日期重叠", "同一种数的日期不能重叠，否则会重复计算。")
                break
        found.append((tally, row))
    return tuple(tally for tally, _ in found)
