"""What stands in a workbook that a stranger may have sent? Its sheets as rows of cells, within bounds.

Takes:   bytes. Gives: `Book`; or `BadLedger` with the one fault that makes the file useless: not xlsx, torn, locked, swollen.
         The parts are unpacked under bounds first and handed on as a fresh archive, so that nothing unpacks anything else.
"""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.parsers import expat

import python_calamine as calamine

from gongkai.annual.ledger.cells import Raw
from gongkai.annual.ledger.model import BadLedger, RowFault
from gongkai.annual.read.office import Package
from gongkai.annual.read.refusal import Unreadable
from gongkai.zipped import ENTITIES

MOST_BYTES = 50_000_000
MOST_ROWS, MOST_COLUMNS = 200_000, 300
_SAVE_AS = "请在 Excel 或 WPS 中打开，另存为“Excel 工作簿（xlsx）”后再试。"
_KINDS = (
    (b"%PDF-", "这是 PDF 文件，不是台账", "请提供 Excel 台账原件（xlsx）。"),
    (b"\x89PNG", "这是图片，不是台账", "请提供 Excel 台账原件（xlsx），不要截图。"),
    (b"\xff\xd8\xff", "这是图片，不是台账", "请提供 Excel 台账原件（xlsx），不要截图。"),
    (b"GIF8", "这是图片，不是台账", "请提供 Excel 台账原件（xlsx），不要截图。"),
    (b"BM", "这是图片，不是台账", "请提供 Excel 台账原件（xlsx），不要截图。"),
    (b"Rar!", "这是压缩包，不是台账", "请先解压，选择其中的 xlsx 文件。"),
    (b"7z\xbc\xaf", "这是压缩包，不是台账", "请先解压，选择其中的 xlsx 文件。"),
    (b"\x1f\x8b", "这是压缩包，不是台账", "请先解压，选择其中的 xlsx 文件。"),
    (b"{\\rtf", "这是 RTF 文件，不是台账", "请提供 Excel 台账原件（xlsx）。"),
)
_PLACE = re.compile(rb'<(?:\w+:)?(c|row)\b[^>]*?\br="([A-Z]{0,4})(\d{1,9})"')
_HIDDEN_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*\bhidden="(?:1|true)"')
_FILTER = re.compile(rb"<(?:\w+:)?autoFilter\b[^>]*?>.{0,400}?<(?:\w+:)?filterColumn", re.DOTALL)
_ERROR = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3}\d{1,7})"[^>]*>(?:(?!</(?:\w+:)?c>).){0,2000}?<(?:\w+:)?v>([^<]{1,20})<',
    re.DOTALL,
)
_UNSAVED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]{1,3}\d{1,7})"[^>/]*><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>'
)
_DATE_1904 = re.compile(rb'<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"')


