"""Excel files: the form on one sheet or several, with the values that formulas had when the file was saved.

Hidden sheets are not read, and that is said. A cell never reached is not there; a far cell costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from gongkai.annual.model import Remark
from gongkai.annual.read.document import Box, Document, Grid
from gongkai.annual.read.grids import is_prose
from gongkai.annual.read.office import Package
from gongkai.annual.read.refusal import Unreadable

_X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_MOST_COLUMNS = 60
_MOST_ROWS = 3000


def read(package: Package) -> Document:
    document = Document()
    shared = _shared(package)
    hidden = []
    for name, path, state in _sheets(package):
        if state in ("hidden", "veryHidden"):
            hidden.append(name)
        elif path in package.names:
            _sheet(package.xml(path), shared, document)
    if hidden:
        document.remarks.append(Remark("xlsx.hidden", f"工作表“{'”“'.join(hidden[:5])}”已隐藏，未读取。"))
    return document


def _sheets(package: Package) -> list[tuple[str, str, str]]:
    """Name, part and state of each sheet in the order of the tabs."""
    targets: dict[str, str] = {}
    for relation in package.xml("xl/_rels/workbook.xml.rels") if "xl/_rels/workbook.xml.rels" in package.names else ():
        target = relation.get("Target", "")
        targets[relation.get("Id", "")] = target.lstrip("/") if target.startswith("/") else "xl/" + target
    sheets = package.xml("xl/workbook.xml").iter(_X + "sheet")
    return [(s.get("name", ""), targets.get(s.get(_R + "id", ""), ""), s.get("state", "visible")) for s in sheets]


def _shared(package: Package) -> list[str]:
    if "xl/sharedStrings.xml" not in package.names:
        return []
    return [_string(item) for item in package.xml("xl/sharedStrings.xml").iter(_X + "si")]


def _string(node: etree._Element) -> str:
    """Text of a string, without the reading aids (rPh) that stand beside it."""
    return "".join(
        t.text or "" for t in node.iter(_X + "t") if (parent := t.getparent()) is None or parent.tag != _X + "rPh"
    )


def _sheet(root: etree._Element, shared: list[str], document: Document) -> None:
    spans, covered = _merged(root)
    rows: list[list[Box]] = []
    unsaved = False

    def close() -> None:
        if rows:
            document.blocks.append(Grid(list(rows)))
            rows.clear()

    for count, row in enumerate(root.iter(_X + "row")):
        if count > _MOST_ROWS:
            raise Unreadable(f"Excel 工作表超过 {_MOST_ROWS} 行，不像年报表格；请只保留年报的表再试。")
        texts: dict[int, str] = {}
        number = int(row.get("r", "0")) if row.get("r", "0").isdigit() else 0
        for at, cell in enumerate(row.iter(_X + "c")):
            place = _PLACE.fullmatch(cell.get("r", ""))
            column = _column(place.group(1)) if place else at
            if column < _MOST_COLUMNS:
                texts[column] = _value(cell, shared)
                unsaved = unsaved or (not texts[column] and cell.find(_X + "f") is not None)
        filled = [text for text in texts.values() if text.strip()]
        if len(filled) == 1 and is_prose(filled[0]):
            close()
            document.blocks += [line for line in filled[0].split("\n") if line.strip()]
        elif texts:
            last = max(texts)
            rows.append(
                [
                    Box(texts.get(column, "").strip(), column, spans.get((number, column), 1))
                    for column in range(last + 1)
                    if (number, column) not in covered
                ]
            )
    close()
    if unsaved:
        document.remarks.append(
            Remark("xlsx.unsaved", "有的公式没有保存计算结果，相应的格按空白读取；请用 Excel 打开并保存一次。")
        )


def _merged(root: etree._Element) -> tuple[Mapping[tuple[int, int], int], set[tuple[int, int]]]:
    """Columns that merged cells cover, by their first cell; and the cells that they cover."""
    spans: dict[tuple[int, int], int] = {}
    covered: set[tuple[int, int]] = set()
    for merge in root.iter(_X + "mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if not start or not end:
            continue
        left, right = _column(start.group(1)), min(_column(end.group(1)), _MOST_COLUMNS)
        top, bottom = int(start.group(2)), min(int(end.group(2)), int(start.group(2)) + _MOST_ROWS)
        if len(covered) > _MOST_ROWS * _MOST_COLUMNS:
            break
        spans[top, left] = right - left + 1
        covered |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)} - {(top, left)}
    return spans, covered


def _value(cell: etree._Element, shared: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(_X + "is")
        return "" if inline is None else _string(inline)
    stored = cell.findtext(_X + "v") or ""
    if kind == "s":
        return shared[int(stored)] if stored.isdigit() and int(stored) < len(shared) else ""
    if kind != "n" or not stored:
        return stored if kind == "str" else ""
    return _figure(stored)


def _figure(stored: str) -> str:
    """A stored number as Excel shows it: 13.0 as 13, the noise of binary fractions gone."""
    try:
        value = float(stored)
    except ValueError:
        return stored
    if abs(value) < 1e15 and value == int(value):
        return str(int(value))
    return f"{value:.15g}" if abs(value) < 1e15 else stored


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
