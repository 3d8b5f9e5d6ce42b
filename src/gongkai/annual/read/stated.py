"""What the prose says of cells that the print leaves open.

Takes:   the facts of the prose, and the readings of a row whose digits run together.
Gives:   the readings that agree with all that is stated; all of them when none does, for prose errs too.
Unclear: the stock of documents that prose states may leave this year's out (现行有效393件，制发77件, printed 470).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from gongkai.annual.model import Fact
from gongkai.annual.read.squash import Reading
from gongkai.law.returns import APPLICANTS, CASE_OUTCOMES
from gongkai.law.returns.annual import CARRIED_IN, CARRIED_OUT, NEW, OPEN, PARTIAL

Agrees = Callable[[Reading], bool]

_ROW_TOTALS = {"收到申请": NEW, "上年结转": CARRIED_IN, "予以公开": OPEN, "部分公开": PARTIAL, "结转下年": CARRIED_OUT}
_SIZE = len(CASE_OUTCOMES)
_OUTCOMES = dict(zip(("维持", "纠正", "其他结果", "尚未审结"), range(_SIZE - 1), strict=True))


def stated(facts: Iterable[Fact]) -> dict[str, int]:
    """Measures with the one whole number that the prose gives them for this organ and this year."""
    found: dict[str, set[int]] = {}
    for fact in facts:
        if not fact.scope and not fact.approx and isinstance(fact.value, int):
            found.setdefault(fact.measure, set()).add(fact.value)
    return {measure: values.pop() for measure, values in found.items() if len(values) == 1}


def of_documents(said: Mapping[str, int]) -> list[Agrees]:
    """Conditions on 规范性文件: made, repealed, in force."""
    made, repealed, stock = (said.get(f"规范性文件{what}") for what in ("制发", "废止", "有效"))
    conditions: list[Agrees] = []
    if made is not None:
        conditions.append(lambda reading: reading[0] == made)
    if repealed is not None:
        conditions.append(lambda reading: reading[1] == repealed)
    if stock is not None:
        conditions.append(lambda reading: reading[2] in (stock, stock + (made or 0)))
    return conditions


def of_line(said: Mapping[str, int], line: int) -> list[Agrees]:
    """Conditions on a line of table 3: its total, and by applicant for what came in."""
    conditions = [
        _is(len(APPLICANTS) - 1, said[name]) for name, row in _ROW_TOTALS.items() if row == line and name in said
    ]
    if line == NEW:
        named = {column: said.get(f"{name}申请") for column, name in enumerate(APPLICANTS[:-1])}
        conditions += [_is(column, value) for column, value in named.items() if value is not None]
    return conditions


def of_cases(said: Mapping[str, int]) -> list[Agrees]:
    """Conditions on table 4: totals of its groups, and outcomes of reviews."""
    review, direct, after = _SIZE - 1, 2 * _SIZE - 1, 3 * _SIZE - 1
    conditions = [
        _is(column, said[name])
        for name, column in (("行政复议", review), ("未经复议直接起诉", direct), ("复议后起诉", after))
        if name in said
    ]
    conditions += [_is(column, said[f"复议{name}"]) for name, column in _OUTCOMES.items() if f"复议{name}" in said]
    if "行政诉讼" in said:
        lawsuits = said["行政诉讼"]
        conditions.append(lambda reading: (reading[direct] or 0) + (reading[after] or 0) == lawsuits)
    return conditions


def agreeing(readings: Sequence[Reading], conditions: Sequence[Agrees]) -> list[Reading]:
    told = [reading for reading in readings if all(agrees(reading) for agrees in conditions)]
    return told or list(readings)


def _is(column: int, value: int) -> Agrees:
    return lambda reading: reading[column] == value
