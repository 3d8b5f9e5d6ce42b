"""Do the figures of tables 3 and 4 add up?

Law:     INFLOW (R1), PROCESSED_TOTAL (R2), ROW_TOTAL (R3), CASE_TOTAL (R5), through law.returns.relations
Takes:   the tables; blanks and marks count as 0.
Unclear: a relation with a cell that is absent or ambiguous is not computed, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from gongkai.annual.check.arithmetic import figure
from gongkai.annual.check.context import Context
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.check.suspect import Suspect
from gongkai.annual.findings import Severity
from gongkai.annual.model import Place
from gongkai.law.returns import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES, relations
from gongkai.law.returns.annual import CARRIED_IN, CARRIED_OUT, NEW, TOTAL
from gongkai.law.returns.relations import Sides
from gongkai.law.sources import annual_report as source

_LAST = len(APPLICANTS) - 1
_UNTOLD = "表中的格缺失或读法不止一种"


def _hint(context: Context, found: list[Suspect]) -> str:
    """The sentence that names the likely cell, empty where there is none or too many."""
    if len(found) != 1:
        return ""
    one = found[0]
    label = context.report.place_label(one.place)
    return f"所在的行和列同时不平，最可能错的是{label}（填{one.printed}，改为{one.mended}则行列都平），请先核对这一格"


def _message(text: str, hint: str, otherwise: str) -> str:
    return f"{text}；{hint or otherwise}。"


def _same_as_total(column: int, side: Sides, sides: Mapping[int, Sides | None]) -> str:
    """For the column 总计: which single applicant column has the same difference."""
    if column != _LAST:
        return ""
    causes = [c for c in range(_LAST) if (other := sides[c]) is not None and other.difference]
    same = len(causes) == 1 and (cause := sides[causes[0]]) is not None and cause.difference == side.difference
    return f"“{APPLICANTS[causes[0]]}”列差额相同，多半是同一处，先核对那一列" if same else ""


@rule("table3.column_balance", relations.INFLOW.cite)
def rule_column_balance(context: Context) -> Iterator[Fault]:
    """R1: in every column, lines 1 and 2 together equal lines 24 and 25 together."""
    sides = context.arithmetic.balances
    found = context.arithmetic.suspects
    for column, side in sides.items():
        if side is None:
            _say_untold(context, column, "第一项加第二项等于第三项加第四项")
        elif not side.holds:
            hint = _hint(
                context,
                [s for s in found if s.place.column == column and s.place.row in (NEW, CARRIED_IN, TOTAL, CARRIED_OUT)],
            )
            text = f"“{APPLICANTS[column]}”列新收加上年结转为{side.expected}，总计加结转下年度为{side.found}，相差{abs(side.difference)}"
            yield Fault(
                Severity.ERROR,
                f"表三“{APPLICANTS[column]}”列（勾稽关系）",
                _message(text, hint or _same_as_total(column, side, sides), "请核对这四行中填错的一格"),
                side.expected,
                side.found,
                tuple(Place(3, line, column) for line in (NEW, CARRIED_IN, TOTAL, CARRIED_OUT)),
            )


@rule("table3.column_total", source.PROCESSED_TOTAL)
def rule_column_total(context: Context) -> Iterator[Fault]:
    """R2: in every column, （七）总计 is the sum of the results above it."""
    sides = context.arithmetic.totals
    found = context.arithmetic.suspects
    lines = context.sum_layout.results
    for column, side in sides.items():
        if side is None:
            _say_untold(context, column, "（七）总计等于各项办理结果之和")
        elif not side.holds:
            hint = _hint(context, [s for s in found if s.place.column == column and s.place.row in (*lines, TOTAL)])
            text = f"“{APPLICANTS[column]}”列（七）总计填{side.found}，各项办理结果相加为{side.expected}，相差{abs(side.difference)}"
            yield Fault(
                Severity.ERROR,
                f"表三“{APPLICANTS[column]}”列（七）总计",
                _message(text, hint or _same_as_total(column, side, sides), "请核对（七）总计和各项办理结果"),
                side.expected,
                side.found,
                _marked(found, Place(3, TOTAL, column), [Place(3, line, column) for line in lines]),
            )


@rule("table3.row_total", relations.ROW_TOTAL.cite)
def rule_row_total(context: Context) -> Iterator[Fault]:
    """R3: in every row, 总计 is the sum of the six kinds of applicants."""
    found = context.arithmetic.suspects
    for line, side in context.arithmetic.row_totals.items():
        label = context.layout.line(line).label if line in _lines(context) else str(line)
        if side is None:
            context.skip(f"表三“{_short(label)}”行的总计", _UNTOLD)
        elif not side.holds:
            hint = _hint(context, [s for s in found if s.place.row == line])
            text = f"“{_short(label)}”行总计填{side.found}，六类申请人相加为{side.expected}，相差{abs(side.difference)}"
            yield Fault(
                Severity.ERROR,
                f"表三“{_short(label)}”行总计",
                _message(text, hint, "请核对本行各格"),
                side.expected,
                side.found,
                _marked(found, Place(3, line, _LAST), [Place(3, line, n) for n in range(_LAST)]),
            )


@rule("table4.total", relations.CASE_TOTAL.cite)
def rule_case_total(context: Context) -> Iterator[Fault]:
    """R5: in every group of table 4, 总计 is the sum of the four outcomes."""
    for group, cells in context.report.table4.items():
        side = relations.CASE_TOTAL.sides({n: figure(cell) for n, cell in enumerate(cells)})
        name = CASE_GROUPS.get(group, group)
        if side is None:
            context.skip(f"表四“{name}”组的总计", _UNTOLD)
        elif not side.holds:
            last = len(CASE_OUTCOMES) - 1
            yield Fault(
                Severity.ERROR,
                f"表四“{name}”总计",
                f"“{name}”总计填{side.found}，四种结果相加为{side.expected}，相差{abs(side.difference)}；请核对总计和各项结果。",
                side.expected,
                side.found,
                tuple(Place(4, group, n) for n in (last, *range(last))),
            )


def _lines(context: Context) -> set[int]:
    return {line.number for line in context.layout.lines}


def _short(label: str) -> str:
    """A label without its note: （二）部分公开（区分处理的…） -> （二）部分公开."""
    return label if len(label) <= 20 else label.split("（区分", 1)[0].split("、行政机关", 1)[0]


def _marked(found: list[Suspect], first: Place, rest: list[Place]) -> tuple[Place, ...]:
    """The likely cell first where there is one, then the total, then what it adds up."""
    likely = [s.place for s in found if s.place in (first, *rest)]
    ordered = [*(likely if len(likely) == 1 else []), first, *rest]
    return tuple(dict.fromkeys(ordered))


def _say_untold(context: Context, column: int, relation: str) -> None:
    if context.report.table3:
        context.skip(f"表三“{APPLICANTS[column]}”列{relation}", _UNTOLD)
