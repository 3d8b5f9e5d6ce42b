"""Table 2: documents issued, decisions made, fees charged; and by its heads, which edition of the form this is.

Unclear: digits run together fall apart in many ways here, and no sum binds them. What the prose states of the same
         documents chooses, where all that it states agrees; otherwise the cells stay open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.annual.model import Cell, Place, Remark
from gongkai.annual.numbers import figure
from gongkai.annual.read.labels import chinese_only
from gongkai.annual.read.rows import Item, in_order, match
from gongkai.annual.read.runs import conclude
from gongkai.annual.read.stated import agreeing, of_documents
from gongkai.law.returns import FORM_2019, FORM_2021, Form

_HEADS_2021 = ("制发件数", "废止件数", "废纸件数", "现行有效件数", "本年处理决定", "收费金额")
_HEADS_2019 = (
    "新制作数量",
    "新公开数量",
    "对外公开总",
    "上一年项目",
    "采购项目数量",
    "采购总金额",
    "其他对外管理",
    "集中采购",
)
_DOCUMENTS = "规范性文件"


def edition(text: str) -> Form | None:
    """The form by the heads of table 2, never by the year; None where no head is there."""
    plain = chinese_only(text)
    new, old = (sum(head in plain for head in heads) for heads in (_HEADS_2021, _HEADS_2019))
    if not new and not old:
        return None
    return FORM_2019 if old > new else FORM_2021


_ALL_ROWS = tuple(dict.fromkeys(chinese_only(row.label) for form in (FORM_2021, FORM_2019) for row in form.table2))


def _in_any_order(items: Sequence[Item], names: Mapping[int, tuple[str, ...]]) -> dict[int, int]:
    """Rows that an office put in an order of its own: each label whole, and met once; empty otherwise."""
    found: dict[int, int] = {}
    for row, spoken in names.items():
        ends = [n for n, item in enumerate(items) if item.label.endswith(spoken)]
        if len(ends) != 1:
            return {}
        found[row] = ends[0]
    return found if len(set(found.values())) == len(found) else {}


def _among_others(items: Sequence[Item], names: Mapping[int, tuple[str, ...]]) -> dict[int, int]:
    """Rows by likeness; a row that only the other edition has is let stand for itself, not for its neighbour."""
    known = {name for spoken in names.values() for name in spoken}
    foreign = [n for n, item in enumerate(items) if _foreign(item.label, known)]
    kept = [n for n in range(len(items)) if n not in foreign]
    return {row: kept[index] for row, index in match([items[n] for n in kept], names).items()}


def _foreign(label: str, known: set[str]) -> bool:
    own = label.endswith(tuple(known))
    return not own and label.endswith(_ALL_ROWS)


class Disclosures:
    """Table 2 as read in one edition of the form."""

    def __init__(self, items: Sequence[Item], form: Form) -> None:
        self.form = form
        self.remarks: list[Remark] = []
        names = {
            n: (chinese_only(row.label), *map(chinese_only, row.other_labels)) for n, row in enumerate(form.table2)
        }
        found = in_order(items, names) or _in_any_order(items, names) or _among_others(items, names)
        self.used = [items[index] for index in found.values()]
        self.printed = {
            n: items[index].printed((1,) * len(form.table2[n].columns)) for n, index in sorted(found.items())
        }
        self.rows: dict[str, dict[str, Cell]] = {}

    @property
    def weight(self) -> int:
        return sum(10 if printed.full else 1 for printed in self.printed.values())

    @property
    def whole(self) -> bool:
        return len(self.printed) == len(self.form.table2) and all(
            p.full and not p.readings for p in self.printed.values()
        )

    def shares_rows(self, other: Disclosures) -> bool:
        """Whether both give a row of the form; two readings that share none are two parts of one table."""
        return self.form is not other.form or not self.printed.keys().isdisjoint(other.printed)

    def take_rows(self, other: Disclosures) -> None:
        """The rows of another part of the same table: rows of many cells drawn, rows of one in the running text."""
        self.printed = dict(sorted({**self.printed, **other.printed}.items()))

    def conclude(self, said: Mapping[str, int]) -> None:
        """Tell every cell or leave it open; `said` is what the prose states (`stated.stated`)."""
        for n, printed in self.printed.items():
            row = self.form.table2[n]
            if len(printed.readings) > 1 and row.label.endswith(_DOCUMENTS) and self.form is FORM_2021:
                told = agreeing(printed.readings, of_documents(said))
                if len(told) < len(printed.readings):
                    printed.readings = told
                    self._say("table2.settled", row.label, f"连写的“{printed.raw}”按正文所述件数分开")
            if len(printed.readings) > 1:
                self._say(
                    "table2.ambiguous", row.label, f"连写的“{printed.raw}”有 {len(printed.readings)} 种读法，未能分清"
                )
            elif printed.note in ("short", "long", "merged"):
                self._say("table2.row_length", row.label, f"“{printed.raw}”不是 {len(row.columns)} 个数字，请对照原件")
            conclude(printed)
            self._units(row.label, row.columns, printed.cells)
            self.rows[row.label] = dict(zip(row.columns, printed.cells, strict=True))

    def _units(self, label: str, columns: Sequence[str], cells: Sequence[Cell]) -> None:
        """A unit in the cell that is not the unit of the column: the figure stays as printed, and that is said."""
        for column, cell in zip(columns, cells, strict=True):
            printed = figure(cell.raw) if cell.raw else None
            if printed and printed.unit.endswith("元") and printed.unit != "万元" and "万元" in column:
                self._say("table2.unit", label, f"格内写的是“{cell.raw}”，本列单位是万元，数值按原样保留")

    def _say(self, code: str, label: str, what: str) -> None:
        self.remarks.append(Remark(code, f"表二“{label}”行：{what}。", Place(2, label, 0)))
