"""Word and Excel files, written part by part so that what offices leave inside them can be put in.

Word: merged cells, runs split inside labels and numbers, a tracked deletion, a text box printed twice (choice and
fallback), rows inside a content control. Excel: merged cells, several sheets, a hidden one, formulas with values.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.annual.corpus.drawn import placed
from tests.annual.corpus.grid import USUAL, Box, Grid, Look, table2, table3, table4
from tests.annual.corpus.shape import Rendering, shape, whole
from tests.annual.corpus.truth import Truth

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
RELATIONS = """<?xml version="1.0" encoding="UTF-8"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"""

Runs = Callable[[str], str]


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def split_runs(rng: Random) -> Runs:
    """As Word saves after editing: a few characters a run, proofing marks and bookmarks between."""

    def runs(text: str) -> str:
        pieces = re.findall("." * rng.randint(1, 3) + "|.+", text)
        return (
            '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="_Go"/><w:bookmarkEnd w:id="0"/>'.join(
                run(piece) for piece in pieces
            )
        )

    return runs


def word_table(grid: Grid, runs: Runs = run) -> str:
    """Spans as Word keeps them: gridSpan across, vMerge down with an empty cell in each row below."""
    origin = {(int(c["x"]), int(c["y"])): c for c in placed(grid)}  # type: ignore[call-overload]
    below = {
        (x, y + j): c
        for (x, y), c in origin.items()
        for j in range(1, int(c["down"]))  # type: ignore[call-overload]
    }
    width = sum(box.across for box in grid[0])
    rows = []
    for y in range(max(y for _, y in [*origin, *below]) + 1):
        cells, x = [], 0
        while x < width:
            box = origin.get((x, y)) or below[x, y]
            merge = '<w:vMerge w:val="restart"/>' if (x, y) in origin else "<w:vMerge/>"
            merge = merge if int(box["down"]) > 1 else ""  # type: ignore[call-overload]
            text = runs(str(box["text"])) if (x, y) in origin else ""
            span = f'<w:gridSpan w:val="{box["across"]}"/>' if box["across"] != 1 else ""
            cells.append(f"<w:tc><w:tcPr>{span}{merge}</w:tcPr><w:p>{text}</w:p></w:tc>")
            x += int(box["across"])  # type: ignore[call-overload]
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    grid_columns = "<w:gridCol/>" * width
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid_columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def word_body(truth: Truth, tables: dict[int, str], runs: Runs = run) -> str:
    parts = [truth.title, *truth.preamble]
    body = "".join(f"<w:p>{runs(text)}</w:p>" for text in parts)
    for index, (title, paragraphs) in enumerate(truth.sections):
        body += "".join(f"<w:p>{runs(text)}</w:p>" for text in (title, *paragraphs)) + tables.get(index, "")
    return body


def docx(body: str, extra: dict[str, bytes] | None = None) -> bytes:
    document = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>'
    return package(
        {
            "[Content_Types].xml": TYPES.encode(),
            "_rels/.rels": RELATIONS.encode(),
            "word/document.xml": document.encode(),
        }
        | (extra or {})
    )


def package(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 2, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def word_tables(truth: Truth, runs: Runs = run, look: Look = USUAL) -> dict[int, str]:
    return {
        i: word_table(g, runs)
        for i, g in ((1, table2(truth, look)), (2, table3(truth, look)), (3, table4(truth, look)))
    }


@shape("docx.plain", every=2)
def plain_docx(truth: Truth, rng: Random) -> Rendering:
    return whole(truth, docx(word_body(truth, word_tables(truth))), "年报.docx")


@shape("docx.edited", every=2)
def edited(truth: Truth, rng: Random) -> Rendering:
    """Runs split, a deleted sentence still tracked inside, a text box saved twice, a table in a content control."""
    runs = split_runs(rng)
    tables = word_tables(truth, runs)
    tables[2] = f"<w:sdt><w:sdtContent>{tables[2]}</w:sdtContent></w:sdt>"
    body = word_body(truth, tables, runs)
    box = f"<w:txbxContent><w:p>{run('内部资料不外传')}</w:p></w:txbxContent>"
    twice = (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    deleted = (
        '<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>一、总体情况（旧稿）999件</w:delText></w:r></w:del></w:p>'
    )
    return whole(truth, docx(twice + deleted + body), "年报.docx")


@shape("docx.tracked_figures", every=3)
def tracked_figures(truth: Truth, rng: Random) -> Rendering:
    """Figures corrected with tracking on: the deleted one stands beside the inserted one. The inserted one counts."""

    def runs(text: str) -> str:
        if not text.isdigit() or rng.random() < 0.5:
            return run(text)
        return f'<w:del w:id="2"><w:r><w:delText>8</w:delText></w:r></w:del><w:ins w:id="3">{run(text)}</w:ins>'

    return whole(truth, docx(word_body(truth, word_tables(truth, runs))), "年报.docx")


@shape("docx.hidden_text", every=3)
def hidden_text(truth: Truth, rng: Random) -> Rendering:
    """Characters formatted as hidden: on screen and on paper they are not there."""

    def runs(text: str) -> str:
        shown = run(text)
        return shown + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>6</w:t></w:r>" if text.isdigit() else shown

    return whole(truth, docx(word_body(truth, word_tables(truth, runs))), "年报.docx")


def put(sheet: Worksheet, grid: Grid, top: int) -> int:
    """Write a grid from row `top`, merged; the first free row after it."""
    for cell in placed(grid):
        x, y, across, down = (int(cell[key]) for key in ("x", "y", "across", "down"))  # type: ignore[call-overload]
        text = str(cell["text"])
        number = re.fullmatch(r"-?\d+(\.\d+)?", text)
        sheet.cell(top + y, x + 1, (float(text) if "." in text else int(text)) if number else text or None)
        if across > 1 or down > 1:
            sheet.merge_cells(start_row=top + y, start_column=x + 1, end_row=top + y + down - 1, end_column=x + across)
    return top + len(grid)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@shape("xlsx.sheets", every=2)
def sheets(truth: Truth, rng: Random) -> Rendering:
    """A sheet a table and one for the prose; a hidden sheet with last year's figures."""
    book = Workbook()
    front = book.active
    assert front is not None
    front.title = "正文"
    row = 1
    for text in [truth.title, *truth.preamble, *(line for t, ps in truth.sections for line in (t, *ps))]:
        front.cell(row, 1, text)
        row += 1
    for name, grid in (("表二", table2(truth)), ("表三", table3(truth)), ("表四", table4(truth))):
        put(book.create_sheet(name), grid, 1)
    last = truth.copy()
    for values in last.table3.values():
        values[:] = [(v or 0) + 3 for v in values]
    old = book.create_sheet("上年", 0)
    put(old, table3(last), 1)
    old.sheet_state = "hidden"
    return whole(truth, saved(book), "年报.xlsx", titles=None)


@shape("xlsx.one_sheet_formulas", every=2, fits=lambda truth: None not in truth.figures().values())
def one_sheet(truth: Truth, rng: Random) -> Rendering:
    """Everything under one another; totals are formulas that Excel has calculated."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "年报"
    sheet.cell(1, 1, truth.title)
    row = 3
    for index, (title, paragraphs) in enumerate(truth.sections):
        for text in (title, *paragraphs):
            sheet.cell(row, 1, text)
            row += 1
        grid: list[list[Box]] | None = {1: table2, 2: table3, 3: table4}.get(index, lambda _: None)(truth)  # type: ignore[operator]
        row = put(sheet, grid, row) + 1 if grid else row
    calculated = re.sub(rb'(<c r="J(\d+)"[^>]*>)(<v>\d+</v>)', rb"\1<f>SUM(D\2:I\2)</f>\3", _part(saved(book)))
    return whole(truth, _replace(saved(book), calculated), "年报.xlsx", titles=None)


SHEET = "xl/worksheets/sheet1.xml"


def _part(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(SHEET)


def _replace(data: bytes, part: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return package({name: archive.read(name) for name in archive.namelist()} | {SHEET: part})
