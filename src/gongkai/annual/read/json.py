"""JSON: our normal form, the form of other tools that read reports, and JSON that wraps a page or its text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import unescape
from typing import Any

from gongkai.annual import normal_form
from gongkai.annual.model import Cell, Report
from gongkai.annual.numbers import figure
from gongkai.annual.read import html, text
from gongkai.annual.read.document import Box, Document, Grid
from gongkai.annual.read.refusal import Unreadable
from gongkai.law.returns import FORM_2021

_APPLICANTS = (
    ("naturalperson", "natural", "person"), ("commercial", "business", "enterprise"), ("research",), ("social", "publicwelfare"),
    ("legal", "legalservice", "lawservice"), ("other", "others"), ("total",),
)  # fmt: skip
_LINES: Mapping[int, tuple[str, ...]] = {
    1: ("newreceived", "new"), 2: ("carriedover", "carryover", "carry"), 3: ("granted", "open"), 4: ("partialgrant", "partial"),
    5: ("statesecret",), 6: ("lawforbidden",), 7: ("safetystability",), 8: ("thirdpartyrights", "thirdparty"),
    9: ("internalaffairs", "internal"), 10: ("processinfo", "process"), 11: ("enforcementcase", "enforcement"),
    12: ("adminquery", "query"), 13: ("noinfo",), 14: ("needcreation",), 15: ("unclear",), 16: ("complaint", "petition"),
    17: ("repeat", "repeated"), 18: ("publication",), 19: ("massiverequests", "massive"), 20: ("confirminfo", "confirm"),
    21: ("overduecorrection", "other"), 22: ("overduefee",), 23: ("otherreasons", "others"),
    24: ("totalprocessed", "total"), 25: ("carriedforward", "carryforward"),
}  # fmt: skip
_DOCUMENTS = (("made", "issued", "created"), ("repealed", "abolished"), ("valid", "effective", "current"))
_DISCLOSED: Mapping[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]] = {
    "规章": (("regulations", "rules"), _DOCUMENTS),
    "行政规范性文件": (("normativedocuments", "normative"), _DOCUMENTS),
    "行政许可": (("licensing", "license", "permit"), (("processed", "count"),)),
    "行政处罚": (("punishment", "penalty"), (("processed", "count"),)),
    "行政强制": (("coercion", "enforcement"), (("processed", "count"),)),
    "行政事业性收费": (("fees", "fee"), (("amount", "processed"),)),
}
_CASES: Mapping[str, tuple[str, ...]] = {
    "review": ("review",),
    "litigation_direct": ("litigationdirect", "direct"),
    "litigation_after_review": ("litigationpostreview", "litigationafterreview", "postreview", "afterreview"),
}
_OUTCOMES = (("maintain", "upheld"), ("correct", "corrected"), ("other",), ("unfinished", "pending"), ("total",))
_TITLES = ("title", "heading", "name", "unit_name", "unitName", "标题", "名称")
_DATES = {
    "pubDate": "发布日期",
    "publishTime": "发布日期",
    "publish_time": "发布日期",
    "publishedAt": "发布日期",
    "date": "发布日期",
}
_FEWEST_ROWS = 2
_LONGEST_PRINT = 120
_MOST_DEPTH = 60
_SHORTEST_INNER = 40
_MOST_NODES = 300_000


def read(data: str) -> Report | Document:
    """A report where the JSON holds its figures by key; a document to be understood like any other otherwise.

    Refused: what is not JSON, and a normal form that is broken.
    """
    try:
        value = json.loads(data)
    except RecursionError as error:
        raise Unreadable("JSON 嵌套层次过深，不是年报数据；请提供 report read --json 的输出。") from error
    except ValueError as error:
        raise Unreadable("JSON 文件不完整或格式有误，无法解析；请重新导出后再试。") from error
    if isinstance(value, dict) and isinstance(value.get("table3"), dict) and "rows" in value["table3"]:
        return _normal(value)
    _weigh(value)
    document = Document()
    if isinstance(value, dict):
        document.metadata = {"单位": unit} if isinstance(unit := value.get("unit_name"), str) else {}
        year = value.get("year")
        document.title = (
            f"{unit}{year}年政府信息公开工作年度报告" if isinstance(unit, str) and isinstance(year, int) else ""
        )
    report = Report()
    _gather(value, document, report)
    document.keyed = report if report.table2 or report.table3 or report.table4 else None
    return document


def _normal(value: dict[str, Any]) -> Report:
    try:
        return normal_form.load(value)
    except ValueError as error:
        raise Unreadable(str(error)) from error
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise Unreadable("不是年报的标准 JSON：有的项缺失或类型不对；请用 report read --json 的输出。") from error


def _weigh(value: Any) -> None:
    """Refuses what no report needs; also bounds the depth that the rest walks."""
    level, nodes = [value], 0
    for _ in range(_MOST_DEPTH):
        level = [child for node in level for child in _children(node)]
        nodes += len(level)
        if not level:
            return
        if nodes > _MOST_NODES:
            break
    raise Unreadable("JSON 的内容过多或嵌套过深，不像一份年报；请只提供一份年报的数据。")


def _children(node: Any) -> list[Any]:
    return list(node.values()) if isinstance(node, dict) else node if isinstance(node, list) else []


def _plain(key: str) -> str:
    return key.replace("_", "").replace("-", "").lower()


def _pick(node: Any, names: tuple[str, ...]) -> Any:
    if not isinstance(node, dict):
        return None
    found = {_plain(str(key)): value for key, value in node.items()}
    return next((found[name] for name in names if name in found), None)


def _gather(node: Any, document: Document, report: Report) -> None:
    if isinstance(node, list):
        grid = _rows(node)
        if grid:
            document.blocks.append(grid)
            return
        for child in node:
            _gather(child, document, report)
    elif isinstance(node, dict):
        _keyed(node, report)
        for key, value in _titles_first(node):
            if key in _DATES and isinstance(value, str):
                document.metadata.setdefault(_DATES[key], value)
            elif isinstance(value, str):
                _words(key, value, document, report)
            elif isinstance(value, dict | list):
                _gather(value, document, report)


def _titles_first(node: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield from sorted(node.items(), key=lambda item: 0 if item[0] in _TITLES else 1)


def _words(key: str, value: str, document: Document, report: Report) -> None:
    """A string: a page, a text, or a title."""
    if value[:1] in ("{", "[") and len(value) > _SHORTEST_INNER:
        inner = _inner(value)
        if inner is not None:
            _weigh(inner)
            _gather(inner, document, report)
            return
    if "&lt;/" in value and "</" not in value:
        value = unescape(value)
    if "<" in value and ("</" in value or "<br" in value or "<p" in value):
        page = html.read(value)
        document.blocks += page.blocks
        document.pictures += page.pictures
        document.title = document.title or page.title
    elif "\n" in value:
        page = text.read(value)
        document.blocks += page.blocks
        document.wrapped = document.wrapped or page.wrapped
        document.title = document.title or page.title
    elif key in _TITLES:
        if "报告" in value and "公开" in value and not document.title:
            document.title = value
        elif value.strip():
            document.blocks.append(value)
    elif len(value) > 12 and (any("\u4e00" <= c <= "\u9fff" for c in value) or value.count("?") > 4):
        document.blocks.append(value)


def _inner(value: str) -> Any:
    """JSON kept as a string inside JSON, as databases do; None where the string only looks like it."""
    try:
        return json.loads(value)
    except (ValueError, RecursionError):
        return None


def _rows(node: list[Any]) -> Grid | None:
    """A list of lists of prints is a table; so is a list of objects with the same keys, which are its heads."""
    if len(node) < _FEWEST_ROWS:
        return None
    if all(isinstance(row, dict) for row in node):
        node = _records(node)
    if not all(isinstance(row, list) for row in node):
        return None
    if any(isinstance(cell, dict | list) for row in node for cell in row):
        return None
    return Grid([[Box("" if cell is None else str(cell), column) for column, cell in enumerate(row)] for row in node])


def _records(node: list[dict[str, Any]]) -> list[Any]:
    """Objects as rows under their keys, which head the rows again where they change; a list within is figures."""
    prints = [value for row in node for value in row.values() if isinstance(value, str)]
    if any(len(text) > _LONGEST_PRINT or "<" in text for text in prints) or any(
        len(row) < _FEWEST_ROWS for row in node
    ):
        return list(node)
    rows: list[list[Any]] = []
    heads: list[str] = []
    for row in node:
        keys = [key for key, value in row.items() if not isinstance(value, list)]
        if keys != heads:
            heads = keys
            rows.append(["" if key.isascii() else key for key in keys])
        rows.append([part for value in row.values() for part in (value if isinstance(value, list) else [value])])
    return rows


def _keyed(node: dict[str, Any], report: Report) -> None:
    """Takes the tables that a node holds by key."""
    table = _pick(node, ("tabledata", "table3", "requests")) or node
    if not report.table3 and isinstance(table, dict) and _pick(table, _APPLICANTS[0]) and _pick(table, ("total",)):
        _requests(table, report)
    disclosed = _pick(node, ("activedisclosuredata", "activedisclosure", "table2"))
    if not report.table2 and _pick(disclosed, _DISCLOSED["规章"][0]):
        for label, (names, columns) in _DISCLOSED.items():
            row = _pick(disclosed, names)
            cells = [_cell(row, keys) if isinstance(row, dict) else _value(row) for keys in columns]
            report.table2[label] = dict(zip(FORM_2021.row(label).columns, cells, strict=True))
    cases = _pick(node, ("reviewlitigationdata", "reviewlitigation", "table4"))
    if not report.table4 and isinstance(_pick(cases, ("review",)), dict):
        litigation = _pick(cases, ("litigation",)) or {}
        for group, names in _CASES.items():
            row = _pick(cases, names) or _pick(litigation, names)
            report.table4[group] = [_cell(row, keys) for keys in _OUTCOMES]


def _requests(table: dict[str, Any], report: Report) -> None:
    legal = _pick(table, ("legalperson", "organization", "organizations")) or {}
    columns = [_pick(table, names) if n in (0, 6) else _pick(legal, names) for n, names in enumerate(_APPLICANTS)]
    flat = [dict(_leaves(column)) for column in columns]
    for line, names in _LINES.items():
        if any(name in column for column in flat for name in names):
            cells = [next((column[name] for name in names if name in column), None) for column in flat]
            report.table3[line] = [_value(value) for value in cells]


def _leaves(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if isinstance(value, dict):
                yield from _leaves(value)
            else:
                yield _plain(str(key)), value


def _cell(row: Any, names: tuple[str, ...]) -> Cell:
    return _value(_pick(row, names))


def _value(value: Any) -> Cell:
    """A figure by key: null is a cell that is not there, a string is a print."""
    if value is None or isinstance(value, bool | dict | list):
        return Cell()
    raw = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
    found = figure(raw)
    return Cell(found.value if found else None, raw)
