"""How is a text searched without a dictionary, so that nothing in it can be missed?

Takes:   any text. Gives: its normal form, the grams of that form, and what a reader asked for in it.

In the normal form a text is runs of letters, digits and Han characters with single spaces between them. Full width is half width, case and
accents are gone, ligatures and circled digits are what they stand for (NFKD), character by character, so that the normal form of
a part is part of the normal form of the whole. Traditional characters stay what they are: to make them simplified takes a dictionary, and
published texts are written in simplified ones; an office adds the few that matter as synonyms. Punctuation parts runs; white space does
only between Latin letters or digits: Chinese knows none, and a PDF breaks its lines wherever they end.

A text has a phrase when its normal form contains that of the phrase. Its grams are every pair of neighbours in its runs and what each run
ends with: whatever has the phrase has all grams of the phrase, whatever its words are. What is left to look at are the few texts which
have all grams, but not in this order.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import chain

LONGEST_QUERY = 100
"""Characters of a query that are looked at; whoever pastes more wants `near`."""

_NUMBER = re.compile(
    r"[^\s〔\[【(<〈《{（［]*[〔\[【(<〈《{（［]\s*(?:19|20)\d\d\s*年?\s*[〕\]】)>〉》}）］]\s*\d+\s*号"
)
"""A document number in whichever brackets: its parts belong together."""
_PART = re.compile(r'(?P<without>(?<!\S)[-－](?=\S))?(?:["“”＂](?P<exact>[^"“”＂]*)["“”＂]?|(?P<word>[^\s"“”＂]+))')


# Every process of the program begins with this: nine tenths of all code points are not worth being asked.
_SILENT = dict.fromkeys(
    code
    for code in chain(range(0x20000), range(0xE0000, 0xE1000))
    if unicodedata.category(chr(code)) in ("Mn", "Mc", "Me", "Cf")
)
"""Marks and signs that stand for no character of their own: accents, variants, joiners. All lie in these ranges."""
_SILENT_SIGNS = frozenset(map(chr, _SILENT))
_GAP = re.compile(r"(?<![0-9a-z\s])\s+|\s+(?![0-9a-z\s])")
_BREAK = re.compile(r"[\W_]+")


def normal(text: str) -> str:
    """The form in which a text is searched."""
    plain = _decomposed(_decomposed(text).casefold())
    return _BREAK.sub(" ", _GAP.sub("", plain)).strip()


def _decomposed(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return plain if _SILENT_SIGNS.isdisjoint(plain) else plain.translate(_SILENT)


def grams(*forms: str) -> set[str]:
    """Every pair of neighbours of normal forms, and the last character of every run: each character begins one of these."""
    found: set[str] = set()
    for run in " \n ".join(forms).split():
        found.update(map(str.__add__, run, run[1:]))
        found.add(run[-1])
    return found


def needed(phrase: str) -> frozenset[str]:
    """The grams which a text with this phrase must have: all pairs; the character where a run is only one, by which a gram must begin."""
    found: set[str] = set()
    for run in phrase.split():
        found.update(map(str.__add__, run, run[1:]) if len(run) > 1 else run)
    return frozenset(found)


def certain(phrase: str) -> bool:
    """Whether having the grams is having the phrase."""
    return len(phrase) <= 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What a query asks for: phrases in their normal form, all of `wanted` and none of `without`. `cut`: it was too long and only its
    beginning counts.
    """

    wanted: tuple[str, ...]
    without: tuple[str, ...] = ()
    cut: bool = False


def asked(text: str) -> Asked:
    """Read a query. Words are parted by spaces and marks, all are wanted; what stands in quotes is one phrase, as is a document number; a word behind
    a minus is not wanted. Nothing but words behind a minus is no query of that kind: then they are wanted.
    """
    cut = len(text) > LONGEST_QUERY
    wanted: list[str] = []
    without: list[str] = []
    for part in _PART.finditer(_together(text[:LONGEST_QUERY])):
        form = normal(part["word"] or part["exact"] or "")
        whole = part["exact"] is not None
        target = without if part["without"] else wanted
        target += [form] if whole and form else form.split()
    if not wanted:
        wanted, without = without, []
    return Asked(tuple(dict.fromkeys(wanted)), tuple(dict.fromkeys(each for each in without)), cut)


def _together(text: str) -> str:
    """The query with its document numbers in quotes, unless the reader put quotes."""
    if any(quote in text for quote in '"“”＂'):
        return text
    return _NUMBER.sub(lambda found: f' "{found[0]}" ', text)
