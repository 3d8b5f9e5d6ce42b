"""What is public already that a longer text asks about?

Takes:   a text as somebody typed or pasted it: a request, a question. Gives: the things that share the most of its rarer pairs of characters,
         those in titles above all, and first those whose title it has most of. What every application says (`formulas`) counts for nothing; words that
         mean the same (`synonyms`) count as typed.

The cost is bounded whatever is pasted: so many characters are looked at, so many pairs asked for, so many places read of each. A pair that stands in
more things than that says little and counts for nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from gongkai.apps.search import formulas, index
from gongkai.apps.search.finding import BEYOND
from gongkai.apps.search.models import Entry
from gongkai.apps.search.synonyms import synonyms
from gongkai.texts.grams import normal

_CHARACTERS = 2_000
_PAIRS = 60
_TOO_COMMON = 300
_IN_TITLE = 3
_LOOKED_AT = 40
"""Of so many the title is looked at: a short one that the text has all of goes before a long text that shares as much by chance."""
_FAR = 0.2
"""What is worth less than this part of the nearest is chance."""
_NUMBERS = re.compile(r"\d+")
"""Of a series whose titles differ only by day or number the nearest stands for all."""
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
    words = _words(text)
    pairs = _pairs(words)
    points: Counter[int] = Counter()
    shared: Counter[int] = Counter()
    for pair in _spread(pairs):
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
    )[:_LOOKED_AT]
    asked = set(pairs)
    rows = list(Entry.objects.filter(place__in=best).select_related("organ"))
    worth_of = {row.place: points[row.place] * (1 + _had(row.head, asked)) for row in rows}
    least = max(worth_of.values(), default=0) * _FAR
    rows.sort(key=lambda row: (-worth_of[row.place], -row.place))
    first: dict[str, Entry] = {}
    for row in rows:
        if worth_of[row.place] >= least:
            first.setdefault(_NUMBERS.sub("", row.head), row)
    return [_near(row, shared[row.place]) for row in list(first.values())[:limit]]


def _words(text: str) -> str:
    """What a text asks for in its normal form, with the words behind it that mean the same as one of its words."""
    form = normal(formulas.without(text[:_CHARACTERS]))
    groups = ([normal(word) for word in each.split()] for each in synonyms().values_list("words", flat=True))
    also = [word for group in groups if any(word and word in form for word in group) for word in group]
    return " ".join((form, *also))


def _had(title: str, asked: set[str]) -> float:
    """Which part of a title, in its normal form, the text has."""
    pairs = _pairs(title)
    return sum(each in asked for each in pairs) / len(pairs) if pairs else 0.0


def _near(row: Entry, shared: int) -> Near:
    return Near(row.key, row.kind, row.organ.code, row.number, row.title, row.day, shared)


def _pairs(form: str) -> list[str]:
    """Pairs of neighbours of a normal form, each once, in their order."""
    found: dict[str, None] = {}
    for run in form.split():
        found.update(dict.fromkeys(map(str.__add__, run, run[1:])))
    return list(found)


def _spread(pairs: list[str]) -> list[str]:
    """So many pairs that can be asked for, spread over all of them where there are more."""
    return pairs[:: max(1, -(-len(pairs) // _PAIRS))]
