"""What may have been meant by words that were not found?

Takes:   phrases in their normal form. Gives: the query with each phrase that nothing has in the place of the one that sounds the same or differs in one
         character, as it stands in titles, in the names of organs and among the synonyms; empty where there is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from gongkai.apps.organs.models import OrganName
from gongkai.apps.search import filters, index
from gongkai.apps.search.finding import BEYOND, Limits, hits
from gongkai.apps.search.models import Entry, Synonym
from gongkai.apps.search.sounds import sounds, spoken
from gongkai.law.documents.number import normal as normal_number
from gongkai.texts.grams import needed, normal

_TITLES = 60
"""Titles that are looked into."""
_LONGEST = 20
_BARE_NUMBER = re.compile(r"(\D{2,20}?)\s?((?:19|20)\d\d)年?\s?第?0*(\d{1,5})号?")


def corrected(text: str, phrases: Sequence[str]) -> str:
    """What may have been meant; empty where nothing better is known."""
    if number := _number(text):
        return number
    better = [_better(each) if _unknown(each) else each for each in phrases]
    return " ".join(better) if all(better) and better != list(phrases) else ""


def _number(text: str) -> str:
    """A document number that was typed without its brackets."""
    found = _BARE_NUMBER.fullmatch(normal(text))
    if not found:
        return ""
    number = f"{found[1]}〔{found[2]}〕{found[3]}号"
    there = index.found(index.NAMES, [[frozenset((filters.document_number(number),))]], BEYOND, 1)
    known = Entry.objects.filter(place__in=there).values_list("document_number", flat=True).first()
    return normal_number(known) if known else ""


def _unknown(phrase: str) -> bool:
    found, _ = hits(index.WORDS, [(phrase,)], (), Limits(), 1)
    return not found


def _better(phrase: str) -> str:
    """The commonest words of titles that sound the same, else those that differ in one character."""
    if not 2 <= len(phrase) <= _LONGEST:
        return ""
    alike = sounds(phrase)
    by_sound = _titles([[frozenset(alike)]]) if alike else []
    told = spoken(phrase)
    same = (each for each in _windows(chain(by_sound, _names()), len(phrase)) if spoken(each) == told)
    if best := _commonest(same):
        return best
    if len(phrase) < 3:
        return ""
    ways = [needed(f"{phrase[:at]} {phrase[at + 1 :]}") for at in range(len(phrase))]
    close = _windows(chain(_titles([ways]), _names()), len(phrase))
    return _commonest(each for each in close if sum(a != b for a, b in zip(each, phrase, strict=True)) == 1)


def _titles(demand: index.Demand) -> list[str]:
    places = index.found(index.NAMES, demand, BEYOND, _TITLES)
    return list(Entry.objects.filter(place__in=places).order_by("-place").values_list("head", flat=True))


def _names() -> Iterator[str]:
    """The names of organs and the words that the office recorded."""
    for name, short in OrganName.objects.values_list("name", "short_name"):
        yield normal(f"{name} {short}") if short else normal(name)
    for words in Synonym.objects.filter(annulled=False, until__isnull=True).values_list("words", flat=True):
        yield from map(normal, words.split())


def _windows(texts: Iterable[str], length: int) -> Iterator[str]:
    for text in texts:
        for run in text.split():
            for start in range(len(run) - length + 1):
                yield run[start : start + length]


def _commonest(words: Iterable[str]) -> str:
    counted = Counter(words)
    return min(counted, key=lambda each: (-counted[each], each)) if counted else ""
