"""Word and Excel files kept as one XML: what older Office versions and report systems save as .xml, .doc or .xls.

Word's XML of 2003 says in another namespace what docx says; Word's flat XML holds the parts of a docx one in another.
"""

from __future__ import annotations

from lxml import etree

from gongkai.annual.read import docx
from gongkai.annual.read.document import Box, Document, Grid
from gongkai.annual.read.grids import is_prose
from gongkai.annual.read.office import parsed
from gongkai.annual.read.refusal import Unreadable

_WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_PACKAGE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_S = "{urn:schemas-microsoft-com:office:spreadsheet}"
_HEAD = 4000
_MOST_COLUMNS = 60
_MOST_ROWS = 3000


def kind(data: bytes) -> str | None:
    """`word_xml` or `excel_xml`; None for anything else."""
    head = data[:_HEAD]
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<?xml", b"<?mso", b"<w:", b"<pkg:")):
        return None
    if _WORD_2003 in head or b"office/2006/xmlPackage" in head:
        return "word_xml"
    return "excel_xml" if b"<Workbook" in head and b"office:spreadsheet" in head else None


def word(data: bytes) -> Document:
    """The document of a Word XML; refused when it has none."""
    root = parsed(data.replace(_WORD_2003, docx.NAMESPACE.encode()).replace(b"<w:vmerge", b"<w:vMerge"))
    for part in root.iter(_PACKAGE + "part"):
        if part.get(_PACKAGE + "name") == "/word/document.xml":
            document = next(part.iter(f"{{{docx.NAMESPACE}}}document"), None)
            if document is not None:
                return docx.of(document)
    if root.tag != f"{{{docx.NAMESPACE}}}wordDocument":
        raise Unreadable("Word XML 文件里没有正文；请在 Word 或 WPS 中另存为 docx 后再试。")
    return docx.of(root)


def excel(data: bytes) -> Document:
    """The sheets of an Excel XML, one after the other."""
    document = Document()
    for table in parsed(data).iter(_S + "Table"):
        rows: list[list[Box]] = []
        reaching: dict[int, int] = {}
        for count, row in enumerate(table.iter(_S + "Row")):
            if count > _MOST_ROWS:
                raise Unreadable(f"Excel 工作表超过 {_MOST_ROWS} 行，不像年报表格；请只保留年报的表再试。")
            boxes = _boxes(row, reaching)
            filled = [box.text for box in boxes if box.text]
            if len(filled) == 1 and is_prose(filled[0]):
                if rows:
                    document.blocks.append(Grid(rows))
                rows = []
                document.blocks += [line for line in filled[0].split("\n") if line.strip()]
            elif boxes:
                rows.append(boxes)
        if rows:
            document.blocks.append(Grid(rows))
    return document


def _boxes(row: etree._Element, reaching: dict[int, int]) -> list[Box]:
    """The cells of a row in their columns; blank ones are left out of the file and only show as a jump of the index.

    `reaching` is for each column how many rows more a cell from above covers; it is carried on to the next row.
    """
    covered = {column for column, left in reaching.items() if left > 0}
    for column in covered:
        reaching[column] -= 1
    boxes: list[Box] = []
    column = 0
    for cell in row.iter(_S + "Cell"):
        index = _number(cell, "Index") - 1
        while column < index or column in covered:
            if column not in covered:
                boxes.append(Box("", column))
            column += 1
        content = cell.find(_S + "Data")
        text = "" if content is None else "".join(map(str, content.itertext())).strip()
        span, down = 1 + _number(cell, "MergeAcross"), _number(cell, "MergeDown")
        boxes.append(Box(text, column, span))
        reaching.update(dict.fromkeys(range(column, column + span), down) if down else {})
        column += span
    return boxes


def _number(cell: etree._Element, name: str) -> int:
    digits = cell.get(_S + name, "0")
    return min(_MOST_COLUMNS, int(digits)) if digits.isdigit() and len(digits) < 6 else 0
