"""PDF files: text with its places, ruled tables cell by cell, tables without lines by the columns they stand in.

Unclear: a page may say its text in another order than it shows it. Tables that are ruled do not depend on it; the
         others are read a second time in the order of the eye (`by_eye`), and the reading that tells more is taken.
"""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

import pypdfium2
import pypdfium2.raw as pdfium

from gongkai.annual.read.document import Block, Box, Document, Grid, PlacedLine
from gongkai.annual.read.grids import is_prose
from gongkai.annual.read.labels import chinese_only
from gongkai.annual.read.refusal import Unreadable
from gongkai.annual.read.ruling import Frame, Stroke, frames
from gongkai.annual.read.text import is_furniture

_MOST_PAGES = 120
_MOST_STREAM = 24_000_000
_MOST_OBJECTS = 40_000
_THIN = 3.0
_TABLE_WORDS = re.compile(
    "信息内容|制发件数|行政许可|行政强制|行政处罚|行政事业性收费|勾稽|申请人情况|本年新收|予以公开|部分公开|国家秘密|行政查询|无法提供|补正后|不予处理|重复申请|"
    "其他处理|不再处理|结转下年度|总计|结果维持|复议后起诉|尚未审结|科研机构"
)


T = TypeVar("T", str, Block)


class Glyph(NamedTuple):
    text: str
    left: float
    right: float
    bottom: float
    top: float


def readings(data: bytes) -> Iterator[Document]:
    """Ways to read the file: its text as it says it, its ruled tables, its lines as the eye sees them.

    Refused: locked, torn, swollen and oversized files, each with its sentence.
    """
    _weigh(data)
    pdf = _open(data)
    try:
        if len(pdf) > _MOST_PAGES:
            raise Unreadable(f"PDF 有 {len(pdf)} 页，超过 {_MOST_PAGES} 页的上限，不像一份年报；请只提供年报部分。")
        pages = [Page(pdf, number) for number in range(len(pdf))]
        yield Document(
            [line for page in pages for line in page.lines()],
            wrapped=True,
            drawn=False,
            pictures=sum(page.pictures() for page in pages[:3]),
        )
        yield Document([block for page in pages for block in page.blocks(by_eye=False)], wrapped=True)
        yield Document([block for page in pages for block in page.blocks(by_eye=True)], wrapped=True)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("PDF 文件已损坏，有的页打不开；请重新下载或另存后再试。") from error
    finally:
        pdf.close()


def _open(data: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error) or b"/Encrypt" in data[-4096:]:
            raise Unreadable("PDF 文件设有打开密码；请提供去掉密码的版本。") from error
        raise Unreadable("PDF 文件不完整或已损坏，打不开；请重新下载或另存后再试。") from error


_STREAM = re.compile(rb"stream\r?\n")
_HARMLESS = (b"/Length1", b"/Image", b"/FontFile", b"/ICCBased", b"/N 3", b"/CIDFont", b"/Type1C")


def _weigh(data: bytes) -> None:
    """Refuses page contents that swell when unpacked; fonts and pictures are never unpacked here."""
    for found in _STREAM.finditer(data):
        end = data.find(b"endstream", found.end())
        size = (end if end >= 0 else len(data)) - found.end()
        if size * 1032 < _MOST_STREAM or any(
            word in data[max(0, found.start() - 240) : found.start()] for word in _HARMLESS
        ):
            continue
        try:
            unpacked = zlib.decompressobj().decompress(data[found.end() : found.end() + size], _MOST_STREAM + 1)
        except zlib.error:
            continue
        if len(unpacked) > _MOST_STREAM:
            raise Unreadable("PDF 的页面内容解压后大得不正常，可能是恶意文件，已停止读取；请换用正常导出的 PDF。")


class Page:
    """One page; its parts are taken from the file when they are asked for."""

    def __init__(self, pdf: pypdfium2.PdfDocument, number: int) -> None:
        self._page = pdf[number]
        self._words = self._page.get_textpage()
        self._text = self._words.get_text_range()
        self._glyphs: list[Glyph] | None = None
        self._numbers = frozenset(str(number + shift) for shift in (0, 1, 2))

    def lines(self) -> list[str]:
        """The text as the file says it."""
        lines = self._text.replace("\r", "").split("\n")
        return self._without_number([line for line in lines if line.strip() and not is_furniture(line)])

    def _without_number(self, blocks: list[T]) -> list[T]:
        """Without a bare page number at the head or the foot."""
        for at in (-1, 0):
            if blocks and isinstance(blocks[at], str) and str(blocks[at]).strip() in self._numbers:
                del blocks[at]
        return blocks

    def pictures(self) -> int:
        """How many pictures a page without text shows."""
        if self._text.strip():
            return 0
        return sum(1 for _ in self._page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=2))

    def blocks(self, by_eye: bool) -> list[Block]:
        """Lines and ruled tables, or all as lines in the order of the eye. Pages without tables are not looked at."""
        if not _TABLE_WORDS.search(chinese_only(self._text)):
            return list(self.lines())
        if self._glyphs is None:
            self._glyphs = list(_glyphs(self._words))
        return self._without_number(_blocks(self._glyphs, [] if by_eye else frames(*_strokes(self._page)), by_eye))


