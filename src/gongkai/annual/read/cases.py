"""Table 4: reviews and lawsuits, fifteen figures in one row, in three groups that each end in their sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from gongkai.annual.model import Cell, Place, Remark
from gongkai.annual.read.rows import Item
from gongkai.annual.read.runs import Printed, conclude
from gongkai.annual.read.stated import agreeing, of_cases
from gongkai.law.returns import CASE_GROUPS, CASE_OUTCOMES

SIZES = (len(CASE_OUTCOMES),) * len(CASE_GROUPS)
_COUNT = sum(SIZES)
WHOLE = 10
"""Weight of a table 4 with all its figures."""
_NAMES = {
    "review": ("行政复议",),
    "litigation_direct": ("未经复议直接起诉", "直接起诉"),
    "litigation_after_review": ("复议后起诉",),
}


class Cases:
    """Table 4 as read."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.remarks: list[Remark] = []
        self.used: list[Item] = []
        self.printed = self._one_row(items) or self._three_rows(items) or self._turned(items) or self._pieces(items)
        self.groups: dict[str, list[Cell]] = {}

    @property
    def weight(self) -> int:
        return 0 if self.printed is None else (WHOLE if self.printed.full else 1)

    def conclude(self, said: Mapping[str, int]) -> None:
        """Tell every cell or leave it open; `said` is what the prose states (`stated.stated`)."""
        if self.printed is None:
            return
        printed = self.printed
        told = agreeing(printed.readings, of_cases(said))
        if len(told) < len(printed.readings):
            printed.readings = told
            self.remarks.append(
                Remark("table4.settled", f"表四：连写的“{printed.raw}”按正文所述件数分开。", Place(4, "review", 0))
            )
        if len(printed.readings) > 1:
            self.remarks.append(
                Remark(
                    "table4.ambiguous",
                    f"表四：连写的“{printed.raw}”有 {len(printed.readings)} 种读法，未能分清。",
                    Place(4, "review", 0),
                )
            )
        elif printed.note in ("short", "long", "merged"):
            self.remarks.append(
                Remark(
                    "table4.row_length",
                    f"表四：“{printed.raw}”不是 {_COUNT} 个数字，请对照原件。",
                    Place(4, "review", 0),
                )
            )
        conclude(printed)
        size = len(CASE_OUTCOMES)
        self.groups = {group: printed.cells[n * size : (n + 1) * size] for n, group in enumerate(CASE_GROUPS)}

    def _one_row(self, items: Sequence[Item]) -> Printed | None:
        """The row as the form has it; the first full one counts, a short or blank one only where there is no other."""
        fallback: Printed | None = None
        for item in items:
            if len(item.boxes) > _COUNT + 6 or (item.boxes and len(item.boxes) < 8 and len(item.boxes) != 1):
                continue
            printed = item.printed(SIZES)
            if not item.boxes and not printed.readings and all(not c.raw for c in printed.cells):
                continue
            if printed.full and not _heads(printed):
                self.used = [item]
                return printed
            if fallback is None and (printed.full or _figures(printed) >= _COUNT - 3):
                fallback, self.used = printed, [item]
        return fallback

    def _three_rows(self, items: Sequence[Item]) -> Printed | None:
        """Groups as rows: 行政复议, 未经复议直接起诉, 复议后起诉, each with five figures."""
        found: dict[str, tuple[Item, Printed]] = {}
        for item in items:
            for group, names in _NAMES.items():
                if group not in found and item.label.endswith(names):
                    printed = item.printed(SIZES[:1])
                    if printed.full:
                        found[group] = (item, printed)
        if len(found) != len(CASE_GROUPS):
            return None
        self.used = [item for item, _ in found.values()]
        return _joined([found[group][1] for group in CASE_GROUPS])

    def _turned(self, items: Sequence[Item]) -> Printed | None:
        """Outcomes as rows: five rows of three figures, or fifteen rows of one, where each group ends in its sum."""
        groups, outcomes = len(CASE_GROUPS), len(CASE_OUTCOMES)
        rows = [item for item in items if item.label.endswith(CASE_OUTCOMES)]
        across = {outcomes: groups, groups * outcomes: 1}.get(len(rows))
        if across is None or any(not row.label.endswith(CASE_OUTCOMES[n % outcomes]) for n, row in enumerate(rows)):
            return None
        printed = [row.printed((1,) * across) for row in rows]
        if not all(p.full and not p.readings for p in printed):
            return None
        cells = [c for p in printed for c in p.cells]
        if across > 1:
            cells = [p.cells[group] for group in range(groups) for p in printed]
        sums = [[c.value or 0 for c in cells[n : n + SIZES[0]]] for n in range(0, _COUNT, SIZES[0])]
        if len(cells) != _COUNT or any(sum(five[:-1]) != five[-1] for five in sums):
            return None
        self.used = rows
        return Printed(cells, raw=" ".join(p.raw for p in printed))

    def _pieces(self, items: Sequence[Item]) -> Printed | None:
        """The row cut in two or three: five and ten, or five and five and five, following each other."""
        for count, sizes in ((3, (1, 1, 1)), (2, (1, 2))):
            for first in range(len(items) - count + 1):
                pieces = items[first : first + count]
                printed = [item.printed(SIZES[:n]) for item, n in zip(pieces, sizes, strict=True)]
                if all(p.full and not p.readings for p in printed) and all(
                    a.end <= b.start for a, b in pairwise(pieces)
                ):
                    self.used = list(pieces)
                    return _joined(printed)
        return self._lines(items)

    def _lines(self, items: Sequence[Item]) -> Printed | None:
        """The row broken over lines: neighbours without words between them that hold the figures together."""
        for first in range(len(items)):
            run = items[first].run
            for last in range(first + 1, len(items)):
                if not run or items[last].before:
                    break
                run += "\n" + items[last].run
                printed = Item("", run=run.replace("\n", "  ")).printed(SIZES)
                if printed.full and printed.note == "":
                    self.used = list(items[first : last + 1])
                    return printed
        return None


def _heads(printed: Printed) -> bool:
    """Whether a row of the right length is none of figures: blank to set widths, or the numbers of the columns."""
    values = [c.value for c in printed.cells]
    return all(c.raw == "" for c in printed.cells) or values == list(range(1, _COUNT + 1))


def may_hold(item: Item) -> bool:
    """Whether a row of a grid may be figures of table 4: a group or more, an outcome of each group, or a single cell."""
    size = len(item.boxes)
    return size >= len(CASE_OUTCOMES) or size == 1 or (size == len(CASE_GROUPS) and item.label.endswith(CASE_OUTCOMES))


def _joined(parts: Sequence[Printed]) -> Printed:
    return Printed([c for part in parts for c in part.cells], raw=" ".join(part.raw for part in parts))


def _figures(printed: Printed) -> int:
    return sum(c.value is not None or bool(c.candidates) for c in printed.cells) or len(printed.raw.split())
