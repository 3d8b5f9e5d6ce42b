"""What rows has a list in csv or xlsx?

Takes:   text or bytes, a mapping of columns. Gives: `ProvincialList`; places are 第3行 and the like, as the program shows them.
"""

from __future__ import annotations

import csv as csv_module
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import python_calamine as calamine

from gongkai.texts.provincial import fields
from gongkai.texts.provincial.model import BadList, ListFault, ListRow, ProvincialList
from gongkai.zipped import Bounds, Zipped

MOST_ROWS = 50_000
_BOUNDS = Bounds(whole=300_000_000)
"""Narrower than usual: all of it is in memory while an officer waits."""
_HEADING_WITHIN = 10
"""A title and remarks may stand above the headings."""
_TORN = "这个表格文件打不开，可能已损坏或者加了密码；请另存为 xlsx 后再比对。"


def csv(text: str, mapping: Mapping[str, str]) -> ProvincialList:
    """Separated by commas, tabs or semicolons, as the first lines show."""
    head = "\n".join(text.splitlines()[:5])
    separator = max(",\t;", key=head.count)
    try:
        rows = list(csv_module.reader(io.StringIO(text), delimiter=separator, strict=True))
    except csv_module.Error as error:
        raise BadList(
            f"csv 的第一处问题：{_line_of(error)}引号没有配对或者一格太长；请另存为 xlsx 后再比对。"
        ) from error
    return table("csv", rows, mapping)


def xlsx(data: bytes, mapping: Mapping[str, str]) -> ProvincialList:
    """The first sheet that has a title column."""
    first: BadList | None = None
    for rows in _sheets(data):
        try:
            return table("xlsx", rows, mapping)
        except BadList as refused:
            first = first or refused
    raise first or BadList("这个表格文件里没有内容，请核对。")


def table(kind: str, rows: Sequence[Sequence[Any]], mapping: Mapping[str, str]) -> ProvincialList:
    """Rows of cells, of which one of the first holds the headings."""
    if len(rows) > MOST_ROWS:
        raise BadList(f"清单超过{MOST_ROWS}行，请分次导出后再比对。")
    start, found = _heading(rows, mapping)
    headings = [str(each or "").strip() for each in rows[start]]
    faults: list[ListFault] = []
    made: list[ListRow] = []
    for at, cells in enumerate(rows[start + 1 :], start + 2):
        told = {name: cells[place] if place < len(cells) else None for name, place in found.items()}
        each = fields.row(f"第{at}行", told, faults)
        if each is not None:
            made.append(each)
    used = set(found.values())
    ignored = tuple(each for place, each in enumerate(headings) if each and place not in used)
    return ProvincialList(kind, tuple(made), tuple(faults), frozenset(found), ignored)


def _heading(rows: Sequence[Sequence[Any]], mapping: Mapping[str, str]) -> tuple[int, dict[str, int]]:
    first: BadList | None = None
    for at, cells in enumerate(rows[:_HEADING_WITHIN]):
        headings = [str(each or "") for each in cells]
        if not any(headings):
            continue
        try:
            return at, fields.places(headings, mapping)
        except BadList as refused:
            first = first or refused
    raise first or BadList("清单是空的，请核对文件或者网址。")


def _sheets(data: bytes) -> Iterable[list[list[Any]]]:
    _check_size(data)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise BadList(_TORN) from error
    except BaseException as error:
        # A fault in the Rust library is no Exception; nothing else may be caught by that name.
        if type(error).__name__ != "PanicException":
            raise
        raise BadList(_TORN) from error


def _check_size(data: bytes) -> None:
    if data.startswith(b"PK"):
        # Another library reads it: here it is asked how large it would become. Macros are not run by it.
        Zipped(data, BadList, _BOUNDS, macros=True)


def _line_of(error: csv_module.Error) -> str:
    said = str(error)
    return f"{said}，" if said.isdigit() else ""