def _glyphs(words: pypdfium2.PdfTextPage) -> Iterator[Glyph]:
    box = pdfium.FS_RECTF()
    raw = words.raw
    high = 0  # A rare character beyond the basic plane comes in the two halves that UTF-16 gives it.
    for index in range(words.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        high = 0
        if code and code < 0x110000:
            pdfium.FPDFText_GetLooseCharBox(raw, index, box)
            yield Glyph(chr(code), box.left, box.right, box.bottom, box.top)


def _strokes(page: pypdfium2.PdfPage) -> tuple[list[Stroke], list[Stroke]]:
    """Upright and level strokes: lines, thin boxes, and the sides of boxes."""
    upright: list[Stroke] = []
    level: list[Stroke] = []
    width, height = page.get_size()
    for count, drawn in enumerate(page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count > _MOST_OBJECTS:
            break
        for left, bottom, right, top in _boxes(drawn):
            wide, high = right - left, top - bottom
            if wide > 0.97 * width and high > 0.9 * height:
                continue
            if wide <= _THIN and high <= _THIN:
                continue
            if wide <= _THIN:
                upright.append(Stroke((left + right) / 2, bottom, top))
            elif high <= _THIN:
                level.append(Stroke((bottom + top) / 2, left, right))
            else:
                upright += [Stroke(left, bottom, top), Stroke(right, bottom, top)]
                level += [Stroke(bottom, left, right), Stroke(top, left, right)]
    return upright, level


def _boxes(drawn: pypdfium2.PdfObject) -> list[tuple[float, float, float, float]]:
    """The boxes that a path draws: itself, or each of its lines when it draws many at once."""
    if pdfium.FPDFPath_CountSegments(drawn.raw) <= 6:
        return [drawn.get_bounds()]
    matrix = drawn.get_matrix()
    boxes, here = [], None
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(_MOST_OBJECTS, pdfium.FPDFPath_CountSegments(drawn.raw))):
        segment = pdfium.FPDFPath_GetPathSegment(drawn.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_LINETO and here:
            boxes.append(
                (min(here[0], point[0]), min(here[1], point[1]), max(here[0], point[0]), max(here[1], point[1]))
            )
        here = point
    straight = [box for box in boxes if box[2] - box[0] <= _THIN or box[3] - box[1] <= _THIN]
    return straight


def _blocks(glyphs: list[Glyph], tables: list[Frame], by_eye: bool) -> list[Block]:
    """Lines and grids in the order of the page; a grid stands where its first character was said."""
    cells: list[dict[tuple[int, int], list[Glyph]]] = [{} for _ in tables]
    blocks: list[Block] = []
    placed: set[int] = set()
    free: list[Glyph] = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.bottom + glyph.top) / 2
        inside = next(((n, name) for n, frame in enumerate(tables) if (name := frame.cell(x, y))), None)
        if inside is None or glyph.text in "\r\n":
            free.append(glyph)
            continue
        number, name = inside
        if number not in placed:
            placed.add(number)
            blocks += _lines(free, by_eye)
            free = []
            blocks.append(Grid([]))
            cells[number][(-1, len(blocks) - 1)] = []
        cells[number].setdefault(name, []).append(glyph)
    blocks += _lines(free, by_eye)
    for frame, texts in zip(tables, cells, strict=True):
        at = next((place for row, place in texts if row == -1), None)
        if at is not None:
            blocks[at] = _grid(frame, texts)
    return [piece for block in blocks for piece in (_pieces(block) if isinstance(block, Grid) else [block])]


def _pieces(grid: Grid) -> list[Block]:
    """The grid, cut where a row is a line of prose: pages draw boxes behind paragraphs too."""
    pieces: list[Block] = []
    rows: list[list[Box]] = []
    for row in grid.rows:
        filled = [box.text for box in row if box.text]
        if len(filled) == 1 and is_prose(filled[0]):
            if rows:
                pieces.append(Grid(rows))
                rows = []
            pieces.append(filled[0])
        else:
            rows.append(row)
    return [*pieces, Grid(rows)] if rows else pieces


def _grid(frame: Frame, texts: dict[tuple[int, int], list[Glyph]]) -> Grid:
    return Grid(
        [[Box(_cell_text(texts.get(name, [])), column, span) for name, column, span in row] for row in frame.rows()]
    )


def _cell_text(glyphs: list[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs).strip()


def _lines(glyphs: list[Glyph], by_eye: bool) -> list[Block]:
    lines = _seen(glyphs) if by_eye else _said(glyphs)
    placed = [PlacedLine.of([(glyph.text, glyph.left, glyph.right) for glyph in line]) for line in lines]
    return [line for line in placed if line.strip() and not is_furniture(line)]


def _said(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Lines as the file says them."""
    lines: list[list[Glyph]] = [[]]
    for glyph in glyphs:
        if glyph.text in "\r\n":
            if lines[-1]:
                lines.append([])
        else:
            lines[-1].append(glyph)
    return lines


def _seen(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Lines as the eye sees them: what stands at one height, from left to right."""
    solid = [glyph for glyph in glyphs if not glyph.text.isspace() and glyph.top > glyph.bottom]
    lines: list[list[Glyph]] = []
    for glyph in sorted(solid, key=lambda g: -(g.bottom + g.top)):
        middle = (glyph.bottom + glyph.top) / 2
        if lines and _middle(lines[-1][0]) - middle <= 0.4 * max(glyph.top - glyph.bottom, 6.0):
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    return [sorted(line, key=lambda g: g.left) for line in lines]


def _middle(glyph: Glyph) -> float:
    return (glyph.bottom + glyph.top) / 2
