"""The report as JSON: what `report read --json` prints and `report compile --out F.json` writes.

`dump` and `load` are inverse for every report, except `source`. Decimals are written as JSON numbers.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gongkai.annual.findings import Finding
from gongkai.annual.model import Cell, Fact, Number, Place, Remark, Report, Section
from gongkai.law.returns import CASE_GROUPS, FORMS


def dump(report: Report) -> dict[str, Any]:
    """The normal form. Cells that cannot be told are None, with their candidates under "ambiguous"."""
    layout = report.layout
    places = list(report.cells())
    return {
        "organ": report.organ,
        "year": report.year,
        "form": report.form,
        "title": report.title,
        "published": report.published,
        "preamble": report.preamble,
        "table2": {
            row: {col: _plain(cell.value) for col, cell in cells.items()} for row, cells in report.table2.items()
        },
        "table3": {
            "rows": [
                {"line": str(line), "label": layout.line(line).label, "cells": [_plain(cell.value) for cell in cells]}
                for line, cells in report.table3.items()
            ]
        },
        "table4": {group: [_plain(cell.value) for cell in cells] for group, cells in report.table4.items()},
        "ambiguous": {p.key: [_plain(n) for n in cell.candidates] for p, cell in places if cell.ambiguous},
        "as_printed": {p.key: cell.raw for p, cell in places if cell.raw is not None and cell.raw != _text(cell.value)},
        "missing": [p.key for p, cell in places if cell.raw is None and cell.value is None and not cell.candidates],
        "sections": [{"title": s.title, "text": s.text, "level": s.level} for s in report.sections],
        "facts": [_fact(fact) for fact in report.facts],
        "remarks": [
            {"code": r.code, "message": r.message, "place": r.place.key if r.place else None} for r in report.remarks
        ],
    }


def load(data: Any) -> Report:
    """The report that `dump` gave.

    Refused with ValueError and one Chinese sentence: anything that is not the normal form.
    """
    try:
        return _load(data)
    except KeyError as error:
        raise ValueError(f"不是年报的标准 JSON：没有“{error.args[0]}”一项；请用 report read --json 的输出。") from error
    except (TypeError, IndexError, AttributeError) as error:
        raise ValueError("不是年报的标准 JSON：有的项类型不对；请用 report read --json 的输出。") from error


def dump_finding(finding: Finding) -> dict[str, Any]:
    """A finding as `report check --json` prints it."""
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "where": finding.where,
        "message": finding.message,
        "expected": _plain(finding.expected),
        "found": _plain(finding.found),
        "difference": _plain(finding.difference),
        "cite": finding.cite.label + finding.cite.caveat,
        "cells": [place.key for place in finding.places],
        "quote": finding.quote,
    }


def _plain(value: Number | str | None) -> int | float | str | None:
    return float(value) if isinstance(value, Decimal) else value


def _text(value: Number | None) -> str:
    return "" if value is None else str(value)


def _number(value: Any) -> Number | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise ValueError(f"不是年报的标准 JSON：“{value}”应为数字或 null。")
    return Decimal(str(value)) if isinstance(value, float) else value


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "measure": fact.measure,
        "value": _plain(fact.value),
        "unit": fact.unit,
        "quote": fact.quote,
        "approx": fact.approx,
        "scope": fact.scope,
        "section": fact.section,
        "start": fact.start,
        "end": fact.end,
    }


def _load(data: Any) -> Report:
    if not isinstance(data, dict) or "table3" not in data or "rows" not in data["table3"]:
        raise ValueError("不是年报的标准 JSON：缺 table3.rows；请用 report read --json 的输出。")
    form = data.get("form")
    if form is not None and form not in FORMS:
        raise ValueError(f"不是年报的标准 JSON：form 应为 2021 或 2019，收到“{form}”。")
    report = Report(
        organ=data.get("organ"),
        year=data.get("year"),
        form=form,
        title=data.get("title", ""),
        preamble=data.get("preamble", ""),
        published=data.get("published", ""),
    )
    layout = report.layout
    for label, row in (data.get("table2") or {}).items():
        official = layout.row(label)
        report.table2[official.label] = {column: _cell(row.get(column)) for column in official.columns}
    for row in data["table3"]["rows"]:
        report.table3[layout.line(int(row["line"])).number] = _cells(row["cells"], 7, f"表三第{row['line']}行")
    for group, cells in (data.get("table4") or {}).items():
        if group not in CASE_GROUPS:
            raise ValueError(f"不是年报的标准 JSON：table4 没有“{group}”组。")
        report.table4[group] = _cells(cells, 5, f"表四“{CASE_GROUPS[group]}”组")
    for place, cell in report.cells():
        cell.candidates = tuple(_number(n) or 0 for n in data.get("ambiguous", {}).get(place.key, ()))
        cell.raw = data.get("as_printed", {}).get(place.key, None if place.key in data.get("missing", ()) else cell.raw)
    report.sections = [Section(s["title"], s["text"], s.get("level", 1)) for s in data.get("sections", ())]
    report.facts = [
        Fact(**{**{k: f[k] for k in f if k in Fact.__slots__}, "value": _number(f["value"]) or 0})
        for f in data.get("facts", ())
    ]
    report.remarks = [Remark(r["code"], r["message"], _place(r.get("place"))) for r in data.get("remarks", ())]
    return report


def _cell(value: Any) -> Cell:
    number = _number(value)
    return Cell(number, _text(number))


def _cells(values: list[Any], count: int, where: str) -> list[Cell]:
    if len(values) != count:
        raise ValueError(f"不是年报的标准 JSON：{where}应有 {count} 个数，实有 {len(values)} 个。")
    return [_cell(value) for value in values]


def _place(key: str | None) -> Place | None:
    if not key:
        return None
    table, row, column = key.split(".", 1)[0], *key.split(".", 1)[1].rsplit(".", 1)
    number = int(table.removeprefix("table"))
    return Place(number, int(row) if number == 3 else row, int(column))
