"""Published annual reports as records of the open data: each as it was frozen, and each figure of its tables as a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gongkai.annual.model import Report
from gongkai.annual.normal_form import dump
from gongkai.apps.reporting.queries.frozen import Published, published, reports_of
from gongkai.apps.search.findable import Kind
from gongkai.faces.look import found
from gongkai.faces.look.open_data.items import Record, Value
from gongkai.law.returns import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES

_AT_ONCE = 20


def head(report: Published, base: str) -> dict[str, Value]:
    """What a report is, without what it says."""
    return {
        "organ": report.organ,
        "organ_code": report.organ_code,
        "year": report.year,
        "published_on": report.day.isoformat(),
        "url": base + found.path(Kind.REPORT, report.organ_code, str(report.year)),
    }


def normal(report: Published, told: Report) -> Mapping[str, Any]:
    """A report in the normal form, with the day of its publication, which no text can know before."""
    return {**dump(told), "published": report.day.isoformat()}


def whole(base: str) -> Iterator[Mapping[str, Any]]:
    """Every report in the normal form."""
    for report, told in _all():
        yield {**head(report, base), "form": told.form or "", "report": normal(report, told)}


def figures(base: str) -> Iterator[Record]:
    """Every cell of every table; those that were left blank too, without a value."""
    for report, told in _all():
        known = {**head(report, base), "form": told.form or ""}
        for place, cell in told.cells():
            value = cell.value
            plain = None if value is None else int(value) if value == int(value) else float(value)
            yield {**known, **_named(told, place.table, place.row, place.column), "value": plain}


def _named(report: Report, table: int, row: str | int, column: int) -> Mapping[str, Value]:
    """Row and column in codes and in the words of the form."""
    told: dict[str, Value] = {"table": table, "row": str(row)}
    if table == 2:
        label = list(report.table2[str(row)])[column]
        return {**told, "row_name": str(row), "column": label, "column_name": label}
    heads: tuple[str, ...] = APPLICANTS if table == 3 else CASE_OUTCOMES
    name = report.layout.line(int(row)).path if table == 3 else CASE_GROUPS[str(row)]
    return {**told, "row_name": name, "column": str(column + 1), "column_name": heads[column]}


def _all() -> Iterator[tuple[Published, Report]]:
    heads = published()
    for start in range(0, len(heads), _AT_ONCE):
        some = heads[start : start + _AT_ONCE]
        texts = reports_of([each.version_id for each in some])
        yield from ((each, texts[each.version_id]) for each in some)
