"""Do two texts ask for the same, and if nearly, in what do they differ?

Takes:   texts as people write them: a request, a message, a title.
Gives:   `Features`: weighed grams of what a text is about, and its facts (years, parts, document numbers, people, names of places); of two of them
         `Likeness`: how much they share, whether that is the same or near, and which facts differ.
Unclear: no text says when two requests ask for the same (条例 36(六), 44). The thresholds were chosen on families of sentences
         of our own (tests/texts/likeness_pairs.txt, docs/decisions/alike.md); an officer decides.

What everybody writes around his request is taken out, words of the field that mean the same become one (likeness.toml). Years, parts and document numbers are no grams: texts that differ
in nothing else are near, and it is said in what they differ. Grams are pairs of neighbours and single characters, without their order,
so that the parts of a request may stand in any order. Nobody's words leave this module but as grams: what is kept of them, and
how, is for the caller (apps/alike keeps keyed sketches).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gongkai.texts.grams import normal

SAME, NEAR = "same", "near"
WORDS: Mapping[str, str] = {SAME: "内容基本相同", NEAR: "内容相近"}
SAME_FROM, NEAR_FROM = 0.6, 0.48
"""From which likeness on two texts are the same, and near."""
FEWEST = 6
"""Grams below which a text tells too little to be compared: 「如题」."""
PAIR, _COMMON_PAIR, _SINGLE, _OF_DOCUMENT = 4, 1, 1, 24
"""What a gram weighs: two neighbours, two of a word of any request, one character, a document number."""
_LONGEST = 20_000
"""Characters that are looked at."""

YEAR, PART, DOCUMENT, PERSON, NAME = "year", "part", "document", "person", "name"
FACTS: Mapping[str, str] = {YEAR: "年份", PART: "期次", DOCUMENT: "文号", PERSON: "所说的人", NAME: "地点或者名称"}
"""In what two texts may differ, in the order in which it is said."""

LISTS = tomllib.loads(Path(__file__).with_name("likeness.toml").read_text(encoding="utf-8"))

"""What is taken out, what counts less, what means the same, what names a place or a person."""


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(set(words), key=lambda word: (-len(word), word)))))


_BOILERPLATE = _any_of(LISTS["boilerplate"])
_COMMON = frozenset(word[at : at + 2] for word in LISTS["common"] for at in range(len(word) - 1))
_FIRST = {word: line.split()[0] for line in LISTS["same"]["words"] for word in line.split()}
_SAME_WORDS = _any_of(_FIRST)
_NOT_NAMES = _any_of(LISTS["names"]["not_names"])
_LEADS = _any_of(LISTS["names"]["leads"])
_NO_PEOPLE = _any_of(LISTS["people"]["not_people"])
_PERSON = re.compile(
    rf"((?:{_any_of(LISTS['people']['surnames']).pattern})[一-鿿]{{1,2}}?)(?:{_any_of(LISTS['people']['behind']).pattern})"
)
_NAME = re.compile(rf"([一-鿿]+?)({_any_of(LISTS['names']['ends']).pattern})(?![{''.join(LISTS['names']['goes_on'])}])")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HAN_YEAR = re.compile(r"[一二][〇零○一二三四五六七八九]{3}(?=年)")
_DOCUMENT = re.compile(r"([一-鿿]{2})[〔\[【(（〈《{]\s*((?:19|20)\d\d)\s*年?\s*[〕\]】)）〉》}]\s*第?\s*(\d+)\s*号")
_SPAN = re.compile(r"((?:19|20)\d\d)年?(?:度)?(?:至|到|[-—–~～])((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_PART_OF = re.compile(r"第?([一二三四五六七八九十\d]+)(期|批次|批|标段|号楼|季度|月份|月|号地块|组)")
_DIGITS = re.compile(r"\d+年?")
_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_SPAN_MOST, _LONGEST_NAME = 60, 4


Facts = Mapping[str, Collection[object]]
"""Facts by their kind; names by `NAME` and their end (镇, 小区), so that a village is not held against a road."""


@dataclass(frozen=True, slots=True)
class Features:
    """What a text is about: each gram with its weight; its facts. `maybe` has every reading of a name: how far one reaches to the left is not
    sure, 「享受老城镇」."""

    grams: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, frozenset[str]] = field(default_factory=dict)
    maybe: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        return sum(self.grams.values())

    @property
    def enough(self) -> bool:
        """Whether the text tells enough to be compared."""
        return len(self.grams) >= FEWEST


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` from 0 to 1; `level` `SAME`, `NEAR` or empty; `differs` the kinds of facts in which they differ."""

    score: float
    level: str
    differs: tuple[str, ...] = ()


