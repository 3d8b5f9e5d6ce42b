"""One defect at a time, put into a clean truth. Each says what a checker must find, and where.

`family` matches the code of the finding that must be there; `consequence` those that may be there too, because the
defect upsets other figures. No other error or warning may appear. An injection gives the cells of which a finding must
name at least one (none for defects of the prose).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from gongkai.annual.model import Place
from tests.annual.corpus.truth import Truth

Inject = Callable[[Truth, Random], frozenset[Place]]


@dataclass(frozen=True)
class Defect:
    key: str
    family: str
    inject: Inject
    needs: Callable[[Truth], bool] = lambda truth: True
    consequence: str = r"prose[.]|table3[.](row|column)_total"


DEFECTS: list[Defect] = []


def defect(key: str, family: str, needs: Callable[[Truth], bool] = lambda truth: True) -> Callable[[Inject], Inject]:
    """Register a defect. `family` is a regular expression; `needs` says which truths can carry it."""

    def register(inject: Inject) -> Inject:
        DEFECTS.append(Defect(key, family, inject, needs))
        return inject

    return register


def _add(truth: Truth, line: int, column: int, amount: int) -> Place:
    truth.table3[line][column] = (truth.table3[line][column] or 0) + amount
    return Place(3, line, column)


@defect("row total", "table3[.]row_total")
def row_total(truth: Truth, rng: Random) -> frozenset[Place]:
    """R3: the row's 总计 is off by one, and with it the last column's sums."""
    return frozenset({_add(truth, rng.choice((3, 4, 13)), 6, 1)})


@defect("results total", "table3[.]column_total")
def results_total(truth: Truth, rng: Random) -> frozenset[Place]:
    """R2: 总计 is not the sum of the outcomes; R1 is kept by moving what is carried out."""
    places = {_add(truth, 24, column, 1) for column in (0, 6)}
    for column in (0, 6):
        _add(truth, 1, column, 1)
    return frozenset(places)


@defect("column balance", "table3[.]column_balance")
def column_balance(truth: Truth, rng: Random) -> frozenset[Place]:
    """R1: what came in is not what went out."""
    return frozenset({_add(truth, 25, column, 2) for column in (0, 6)})


@defect("one cell", "table3[.](row|column)_total")
def one_cell(truth: Truth, rng: Random) -> frozenset[Place]:
    """A single figure mistyped breaks its row and its column: both lead to it."""
    return frozenset({_add(truth, 13, 0, 5)})


@defect("review total", "table4[.]total")
def review_total(truth: Truth, rng: Random) -> frozenset[Place]:
    truth.table4["review"][4] = (truth.table4["review"][4] or 0) + 2
    return frozenset({Place(4, "review", 4)})


@defect("litigation total left zero", "table4[.]total")
def litigation_total(truth: Truth, rng: Random) -> frozenset[Place]:
    """Outcomes filled in, the total forgotten."""
    truth.table4["litigation_after_review"] = [3, 0, 1, 0, 0]
    return frozenset({Place(4, "litigation_after_review", 4)})


@defect("rules by a county", "competence[.]rules", needs=lambda truth: truth.level in ("county", "department", "town"))
def rules_by_a_county(truth: Truth, rng: Random) -> frozenset[Place]:
    """No county and no county department may make 规章."""
    columns = list(truth.table2["规章"])
    truth.table2["规章"][columns[0]] = 2
    truth.table2["规章"][columns[2]] = 2
    return frozenset({Place(2, "规章", 0), Place(2, "规章", 2)})


@defect("blank cells", "cells[.]blank")
def blank_cells(truth: Truth, rng: Random) -> frozenset[Place]:
    """A row left empty where 0 belongs."""
    line = next(n for n, row in truth.table3.items() if set(row) == {0})
    truth.table3[line] = [None] * 7
    return frozenset(Place(3, line, column) for column in range(7))


@defect("heading renamed", "headings[.]renamed")
def heading(truth: Truth, rng: Random) -> frozenset[Place]:
    truth.sections[4] = ("五、存在的主要问题及整改措施", truth.sections[4][1])
    return frozenset()


@defect("heading lost", "headings[.]missing")
def heading_lost(truth: Truth, rng: Random) -> frozenset[Place]:
    del truth.sections[5]
    return frozenset()


@defect("headings numbered twice", "headings[.]number")
def heading_number(truth: Truth, rng: Random) -> frozenset[Place]:
    truth.sections[5] = ("五、其他需要报告的事项", truth.sections[5][1])
    return frozenset()


@defect("subheadings skip a number", "numbering[.]headings")
def subheading_gap(truth: Truth, rng: Random) -> frozenset[Place]:
    """（一）（二）（四）: the third lost."""
    title, paragraphs = truth.sections[0]
    truth.sections[0] = (title, [p.replace("（三）", "（四）").replace("（五）", "（六）") for p in paragraphs])
    return frozenset()


@defect("list skips a number", "numbering[.]points")
def list_gap(truth: Truth, rng: Random) -> frozenset[Place]:
    """一是…三是…四是: no second."""
    _say(truth, 4, "一是说理不够充分；三是目录更新偏慢；四是培训覆盖不全。")
    return frozenset()


@defect("period of another year", "years[.]period")
def leftover_period(truth: Truth, rng: Random) -> frozenset[Place]:
    """The statistics period left from last year."""
    year = truth.year
    truth.preamble = [
        p.replace(f"{year}年12月31日", f"{year - 1}年12月31日").replace(f"{year}年1月1日", f"{year - 1}年1月1日")
        for p in truth.preamble
    ]
    return frozenset()


@defect("year left in the prose", "years[.]leftover")
def leftover_year(truth: Truth, rng: Random) -> frozenset[Place]:
    """The overview opens with last year."""
    title, paragraphs = truth.sections[0]
    truth.sections[0] = (title, [paragraphs[0].replace(f"{truth.year}年", f"{truth.year - 1}年"), *paragraphs[1:]])
    return frozenset()


@defect("plan for a year gone by", "years[.]plan")
def stale_plan(truth: Truth, rng: Random) -> frozenset[Place]:
    """Next year's work is announced for the year before this one."""
    title, paragraphs = truth.sections[4]
    truth.sections[4] = (title, [p.replace(f"{truth.year + 1}年", f"{truth.year - 1}年") for p in paragraphs])
    return frozenset()


