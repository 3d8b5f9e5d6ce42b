"""What is public already that a longer text asks about?

Takes:   a text as somebody typed or pasted it: a request, a question. Gives: the things that share the most of its rarer pairs of characters,
         those in titles above all.

The cost is bounded whatever is pasted: so many characters are looked at, so many pairs asked for, so many places read of each. A pair that stands in
more things than that says little and counts for nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from datetime import date

from gongkai.apps.search import index
from gongkai.apps.search.finding import BEYOND
from gongkai.apps.search.models import Entry
from gongkai.texts.grams import normal

_CHARACTERS = 2_000
_PAIRS = 60
_TOO_COMMON = 300
_IN_TITLE = 3
_LEAST = 2
"""So many pairs must be shared: one alone is chance."""


@dataclass(frozen=True, slots=True)
class Near:
    """One thing that is near: what its address is made of, and of which pairs it shares how many."""

    key: str
    kind: str
    organ_code: str
    number: str
    title: str
    day: date
    shared: int


def near(text: str, limit: int = 5) -> list[Near]:
    """The nearest first; nothing for a text that shares nothing rare with anything."""
    pairs = _pairs(text)
    points: Counter[int] = Counter()
    shared: Counter[int] = Counter()
    for pair in pairs:
        for table, worth in ((index.WORDS, 1), (index.NAMES, _IN_TITLE)):
            places = index.found(table, [[frozenset((pair,))]], BEYOND, _TOO_COMMON)
            if not places or len(places) == _TOO_COMMON:
                continue
            weight = worth * int(100 * math.log2(2 * _TOO_COMMON / len(places)))
            for place in places:
                points[place] += weight
                shared[place] += table == index.WORDS
    best = sorted(
        (each for each in points if shared[each] >= min(_LEAST, len(pairs))), key=lambda each: (-points[each], -each)
    )
    rows = {row.place: row for row in Entry.objects.filter(place__in=best[:limit]).select_related("organ")}
    return [_near(rows[place], shared[place]) for place in best[:limit] if place in rows]


def _near(row: Entry, shared: int) -> Near:
    return Near(row.key, row.kind, row.organ.code, row.number, row.title, row.day, shared)


def _pairs(text: str) -> list[str]:
    """Pairs of neighbours of the beginning of a text, each once, spread over all of it where there are too many."""
    found: dict[str, None] = {}
    for run in normal(text[:_CHARACTERS]).split():
        found.update(dict.fromkeys(map(str.__add__, run, run[1:])))
    pairs = list(found)
    step = max(1, -(-len(pairs) // _PAIRS))
    return pairs[::step]
