"""Which number did an address or a hidden field tell?

What is no number, or has more digits than anything here can have, is told by nobody in earnest: another number stands for it.
"""

from __future__ import annotations

_DIGITS = 9
"""So many fit every column of both databases."""


def whole(told: str, otherwise: int) -> int:
    """The whole number that a text says in ASCII digits; `otherwise` for any other text."""
    return int(told) if told.isascii() and told.isdigit() and len(told) <= _DIGITS else otherwise
