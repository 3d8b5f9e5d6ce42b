"""What exactly was changed between two texts, to the character?

Takes:   two plain texts.
Gives:   `Span`s: what stayed, what went, what came; as few characters as can be (the longest common subsequence), and among the
         equally short ways to tell it the one that begins and ends where a reader would.

A character is what a reader takes for one: a letter with its accents, an ideograph with its variation selector.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz.distance import LCSseq

Kind = Literal["equal", "insert", "delete"]
_JOINED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31-\u0e3a\u1ab0-\u1aff\u1dc0-\u1dff\u200d\u20d0-\u20ff\u302a-\u302f"
    "\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)
"""Signs that belong to the character before them; texts without any are compared as they are."""
_CHARACTER = re.compile(rf"\r\n|.(?:{_JOINED.pattern}|(?<=\u200d).)*", re.DOTALL)
_SENTENCE_END = frozenset("。！？；!?;\n\r")
_CLAUSE_END = frozenset("，、：,:）)】〕》”’」』\t ")
_OPENING = frozenset("（(【〔《“‘「『")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text that both have (`equal`), only the new one (`insert`), only the old one (`delete`)."""

    kind: Kind
    text: str


def redline(old: str, new: str) -> tuple[Span, ...]:
    """The spans in their order: those that are not inserted make the old text, those not deleted the new one; within one place of
    change what went stands before what came. No shorter telling exists.
    """
    if old == new:
        return (Span("equal", old),) if old else ()
    steps = _Steps(old, new) if not (_JOINED.search(old) or _JOINED.search(new) or "\r\n" in old + new) else None
    steps = steps or _Steps(_CHARACTER.findall(old), _CHARACTER.findall(new))
    return tuple(Span(kind, "".join(piece)) for kind, piece in steps.readable())


class _Steps:
    """The way from one sequence of characters to the other: alternating stretches that stay and places of change."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new
        # Places of change as [from, to) in both; what lies between is equal.
        self._changes: list[tuple[int, int, int, int]] = []
        for each in LCSseq.opcodes(_hashable(old), _hashable(new)):
            if each.tag != "equal":
                self._add((each.src_start, each.src_end, each.dest_start, each.dest_end))

    def _add(self, change: tuple[int, int, int, int]) -> None:
        if self._changes and self._changes[-1][1] == change[0] and self._changes[-1][3] == change[2]:
            last = self._changes.pop()
            change = (last[0], change[1], last[2], change[3])
        self._changes.append(change)

    def readable(self) -> Iterable[tuple[Kind, Sequence[str]]]:
        """The stretches once every place of change stands where it reads best."""
        changes = self._changes
        while True:
            before = len(changes)
            self._changes = []
            for at, change in enumerate(changes):
                left = self._changes[-1] if self._changes else (0, 0, 0, 0)
                right = changes[at + 1][0] if at + 1 < len(changes) else len(self._old)
                self._add(self._moved(change, left[1], right))
            changes = self._changes
            if len(changes) == before:
                break
        return self._stretches(changes)

    def _moved(self, change: tuple[int, int, int, int], floor: int, ceiling: int) -> tuple[int, int, int, int]:
        """A place where something only went or only came, moved along equal characters between its neighbours."""
        a, b, c, d = change
        if a < b and c < d:
            return change
        text, start, end = (self._old, a, b) if a < b else (self._new, c, d)
        lowest, highest = start - (a - floor), end + (ceiling - b)
        best, score, at = 0, _score(text, start, end), 0
        while start + at > lowest and text[start + at - 1] == text[end + at - 1]:
            at -= 1
            if (found := _score(text, start + at, end + at, start + at == lowest and floor > 0)) > score:
                best, score = at, found
        at = 0
        while end + at < highest and text[start + at] == text[end + at]:
            at += 1
            if (found := _score(text, start + at, end + at, end + at == highest and ceiling < len(self._old))) >= score:
                best, score = at, found
        return a + best, b + best, c + best, d + best

    def _stretches(self, changes: Sequence[tuple[int, int, int, int]]) -> Iterable[tuple[Kind, Sequence[str]]]:
        at = 0
        for a, b, c, d in changes:
            if at < a:
                yield "equal", self._old[at:a]
            if a < b:
                yield "delete", self._old[a:b]
            if c < d:
                yield "insert", self._new[c:d]
            at = b
        if at < len(self._old):
            yield "equal", self._old[at:]


def _hashable(text: Sequence[str]) -> Sequence[Hashable]:
    return text


def _score(text: Sequence[str], start: int, end: int, touches: bool = False) -> int:
    """How well a change from `start` to `end` reads: best joined to its neighbour, then whole lines, sentences, clauses,
    at last before an opening bracket or behind a full one.
    """
    if touches:
        return 100
    before = text[start - 1] if start else "\n"
    last = text[end - 1]
    for ends, worth in ((frozenset("\n\r"), 40), (_SENTENCE_END, 30), (_CLAUSE_END, 20)):
        if before in ends and (last in ends or end == len(text)):
            return worth
    if text[start] in _OPENING or last in _CLAUSE_END:
        return 10
    return 0