def features(text: str) -> Features:
    """What is compared of a text."""
    plain = _HAN_YEAR.sub(lambda found: found[0].translate(_HAN_DIGITS), text[:_LONGEST].translate(_WIDTH))
    documents = frozenset(f"{found[1]}{found[2]}-{int(found[3])}" for found in _DOCUMENT.finditer(plain))
    rest = _DOCUMENT.sub(" ", plain)
    parts = frozenset(f"{_counted(found[1])}{found[2].removesuffix('份')}" for found in _PART_OF.finditer(rest))
    bare = _DIGITS.sub(" ", _PART_OF.sub(" ", normal(rest)))
    # The words of the field come first: 「住房和城乡建设局」 is one of them, 「和」 elsewhere is not.
    core = _BOILERPLATE.sub(" ", _SAME_WORDS.sub(lambda found: _FIRST[found[0]], bare))
    sure, maybe = _names(core)
    people = set(_PERSON.findall(_NO_PEOPLE.sub(" ", rest)))
    told = {YEAR: _years(rest), PART: parts, DOCUMENT: documents, PERSON: people, **sure}
    grams = _weighed(core) | dict.fromkeys(documents, _OF_DOCUMENT)
    return Features(grams, {kind: frozenset(each) for kind, each in told.items() if each}, maybe)


def likeness(one: Features, other: Features) -> Likeness:
    """How alike two texts are, by all their grams."""
    shared = sum(min(weight, other.grams.get(gram, 0)) for gram, weight in one.grams.items())
    mine, theirs = one.weight, other.weight
    return judged(score(shared / max(1, mine + theirs - shared), mine, theirs), differing(one, other))


def score(jaccard: float, mine: float, theirs: float) -> float:
    """Likeness by the share of grams that both have among all of both, and the weight of each text: the mean of that share and of how much of the
    lighter text is in the other. Who writes his story around his request asks for the same all the same."""
    if not mine or not theirs:
        return 0.0
    shared = jaccard / (1 + jaccard) * (mine + theirs)
    return (jaccard + min(1.0, shared / min(mine, theirs))) / 2


def judged(found: float, differs: tuple[str, ...]) -> Likeness:
    """What a score means, given in which facts they differ."""
    level = SAME if found >= SAME_FROM and not differs else NEAR if found >= NEAR_FROM else ""
    return Likeness(found, level, differs)


def differing(one: Features, other: Features) -> tuple[str, ...]:
    """The kinds of facts in which two texts differ."""
    return differing_facts(one.facts, one.maybe, other.facts, other.maybe)


def differing_facts(one: Facts, one_maybe: Facts, other: Facts, other_maybe: Facts) -> tuple[str, ...]:
    """The same of facts in whatever form: both tell some, and neither tells all that the other does; of documents, people and names they share none."""
    apart = set()
    for kind in one.keys() & other.keys():
        mine, theirs = set(one[kind]), set(other[kind])
        if kind.startswith(NAME):
            unlike = mine.isdisjoint(other_maybe.get(kind, ())) and theirs.isdisjoint(one_maybe.get(kind, ()))
        elif kind in (DOCUMENT, PERSON):
            unlike = mine.isdisjoint(theirs)
        else:
            unlike = not (mine <= theirs or theirs <= mine)
        if unlike:
            apart.add(NAME if kind.startswith(NAME) else kind)
    return tuple(kind for kind in FACTS if kind in apart)


def said(differs: Iterable[str]) -> str:
    """In what they differ, as a screen says it; empty for nothing."""
    told = "、".join(FACTS[kind] for kind in differs)
    return f"{told}不同" if told else ""


def _weighed(core: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for run in core.split():
        for pair in map(str.__add__, run, run[1:]):
            found[pair] = _COMMON_PAIR if pair in _COMMON else PAIR
        for character in run:
            found[character] = _SINGLE
    return found


def _years(text: str) -> set[str]:
    """Years that a text names, those between two of them too."""
    found = {each[1] for each in _YEAR.finditer(text)}
    for each in _SPAN.finditer(text):
        first, last = int(each[1]), int(each[2])
        found.update(map(str, range(first, min(last, first + _SPAN_MOST) + 1)))
    return found


def _names(core: str) -> tuple[dict[str, set[str]], dict[str, frozenset[str]]]:
    """Names by their ends: as far as they are sure, and every reading of them."""
    sure: dict[str, set[str]] = {}
    maybe: dict[str, set[str]] = {}
    for run in core.split():
        for found in _NAME.finditer(_NOT_NAMES.sub(" ", run)):
            before, kind = _LEADS.split(found[1])[-1], f"{NAME}{found[2]}"
            if not before:
                # 「想要小区的规划」 names none.
                continue
            sure.setdefault(kind, set()).add(before if len(before) <= _LONGEST_NAME else before[-2:])
            readings = (before[-size:] for size in range(1, min(len(before), _LONGEST_NAME) + 1))
            maybe.setdefault(kind, set()).update(readings)
    return sure, {kind: frozenset(each) for kind, each in maybe.items()}


def _counted(told: str) -> str:
    return told.translate(_HAN_DIGITS) if "十" not in told else told
