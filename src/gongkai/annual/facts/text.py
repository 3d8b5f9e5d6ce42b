"""Prose with one way of writing digits and marks, and the way back to the offsets of the print.

Takes:   a section's text as the reader left it: full-width digits, half-width brackets, spaces inside `2024 年`.
Gives:   a `View`: text for patterns, and `at` to turn its offsets into offsets of the print.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gongkai.annual.traditional import SIMPLIFY

_MARKS = SIMPLIFY | str.maketrans("０１２３４５６７８９．％();:!?〇﹪", "0123456789.%（）；：！？零%")
_ODD = re.compile(f"[{re.escape(''.join(map(chr, _MARKS)))}]")
_COMMA = re.compile(r"(?<!\d),|,(?!\d{3})")
_BLANK = r" \t\r\f\v\u00a0\u2000-\u200b\u3000\ufeff"
_SPACE = re.compile(rf"(?<![\d{_BLANK}])[{_BLANK}]++|[{_BLANK}]++(?!\d)")


def _usual(odd: re.Match[str]) -> str:
    return chr(_MARKS[ord(odd[0])])


@dataclass(frozen=True, slots=True)
class View:
    """`text` is what patterns see; `kept` its characters' places in the print, None where nothing was left out."""

    text: str
    kept: tuple[int, ...] | None = None

    def at(self, offset: int) -> int:
        """The offset in the print of the character at `offset`, or of the end of the one before it."""
        if self.kept is None:
            return offset
        if offset >= len(self.kept):
            return self.kept[-1] + 1 if self.kept else 0
        return self.kept[offset]

    def end(self, offset: int) -> int:
        """The offset in the print where a stretch that ends before `offset` ends: no trailing space."""
        return self.at(offset - 1) + 1 if offset else 0


def view(text: str) -> View:
    """The text with half-width digits and full-width marks; white space goes unless it parts two numbers."""
    marked = _COMMA.sub("，", _ODD.sub(_usual, text))
    kept: list[int] = []
    last = 0
    for gap in _SPACE.finditer(marked):
        kept.extend(range(last, gap.start()))
        last = gap.end()
    if not last:
        return View(marked)
    kept.extend(range(last, len(marked)))
    return View("".join([marked[i] for i in kept]), tuple(kept))
