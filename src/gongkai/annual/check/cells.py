"""Is every cell filled, with a figure that can be one?

Law:     BLANK_IS_ZERO, TABLE_3 (law/sources/annual_report)
Unclear: `/` in the row 规章 of an organ that cannot make rules is common use; it is a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.annual.check.context import Context
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.findings import Severity
from gongkai.annual.model import Cell, Place
from gongkai.law.returns import FORM_2021
from gongkai.law.returns.annual import OTHER_HANDLING
from gongkai.law.sources import annual_report as source

_MANY_ROWS = 3
_TABLES = {2: "表二", 3: "表三", 4: "表四"}


def _tables(places: list[Place]) -> str:
    counts = {table: sum(place.table == table for place in places) for table in _TABLES}
    return "、".join(f"{_TABLES[table]}{count}格" for table, count in counts.items() if count)


@rule("cells.blank", source.BLANK_IS_ZERO)
def rule_blank(context: Context) -> Iterator[Fault]:
    """Cells left empty where 0 belongs, all in one finding."""
    places = [place for place, cell in context.cells if cell.blank and not cell.raw]
    if places:
        yield Fault(
            Severity.WARNING,
            f"{_TABLES[places[0].table]}空白格",
            f"有空白格（{_tables(places)}），核对时按0计；没有数的格应填0。",
            0,
            "空白",
            tuple(places),
        )


@rule("cells.mark", source.BLANK_IS_ZERO)
def rule_mark(context: Context) -> Iterator[Fault]:
    """Cells with a mark instead of a figure, all in one finding."""
    marked = [(place, cell.raw or "") for place, cell in context.cells if cell.blank and cell.raw]
    if marked:
        signs = "、".join(dict.fromkeys(f"“{raw}”" for _, raw in marked))
        places = [place for place, _ in marked]
        yield Fault(
            Severity.NOTE,
            f"{_TABLES[places[0].table]}符号格",
            f"有的格填的是{signs}（{_tables(places)}），核对时按0计；没有数的格宜填0。",
            0,
            signs,
            tuple(places),
        )


@rule("cells.missing", source.TABLE_3)
def rule_missing(context: Context) -> Iterator[Fault]:
    """A row that is there but has fewer cells than the form; many such rows are told as one."""
    rows: dict[tuple[int, str | int], list[tuple[Place, Cell]]] = {}
    for place, cell in context.cells:
        rows.setdefault((place.table, place.row), []).append((place, cell))
    short = {(r.place.table, r.place.row) for r in context.report.remarks if r.place and "row_length" in r.code}
    lost: dict[int, list[tuple[str, list[Place], int]]] = {}
    for (table, row), cells in rows.items():
        gone = [place for place, cell in cells if cell.value is None and cell.raw is None and not cell.candidates]
        if gone and (len(gone) < len(cells) or (table, row) in short):
            label = context.report.place_label(gone[0]).split("行“")[0].split("组“")[0]
            lost.setdefault(table, []).append((f"{label}{'组' if table == 4 else '行'}", gone, len(cells)))
    for table, found in lost.items():
        whole = (_TABLES[table], [place for _, gone, _ in found for place in gone], sum(size for _, _, size in found))
        for where, gone, size in [whole] if len(found) > _MANY_ROWS else found:
            yield Fault(
                Severity.WARNING,
                where,
                f"{where}应有{size}格数字，缺{len(gone)}格或分不清是哪一格；请对照原件补齐。",
                size,
                size - len(gone),
                tuple(gone),
            )


@rule("cells.not_a_count", source.TABLE_3)
def rule_not_a_count(context: Context) -> Iterator[Fault]:
    """Numbers of cases and applications are whole and not negative."""
    for place, cell in context.cells:
        if cell.value is None or (place.table == 2 and not _counts(context, place)):
            continue
        if cell.value < 0 or (isinstance(cell.value, Decimal) and cell.value != cell.value.to_integral_value()):
            label = context.report.place_label(place)
            yield Fault(
                Severity.ERROR,
                label,
                f"{label}填{cell.value}，件数应为不小于0的整数；请核对是否填错格或带了单位。",
                None,
                cell.value,
                (place,),
            )


def _counts(context: Context, place: Place) -> bool:
    """Whether a column of table 2 counts documents or decisions: not money, and not a change by which 2019 compared."""
    column = context.layout.row(str(place.row)).columns[place.column]
    return "件数" in column or "处理决定数量" in column


@rule("table3.missing_rows", source.TABLE_3)
def rule_missing_rows(context: Context) -> Iterator[Fault]:
    """Rows of the form that the report does not have."""
    if not context.report.table3:
        return
    lost = [line for line in context.sum_layout.lines if line.number not in context.report.table3]
    if lost:
        names = "、".join(f"“{line.label}”" for line in lost)
        yield Fault(
            Severity.WARNING,
            "表三缺行",
            f"表三没有{names}；请按统一格式补齐，没有数的填0。",
            len(context.sum_layout.lines),
            len(context.report.table3),
        )


@rule("table3.single_other_row", source.TABLE_3, forms=(FORM_2021.key,))
def rule_single_other_row(context: Context) -> Iterator[Fault]:
    """The 2021 form splits （六）其他处理 into three rows."""
    if context.sum_layout is not context.layout:
        places = tuple(Place(3, OTHER_HANDLING, n) for n in range(len(context.report.table3[OTHER_HANDLING])))
        yield Fault(
            Severity.NOTE,
            "表三“（六）其他处理”",
            "“（六）其他处理”只有一行，现行格式分为逾期不补正、逾期不缴费、其他三行；请按现行格式拆分。",
            3,
            1,
            places,
        )
