"""Does this year's report follow from last year's?

Law:     CARRIED_OVER (R4), DOCUMENT_STOCK (a note)
Takes:   both reports; the earlier one must be the same organ's and one year older, or nothing is compared.
Unclear: reorganised organs and corrected counts break the relation lawfully: where the prose says so it is a note.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.annual.check.context import Context
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.findings import Severity
from gongkai.annual.model import Place
from gongkai.law.returns import APPLICANTS, FORM_2021, relations
from gongkai.law.returns.annual import CARRIED_IN, CARRIED_OUT
from gongkai.law.sources import annual_report as source

_REASON = re.compile(r"机构改革|职能划转|职责划转|口径(?:调整|变化|更正)|更正|撤并|合并组建|新组建")


@rule("previous.not_comparable", source.CARRIED_OVER)
def rule_not_comparable(context: Context) -> Iterator[Fault]:
    """The report given as last year's is another organ's, or of another year."""
    previous = context.previous
    if previous is not None and context.previous_year is None:
        yield Fault(
            Severity.NOTE,
            "上年年报",
            f"给出的上年年报是“{previous.organ or '未知机关'}”{previous.year or '未知'}年度的，与本报告不相接，没有比较；"
            "请改用本机关上一年度的年报。",
            f"{context.report.organ or ''}{(context.year or 0) - 1 if context.year else ''}",
            f"{previous.organ or ''}{previous.year or ''}",
        )


@rule("previous.carried_over", source.CARRIED_OVER)
def rule_carried_over(context: Context) -> Iterator[Fault]:
    """R4: line 2 of this year equals line 25 of last year, column by column."""
    previous = context.previous_year
    if previous is None:
        return
    explained = _REASON.search(context.whole)
    for column, name in enumerate(APPLICANTS):
        here, there = Place(3, CARRIED_IN, column), Place(3, CARRIED_OUT, column)
        side = relations.carry_over(context.number(here), previous.number(there))
        if side is None:
            context.skip(f"“{name}”列上年结转与上年年报", "表中的格缺失或读法不止一种")
        elif not side.holds:
            advice = (
                "正文提到机构或口径变化，请确认属于这种情形" if explained else "请核对，因机构改革或口径更正的应当说明"
            )
            yield Fault(
                Severity.NOTE if explained else Severity.ERROR,
                f"表三“上年结转”行“{name}”列",
                f"“{name}”列上年结转填{side.found}，上年年报结转下年度为{side.expected}，相差{abs(side.difference)}；{advice}。",
                side.expected,
                side.found,
                (here,),
            )


@rule("previous.document_stock", source.DOCUMENT_STOCK, forms=(FORM_2021.key,))
def rule_document_stock(context: Context) -> Iterator[Fault]:
    """Documents in force follow from last year's, those issued and those repealed."""
    previous = context.previous_year
    if previous is None or previous.layout.key != FORM_2021.key:
        return
    for row in context.layout.table2:
        if not row.label.endswith(("规章", "规范性文件")):
            continue
        made, repealed, stock = (context.number(Place(2, row.label, n)) for n in range(3))
        side = relations.document_stock(previous.number(Place(2, row.label, 2)), made, repealed, stock)
        if side is not None and not side.holds:
            yield Fault(
                Severity.NOTE,
                f"表二“{row.label}”现行有效件数",
                f"“{row.label}”上年现行有效加本年制发减本年废止为{side.expected}，现行有效填{side.found}；"
                "清理、修订会使两者不等，请确认。",
                side.expected,
                side.found,
                tuple(Place(2, row.label, n) for n in (2, 0, 1)),
            )


@rule("table2.stock_below_flow", source.DOCUMENT_STOCK, forms=(FORM_2021.key,))
def rule_stock_below_flow(context: Context) -> Iterator[Fault]:
    """What was issued this year and not repealed is in force at its end."""
    for row in context.layout.table2:
        if not row.label.endswith(("规章", "规范性文件")):
            continue
        made, repealed, stock = (context.number(Place(2, row.label, n)) for n in range(3))
        if made is not None and repealed is not None and stock is not None and stock < made - repealed:
            yield Fault(
                Severity.WARNING,
                f"表二“{row.label}”现行有效件数",
                f"“{row.label}”本年制发{made}件、废止{repealed}件，现行有效却只有{stock}件；"
                "现行有效是年末存量，请核对。",
                made - repealed,
                stock,
                tuple(Place(2, row.label, n) for n in (2, 0, 1)),
            )
