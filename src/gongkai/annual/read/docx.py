"""Word files: paragraphs and tables as they would be printed.

Deleted text of tracked changes and hidden text are not text; inserted text is. Text boxes stand where they are
anchored. A table that holds tables only lays out the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from gongkai.annual.model import Remark
from gongkai.annual.read.document import Box, Document, Grid
from gongkai.annual.read.office import Package

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{NAMESPACE}}}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset(
    (_W + "del", _W + "moveFrom", _W + "instrText", _W + "delText", _W + "pPr", _W + "tblPr", _FALLBACK)
)
_PICTURES = ("{http://schemas.openxmlformats.org/drawingml/2006/main}blip", "{urn:schemas-microsoft-com:vml}imagedata")
_LONG_CELL = 400
_ON = ("1", "true", "on", None)


def read(package: Package) -> Document:
    return of(package.xml("word/document.xml"))


def of(root: etree._Element) -> Document:
    """The document whose main part this is."""
    document = Document()
    body = root.find(_W + "body")
    if body is None:
        return document
    document.pictures = sum(1 for tag in _PICTURES for _ in body.iter(tag))
    if next(body.iter(_W + "del", _W + "ins", _W + "moveTo"), None) is not None:
        document.remarks.append(Remark("docx.tracked", "文件有未接受的修订，按接受全部修订后的内容读取。"))
    _walk(body, document)
    return document


def _walk(node: etree._Element, document: Document) -> None:
    for child in node:
        if child.tag == _W + "p":
            _paragraph(child, document)
        elif child.tag == _W + "tbl":
            _table(child, document)
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            _walk(child, document)


def _paragraph(node: etree._Element, document: Document) -> None:
    document.blocks += [line for line in _text(node).split("\n") if line.strip()]
    for box in _boxes(node):
        _walk(box, document)


def _boxes(node: etree._Element) -> Iterator[etree._Element]:
    """Text boxes anchored in a paragraph; the second copy that Word keeps for old readers is left out."""
    for child in node:
        if child.tag in _SKIPPED:
            continue
        if child.tag == _W + "txbxContent":
            yield child
        else:
            yield from _boxes(child)


def _text(node: etree._Element) -> str:
    """The text of a paragraph or a cell, without what is deleted, hidden, or in boxes."""
    pieces: list[str] = []
    for child in node:
        tag = child.tag
        if tag == _W + "t":
            pieces.append(child.text or "")
        elif tag == _W + "r":
            if not _hidden(child):
                pieces.append(_text(child))
        elif tag in (_W + "br", _W + "cr"):
            pieces.append("\n")
        elif tag == _W + "tab":
            pieces.append("\t")
        elif tag in (_W + "noBreakHyphen", _W + "softHyphen"):
            pieces.append("-")
        elif tag not in _SKIPPED and tag != _W + "txbxContent" and isinstance(tag, str):
            pieces.append(_text(child))
    return "".join(pieces)


def _hidden(run: etree._Element) -> bool:
    """Whether a run is hidden or struck out."""
    properties = run.find(_W + "rPr")
    marks = [properties.find(_W + name) for name in ("vanish", "strike", "dstrike")] if properties is not None else []
    return any(mark is not None and mark.get(_W + "val") in _ON for mark in marks)


def _table(node: etree._Element, document: Document) -> None:
    rows = [row for row in _inside(node, "tr") if not _struck(row)]
    cells = [list(_inside(row, "tc")) for row in rows]
    texts = [["\n".join(filter(None, map(_text, _inside(cell, "p")))).strip() for cell in row] for row in cells]
    nested = any(next(cell.iter(_W + "tbl"), None) is not None for row in cells for cell in row)
    if nested or any(len(text) > _LONG_CELL for row in texts for text in row):
        for row in cells:
            for cell in row:
                _walk(cell, document)
        return
    grid = Grid([])
    for line, prints, cells_here in zip(rows, texts, cells, strict=True):
        column = _before(line)
        boxes = []
        for cell, text in zip(cells_here, prints, strict=True):
            span = _number(cell, "tcPr/gridSpan", 1)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            if merge is None or merge.get(_W + "val") == "restart":
                boxes.append(Box(text, column, span))
            column += span
        grid.rows.append(boxes)
    document.blocks.append(grid)


def _inside(node: etree._Element, name: str) -> Iterator[etree._Element]:
    """Children of a name, also inside content controls and tracked insertions."""
    for child in node:
        if child.tag == _W + name:
            yield child
        elif child.tag in (_W + "sdt", _W + "sdtContent", _W + "ins", _W + "customXml", _W + "moveTo"):
            yield from _inside(child, name)


def _struck(row: etree._Element) -> bool:
    """A row that tracked changes deleted."""
    return row.find(f"{_W}trPr/{_W}del") is not None


def _before(row: etree._Element) -> int:
    return _number(row, "trPr/gridBefore", 0)


def _number(node: etree._Element, path: str, default: int) -> int:
    found = node.find("/".join(_W + step for step in path.split("/")))
    value = found.get(_W + "val") if found is not None else None
    return min(60, max(default, int(value))) if value and value.isdigit() and len(value) < 6 else default
