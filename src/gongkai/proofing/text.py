"""How do rules see a text, so that each sees the same and no offset is ever lost?

Takes:   the text as given, and what is known of it besides.
Gives:   `Text`: the text, its plain form of the same length, its lines; `Background`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar, cast

_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
# These stand for themselves in Chinese; only digits, letters and the marks within numbers are made plain.
_KEPT = {ord(mark) for mark in "，。；：？！（）［］｛｝＂＇｀＜＞～｜＼＾＿＝＆＃＄＠"}
_PLAIN = {code: half for code, half in _FULL_WIDTH.items() if code not in _KEPT} | {
    ord(dash): ord("-") for dash in "‐‑‒–—―−﹣"
}


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Background:
    """What is known of a text besides itself: the day on which it was formed. Rules read no clock."""

    formed_on: date | None = None


@dataclass(frozen=True)
class Text:
    """A text and its plain form: digits, letters and dashes half-width, character for character, so that offsets agree."""

    original: str
    background: Background = Background()

    @cached_property
    def plain(self) -> str:
        return self.original.translate(_PLAIN)

    def once(self, name: str, find: Callable[[], T]) -> T:
        """What several rules look for, found by the first of them."""
        if name not in self._found:
            self._found[name] = find()
        return cast(T, self._found[name])

    @cached_property
    def _found(self) -> dict[str, object]:
        return {}

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self.original.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self.original.find("\n", at + 1)
        return starts

    def lines(self) -> Iterator[tuple[int, str]]:
        """Every line in its plain form, with the offset at which it begins."""
        ends = [*(start - 1 for start in self._starts[1:]), len(self.original)]
        for start, end in zip(self._starts, ends, strict=True):
            yield start, self.plain[start:end]

    def line_of(self, at: int) -> tuple[int, int]:
        """Where the line begins and ends that holds an offset."""
        number = bisect_right(self._starts, at)
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.original)
        return self._starts[number - 1], end

    def before(self, at: int, count: int) -> str:
        """Up to so many characters of the same line before an offset, plain."""
        start, _ = self.line_of(at)
        return self.plain[max(start, at - count) : at]

    def after(self, at: int, count: int) -> str:
        """Up to so many characters of the same line from an offset on, plain."""
        return self.plain[at : min(self.line_of(at)[1], at + count)]
