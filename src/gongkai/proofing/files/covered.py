"""Is there text under a box in a pdf: blacked out for the eye, and still there for whoever copies it?

Takes:   an opened pdf.
Gives:   the pages on which characters lie under an opaque box that was drawn after them, and how many characters.
Unclear: pictures laid over text are not asked, for seals and scans lie over text by right.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

_MOST_PAGES = 300
_MOST_OBJECTS = 20_000
_MOST_CHARACTERS = 20_000
_FEWEST = 2
_SMALLEST = 4.0
_OPAQUE = 250


class _Box(NamedTuple):
    left: float
    bottom: float
    right: float
    top: float
    order: int


def covered(document: pypdfium2.PdfDocument) -> list[tuple[int, int]]:
    """Number of the page and of the characters under boxes on it, for every page that has such."""
    found = []
    for number in range(min(len(document), _MOST_PAGES)):
        page = document[number]
        order: dict[int, int] = {}
        boxes = list(_boxes(page, order))
        if boxes:
            words = page.get_textpage()
            count = sum(1 for _ in _under(words, boxes, order))
            words.close()
            if count >= _FEWEST:
                found.append((number + 1, count))
        page.close()
    return found


def _boxes(page: pypdfium2.PdfPage, order: dict[int, int]) -> Iterator[_Box]:
    """Filled opaque boxes; `order` is told when each text was drawn."""
    seen_text = False
    for place, drawn in enumerate(page.get_objects(max_depth=1)):
        if place > _MOST_OBJECTS:
            return
        if drawn.type == pdfium.FPDF_PAGEOBJ_TEXT:
            order[_address(drawn.raw)] = place
            seen_text = True
        elif drawn.type == pdfium.FPDF_PAGEOBJ_PATH and seen_text and _is_opaque(drawn):
            left, bottom, right, top = drawn.get_bounds()
            if right - left >= _SMALLEST and top - bottom >= _SMALLEST:
                yield _Box(left, bottom, right, top, place)


def _is_opaque(drawn: pypdfium2.PdfObject) -> bool:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(drawn.raw, mode, stroke) or mode.value == pdfium.FPDF_FILLMODE_NONE:
        return False
    colours = [ctypes.c_uint() for _ in range(4)]
    return bool(pdfium.FPDFPageObj_GetFillColor(drawn.raw, *colours)) and colours[3].value >= _OPAQUE


def _under(words: pypdfium2.PdfTextPage, boxes: list[_Box], order: dict[int, int]) -> Iterator[int]:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for index in range(min(words.count_chars(), _MOST_CHARACTERS)):
        if pdfium.FPDFText_GetUnicode(words.raw, index) <= 32:
            continue
        drawn = order.get(_address(pdfium.FPDFText_GetTextObject(words.raw, index)), -1)
        if drawn < 0 or not pdfium.FPDFText_GetCharBox(words.raw, index, left, right, bottom, top):
            continue
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        if any(b.order > drawn and b.left <= x <= b.right and b.bottom <= y <= b.top for b in boxes):
            yield index


def _address(pointer: object) -> int:
    return ctypes.cast(pointer, ctypes.c_void_p).value or 0  # type: ignore[arg-type]  # pdfium's pointers are untyped.
