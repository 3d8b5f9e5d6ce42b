"""Is it the form that the year asks for?

Law:     FORM_2019_TABLES: the 2019 form for 2019 and 2020, the 2021 form from then on
Takes:   the form as the reader told it by the labels on the page, never by the year.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.annual.check.context import Context
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.findings import Severity
from gongkai.law.returns import FORM_2019, FORM_2021, form_for_year
from gongkai.law.sources import annual_report as source

_FIRST = 2019


@rule("form.wrong_edition", source.FORM_2019_TABLES)
def rule_wrong_edition(context: Context) -> Iterator[Fault]:
    """The labels of the tables are those of another year's form."""
    form, year = context.report.form, context.year
    if form is None or year is None or year < _FIRST or not (context.report.table2 or context.report.table3):
        return
    right = form_for_year(year)
    if right.key == form:
        return
    if form == FORM_2019.key:
        severity = Severity.ERROR
        text = f"{year}年度应使用2021年格式，表格却是2019年试行格式；请改用现行格式重新填报。"
    else:
        severity = Severity.WARNING
        text = f"{year}年度统一使用2019年试行格式，表格却是2021年格式；请核对年度和表格。"
    yield Fault(severity, "表格格式", text, f"{right.key}年格式", f"{form}年格式")


@rule("form.mixed", source.FORM_2019_TABLES)
def rule_mixed(context: Context) -> Iterator[Fault]:
    """Table 2 of one edition beside table 3 of the other."""
    for remark in context.report.remarks:
        if remark.code == "form.mixed":
            yield Fault(
                Severity.WARNING,
                "表格格式",
                f"{remark.message.rstrip('。')}；请统一使用本年度的格式。",
                f"{FORM_2021.key}年格式",
                "两种格式混用",
            )


@rule("form.label", source.TABLE_3)
def rule_label(context: Context) -> Iterator[Fault]:
    """Labels of the tables that are damaged or altered, as the reader saw them."""
    for remark in context.report.remarks:
        if remark.code.startswith("label.") or remark.code.endswith(".label"):
            place = (remark.place,) if remark.place else ()
            yield Fault(
                Severity.WARNING,
                context.report.place_label(remark.place).split("行“")[0] + "行" if remark.place else "表格项目名称",
                f"{remark.message.rstrip('。')}；请按统一格式改正。",
                places=place,
            )


@rule("form.unit", source.TABLE_2)
def rule_unit(context: Context) -> Iterator[Fault]:
    """A unit printed in a cell that is not the unit of the column."""
    for remark in context.report.remarks:
        if remark.code == "table2.unit" and remark.place:
            yield Fault(
                Severity.WARNING,
                context.report.place_label(remark.place),
                f"{remark.message.rstrip('。')}；请换算成万元，格内不写单位。",
                "万元",
                None,
                (remark.place,),
            )
