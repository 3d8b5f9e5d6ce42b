"""Rows of tables in running text: one cell a line, lines with gaps, or everything run together.

Takes:   the text of the document as one string.
Gives:   rows of print, each with the label that leads to it. Nothing here decides what the figures are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from gongkai.annual.numbers import half_width
from gongkai.annual.read.labels import chinese_only, simplified
from gongkai.annual.read.rows import Item, Token
from gongkai.annual.read.runs import UNITS

_RUN = re.compile(
    rf"(?:[\d|/\\*○\s,.+\-—–−]|(?<=\d)(?:{UNITS})(?=[ \t]*(?:[\n|]|$))|(?:(?<=[\n|])|(?<=\|[ ]))(?:不适用|无)(?=\s*(?:[\n|]|$)))+"
)
_FIGURES = re.compile(rf"[+\-−]?\d[\d,.]*(?:{UNITS})?|[/\\*○]|[-—–]+|不适用|无")
_TAIL_ORDINAL = re.compile(r"\d[ \t]*[.,]?\s*$")
_WIDE_GAP = re.compile(r"[ \t]{2,}")
_SEPARATORS = re.compile(r"[\s|]+")
_LONGEST_LABEL = 120


class Text:
    """A text with its plain form: half-width, simplified, of the same length, so that places agree."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.plain = simplified(half_width(text))
        self._compact: str | None = None
        self._places: list[int] = []

    def find(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> int:
        """Where `pattern` begins, looking past white space and `|` that break words; -1 where it does not occur."""
        if self._compact is None:
            self._places = [at for at, c in enumerate(self.plain) if not c.isspace() and c != "|"]
            self._compact = "".join(self.plain[at] for at in self._places)
        stop = len(self.plain) if end is None else end
        for found in pattern.finditer(self._compact):
            place = self._places[found.start()]
            if start <= place < stop:
                return place
        return -1


def items(text: Text, start: int, end: int) -> list[Item]:
    """The rows of print between two places of the text."""
    plain = text.plain
    found: list[Item] = []
    chunk_from = start
    for run in _RUN.finditer(plain, start, end):
        first, last = _without_ordinal(plain, run.start(), run.end())
        printed = plain[first:last]
        if not _telling(printed):
            continue
        label = chinese_only(plain[max(chunk_from, first - _LONGEST_LABEL) : first])
        found.append(Item(label, run=printed, tokens=_placed(plain, first, last), start=first, end=last))
        chunk_from = last
    for item, after in zip(found, [*found[1:], None], strict=False):
        stop = after.start if after else min(end, item.end + 40)
        item.around = item.label + chinese_only(plain[item.end : min(stop, item.end + 40)])
    return found


def _without_ordinal(plain: str, first: int, last: int) -> tuple[int, int]:
    """The run without the number of the next label: in `00000002.其他` the 2, in `(1)` the whole."""
    following = plain[last : last + 1]
    printed = plain[first:last]
    if following in ("、", "．") or printed.rstrip()[-1:] in (".", ","):
        ordinal = _TAIL_ORDINAL.search(printed)
        if ordinal:
            return first, first + ordinal.start()
    if following in (")", "）") and plain[first - 1 : first] in ("(", "（"):
        return first, first
    return first, last


def _telling(printed: str) -> bool:
    """Whether a run holds a figure, a mark that stands for one, or a row of empty cells."""
    return any(c.isdigit() for c in printed) or printed.count("|") > 4 or bool(_FIGURES.search(printed))


def _placed(plain: str, first: int, last: int) -> list[Token]:
    """The figures with their columns, when the run is one line on which gaps show columns."""
    printed = plain[first:last].rstrip()
    lead = len(printed) - len(printed.lstrip())
    if "\n" in printed.strip() or "|" in printed:
        return []
    line = plain.rfind("\n", 0, first + lead) + 1
    before = _width(plain[line : first + lead]) if line <= first + lead else 0
    body = printed.strip()
    if not _WIDE_GAP.search(plain[line : first + lead + len(body)]):
        return []
    return [Token(f.group(), before + f.start(), before + f.end()) for f in _FIGURES.finditer(body)]


def _width(text: str) -> int:
    return len(text)


def display_width(text: str) -> int:
    """Columns that the text takes on a terminal, where a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """The lines of a text with the places where they begin."""
    at = 0
    for line in text.splitlines(keepends=True):
        yield at, line.rstrip("\r\n")
        at += len(line)


def strip_separators(text: str) -> str:
    return _SEPARATORS.sub("", text)


def spans_cut(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without the given stretches, each leaving a line break."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start > at:
            pieces.append(text[at:start])
        at = max(at, end)
    pieces.append(text[at:])
    return "\n".join(pieces)
