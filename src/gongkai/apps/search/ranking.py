"""What stands first among what was found?

Takes:   hits, what was asked for, the day of asking. Gives: them in the order of their points, then of their days, then of their keys.

Points are whole numbers computed here and not by a database, so that both give one order. What is called so comes before what speaks of it, the
text before its attachments, what is in force before what is over; of two that are alike in this the newer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.apps.search.finding import ATTACHED, BODY, LABEL, TITLE, Hit

_POINTS = {TITLE: 300, LABEL: 150, BODY: 60, ATTACHED: 20}
_BEGINS, _WHOLE_TITLE, _NUMBER, _OVER = 60, 400, 2000, -30
"""Points for a title that begins so, for one that is nothing else, for the number that was asked for, for what is in force no more."""
_FRESH, _HALF_LIFE = 60, 730
"""Points for what is of today, and days after which half of them are left."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What points depend on: how long the groups are that were typed, the keys of what bears the number that was asked for, the day."""

    lengths: tuple[int, ...]
    numbered: frozenset[str]
    today: int


def asking(typed: Sequence[str], numbered: frozenset[str], today: date) -> Asking:
    return Asking(tuple(map(len, typed)), numbered, today.toordinal())


def ranked(found: Sequence[Hit], about: Asking) -> list[Hit]:
    """The best first."""
    order = []
    for hit in found:
        day = hit.day.toordinal()
        order.append((-_points(hit, day, about), -day, hit.key, hit))
    # Keys are unique: hits themselves are never compared.
    order.sort()
    return [each[3] for each in order]


def newest(found: Sequence[Hit]) -> list[Hit]:
    """By the day alone."""
    return sorted(found, key=lambda hit: (-hit.day.toordinal(), hit.key))


def _points(hit: Hit, day: int, about: Asking) -> int:
    """How well a hit answers."""
    words = 0
    for (where, character), length in zip(hit.at, about.lengths, strict=True):
        words += _POINTS[where]
        if where == TITLE:
            # A title that is little more than what was asked for is about it.
            words += _BEGINS * (character == 1) + _WHOLE_TITLE * min(length, hit.title_length) // max(
                1, hit.title_length
            )
    # Half of it after two years, a third after four.
    fresh = _FRESH * _HALF_LIFE // (_HALF_LIFE + max(0, about.today - day))
    return words // max(1, len(hit.at)) + fresh + _OVER * hit.over + _NUMBER * (hit.key in about.numbered)
