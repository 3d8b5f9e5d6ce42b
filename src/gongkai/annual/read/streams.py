"""Rows of tables in running text: one cell a line, lines with gaps, or everything run together.

Takes:   the text of the document as one string.
Gives:   rows of print, each with the label that leads to it. Nothing here decides what the figures are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.annual.numbers import half_width
from gongkai.annual.read.document import Block, PlacedLine
from gongkai.annual.read.labels import chinese_only
from gongkai.annual.read.rows import Item, Token
from gongkai.annual.read.runs import ODD, UNITS
from gongkai.annual.traditional import simplified

_RUN = re.compile(
    rf"(?:(?<=[\n|\t ]){ODD}(?=[\s|]|$)|[\d|/\\*○\s,.+\-—–−]|(?<=\d)(?:{UNITS})(?=[ \t]*(?:[\n|]|$))|(?:(?<=[\n|])|(?<=\|[ ]))(?:不适用|[无零〇])(?=\s*(?:[\n|]|$))"
    rf"|(?<=[\d|]\n)[一二三四五六七八九](?=[ ]*(?:\||\n[ ]*\d)))+"
)
_FIGURES = re.compile(rf"(?<!\S){ODD}(?!\S)|[+\-−]?\d[\d,.]*(?:{UNITS})?|[/\\*○]|[-—–]+|不适用|无")
_TAIL_ORDINAL = re.compile(r"\d[ \t]*[.,]?\s*$")
_LINE_ORDINAL = re.compile(r"[\n|][ \t]*\d$")
"""A digit that begins a line of words is the number of the next label, its full stop lost."""
_WIDE_GAP = re.compile(r"[ \t]{2,}")
_NEXT_BLOCK = re.compile("第二十条|信息内容")
"""Begins another block of table 2: labels behind it are not of the figures before it."""
_LONGEST_LABEL = 120
_ROW_FIGURES = 4
"""So many figures on one line are a row with a line of its own."""
_GROUPS = ("不予公开", "无法提供", "不予处理")
"""Heads of groups of lines: beside figures they tell nothing of the line."""


class Text:
    """A text with its plain form: half-width, simplified, of the same length, so that places agree."""

    def __init__(self, text: str, places: Sequence[float] = ()) -> None:
        self.original = text
        self.plain = simplified(half_width(text))
        self.places = places
        self._compact: str | None = None
        self._solid: list[int] = []

    @classmethod
    def of(cls, blocks: Sequence[Block]) -> Text:
        """The running text of a document: its lines, with their places on the page where these are known."""
        lines = [block for block in blocks if isinstance(block, str)]
        if not any(isinstance(line, PlacedLine) for line in lines):
            return cls("\n".join(lines))
        places: list[float] = []
        for line in lines:
            places += line.places if isinstance(line, PlacedLine) else (0.0,) * len(line)
            places.append(0.0)
        return cls("\n".join(lines), places)

    def find(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> int:
        """Where `pattern` begins, looking past white space and `|` that break words; -1 where it does not occur."""
        stop = len(self.plain) if end is None else end
        return next((place for place in self._found(pattern) if start <= place < stop), -1)

    def find_all(self, pattern: re.Pattern[str]) -> list[int]:
        """Every place where `pattern` begins, likewise."""
        return list(self._found(pattern))

    def _found(self, pattern: re.Pattern[str]) -> Iterator[int]:
        if self._compact is None:
            self._solid = [at for at, c in enumerate(self.plain) if not c.isspace() and c != "|"]
            self._compact = "".join(self.plain[at] for at in self._solid)
        return (self._solid[found.start()] for found in pattern.finditer(self._compact))


def items(text: Text, start: int, end: int) -> list[Item]:
    """The rows of print between two places of the text."""
    plain = text.plain
    found: list[Item] = []
    chunk_from = start
    for run in _RUN.finditer(plain, start, end):
        for first, last in _rows(plain, *_without_ordinal(plain, run.start(), run.end())):
            if _telling(plain[first:last]):
                found.append(_item(text, chunk_from, first, last))
                chunk_from = last
    for item, after in zip(found, [*found[1:], None], strict=False):
        stop = after.start if after else min(end, item.end + _LONGEST_LABEL)
        behind = chinese_only(plain[item.end : min(stop, item.end + _LONGEST_LABEL)])
        item.around = item.before + _NEXT_BLOCK.split(behind, maxsplit=1)[0]
    return found


def _rows(plain: str, first: int, last: int) -> list[tuple[int, int]]:
    """The run, or its lines where lines hold rows; what else stands between such lines (page numbers) goes."""
    if "\n" not in plain[first:last]:
        return [(first, last)]
    lines, at = [], first
    for line in plain[first:last].split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    rows = [(a, b) for a, b in lines if _is_row(plain[a:b])]
    return rows or [(first, last)]


def _is_row(line: str) -> bool:
    return (
        "|" not in line
        and "\t" not in line
        and len(_FIGURES.findall(line)) >= _ROW_FIGURES
        and line.strip() != line.strip("0123456789")
    )


def _item(text: Text, chunk_from: int, first: int, last: int) -> Item:
    plain = text.plain
    before = chinese_only(plain[max(chunk_from, first - _LONGEST_LABEL) : first])
    label = before
    if _is_row(plain[first:last]):
        line = max(plain.rfind("\n", 0, first) + 1, chunk_from)
        label = chinese_only(plain[line:first])
        if label.endswith(_GROUPS):
            label = ""
    return Item(label, before, run=plain[first:last], tokens=_placed(text, first, last), start=first, end=last)


def _without_ordinal(plain: str, first: int, last: int) -> tuple[int, int]:
    """The run without the number of the next label: in `00000002.其他` the 2, in `(1)` the whole."""
    following = plain[last : last + 1]
    printed = plain[first:last]
    if (following in ("、", "．") and printed[-1:].isdigit()) or printed.rstrip()[-1:] in (".", ","):
        ordinal = _TAIL_ORDINAL.search(printed)
        if ordinal:
            return first, first + ordinal.start()
    if "\u4e00" <= following <= "\u9fff" and _LINE_ORDINAL.search(printed):
        return first, last - 1
    if following in (")", "）") and plain[first - 1 : first] in ("(", "（"):
        return first, first
    return first, last


def _telling(printed: str) -> bool:
    """Whether a run holds a figure, a mark that stands for one, or a row of empty cells."""
    return any(c.isdigit() for c in printed) or printed.count("|") > 2 or bool(_FIGURES.search(printed))


def _placed(text: Text, first: int, last: int) -> list[Token]:
    """The figures with their columns, when the run is one line on which gaps show columns."""
    printed = text.plain[first:last].rstrip()
    start = first + len(printed) - len(printed.lstrip())
    body = printed.strip()
    if "\n" in body or "|" in body:
        return []
    line = text.plain.rfind("\n", 0, start) + 1
    if not _WIDE_GAP.search(text.plain, line, start + len(body)):
        return []
    figures = _FIGURES.finditer(body)
    if text.places:
        return [
            Token(f.group(), text.places[start + f.start()], text.places[start + f.end() - 1], measured=True)
            for f in figures
        ]
    wide = sum("\u2e80" <= c <= "\uffe6" for c in text.plain[line:start])
    return [Token(f.group(), start - line + f.start(), start - line + f.end(), wide) for f in figures]


def spans_cut(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text without the given stretches, each leaving a line break."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        if start > at:
            pieces.append(text[at:start])
        at = max(at, end)
    pieces.append(text[at:])
    return "\n".join(pieces)