@dataclass(slots=True)
class Leaf:
    """One sheet. `rows` from the first row on; `wrong` and `unsaved` hold cells without a value, by place (`C12`)."""

    title: str
    rows: list[list[Raw]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    wrong: dict[str, str] = field(default_factory=dict)
    unsaved: frozenset[str] = frozenset()
    hidden: bool = False
    hidden_rows: int = 0
    filtered: bool = False


@dataclass(slots=True)
class Book:
    """All sheets in the order of the tabs, and the day zero of its serial numbers."""

    leaves: list[Leaf]
    since: date


def refuse(reason: str, remedy: str) -> BadLedger:
    """The refusal of a whole file."""
    return BadLedger((RowFault("", "", reason, remedy),))


def open_book(data: bytes) -> Book:
    """The workbook. Refused (`BadLedger`): anything that is no sound xlsx of a bearable size."""
    _refuse_other_kinds(data)
    try:
        package = Package(data)
        if "xl/workbook.xml" not in package.names:
            raise refuse(*_what_else(package.names))
        parts = _unpacked(package)
    except Unreadable as found:
        reason, _, remedy = str(found).rstrip("。").partition("；")
        raise refuse(reason, (remedy or "请换用正常保存的文件") + "。") from None
    texts = [content for name, content in parts.items() if name.startswith("xl/worksheets/")]
    for content in texts:
        _refuse_far_cells(content)
    leaves = _leaves(_repacked(parts), package, parts)
    return Book(leaves, date(1904, 1, 1) if _DATE_1904.search(parts["xl/workbook.xml"]) else date(1899, 12, 30))


def _refuse_other_kinds(data: bytes) -> None:
    if not data.strip(b"\x00 \t\r\n"):
        raise refuse("文件是空的", "请确认文件已完整保存或下载。")
    if len(data) > MOST_BYTES:
        raise refuse(
            f"文件超过 {MOST_BYTES // 1_000_000} MB，不像一本台账", "请删去图片和无关的工作表，或者按年度分成几本。"
        )
    for mark, reason, remedy in _KINDS:
        if data.startswith(mark):
            raise refuse(reason, remedy)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise refuse("文件设有打开密码", "请在 Excel 中去掉密码后再试。")
        raise refuse("这是旧格式的文件（xls 或者 et）", _SAVE_AS)
    if data.startswith(b"PK"):
        return
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype", b"<html", b"<table")):
        raise refuse("这是网页，只是名字像 Excel 文件", _SAVE_AS)
    if start.startswith(b"<?xml"):
        raise refuse("这是 XML 格式的表格", _SAVE_AS)
    if b"\x00" not in data[:4096] and (b"," in data[:4096] or b"\t" in data[:4096]):
        raise refuse(
            "这是文字表格（csv），没有分表，编号前的 0 和日期也可能已被改动",
            "请用 gongkai ledger template 取得模板，把内容粘贴进去，存为 xlsx。",
        )
    raise refuse("认不出这是什么文件", "请提供 Excel 台账（xlsx）。")


def _what_else(names: Iterable[str]) -> tuple[str, str]:
    have = set(names)
    if "word/document.xml" in have:
        return "这是 Word 文件，不是台账", "请提供 Excel 台账（xlsx）。"
    if "xl/workbook.bin" in have:
        return "这是二进制格式的 Excel 文件（xlsb）", _SAVE_AS
    if "content.xml" in have:
        return "这是 ODF 文件（ods 等）", _SAVE_AS
    return "这是压缩包，不是台账", "请先解压，选择其中的 xlsx 文件。"


def _unpacked(package: Package) -> dict[str, bytes]:
    """The parts that hold cells, each and together within bounds."""
    wanted = [
        name
        for name in sorted(set(package.names))
        if name
        in (
            "[Content_Types].xml",
            "_rels/.rels",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/sharedStrings.xml",
            "xl/styles.xml",
        )
        or (name.startswith("xl/worksheets/") and name.endswith(".xml"))
    ]
    parts: dict[str, bytes] = {}
    for name in wanted:
        parts[name] = package.content(name)
        if b"<!DOCTYPE" in parts[name][:4096] or b"<!ENTITY" in parts[name]:
            raise Unreadable(ENTITIES)
        _refuse_broken(parts[name])
    return parts


def _refuse_broken(content: bytes) -> None:
    """The reader of cells overlooks broken markup and rows with it, which would be lost without a word."""
    try:
        expat.ParserCreate().Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise Unreadable("文件内部的 XML 已损坏，无法读取；请在 Excel 中打开并另存一次，再试") from error


def _repacked(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _refuse_far_cells(content: bytes) -> None:
    """A single cell in the last corner would make a table of seventeen thousand million cells."""
    for what, letters, number in _PLACE.findall(content):
        if int(number) > MOST_ROWS:
            raise refuse(f"有的工作表超过 {MOST_ROWS} 行", "请删去表格下方的空行和多余内容，或者按年度分成几本。")
        if what == b"c" and column_number(letters.decode()) >= MOST_COLUMNS:
            raise refuse(f"有的工作表超过 {MOST_COLUMNS} 列", "请删去表格右边的空列和多余内容。")


def _leaves(data: bytes, package: Package, parts: dict[str, bytes]) -> list[Leaf]:
    damaged = refuse("文件内部已损坏，读不出工作表", "请在 Excel 中打开并另存一次，再试。")
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        leaves = [_leaf(book, meta) for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
    except (calamine.CalamineError, ValueError, OSError, OverflowError) as error:
        raise damaged from error
    except BaseException as error:
        # A fault in the Rust library is no Exception; nothing else may be caught by that name.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged from error
    targets = _targets(package)
    for leaf in leaves:
        content = parts.get(targets.get(leaf.title, ""), b"")
        leaf.wrong = {place.decode(): text.decode("utf-8", "replace") for place, text in _ERROR.findall(content)}
        leaf.unsaved = frozenset(place.decode() for place in _UNSAVED.findall(content))
        leaf.hidden_rows = len(_HIDDEN_ROW.findall(content))
        leaf.filtered = _FILTER.search(content) is not None
    return leaves


def _leaf(book: calamine.CalamineWorkbook, meta: calamine.SheetMetadata) -> Leaf:
    sheet = book.get_sheet_by_name(meta.name)
    rows = [[_raw(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    return Leaf(
        meta.name,
        rows,
        [(first, last) for first, last in sheet.merged_cell_ranges or ()],
        hidden=meta.visible != calamine.SheetVisibleEnum.Visible,
    )


def _raw(cell: object) -> Raw:
    if isinstance(cell, float) and not math.isfinite(cell):
        return str(cell)
    if isinstance(cell, (str, int, float, bool, date, datetime)):
        return cell
    return str(cell)


def _targets(package: Package) -> dict[str, str]:
    """The part of each sheet by its title; nothing where the list of parts cannot be read."""
    try:
        relations = {each.get("Id", ""): each.get("Target", "") for each in package.xml("xl/_rels/workbook.xml.rels")}
        found = {}
        for node in package.xml("xl/workbook.xml").iter("{*}sheet"):
            key = next((value for name, value in node.items() if str(name).endswith("}id")), "")
            target = relations.get(str(key), "")
            found[node.get("name", "")] = target.lstrip("/") if target.startswith("/") else "xl/" + target
        return found
    except Unreadable:
        return {}


def column_letters(number: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A -> 0, Z -> 25, AA -> 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
