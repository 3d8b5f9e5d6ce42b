"""What stands first among what was found?

Takes:   hits, what was asked for, the day of asking. Gives: them in the order of their points, then of their days, then of their keys.

Points are whole numbers computed here and not by a database, so that both give one order. What is called so comes before what speaks of it, the
text before its attachments, an early mention before a late one, what is in force before what is over; of two that are alike in this the newer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from gongkai.apps.search.finding import Hit, state
from gongkai.law.documents.number import normal as normal_number

NUMBER, TITLE, WHOLE_TITLE, BEGINS, LABEL, BODY, ATTACHED = 2000, 300, 400, 60, 120, 40, 10
_EARLY = ((100, 30), (500, 15), (2000, 5))
"""Points for a phrase among the first characters of a text."""
_FRESH, _HALF_LIFE = 60, 730
"""Points for what is of today, and days after which half of them are left."""
_ENDED = -40


@dataclass(frozen=True, slots=True)
class Asking:
    """What points depend on: the normal forms of the groups as they were typed, the number if the query is one, the day."""

    typed: tuple[str, ...]
    number: str
    today: date


def ranked(found: Sequence[Hit], asking: Asking) -> list[Hit]:
    """The best first."""
    return sorted(found, key=partial(_order, asking))


def newest(found: Sequence[Hit]) -> list[Hit]:
    """By the day alone."""
    return sorted(found, key=lambda hit: (-hit.day.toordinal(), hit.key))


def _order(asking: Asking, hit: Hit) -> tuple[int, int, str]:
    return (-points(hit, asking), -hit.day.toordinal(), hit.key)


def points(hit: Hit, asking: Asking) -> int:
    """How well a hit answers."""
    words = sum(_of_phrase(hit, phrase, where) for phrase, where in zip(asking.typed, hit.at, strict=True)) // max(
        1, len(asking.typed)
    )
    number = NUMBER if asking.number and normal_number(hit.document_number) == asking.number else 0
    over = _ENDED if state(hit.in_force_from, hit.ended_on, asking.today) == "ended" else 0
    return words + number + over + _fresh((asking.today - hit.day).days)


def _of_phrase(hit: Hit, phrase: str, where: tuple[int, int, int, int]) -> int:
    title, label, body, attached = where
    found = 0
    if title:
        # A title that is little more than what was asked for is about it.
        found += (
            TITLE + BEGINS * (title == 1) + WHOLE_TITLE * min(len(phrase), hit.title_length) // max(1, hit.title_length)
        )
    if label:
        found += LABEL
    if body:
        found += BODY + next((more for within, more in _EARLY if body <= within), 0)
    return found or ATTACHED * bool(attached)


def _fresh(age: int) -> int:
    """Half of it after two years, a third after four: a hyperbola, in whole numbers."""
    return _FRESH * _HALF_LIFE // (_HALF_LIFE + max(0, age))
