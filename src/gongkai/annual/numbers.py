"""What number does a printed figure mean?

Takes:   the text of one cell, or a stretch of print with several figures.
Gives:   exact values: int, or Decimal where a decimal point is printed; the unit that is printed beside it.
Unclear: `/`, `-`, 不适用, 无 are marks: no value, kept as printed. Blank is not 0 and a mark is neither.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from gongkai.annual.model import Number

_HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９．，－／＋％｜" + "\u3000\u00a0\u2002\u2003\u2009\u202f", "0123456789.,-/+%|" + " " * 6
)
_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _HALF_WIDTH))}]")
MARKS = frozenset(
    (
        "-",
        "--",
        "---",
        "—",
        "——",
        "–",
        "−",
        "－",
        "/",
        "//",
        "\\",
        "*",
        "无",
        "不适用",
        "N/A",
        "n/a",
        "空",
        "、",
        "／",
        "○",
    )
)
"""Prints that stand in a cell instead of a figure."""

_FIGURE = re.compile(
    r"([+\-−]?)\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?\s*(万元|亿元|千元|元|件|条|项|份|个|起|宗|次|人|期|部|例|篇|场|%)?"
)
_SPACED = re.compile(r"[\d.]+(?:[ \t]+[\d.]+)+")
_NOTE = re.compile(r"(?<=\d)[ \t]*[\u00b9\u00b2\u00b3\u2070-\u2079\u2460-\u2473*※]+$")
"""Marks of a footnote behind a figure: no part of it."""
SPOKEN = {"零": 0, "〇": 0} | {c: n for n, c in enumerate("一二三四五六七八九十", 1)}
"""Figures of one Chinese character, as a cell may print them."""


class Figure(NamedTuple):
    """A printed figure: its value (None for a mark or a blank), its unit as printed, and whether digits stood apart."""

    value: Number | None
    unit: str = ""
    spaced: bool = False


_BLANK = Figure(None)


def half_width(text: str) -> str:
    """The text with full-width digits and signs made half-width, character for character."""
    return text.translate(_HALF_WIDTH) if _FULL_WIDTH.search(text) else text


_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def without_unseen(text: str) -> str:
    """The text without characters that take no room on the page: they part neither words nor figures."""
    return _UNSEEN.sub("", text)


def value_of(digits: str) -> Number:
    """The exact value of digits with an optional sign and decimal point: `12` -> 12, `0.50` -> Decimal("0.50")."""
    return Decimal(digits) if "." in digits else int(digits)


def figure(text: str) -> Figure | None:
    """What one cell prints; None where the text is neither a figure nor a mark nor blank."""
    if not text:
        return _BLANK
    if text.isascii() and text.isdigit() and len(text) < 19:
        return Figure(int(text))
    text = half_width(text).strip(" \t\r\n\ufeff\u200b")
    if not text or text in MARKS:
        return _BLANK
    if text in SPOKEN:
        return Figure(SPOKEN[text])
    text = _NOTE.sub("", text)
    found = _FIGURE.fullmatch(text)
    if found and len(text) < 40:
        sign, whole, decimals, unit = found.groups()
        digits = whole.replace(",", "") + (decimals or "")
        return Figure(value_of(("-" if sign in "-−" and sign else "") + digits), unit or "")
    if _SPACED.fullmatch(text) and len(text) < 40:
        joined = re.sub(r"\s+", "", text)
        if joined.count(".") <= 1 and not joined.endswith("."):
            return Figure(value_of(joined), spaced=True)
    return None
