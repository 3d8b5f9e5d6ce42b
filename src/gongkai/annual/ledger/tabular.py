"""Where in a sheet does what stand? The row of headings, the columns by their headings, the rows below.

Takes:   a `Leaf` as it was opened, the `Sheet` that it should be. Gives: `Row`s with values; faults and remarks.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from datetime import date

from gongkai.annual.ledger.book import Leaf, column_letters, column_number
from gongkai.annual.ledger.cells import CellFault, Raw, Value, label, value
from gongkai.annual.ledger.columns import Column, Sheet
from gongkai.annual.ledger.draft import Row
from gongkai.annual.ledger.model import RowFault

_SEARCHED_ROWS = 10
_PLACE = re.compile(r"([A-Z]+)(\d+)")
_BRACKETS = re.compile(r"[（(\[【][^）)\]】]*[）)\]】]|[*＊]")
_COPY = "请用 gongkai ledger template 取得模板，照模板的标题行改正。"


@dataclass(slots=True)
class Told:
    """What is gathered while sheets are read."""

    faults: list[RowFault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def rows(leaf: Leaf, sheet: Sheet, since: date, told: Told) -> list[Row]:
    """The rows of a sheet. What cannot be taken is a fault; what was read all the same, but looks odd, is a remark."""
    if not any(_filled(cells) for cells in leaf.rows):
        return []
    head = _head(leaf, sheet)
    if head is None:
        told.faults.append(RowFault(sheet.title, "A1", "没有找到标题行", _COPY))
        return []
    columns, lost = _columns(leaf, sheet, head, told)
    _say_what_looks_odd(leaf, sheet, head, columns, told)
    spoiled = _spoiled(leaf, sheet, head, columns, told)
    found = []
    for at in range(head + 1, len(leaf.rows)):
        if _filled([cell for index, cell in enumerate(leaf.rows[at]) if index in columns]) or any(
            row == at for row, _ in spoiled
        ):
            row = _row(leaf, sheet, at, columns, spoiled, since, told)
            row.spoiled |= lost
            found.append(row)
    return found


def _filled(cells: list[Raw]) -> bool:
    return any(not isinstance(cell, str) or cell.strip() for cell in cells if cell is not None)


def _names(sheet: Sheet) -> dict[str, Column]:
    names: dict[str, Column] = {}
    for column in sheet.columns:
        for name in (column.heading, *column.aliases):
            names.setdefault(label(name), column)
    for column in sheet.columns:  # A heading without its words in brackets, where no other is called so.
        names.setdefault(label(_BRACKETS.sub("", column.heading)), column)
    return names


def _named(cell: Raw, names: dict[str, Column]) -> Column | None:
    if not isinstance(cell, str):
        return None
    return names.get(label(cell)) or names.get(label(_BRACKETS.sub("", cell)))


def _head(leaf: Leaf, sheet: Sheet) -> int | None:
    """The row of headings: the first that names most columns, at least two or all that there are."""
    names = _names(sheet)
    counts = [len({c.key for cell in cells if (c := _named(cell, names))}) for cells in leaf.rows[:_SEARCHED_ROWS]]
    best = max(counts, default=0)
    return counts.index(best) if best >= min(2, len(sheet.columns)) else None


def _columns(leaf: Leaf, sheet: Sheet, head: int, told: Told) -> tuple[dict[int, Column], set[str]]:
    """The columns by their place, and the keys of those that are lost, of which no row need complain again."""
    names = _names(sheet)
    found: dict[int, Column] = {}
    strange: list[tuple[int, str]] = []
    for at, cell in enumerate(leaf.rows[head]):
        column = _named(cell, names)
        place = f"{column_letters(at)}{head + 1}"
        if column is None:
            if isinstance(cell, str) and cell.strip():
                strange.append((at, cell.strip()))
            elif any(_filled(cells[at : at + 1]) for cells in leaf.rows[head + 1 :]):
                told.faults.append(
                    RowFault(sheet.title, place, "这一列有内容，没有标题", "请补上标题，或者清空这一列。")
                )
        elif column in found.values():
            told.faults.append(RowFault(sheet.title, place, f"“{column.heading}”列出现了两次", "请只留一列。"))
        else:
            found[at] = column
    missing = [column for column in sheet.columns if column not in found.values()]
    lost = _judge_strange(leaf, sheet, head, strange, missing, told)
    for column in missing:
        if column.required:
            lost.add(column.key)
            told.faults.append(RowFault(sheet.title, f"第{head + 1}行", f"缺少“{column.heading}”列", _COPY))
    return found, lost


def _judge_strange(
    leaf: Leaf, sheet: Sheet, head: int, strange: list[tuple[int, str]], missing: list[Column], told: Told
) -> set[str]:
    """A heading that is nearly one that is missing is a slip that would lose a column; another is only said."""
    headings = {column.heading: column.key for column in missing}
    lost = set()
    for at, text in strange:
        near = difflib.get_close_matches(text[:40], list(headings), n=1, cutoff=0.6)
        if near and any(_filled(cells[at : at + 1]) for cells in leaf.rows[head + 1 :]):
            place = f"{column_letters(at)}{head + 1}"
            lost.add(headings[near[0]])
            told.faults.append(
                RowFault(
                    sheet.title,
                    place,
                    f"不认识“{text[:40]}”列，是不是“{near[0]}”？",
                    f"请把标题改为“{near[0]}”；不是的，请换一个标题。",
                )
            )
        else:
            told.remarks.append(f"“{sheet.title}”表的“{text[:40]}”列不是台账的栏目，没有读取。")
    return lost


def _say_what_looks_odd(leaf: Leaf, sheet: Sheet, head: int, columns: dict[int, Column], told: Told) -> None:
    if leaf.hidden:
        told.remarks.append(f"“{sheet.title}”表是隐藏的，已照常读取。")
    if leaf.hidden_rows:
        told.remarks.append(f"“{sheet.title}”表有 {leaf.hidden_rows} 行隐藏，已照常读取。")
    if leaf.filtered:
        told.remarks.append(f"“{sheet.title}”表设有筛选，没有显示的行也已照常读取。")
    gap = 0
    for at in range(head + 1, len(leaf.rows)):
        if not _filled(leaf.rows[at]):
            gap = gap or at + 1
        elif gap:
            told.remarks.append(f"“{sheet.title}”表第 {gap} 行是空行，其后的第 {at + 1} 行起已照常读取。")
            return


def _spoiled(
    leaf: Leaf, sheet: Sheet, head: int, columns: dict[int, Column], told: Told
) -> dict[tuple[int, int], tuple[str, str]]:
    """Cells that hold no value that could be read, with the fault to tell."""
    for (top, left), (bottom, right) in leaf.merged:
        if bottom > head and any(left <= at <= right for at in columns):
            shown = f"{column_letters(left)}{top + 1}:{column_letters(right)}{bottom + 1}"
            told.faults.append(
                RowFault(sheet.title, shown, "数据区有合并单元格，不知道内容属于哪一行", "请取消合并，每一行各自填写。")
            )
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for place, text in leaf.wrong.items():
        found[_at(place)] = (f"是公式的错误值 {text}", "请改正公式，或者直接填写内容。")
    for place in leaf.unsaved:
        found.setdefault(_at(place), ("公式没有保存计算结果", "请在 Excel 中打开并保存一次，或者直接填写内容。"))
    return {where: why for where, why in found.items() if where[0] > head and where[1] in columns}


def _at(place: str) -> tuple[int, int]:
    found = _PLACE.fullmatch(place)
    return (int(found[2]) - 1, column_number(found[1])) if found else (-1, -1)


def _row(
    leaf: Leaf,
    sheet: Sheet,
    at: int,
    columns: dict[int, Column],
    spoiled: dict[tuple[int, int], tuple[str, str]],
    since: date,
    told: Told,
) -> Row:
    values: dict[str, Value] = {}
    places = {column.key: f"{column_letters(index)}{at + 1}" for index, column in columns.items()}
    row = Row(sheet, at + 1, values, places, told.faults)
    cells = leaf.rows[at] if at < len(leaf.rows) else []
    for index, column in columns.items():
        if (at, index) in spoiled:
            reason, remedy = spoiled[at, index]
            row.fault(column.key, f"“{column.heading}”{reason}", remedy)
            continue
        if index >= len(cells):
            continue
        try:
            found = value(column, cells[index], since)
        except CellFault as fault:
            row.fault(column.key, f"“{column.heading}”{fault.reason}", fault.remedy)
            continue
        if found is not None:
            values[column.key] = found
    _complain_of_missing(row)
    return row


def _complain_of_missing(row: Row) -> None:
    """Each missing cell by itself; a row that is mostly empty once."""
    missing = [
        column
        for column in row.sheet.columns
        if column.required and column.key in row.places and column.key not in row.values | dict.fromkeys(row.spoiled)
    ]
    if len(missing) > 3:
        names = "".join(f"“{column.heading}”" for column in missing[:3])
        row.fault(missing[0].key, f"没有填{names}等多格", "请补齐；不是一件登记的，请清空这一行。")
        row.spoiled |= {column.key for column in missing}
        return
    for column in missing:
        row.fault(column.key, f"没有填“{column.heading}”", f"请填写；{column.note}" if column.note else "请填写。")
