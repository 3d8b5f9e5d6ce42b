"""Which ledger does a workbook hold?

Takes:   bytes; the day of reading, calendar and settings by which the law judges the acts. No file, no clock.
Gives:   `Ledger`; or `BadLedger` with every fault at its cell, and then nothing is taken.
Unclear: nothing is guessed. What looks odd but has one reading is taken and said in `Ledger.remarks`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from gongkai.annual.ledger.book import Book, Leaf, open_book
from gongkai.annual.ledger.cells import label
from gongkai.annual.ledger.draft import OPENINGS, Draft, Row, case_of, numbered
from gongkai.annual.ledger.examine import examine
from gongkai.annual.ledger.model import BadLedger, Ledger, RowFault
from gongkai.annual.ledger.other_rows import others
from gongkai.annual.ledger.remedy_rows import remedy_drafts
from gongkai.annual.ledger.request_rows import body_drafts, clerk_of, request_drafts
from gongkai.annual.ledger.sheets import BODIES, GUIDE, LISTS, ORGAN, REMEDIES, REQUESTS, SHEETS, STEPS
from gongkai.annual.ledger.steps import PROCEDURES, step_draft
from gongkai.annual.ledger.tabular import Told, rows
from gongkai.law import settings as law
from gongkai.law.calendar import Calendar, official
from gongkai.law.settings import Settings

Progress = Callable[[int, int], None]
"""How many cases of how many the law has judged."""

_REMEMBERED = 200
"""After how many cases a run says that they are sound."""

_NEEDED = (ORGAN, REQUESTS)
_TEMPLATE = "请用 gongkai ledger template 取得模板，把内容粘贴进去。"


def read(
    data: bytes | Book,
    name: str = "",
    *,
    today: date = date.max,
    calendar: Calendar | None = None,
    settings: Settings = law.DEFAULT,
    progress: Progress = lambda done, total: None,
    examined: int = 0,
    sound: Callable[[int], None] = lambda done: None,
) -> Ledger:
    """The ledger in a workbook, given as bytes or opened already. `name` is only for sentences; `today` refuses acts of days to come.

    `examined` cases, in order, were found sound by an earlier run of the same file and are not judged again; `sound` is
    told now and then how many are, so that a run that was stopped can go on.
    Refused (`BadLedger`): every row that cannot be taken, with the cell, the reason, the remedy.
    """
    book = data if isinstance(data, Book) else open_book(data)
    told = Told()
    found = _tables(book, told)
    requests, remedies = _cases(found, told, settings)
    rest = others(found, told, today)
    judged = [("request", number, drafts) for number, drafts in requests.items()]
    judged += [("remedy", number, drafts) for number, drafts in remedies.items()]
    _judge(judged, told, today, calendar or official(), settings, progress, examined, sound)
    if told.faults:
        raise BadLedger(_in_order(told.faults))
    return Ledger(
        rest.organ,
        rest.organ_kind,
        tuple(case_of(number, drafts) for number, drafts in requests.items()),
        tuple(case_of(number, drafts) for number, drafts in remedies.items()),
        rest.items,
        rest.documents,
        rest.activities,
        rest.tallies,
        rest.texts,
        tuple(told.remarks),
    )


def _tables(book: Book, told: Told) -> dict[str, list[Row]]:
    """The rows of each sheet by its title."""
    by_name: dict[str, list[Leaf]] = {}
    for leaf in book.leaves:
        by_name.setdefault(label(leaf.title), []).append(leaf)
    found: dict[str, list[Row]] = {}
    for sheet in SHEETS:
        leaves = by_name.pop(label(sheet.title), [])
        if len(leaves) > 1:
            told.faults.append(RowFault(sheet.title, "", f"“{sheet.title}”表有 {len(leaves)} 张", "请合成一张。"))
        elif leaves:
            found[sheet.title] = rows(leaves[0], sheet, book.since, told)
        elif sheet in _NEEDED:
            told.faults.append(RowFault(sheet.title, "", f"没有“{sheet.title}”表", _TEMPLATE))
        else:
            told.remarks.append(f"没有“{sheet.title}”表，按没有内容处理。")
    for leaves in by_name.values():
        for leaf in leaves:
            if leaf.title not in (GUIDE, LISTS) and any(any(row) for row in leaf.rows):
                told.remarks.append(f"“{leaf.title}”不是台账的表，没有读取。")
    return found


Cases = dict[str, list[Draft]]
_SAID = 50
"""More warnings of the clocks than this are counted, not listed."""


def _cases(found: dict[str, list[Row]], told: Told, settings: Settings) -> tuple[Cases, Cases]:
    """The drafts of every case by its number, in order; whatever belongs to no case is a fault."""
    requests: Cases = {}
    remedies: Cases = {}
    clerks: dict[str, str] = {}
    for row in _once(found.get(REQUESTS.title, []), "number"):
        requests[row.text("number")] = request_drafts(row, settings)
        clerks[row.text("number")] = clerk_of(row)
    for row in _once(found.get(REMEDIES.title, []), "number"):
        remedies[row.text("number")] = remedy_drafts(row)
    for row in found.get(BODIES.title, []):
        if drafts := _case_of(row, requests, REQUESTS.title):
            drafts += body_drafts(row, clerks[row.text("number")])
    for row in found.get(STEPS.title, []):
        _add_step(row, requests, remedies)
    return (
        {number: numbered(drafts, list(PROCEDURES["request"][0].events)) for number, drafts in requests.items()},
        {number: numbered(drafts, list(PROCEDURES["remedy"][0].events)) for number, drafts in remedies.items()},
    )


def _once(table: Sequence[Row], key: str) -> list[Row]:
    """Rows with a number of their own; a number told twice is a fault at the second."""
    first: dict[str, Row] = {}
    for row in table:
        number = row.text(key)
        if not number:
            continue
        if number in first:
            row.fault(
                key, f"编号“{number}”重复，第 {first[number].number} 行已有", "一件一个编号，请改正或者删去重复的一行。"
            )
        else:
            first[number] = row
    return list(first.values())


def _case_of(row: Row, cases: Cases, title: str) -> list[Draft] | None:
    number = row.text("number")
    if not number or "number" in row.spoiled:
        return None
    if number not in cases:
        row.fault("number", f"“{title}”表没有编号“{number}”", "请核对编号，或者先在那张表补上这一件。")
        return None
    return cases[number]


def _add_step(row: Row, requests: Cases, remedies: Cases) -> None:
    kind = row.text("kind")
    cases, title = (remedies, REMEDIES.title) if kind == "remedy" else (requests, REQUESTS.title)
    drafts = _case_of(row, cases, title) if kind else None
    draft = step_draft(row)
    if drafts is None or draft is None:
        return
    if draft.event not in OPENINGS:
        taken = next((each for each in drafts if each.place and each.place == draft.place), None)
        if taken is not None:
            row.fault(
                "place", f"序号 {draft.place} 与第 {taken.row.number} 行重复", "同一件的序号不能重复，请改正或者留空。"
            )
        drafts.append(draft)
        return
    # How a case was opened stands in its own row; here only who opened it, and as what.
    for at, opening in enumerate(drafts):
        if opening.event in OPENINGS:
            if opening.day != draft.day:
                row.fault(
                    "day", f"与“{title}”表第 {opening.row.number} 行的日期 {opening.day} 不同", "请核对，两处要一致。"
                )
            drafts[at] = replace(opening, event=draft.event, role=draft.role, person=draft.person, place=1)


def _judge(
    cases: Sequence[tuple[str, str, list[Draft]]],
    told: Told,
    today: date,
    calendar: Calendar,
    settings: Settings,
    progress: Progress,
    examined: int,
    sound: Callable[[int], None],
) -> None:
    """Ask the law about every case whose rows are sound in themselves."""
    warned: list[str] = []
    for at, (kind, number, drafts) in enumerate(cases):
        if at >= examined and not any(draft.row.spoiled for draft in drafts):
            warnings = examine(kind, drafts, dict(PROCEDURES[kind][1]), today, calendar, settings)
            warned += [f"申请 {number}：{warning}" for warning in warnings]
        progress(at + 1, len(cases))
        if (at + 1) % _REMEMBERED == 0 and not told.faults:
            sound(at + 1)
    told.remarks += warned[:_SAID]
    if len(warned) > _SAID:
        told.remarks.append(f"另有 {len(warned) - _SAID} 处期限提示没有列出；导入后在各件的页面上都能看到。")
    if examined:
        told.remarks.append(f"前 {examined} 件上次已经核对过，它们的期限提示这次没有重列。")


def _in_order(faults: Sequence[RowFault]) -> tuple[RowFault, ...]:
    """By sheet as the tabs stand, then by row, then by column; each only once."""
    order = {sheet.title: at for at, sheet in enumerate(SHEETS)}

    def place(fault: RowFault) -> tuple[int, int, str]:
        digits = "".join(c if c.isdigit() else " " for c in fault.cell.split(":")[0]).split()
        letters = "".join(c for c in fault.cell.split(":")[0] if c.isascii() and c.isalpha())
        return order.get(fault.sheet, -1), int(digits[0]) if digits else 0, f"{len(letters)}{letters}"

    return tuple(sorted(dict.fromkeys(faults), key=place))
