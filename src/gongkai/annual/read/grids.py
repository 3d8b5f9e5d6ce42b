"""Rows of tables that are drawn as tables: which grid is which table of the form, and what its rows are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.annual.numbers import MARKS, SPOKEN, figure
from gongkai.annual.read.document import Box, Grid
from gongkai.annual.read.labels import LINES, chinese_only, line_named
from gongkai.annual.read.rows import Item
from gongkai.law.returns import APPLICANTS

_WORDS = {
    2: (
        "制发件数",
        "废止件数",
        "现行有效",
        "新制作数量",
        "对外公开总",
        "处理决定数量",
        "信息内容",
        "收费金额",
        "行政许可",
        "行政处罚",
        "行政强制",
    ),
    3: (
        "勾稽关系",
        "申请人情况",
        "科研机构",
        "法律服务机构",
        "本年新收",
        "上年结转",
        *(LINES[n][0] for n in range(5, 21)),
    ),
    4: ("结果维持", "结果纠正", "尚未审结", "复议后起诉", "未经复议"),
}
_HEADS = {name: column for column, name in enumerate(APPLICANTS)}

_BLOCK_HEADS = (
    "第二十条",
    "信息内容",
    "行政",
    "规范性文件",
    "规章",
    "其他对外",
    "政府集中采购",
    "三不予",
    "四无法",
    "五不予",
    "六其他处理",
    "三本年度",
)
_LONG_PROSE = 60


def kinds(grid: Grid) -> set[int]:
    """Which tables of the form this grid holds, whole or in part."""
    text = chinese_only("".join(box.text for row in grid.rows for box in row))
    if len(text) < 4:
        return _by_shape(grid)
    return {table for table, words in _WORDS.items() if sum(word in text for word in words) >= 2} or (
        _by_part(grid, text) or _by_shape(grid)
    )


def _by_part(grid: Grid, text: str) -> set[int]:
    """A piece of table 3 that a page break left alone, such as its last two rows."""
    if any(_line_end(item.label) for item in items([grid]) if len(item.boxes) >= len(APPLICANTS)):
        return {3}
    return (
        {2}
        if any(word in text for word in ("行政事业性收费", "规范性文件", "政府集中采购")) and len(grid.rows) < 12
        else set()
    )


def _line_end(label: str) -> bool:
    return any(len(name) > 3 and label.endswith(name) for names in LINES.values() for name in names)


def _by_shape(grid: Grid) -> set[int]:
    """Tables whose words were lost: known by the number of their figures only."""
    widths = [len(item.boxes) for item in items([grid])]
    if sum(width == len(APPLICANTS) for width in widths) >= 20:
        return {3}
    return {4} if 15 in widths else set()


def items(grids: Iterable[Grid]) -> list[Item]:
    """The rows that have cells for figures, in order."""
    found = []
    for grid in grids:
        for row in grid.rows:
            item = _item(row)
            if item:
                found.append(item)
    return found


def _item(row: Sequence[Box]) -> Item | None:
    last = -1
    for index, box in enumerate(row):
        if _is_words(box.text):
            last = index
    if last == len(row) - 1:
        return _words_last(row)
    label = chinese_only("".join(box.text for box in row[: last + 1]))
    return Item(label, boxes=row[last + 1 :])


def _words_last(row: Sequence[Box]) -> Item | None:
    """A row that ends in words: figures before them count, the words are one of its cells (见附件, a note)."""
    figures = [index for index, box in enumerate(row) if box.text.strip() and not _is_words(box.text)]
    words_before = [index for index in range(figures[0]) if _is_words(row[index].text)] if figures else []
    if not words_before:
        return None
    first = words_before[-1] + 1
    return Item(chinese_only("".join(box.text for box in row[:first])), boxes=row[first:])


def _is_words(text: str) -> bool:
    """Whether a cell holds words: not a figure, a mark, or blank. A figure with its unit is not words."""
    if not text or text.isdigit():
        return False
    if "\u4e00" <= text[0] <= "\u9fff":
        return (plain := text.strip()) not in MARKS and plain not in SPOKEN
    text = text.strip()
    if not any("\u4e00" <= c <= "\u9fff" for c in text) or text in MARKS:
        return False
    return len(text) > 24 or figure(text) is None


def applicant_places(grids: Iterable[Grid]) -> list[float]:
    """The columns of the seven applicants by the heads of table 3; empty where the heads are not all found."""
    columns: dict[int, int] = {}
    for grid in grids:
        for row in grid.rows[:6]:
            for box in row:
                place = _HEADS.get(chinese_only(box.text)) if len(box.text) < 30 else None
                if place is not None and place not in columns:
                    columns[place] = box.column
        if len(columns) == len(APPLICANTS):
            places = [float(columns[place]) for place in range(len(APPLICANTS))]
            return places if len(set(places)) == len(places) else []
        columns = {}
    return []


def is_prose(text: str) -> bool:
    """Whether the one filled cell of a row is a line of text: a title, a heading, a paragraph, not a label."""
    plain = chinese_only(text)
    if len(text) > _LONG_PROSE:
        return True
    label = line_named(plain) or line_named(plain[1:])
    return len(plain) > 4 and label is None and not plain.startswith(_BLOCK_HEADS)
