"""What could not be checked, said once at the end."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.annual.check.context import Context
from gongkai.annual.check.registry import Fault, rule
from gongkai.annual.findings import Severity
from gongkai.law.sources import annual_report as source

_NAMED = 4


@rule("check.skipped", source.TABLE_3)
def rule_skipped(context: Context) -> Iterator[Fault]:
    """One note for all that was left unchecked, grouped by reason."""
    for table, name in (
        (context.report.table2, "表二"),
        (context.report.table3, "表三"),
        (context.report.table4, "表四"),
    ):
        if not table:
            context.skip(name, "没有读到表格")
    if context.report.table2:
        for row in context.layout.table2:
            if row.label not in context.report.table2:
                context.skip(f"表二“{row.label}”行", "没有读到这一行")
    if context.year is None:
        context.skip("年度、统计期和适用格式", "没有读到年度")
    if not context.report.organ:
        context.skip("机关名称、层级和规章权限", "没有读到机关名称")
    if context.skipped:
        told = "；".join(f"{why}：{_names(what)}" for why, what in context.skipped.items())
        yield Fault(
            Severity.NOTE,
            "未核对的项目",
            f"以下项目没有核对，请人工查看。{told}。",
        )


def _names(what: list[str]) -> str:
    more = f"等{len(what)}项" if len(what) > _NAMED else ""
    return "、".join(what[:_NAMED]) + more
