"""Which numbers stand in a text, written in one piece or in several, over spaces, dashes and ends of lines?

Takes:   a text.
Gives:   `Number`s: every row of eleven to nineteen digits that neighbouring groups make, with where they begin and end. Linear: each
         group begins at most `MOST_GROUPS` rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_GAP = "[ \t\u00a0\u2000-\u200d\u2060\u3000\ufeff·・\\-]"
_RUN = re.compile(
    rf"\d(?<![\d*].)\d*(?:{_GAP}{{0,3}}\n?{_GAP}{{0,3}}\d+){{0,4000}}(?:{_GAP}{{0,2}}\n?[Xx](?![A-Za-z0-9]))?"
)
_GROUP = re.compile(r"\d+|[Xx]")
LONGEST = 19
MOST_GROUPS = 7
"""In more pieces nobody writes a number, unless digit by digit."""


class Number(NamedTuple):
    """A row of digits: `digits` without what parts them, `groups` the lengths of its pieces, its place, `gaps` what parts them,
    `alone` whether nothing else neighbours it.
    """

    digits: str
    groups: tuple[int, ...]
    start: int
    end: int
    gaps: str
    alone: bool


def numbers(plain: str) -> Iterator[Number]:
    """Every row that neighbouring groups of one run make, up to `LONGEST` digits, long ones of a beginning last."""
    for run in _RUN.finditer(plain):
        if run.end() - run.start() < _SHORTEST or _goes_on(plain, run.end()):
            continue
        yield from _rows(plain, run)


_SHORTEST = 11


def _goes_on(plain: str, end: int) -> bool:
    """Whether the last group is only the front of something: 210101199001****, a decimal, a letter."""
    return plain[end : end + 1] == "*" or (plain[end : end + 1].isascii() and plain[end : end + 1].isalpha())


def _rows(plain: str, run: re.Match[str]) -> Iterator[Number]:
    groups = [(m.start(), m.end()) for m in _GROUP.finditer(plain, run.start(), run.end())]
    if len(groups) > MOST_GROUPS and sum(end - start for start, end in groups) <= LONGEST:
        # Digit by digit, and nothing else beside it.
        start, end = groups[0][0], groups[-1][1]
        digits = "".join(_GROUP.findall(plain[start:end]))
        if len(digits) >= _SHORTEST:
            yield Number(digits, (len(digits),), start, end, "", True)
        return
    for first, (start, _) in enumerate(groups):
        digits, gaps, before = "", "", start
        lengths: list[int] = []
        for begin, end in groups[first : first + MOST_GROUPS]:
            digits += plain[begin:end]
            if len(digits) > LONGEST:
                break
            lengths.append(end - begin)
            gaps += plain[before:begin]
            before = end
            if len(digits) >= _SHORTEST:
                yield Number(digits, tuple(lengths), start, end, gaps, len(lengths) == len(groups))
