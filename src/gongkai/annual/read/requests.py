"""Table 3: what was asked and how it was answered, 25 lines of seven figures.

Takes:   rows of print from a grid or from text.
Gives:   the lines, every figure told or open with its candidates, and what has to be said aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from gongkai.annual.model import Cell, Place, Remark
from gongkai.annual.read import labels, squash
from gongkai.annual.read.rows import Item, in_order, lined_up, match, widened
from gongkai.annual.read.runs import Printed, conclude, nothing
from gongkai.annual.read.stated import agreeing, of_line
from gongkai.law.returns import APPLICANTS
from gongkai.law.returns.annual import CARRIED_IN, CARRIED_OUT, NEW, OTHER_HANDLING, TOTAL

SIZES = (len(APPLICANTS),)
_FEW_SHORT = 2
_TELLING_ROWS = 4
_LONGEST_DOUBT = 16
_MOST_LABELS = 0.6
_FEW_DAMAGED = 3
_SPLIT_OTHER = (OTHER_HANDLING + 1, OTHER_HANDLING + 2)
_ALL_LINES = tuple(labels.LINES)
_SINGLE_LINES = [line for line in _ALL_LINES if line not in _SPLIT_OTHER]


class Requests:
    """Table 3 as read: `lines` by number, `items` the rows of print that they came from."""

    def __init__(self, items: Sequence[Item], places: Sequence[float] = ()) -> None:
        self.remarks: list[Remark] = []
        items = _narrowed(items)
        rows = _rows(items)
        self.used = [items[index] for index in rows.values()]
        self._labels = {line: items[index].label for line, index in rows.items()}
        places = places or lined_up(self.used, SIZES[0])
        if not places:
            widened(self.used)
            places = lined_up(self.used, SIZES[0])
        self.printed = {line: items[index].printed(SIZES, places) for line, index in sorted(rows.items())}
        self.lines: dict[int, list[Cell]] = {}
        if _totals_lead(self.printed.values()):
            for printed in self.printed.values():
                printed.cells = [*printed.cells[1:], printed.cells[0]]
        self._distrust_short_rows()

    @property
    def weight(self) -> int:
        """How many figures the print tells: the measure by which two readings of one document are compared."""
        return sum(10 if printed.full else 1 for printed in self.printed.values())

    @property
    def whole(self) -> bool:
        return len(self.printed) >= len(_ALL_LINES) - 2 and all(printed.full for printed in self.printed.values())

    @property
    def sound(self) -> bool:
        """Whether every line is there and every sum of the form holds: then nothing can have been misplaced."""
        if not self.whole or any(printed.readings for printed in self.printed.values()):
            return False
        rows = {line: [_reading(printed)] for line, printed in self.printed.items()}
        told = all(None not in readings[0] for readings in rows.values())
        return told and not squash.failing(rows, _relations(rows)) and all(map(_adds_up, self.printed.values()))

    def conclude(self, said: Mapping[str, int]) -> None:
        """Let the sums choose among readings, then what the prose states; tell every cell or leave it open."""
        open_before = [line for line, printed in self.printed.items() if len(printed.readings) > 1]
        self._settle()
        self._doubt_spaced()
        for line, printed in self.printed.items():
            if line in open_before and len(printed.readings) == 1:
                self._say("table3.settled", line, "数字连写，按行、列勾稽关系分开")
            told = agreeing(printed.readings, of_line(said, line)) if len(printed.readings) > 1 else printed.readings
            if len(told) < len(printed.readings):
                printed.readings = told
                self._say("table3.settled", line, "数字连写，按正文所述件数分开")
            self._remark(line, printed)
            conclude(printed)
            self.lines[line] = printed.cells
        self._remark_labels()

    def _remark_labels(self) -> None:
        """Names that lost characters, each; where many did, the page lost them and not the office: once for all."""
        damaged = [line for line, label in self._labels.items() if labels.is_damaged(label, line)]
        for line in damaged[:1] if len(damaged) > _FEW_DAMAGED else damaged:
            many = f"，另有 {len(damaged) - 1} 行也缺字，可能是网页丢字" if len(damaged) > _FEW_DAMAGED else ""
            self._say("table3.label", line, f"名称印作“{self._labels[line]}”，缺字或错字{many}")

    def _distrust_short_rows(self) -> None:
        """One row a figure short lost it; many rows short mean that blanks left no trace, and then no place is known."""
        short = [line for line, printed in self.printed.items() if printed.note == "short"]
        if len(short) > _FEW_SHORT:
            wrong = [
                line for line, printed in self.printed.items() if printed.note == "squashed" and not _adds_up(printed)
            ]
            for line in (*short, *wrong):
                self.printed[line] = nothing(SIZES[0], self.printed[line].raw)

    def _doubt_spaced(self) -> None:
        """Digits set apart in one cell are one figure where the row then adds up; otherwise they may be two."""
        for printed in self.printed.values():
            spaced = [c for c in printed.cells if c.raw and " " in c.raw and c.value is not None]
            row = _reading(printed)
            if spaced and (None in row or sum(value or 0 for value in row[:-1]) != row[-1]):
                for open_cell in spaced:
                    open_cell.value = None

    def _settle(self) -> None:
        """The two relations of each column: what came in is what went out, and the total is the sum of the results."""
        domains: dict[int, list[squash.Reading]] = {}
        for line, printed in self.printed.items():
            domains[line] = printed.readings or [_reading(printed)]
        if not any(printed.note == "squashed" for printed in self.printed.values()):
            return
        relations = _relations(self.printed)
        settled = squash.settle(domains, relations)
        for line, readings in settled.items():
            if self.printed[line].readings:
                self.printed[line].readings = readings
        self._doubt(settled, relations)

    def _doubt(self, settled: dict[int, list[squash.Reading]], relations: Sequence[squash.Relation]) -> None:
        """A row whose own sum is wrong may be cut wrongly by it: where another cut mends a column, both are left."""
        wrong = squash.failing(settled, relations)
        for line, printed in self.printed.items() if wrong else ():
            if printed.note != "squashed" or len(settled[line]) > 1 or len(printed.raw) > _LONGEST_DOUBT:
                continue
            cuts = squash.split_free(printed.raw.replace(" ", ""), SIZES[0]) or []
            better = [cut for cut in cuts if squash.failing({**settled, line: [cut]}, relations) < wrong]
            if better:
                printed.readings = list(dict.fromkeys([*settled[line], *better]))
                printed.cells = [Cell() for _ in APPLICANTS]

    def _remark(self, line: int, printed: Printed) -> None:
        if len(printed.readings) > 1:
            self._say("table3.ambiguous", line, f"连写的“{printed.raw}”有 {len(printed.readings)} 种读法，未能分清")
        elif printed.note in ("short", "long", "merged"):
            odd = {"short": "少于", "long": "多于", "merged": "合并了单元格，不是"}[printed.note]
            self._say("table3.row_length", line, f"“{printed.raw}”的数字{odd} {SIZES[0]} 个，请对照原件")

    def _say(self, code: str, line: int, what: str) -> None:
        name = labels.LINES[line][0]
        self.remarks.append(Remark(code, f"表三第 {line} 行“{name}”：{what}。", Place(3, line, 0)))


def _narrowed(items: Sequence[Item]) -> Sequence[Item]:
    """Without a column of blanks before or behind the figures that an editor left in; where both may be, with it."""
    count = SIZES[0]
    wide = [item.boxes for item in items if len(item.boxes) == count + 1]
    if len(wide) < _FEW_SHORT or any(len(item.boxes) != count + 1 for item in items if item.boxes):
        return items
    first, last = (any(boxes[at].text.strip() for boxes in wide) for at in (0, -1))
    if first == last:
        return items
    cut = slice(0, count) if first else slice(1, count + 1)
    return [replace(item, boxes=item.boxes[cut]) if item.boxes else item for item in items]


def _totals_lead(rows: Iterable[Printed]) -> bool:
    """Whether 总计 stands before 自然人: the first figure of rows is the sum of the others, the last of none."""
    leading = closing = 0
    for printed in rows:
        row = _reading(printed)
        if printed.readings or None in row:
            return False
        whole = sum(value or 0 for value in row)
        first, last = (whole == 2 * (row[at] or 0) for at in (0, -1))
        leading += first and not last
        closing += last and not first
    return leading > _FEW_SHORT and not closing


def _adds_up(printed: Printed) -> bool:
    """Whether the row, or each of its readings, ends in the sum of the others."""
    readings = printed.readings or [_reading(printed)]
    return all(sum(value or 0 for value in reading[:-1]) == reading[-1] for reading in readings)


def _relations(lines: Iterable[int]) -> list[squash.Relation]:
    """What binds the columns: what came in is what went out; the total is the sum of the results, if all are there."""
    balance = [(NEW, 1), (CARRIED_IN, 1), (TOTAL, -1), (CARRIED_OUT, -1)]
    results = [line for line in lines if CARRIED_IN < line < TOTAL]
    whole = len(results) >= TOTAL - CARRIED_IN - 1 - len(_SPLIT_OTHER)
    return [balance, [(TOTAL, -1), *((line, 1) for line in results)]] if whole else [balance]


def _reading(printed: Printed) -> squash.Reading:
    """The row as one reading: cells that tell no whole number are open, blanks and marks count as nothing."""
    return tuple(
        c.value if isinstance(c.value, int) else (0 if c.raw is not None and c.value is None else None)
        for c in printed.cells
    )


def _rows(items: Sequence[Item]) -> dict[int, int]:
    """Which item is which line. One row 其他处理 leaves lines 22 and 23 out; lost labels are told by their place."""
    found = in_order(items, labels.LINES) or _one_by_one(items)
    if not found:
        found = _between(items, match(items, labels.LINES))
    return _others(items, found)


def _one_by_one(items: Sequence[Item]) -> dict[int, int]:
    """As many full rows as the form has lines are its lines, where most labels bear it out and none denies it."""
    full = [n for n, item in enumerate(items) if item.full(SIZES)]
    for order in (list(_ALL_LINES), _SINGLE_LINES):
        if len(full) != len(order):
            continue
        pairs = list(zip(order, full, strict=True))
        fits = [
            max(labels.likeness(items[n].label, labels.LINES[line]), labels.within(items[n].around, labels.LINES[line]))
            for line, n in pairs
        ]
        denied = any(not fit and _surely_another(items[n].label) for fit, (_, n) in zip(fits, pairs, strict=True))
        if not denied and (sum(fit > 0 for fit in fits) >= _MOST_LABELS * len(order) or _balanced(items, pairs)):
            return dict(pairs)
    return {}


def _balanced(items: Sequence[Item], pairs: Sequence[tuple[int, int]]) -> bool:
    """Whether rows without labels are shown to be the lines by their sums: each row's own, and those of all columns."""
    printed = {line: items[n].printed(SIZES) for line, n in pairs}
    rows = {line: [_reading(row)] for line, row in printed.items()}
    if any(row.readings for row in printed.values()) or any(None in readings[0] for readings in rows.values()):
        return False
    some = sum(any(readings[0]) for readings in rows.values())
    return some >= _TELLING_ROWS and all(map(_adds_up, printed.values())) and not squash.failing(rows, _relations(rows))


