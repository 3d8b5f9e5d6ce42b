"""Which words around what was found are shown, and which of them are marked?

Takes:   a text as it is shown, phrases in their normal form. Gives: `Span`s of plain text, never HTML: whoever shows them escapes and marks.

A character is looked for in every shape that has its normal form (ａ, A, á), with the white space and the marks that the normal form leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from gongkai.texts.grams import normal

LENGTH = 120
_BEFORE = 30
_LEADING = re.compile(r"[\s，。；、：,.;:!?！？)）》”’\]】]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text, `match` when it is what was asked for."""

    text: str
    match: bool = False


def marked(text: str, phrases: Sequence[str]) -> tuple[Span, ...]:
    """The whole text with what was asked for marked."""
    pattern = _pattern(tuple(phrases))
    if not phrases:
        return (Span(text),) if text else ()
    spans: list[Span] = []
    last = 0
    for found in pattern.finditer(text):
        if found.start() > last:
            spans.append(Span(text[last : found.start()]))
        spans.append(Span(found[0], True))
        last = found.end()
    if last < len(text):
        spans.append(Span(text[last:]))
    return tuple(spans)


def snippet(text: str, phrases: Sequence[str], length: int = LENGTH) -> tuple[Span, ...]:
    """The words around the first phrase that stands in a text, on one line; its beginning where none does."""
    found = _pattern(tuple(phrases)).search(text) if phrases else None
    start = max(0, found.start() - _BEFORE) if found else 0
    piece = text[start : start + length * 2]
    # The end of a sentence that came before says nothing.
    if start and (mark := _LEADING.search(piece, 0, _BEFORE)):
        piece = piece[mark.end() :]
        start += mark.end()
    line = " ".join(piece.split())
    cut = line[:length]
    shown = f"{'…' if start else ''}{cut}{'…' if len(line) > length or start + length * 2 < len(text) else ''}"
    return marked(shown, phrases)


def has(text: str, phrases: Sequence[str]) -> bool:
    """Whether a text shows one of the phrases."""
    return bool(phrases) and _pattern(tuple(phrases)).search(text) is not None


@lru_cache(maxsize=500)
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    # The longest first: where one phrase begins with another, the whole of it is marked.
    ways = [_of_phrase(each) for each in sorted(phrases, key=len, reverse=True)]
    return re.compile("|".join(ways) or r"(?!)")


def _of_phrase(phrase: str) -> str:
    return r"[^\w]{1,5}".join(r"\s{0,8}".join(map(_shapes, run)) for run in phrase.split())


@lru_cache(maxsize=20_000)
def _shapes(character: str) -> str:
    """Every shape of a character that has it as its normal form, as a pattern."""
    upper = character.upper()
    shapes = {character, *((upper,) if len(upper) == 1 else ())}
    # Full-width letters, digits and signs stand in one block behind the narrow ones.
    shapes |= {chr(ord(each) + 0xFEE0) for each in shapes if "!" <= each <= "~"}
    kept = sorted(each for each in shapes if normal(each) == character)
    return (
        re.escape(kept[0]) if len(kept) == 1 else f"[{''.join(map(re.escape, kept))}]" if kept else re.escape(character)
    )
