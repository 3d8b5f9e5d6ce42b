"""What was changed between two texts that are too long to be compared in one piece?

Takes:   two plain texts. Gives: `Span`s as `texts.redline` does, not always the fewest: lines that stayed are found first, among the
         others each is held against the one that it came from, to the character. Memory stays small.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rapidfuzz.distance import LCSseq

from gongkai.texts.redline import Span, redline

_MOST_AT_ONCE = 25_000 * 25_000
"""Characters of both texts multiplied: the comparison of one piece needs an eighth of it in bytes."""
_MOST_PAIRS = 100_000
"""Pairs of lines that are held against each other; beyond it a stretch went and another came."""
_ALIKE = 0.5
"""How much of the longer line the other must have for it to have come from it."""


def too_long(old: str, new: str) -> bool:
    """Whether two texts are more than is compared in one piece."""
    return len(old) * len(new) > _MOST_AT_ONCE


def long_redline(old: str, new: str) -> Iterator[Span]:
    """The spans of two texts of any length."""
    if old == new or not too_long(old, new):
        yield from redline(old, new)
        return
    was, now = old.splitlines(keepends=True), new.splitlines(keepends=True)
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Span("equal", "".join(now[c:d]))
        elif too_long("".join(was[a:b]), "".join(now[c:d])):
            yield from _paired(was[a:b], now[c:d])
        else:
            yield from redline("".join(was[a:b]), "".join(now[c:d]))


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Span]:
    """Each line beside the one that it came from; what stands between, as a whole."""
    a = c = 0
    for left, right in [*_alike(old, new), (len(old), len(new))]:
        yield from _changed("".join(old[a:left]), "".join(new[c:right]))
        if left < len(old):
            yield from _changed(old[left], new[right])
        a, c = left + 1, right + 1


def _changed(gone: str, came: str) -> Iterator[Span]:
    if too_long(gone, came):
        yield from (Span("delete", gone), Span("insert", came))
    else:
        yield from redline(gone, came)


def _alike(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """The lines that came from one another, in order: those that together have the most in common."""
    if len(old) * len(new) > _MOST_PAIRS:
        return []
    rows = [[0.0] * (len(new) + 1)]
    for left in old:
        above, row = rows[-1], [0.0]
        for at, right in enumerate(new):
            row.append(max(above[at + 1], row[at], above[at] + _likeness(left, right)))
        rows.append(row)
    found, a, c = [], len(old), len(new)
    while a and c:
        if rows[a][c] == rows[a - 1][c]:
            a -= 1
        elif rows[a][c] == rows[a][c - 1]:
            c -= 1
        else:
            a, c = a - 1, c - 1
            found.append((a, c))
    return found[::-1]


def _likeness(left: str, right: str) -> float:
    short, long = sorted((len(left), len(right)))
    return LCSseq.normalized_similarity(left, right, score_cutoff=_ALIKE) if short >= _ALIKE * long else 0.0