def _surely_another(label: str) -> bool:
    return any(len(name) > 4 and label.endswith(name) for names in labels.LINES.values() for name in names)


def _others(items: Sequence[Item], found: dict[int, int]) -> dict[int, int]:
    """Lines 21 to 23 by how many rows stand between line 20 and the total: one is 其他处理, three are the three."""
    before, after = found.get(OTHER_HANDLING - 1), found.get(TOTAL)
    if before is None or after is None:
        if OTHER_HANDLING in found and labels.is_single_other(items[found[OTHER_HANDLING]].label):
            return {line: n for line, n in found.items() if line not in _SPLIT_OTHER}
        return found
    rows = [n for n in range(before + 1, after) if items[n].full(SIZES)]
    if len(rows) > 1 and labels.is_single_other(items[rows[0]].label) and len(rows) > 1 + len(_SPLIT_OTHER):
        rows = rows[1:]
    kept = {line: n for line, n in found.items() if line != OTHER_HANDLING and line not in _SPLIT_OTHER}
    if len(rows) == 1:
        return {**kept, OTHER_HANDLING: rows[0]}
    if len(rows) == 1 + len(_SPLIT_OTHER):
        return {**kept, **dict(zip((OTHER_HANDLING, *_SPLIT_OTHER), rows, strict=True))}
    return found


