"""Words that several rules of the prose share: the mark of an abridged text, titles, numerals."""

from __future__ import annotations

import re

ABRIDGED = re.compile(r"〔[^〕\d]{1,8}〕|［[^］\d]{1,8}］|……|\.\.\.\.\.\.")
"""Where a copy left something out: numbers and headings may be missing there without fault."""

LOST = re.compile(r"\?\?\?\?|？？？？|\ufffd")
"""Characters lost on the way: such prose is not judged."""

BOOK_TITLE = re.compile(r"《[^》\n]{1,90}》|〔\d{4}〕")
"""Titles of documents and years of document numbers, whose years are not the report's."""

HAN_NUMERALS = "一二三四五六七八九十"


def numeral(text: str) -> int:
    """The value of a numeral from 一 to 九十九; 0 for what is not one."""
    tens, ten, units = text.rpartition("十")
    if not ten:
        return HAN_NUMERALS.find(text) + 1 if len(text) == 1 else 0
    high = 1 if not tens else HAN_NUMERALS.find(tens) + 1
    low = 0 if not units else HAN_NUMERALS.find(units) + 1
    return high * 10 + low if high and (low or not units) else 0


def blank_out(pattern: re.Pattern[str], text: str) -> str:
    """The text with each match replaced by spaces, so that offsets stay."""
    return pattern.sub(lambda m: " " * len(m[0]), text)
