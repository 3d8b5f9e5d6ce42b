"""How does a formula carry its value before anybody has calculated it?

Takes:   a workbook as openpyxl writes it, which leaves the value of every formula empty, and the values.
Gives:   the same workbook with the values stored, so that readers which do not calculate see figures and not blanks.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from lxml import etree

from gongkai.annual.model import Number
from gongkai.annual.write.xlsx_checks import Formula

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def store_values(workbook: bytes, formulas: Mapping[tuple[str, str], Formula]) -> bytes:
    """Fill in each formula's value. `formulas` is keyed by sheet name and cell name."""
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        parts = _sheets(old)
        for item in old.infolist():
            data = old.read(item)
            if item.filename in parts:
                name = parts[item.filename]
                data = _filled(data, {cell: f.value for (sheet, cell), f in formulas.items() if sheet == name})
            new.writestr(item.filename, data)
    return out.getvalue()


def _sheets(book: ZipFile) -> dict[str, str]:
    """The name of the sheet that each part of the file holds."""
    targets = {r.get("Id"): r.get("Target", "") for r in etree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
    sheets = etree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    return {f"xl/{targets[s.get(_REL)].removeprefix('/xl/')}": s.get("name", "") for s in sheets}


def _filled(sheet: bytes, values: Mapping[str, Number | str]) -> bytes:
    root = etree.fromstring(sheet)
    for cell in root.iter(f"{_MAIN}c"):
        formula = cell.find(f"{_MAIN}f")
        if formula is None:
            continue
        value = values[cell.get("r", "")]
        stored = cell.find(f"{_MAIN}v")
        if stored is None:
            stored = etree.SubElement(cell, f"{_MAIN}v")
        stored.text = str(value)
        if isinstance(value, str):
            cell.set("t", "str")
        elif "t" in cell.attrib:
            del cell.attrib["t"]
    filled: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return filled