@defect("level left from a template", "names[.]level", needs=lambda truth: truth.level == "county")
def leftover_level(truth: Truth, rng: Random) -> frozenset[Place]:
    """A county's report speaks of the city's own office."""
    _say(truth, 4, f"{truth.year + 1}年，市政府办公室将继续规范市本级依申请公开工作。")
    return frozenset()


@defect("organ left from a template", "names[.]other_organ")
def leftover_organ(truth: Truth, rng: Random) -> frozenset[Place]:
    """Another county's name left in the last part."""
    truth.sections[5] = (truth.titles[5], [f"{truth.year}年，澜坪县人民政府办公室未收取信息处理费。"])
    return frozenset()


@defect("outdated basis", "basis[.]outdated")
def outdated_basis(truth: Truth, rng: Random) -> frozenset[Place]:
    """Written after the form that was replaced in 2021."""
    truth.preamble = [
        *truth.preamble,
        "本报告依据《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》（国办公开办函〔2019〕60号）编制。",
    ]
    return frozenset()


@defect("parts do not add up", "prose[.]list_sum")
def parts(truth: Truth, rng: Random) -> frozenset[Place]:
    """A list of parts that must add up to the whole that it opens with."""
    _say(truth, 0, "全年发布政策解读60篇，其中文字解读31篇、图表解读20篇、视频解读4篇。")
    return frozenset()


@defect("percentage", "prose[.]percent")
def percentage(truth: Truth, rng: Random) -> frozenset[Place]:
    """A share that its own figures refute."""
    _say(truth, 0, "全年发布政策解读80篇，其中图表解读20篇，占35%。")
    return frozenset()


def _say(truth: Truth, section: int, sentence: str) -> None:
    title, paragraphs = truth.sections[section]
    truth.sections[section] = (title, [*paragraphs, sentence])
