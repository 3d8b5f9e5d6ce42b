"""Which figures of the annual return must agree, and how is that computed?

Law:     INFLOW, PROCESSED_TOTAL, ROW_TOTAL, CARRIED_OVER, CASE_TOTAL, PROSE_AGREES, ROLLUP_SUM, DOCUMENT_STOCK
         (law/sources/annual_report)
Takes:   plain numbers; None is a figure that is not there or cannot be told.
Gives:   both sides of a relation; None where a side cannot be computed, which a caller has to say aloud.
Unclear: R2–R4, R7 and the stock of documents are inferred from the form; only R1 is printed in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from gongkai.law.cite import Cite
from gongkai.law.returns.annual import APPLICANTS, CARRIED_IN, CARRIED_OUT, CASE_OUTCOMES, NEW, TOTAL, Form
from gongkai.law.sources import annual_report as source

Number = int | Decimal


class Kind(Enum):
    """How hard a relation binds. SOFT may be broken for good reasons, which the report should then give."""

    OFFICIAL = "官方勾稽"
    NECESSARY = "必然关系"
    SOFT = "提示"
    NONE = "无勾稽"


class Axis(Enum):
    """What the numbers in `expected` and `found` count, and over what the relation is repeated."""

    LINES = "表三行号，逐列"
    COLUMNS = "表三列号，逐行"
    OUTCOMES = "表四列号，逐组"
    YEARS = "与上年年报逐格"
    UNITS = "与下级各表逐格"
    PROSE = "正文与表格"


@dataclass(frozen=True, slots=True)
class Sides:
    """`found` is the figure under test, `expected` what the others make it."""

    expected: Number
    found: Number

    @property
    def difference(self) -> Number:
        return self.found - self.expected

    @property
    def holds(self) -> bool:
        return self.found == self.expected


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation: the sum over `found` equals the sum over `expected`, both given as numbers along `axis`.

    Both are empty where the relation is not a sum along one axis (R4, R6–R8, the stock); those have functions below.
    """

    id: str
    sentence: str
    kind: Kind
    axis: Axis
    cite: Cite
    expected: tuple[int, ...] = ()
    found: tuple[int, ...] = ()

    def sides(self, values: Mapping[int, Number | None]) -> Sides | None:
        """Both sums over `values` (by line or column number). None when a figure is missing or None.

        Refused: a relation that is not a sum along one axis.
        """
        if not self.found:
            raise ValueError(f"{self.id} 不是同一张表内的加总关系，不能按行列求和。")
        expected, found = total(values.get(n) for n in self.expected), total(values.get(n) for n in self.found)
        return None if expected is None or found is None else Sides(expected, found)


INFLOW = Relation(
    "R1",
    "本年新收加上年结转等于办理结果总计加结转下年度",
    Kind.OFFICIAL,
    Axis.LINES,
    source.INFLOW,
    expected=(NEW, CARRIED_IN),
    found=(TOTAL, CARRIED_OUT),
)
ROW_TOTAL = Relation(
    "R3",
    "每行总计等于自然人加五类法人或其他组织",
    Kind.NECESSARY,
    Axis.COLUMNS,
    source.ROW_TOTAL,
    expected=tuple(range(len(APPLICANTS) - 1)),
    found=(len(APPLICANTS) - 1,),
)
CARRIED_OVER = Relation(
    "R4",
    "本年上年结转等于上年年报的结转下年度，机构改革或口径更正的应当说明",
    Kind.SOFT,
    Axis.YEARS,
    source.CARRIED_OVER,
)
CASE_TOTAL = Relation(
    "R5",
    "每组总计等于维持、纠正、其他、尚未审结之和",
    Kind.NECESSARY,
    Axis.OUTCOMES,
    source.CASE_TOTAL,
    expected=tuple(range(len(CASE_OUTCOMES) - 1)),
    found=(len(CASE_OUTCOMES) - 1,),
)
PROSE_AGREES = Relation("R6", "正文中的数字与表格一致", Kind.NECESSARY, Axis.PROSE, source.PROSE_AGREES)
ROLLUP_SUM = Relation("R7", "上级汇总表等于下级各表之和", Kind.NECESSARY, Axis.UNITS, source.ROLLUP_SUM)
UNRELATED = Relation("R8", "表三与表四之间没有必然关系，不校验", Kind.NONE, Axis.PROSE, source.TABLE_4)
DOCUMENT_STOCK = Relation(
    "S1",
    "现行有效件数等于上年现行有效件数加本年制发减本年废止",
    Kind.SOFT,
    Axis.YEARS,
    source.DOCUMENT_STOCK,
)


def processed_total(form: Form) -> Relation:
    """R2 for one form: the 2019 form has one line of 其他处理, the 2021 form three."""
    return Relation(
        "R2",
        "办理结果总计等于（一）至（六）各行之和",
        Kind.NECESSARY,
        Axis.LINES,
        source.PROCESSED_TOTAL,
        expected=form.results,
        found=(TOTAL,),
    )


def relations(form: Form) -> tuple[Relation, ...]:
    """Every relation of a form, R1 to R8 and then the soft stock check of table 2.

    The 2019 form counts documents made, published and public in all, not those in force, so that it has no stock.
    """
    found = (
        INFLOW,
        processed_total(form),
        ROW_TOTAL,
        CARRIED_OVER,
        CASE_TOTAL,
        PROSE_AGREES,
        ROLLUP_SUM,
        UNRELATED,
    )
    return (*found, DOCUMENT_STOCK) if form.key == "2021" else found


def total(values: Iterable[Number | None]) -> Number | None:
    """The sum, None as soon as one value is None: a sum with a hole in it would be a guess."""
    result: Number = 0
    for value in values:
        if value is None:
            return None
        result += value
    return result


def carry_over(carried_in: Number | None, last_carried_out: Number | None) -> Sides | None:
    """R4 for one column: this year's line 2 against last year's line 25."""
    return None if carried_in is None or last_carried_out is None else Sides(last_carried_out, carried_in)


def roll_up(parent: Number | None, children: Iterable[Number | None]) -> Sides | None:
    """R7 for one cell: the superior's figure against the sum of the units' figures."""
    expected = total(children)
    return None if parent is None or expected is None else Sides(expected, parent)


def document_stock(
    last_in_force: Number | None, made: Number | None, repealed: Number | None, in_force: Number | None
) -> Sides | None:
    """The stock of table 2: documents in force last year, plus made, minus repealed, against those in force now."""
    if last_in_force is None or made is None or repealed is None or in_force is None:
        return None
    return Sides(last_in_force + made - repealed, in_force)
