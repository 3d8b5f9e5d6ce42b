"""A sum in Chinese words, and its answer however it is typed: for whoever has no scripts, or cannot see.

Gives:   `any_sum`; `answer_of`, the number that was meant, None where there is none.
"""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_MOST = 99


@dataclass(frozen=True, slots=True)
class Sum:
    """A question and its number."""

    question: str
    value: int


def in_words(number: int) -> str:
    """A number from 0 to 99 as it is said."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{'' if tens == 1 else _DIGITS[tens]}十{_DIGITS[ones] if ones else ''}"


def any_sum() -> Sum:
    """Another one each time, easy to do in one's head."""
    large, small = 11 + secrets.randbelow(60), 2 + secrets.randbelow(8)
    more, less = in_words(large), in_words(small)
    choices = (
        Sum(f"{more}加{less}等于多少？", large + small),
        Sum(f"{more}减去{less}，还剩多少？", large - small),
        Sum(f"比{more}大{less}的数是多少？", large + small),
        Sum(f"比{more}小{less}的数是多少？", large - small),
    )
    return secrets.choice(choices)


def answer_of(typed: str) -> int | None:
    """The number of an answer: 42, ４２, 四十二, with words or a full stop around it."""
    text = unicodedata.normalize("NFKC", typed[:40])
    digits = "".join(each for each in text if each.isdecimal() and each.isascii())
    if digits:
        return int(digits) if len(digits) <= len(str(_MOST)) else None
    said = "".join(each for each in text.replace("两", "二").replace("〇", "零") if each in _DIGITS + "十")
    return _SAID.get(said.removeprefix("一") if said.startswith("一十") else said)


_SAID = {in_words(number): number for number in range(_MOST + 1)}