def turned(items: Sequence[Item]) -> list[Item]:
    """Rows from a print that gives the table column by column; empty where it does not.

    Each column follows its head; what is said of a line stands at the same place in every column.
    """
    columns: list[list[str]] = []
    for item in items:
        if len(columns) < len(APPLICANTS) and item.label.endswith(APPLICANTS[len(columns)]):
            columns.append(item.run.split())
    if len(columns) != len(APPLICANTS) or len({len(column) for column in columns}) != 1:
        return []
    order = next((order for order in (list(_ALL_LINES), _SINGLE_LINES) if len(order) == len(columns[0])), [])
    start, end = items[0].start, items[-1].end
    return [
        Item(
            labels.LINES[line][0] if len(order) > len(_SINGLE_LINES) or line != OTHER_HANDLING else labels.SINGLE_OTHER,
            run="\n".join(column[n] for column in columns),
            start=start,
            end=end,
        )
        for n, line in enumerate(order)
    ]


def _between(items: Sequence[Item], found: dict[int, int]) -> dict[int, int]:
    """Rows without a readable label that fill the gap between two known rows exactly."""
    full = [item.full(SIZES) for item in items]
    filled = dict(found)
    for order in (list(_ALL_LINES), _SINGLE_LINES):
        known = [line for line in order if line in filled]
        for before, after in pairwise(known):
            lost = order[order.index(before) + 1 : order.index(after)]
            spare = [n for n in range(filled[before] + 1, filled[after]) if full[n]]
            if lost and len(lost) == len(spare):
                filled.update(zip(lost, spare, strict=True))
    return dict(sorted(filled.items()))
