"""Which figures does this stretch of print hold, when it should hold a given number of them?

Takes:   what is printed between two labels, in whatever shape: one figure a line, separated by `|` or spaces, or all
         digits run together.
Gives:   the cells, or the readings that are left where the print alone does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from gongkai.annual.model import Cell, Number
from gongkai.annual.numbers import figure, half_width
from gongkai.annual.read import squash
from gongkai.annual.read.squash import Reading

UNITS = "万元|元|件|条|项|份|个|起|宗|次|人|期"
ODD = r"[\d.,]*[A-Za-z?\ufffd][A-Za-z\d.,?\ufffd]{0,9}"
"""Print among figures that is none: a letter O for nought, l for one, a character lost. It takes up a cell and tells nothing."""
_ODD = re.compile(ODD)
_TOKEN = re.compile(
    rf"(?<![^\s|]){ODD}(?![^\s|])|(?<![^\s|])[零〇一二三四五六七八九](?![^\s|])|[+\-−]?(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?:\.\d+)?(?:{UNITS})?|不适用|无|[/\\*○]|[-—–−]+"
)
_SPACED_DIGITS = frozenset("0123456789 ")
_WIDE_GAP = re.compile(r"\d[ \t]{2,}\d|[\n\t|]")


@dataclass(slots=True)
class Printed:
    """One row of figures as printed.

    `cells` has as many cells as the row has columns. `readings` is not empty while the digits fall apart in more than
    one way. `note` says what was odd: squashed, short, long, spaced; empty when nothing was.
    """

    cells: list[Cell]
    readings: list[Reading] = field(default_factory=list)
    raw: str = ""
    note: str = ""

    @property
    def full(self) -> bool:
        """Whether the print holds as many figures, marks or blanks as it should."""
        return self.note in ("", "spaced", "squashed")


def cell(text: str) -> Cell:
    """The cell that prints `text`: its figure, or no value where it is blank or a mark or not a figure at all."""
    text = text.strip()
    if text.isascii() and text.isdigit() and len(text) < 19:
        return Cell(int(text), text)
    found = figure(text)
    return Cell(found.value if found else None, text)


def read_run(raw: str, sizes: Sequence[int]) -> Printed:
    """The figures of a row whose columns come in groups of `sizes`, each group of several ending in its sum.

    `sizes` is (7,) for table 3 and (5, 5, 5) for table 4; groups of one are bound by no sum, so that a row of three
    free figures is (1, 1, 1).
    """
    count = sum(sizes)
    text = half_width(raw).strip(" \t\r\n")
    tokens = _TOKEN.findall(text)
    return (
        _fields(text, tokens, count)
        or _even_gaps(text, tokens, count)
        or _counted(text, tokens, count)
        or _too_many(text, tokens, sizes)
        or _run_together(text, tokens, sizes)
        or _too_few(text, tokens, sizes)
    )


def columns(texts: Sequence[str]) -> Printed:
    """A row whose cells are told apart by the print itself."""
    return Printed([cell(text) for text in texts], raw=" ".join(text.strip() for text in texts))


def nothing(count: int, raw: str = "", note: str = "short") -> Printed:
    """A row of which no cell can be told."""
    return Printed([Cell() for _ in range(count)], raw=raw, note=note)


def _fields(text: str, tokens: list[str], count: int) -> Printed | None:
    """Figures separated by `|` or by lines, where blank cells keep their place."""
    if "|" in text:
        fields = [part.strip() for part in text.split("|")]
    elif "\n" in text and len(tokens) < count:
        fields = [line.strip() for line in text.split("\n")]
    else:
        return None
    fields = _trimmed(fields, count)
    if len(fields) != count:
        filled = [part for part in fields if part]
        if len(filled) != count:
            return None
        fields = filled
    if any("\n" in part or (figure(part) is None and not _ODD.fullmatch(part)) for part in fields):
        return None
    return columns(fields)


def _trimmed(fields: list[str], count: int) -> list[str]:
    """Without the empty fields that the borders of the row leave at its ends, down to `count` fields."""
    while len(fields) > count and not fields[-1]:
        fields = fields[:-1]
        if len(fields) > count and not fields[0]:
            fields = fields[1:]
    if len(fields) > count and not fields[0]:
        fields = fields[1:]
    return fields


def _counted(text: str, tokens: list[str], count: int) -> Printed | None:
    if len(tokens) == count:
        return columns(tokens)
    single = [mark for token in tokens for mark in (token if set(token) <= set("-—–") else (token,))]
    if len(single) == count:
        return columns(single)
    return None


def _even_gaps(text: str, tokens: list[str], count: int) -> Printed | None:
    """A line whose cells are parted by tabs, or by two spaces each: a wider gap holds cells left blank."""
    if len(tokens) >= count or len(tokens) < 2 or "\n" in text or not tokens:
        return None
    gaps = [gap for gap in re.split(r"[^ \t]+", text) if gap]
    unit = 1 if all(set(gap) == {"\t"} for gap in gaps) else 2
    if len(gaps) != len(tokens) - 1 or any(len(gap) % unit for gap in gaps) or (unit == 2 and "\t" in text):
        return None
    if sum(map(len, gaps)) // unit + 1 != count:
        return None
    texts: list[str] = []
    for token, gap in zip(tokens, gaps, strict=False):
        texts += [token, *[""] * (len(gap) // unit - 1)]
    return columns([*texts, tokens[-1]])


def _too_many(text: str, tokens: list[str], sizes: Sequence[int]) -> Printed | None:
    """More figures than columns: a stray one beside the row, or digits of one figure set apart."""
    count = sum(sizes)
    if len(tokens) <= count:
        return None
    lines = [found for found in (_TOKEN.findall(line) for line in text.split("\n")) if found]
    exact = [found for found in lines if len(found) == count]
    if len(exact) == 1 and sum(map(len, lines)) - count <= 2:
        return columns(exact[0])
    if len(lines) >= count and all(len(found) == 1 for found in lines):
        first = [found[0] for found in lines[:count]]
        if max(sizes) > 1 and all(t.isdigit() for t in first) and _bound(tuple(map(int, first)), sizes):
            return columns(first)
    if set(text) <= _SPACED_DIGITS and not _WIDE_GAP.search(text):
        readings = squash.merge(tokens, count)
        summed = [reading for reading in readings or [] if _bound([value or 0 for value in reading], sizes)]
        return _open(text, summed or readings or [], count, "spaced")
    return nothing(count, text, "long")


def _run_together(text: str, tokens: list[str], sizes: Sequence[int]) -> Printed | None:
    """Digits without separators. Single spaces are hints; wider gaps and lines would mean cells left blank."""
    count = sum(sizes)
    digits = "".join(tokens)
    if not digits.isdigit() or len(digits) < count or (len(tokens) > 1 and _WIDE_GAP.search(text)):
        return None
    gaps, at = set(), 0
    for token in tokens[:-1]:
        at += len(token)
        gaps.add(at)
    readings = _splitter(sizes)(digits)
    if not readings:
        readings = squash.split_free(digits, count)
    return _open(text, squash.respecting(readings or [], frozenset(gaps)), count, "squashed")


def _splitter(sizes: Sequence[int]) -> Callable[[str], list[Reading] | None]:
    if max(sizes) == 1:
        return lambda digits: squash.split_free(digits, len(sizes))
    if len(sizes) == 1:
        return lambda digits: squash.split_row(digits, sizes[0])
    return lambda digits: squash.split_groups(digits, sizes)


def _too_few(text: str, tokens: list[str], sizes: Sequence[int]) -> Printed:
    """Fewer figures than columns and no places: what all ways to place them agree on.

    Equal figures with one missing are taken as they stand from the left (`0 00000`): each of them is the same
    wherever the gap is, and the last column, which sums the others, is the one left open.
    """
    count = sum(sizes)
    if set(text) <= _SPACED_DIGITS and tokens and not _WIDE_GAP.search(text):
        digits = "".join(tokens)
        if len(tokens) < count - 1 and len(digits) == count - 1:
            tokens = list(digits)
        if len(tokens) == count - 1 and count > 2:
            if len(set(tokens)) == 1:
                return Printed([cell(token) for token in tokens] + [Cell()], raw=text, note="short")
            return _placed(text, [int(token) for token in tokens], sizes)
    return nothing(count, text) if tokens else Printed([Cell(raw="") for _ in range(count)], note="blank")


def _placed(text: str, values: list[int], sizes: Sequence[int]) -> Printed:
    count = sum(sizes)
    readings: list[Reading] = []
    for gap in combinations(range(count), count - len(values)):
        rest = iter(values)
        reading = tuple(None if at in gap else next(rest) for at in range(count))
        if count - 1 in gap or _bound(tuple(value or 0 for value in reading), sizes):
            readings.append(reading)
    return _open(text, readings, count, "short")


def _bound(values: Sequence[int], sizes: Sequence[int]) -> bool:
    at = 0
    for size in sizes:
        if size > 1 and sum(values[at : at + size - 1]) != values[at + size - 1]:
            return False
        at += size
    return True


def _open(text: str, readings: list[Reading], count: int, note: str) -> Printed:
    printed = Printed([Cell() for _ in range(count)], readings, text, note)
    if len(readings) == 1 and None not in readings[0]:
        printed.cells = [Cell(value, str(value)) for value in readings[0]]
        printed.readings = []
    return printed


def conclude(printed: Printed) -> None:
    """Turn the readings that are left into cells: told where all agree, otherwise open with their candidates."""
    if not printed.readings:
        if printed.raw and all(c.raw is None for c in printed.cells):
            for open_cell in printed.cells:
                open_cell.raw = printed.raw if printed.note != "short" else None
        return
    for column, open_cell in enumerate(printed.cells):
        seen: dict[Number | None, None] = dict.fromkeys(reading[column] for reading in printed.readings)
        values = sorted(value for value in seen if value is not None)
        if len(seen) == 1 and values:
            open_cell.value, open_cell.raw = values[0], str(values[0])
        else:
            open_cell.candidates = tuple(values) if len(values) > 1 else ()
            open_cell.raw = printed.raw if values and None not in seen else None
    printed.readings = []
