"""What may be kept of a sealed text, so that others like it are found and it is not told?

Takes:   the features of a text (texts/likeness) and the organ.
Gives:   `Sketch`: the low byte of the greatest keyed number among its grams at each of 128 places (weighed MinHash), its weight, keyed digests of
         its facts; `bands` by which a database finds sketches that share some; `compared`: how alike two are.

The key hangs on the vault's and on the organ. Two sketches show how much two texts share, within four parts in a hundred, and nothing of what it
is: a byte stands for whichever gram of hundreds of thousands won its place. What that keeps from whom: docs/decisions/alike.md.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b, shake_128
from operator import eq

from gongkai.apps.journal import vault
from gongkai.texts.likeness import (
    DOCUMENT,
    NAME,
    NEAR_FROM,
    PAIR,
    PART,
    PERSON,
    YEAR,
    Features,
    Likeness,
    differing_facts,
    judged,
    score,
)

EDITION = "2"
"""Raised when the same text gives another sketch than before: then all are made anew (`keeping`)."""
PLACES, BANDS = 128, 24
_LAST = (1 << 32) - 1
_CHANCE = 1 / 256
"""How often two low bytes are the same though the grams are not."""
_FACT_BYTES, _MOST_FACTS = 4, 64
_SURE, _MAYBE = 3, 4
_KINDS = {YEAR: 0, PART: 1, DOCUMENT: 2, PERSON: 5}
_BY_CODE = {code: kind for kind, code in _KINDS.items()}
_YEARS = range(1949, 2101)

Facts = Mapping[str, frozenset[bytes]]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of one text."""

    mins: bytes
    weight: int
    facts: bytes

    def bands(self, organ_id: int) -> list[int]:
        """Numbers of which two sketches of an organ share at least one if the texts are alike, and seldom otherwise."""
        return [organ_id << 24 | at << 16 | self.mins[2 * at] << 8 | self.mins[2 * at + 1] for at in range(BANDS)]


def sketch(organ_id: int, told: Features) -> Sketch | None:
    """The sketch of a text in an organ; None where it tells too little to be compared."""
    if not told.enough:
        return None
    key = key_of(organ_id)
    won = map(max, *(_drawn(key, gram, weight) for gram, weight in told.grams.items()))
    return Sketch(bytes(each & 0xFF for each in won), told.weight, _packed(key, told))


def compared(one: Sketch, other: Sketch) -> Likeness:
    """How alike the texts of two sketches of one organ are, as far as sketches tell."""
    found = estimate(one, other.mins, other.weight)
    if found < NEAR_FROM:
        # Most candidates end here: in what they differ is never asked.
        return judged(found, ())
    mine, theirs = _read(one.facts), _read(other.facts)
    return judged(found, differing_facts(mine[0], mine[1], theirs[0], theirs[1]))


def estimate(one: Sketch, mins: bytes, weight: int) -> float:
    """The score of two texts, of one of which only this much was read."""
    same = sum(map(eq, one.mins, mins)) / PLACES
    return score(max(0.0, (same - _CHANCE) / (1 - _CHANCE)), one.weight, weight)


def years(organ_id: int, of: Sketch) -> tuple[int, ...]:
    """The years that a text names. Few enough to be tried: whoever has the key may know them."""
    key = key_of(organ_id)
    kept = _read(of.facts)[0].get(YEAR, frozenset())
    return tuple(year for year in _YEARS if _fact(key, YEAR, str(year)) in kept)


def key_of(organ_id: int) -> bytes:
    """The key of an organ's sketches; it goes with the keys of the vault."""
    return vault.keyed(f"alike\n{EDITION}\n{organ_id}").encode()


@lru_cache(maxsize=32_768)
def _drawn(key: bytes, gram: str, weight: int) -> array[int]:
    """The number of a gram at each place: its digest, raised to a power so that it wins a place as often as it weighs. The greatest of w draws is as
    probable as one draw's root of w; whatever weighs as much as most do (`PAIR`) stays as it is."""
    told = array("I", shake_128(key + gram.encode()).digest(4 * PLACES))
    if weight == PAIR:
        return told
    return array("I", (int(_LAST * (each / _LAST) ** (PAIR / weight)) for each in told))


def _packed(key: bytes, told: Features) -> bytes:
    """The digests of facts, each behind its kind; those of names also behind a byte of what they end with."""
    found: list[bytes] = []
    for kind, values in told.facts.items():
        code = _KINDS.get(kind, _SURE)
        found += [_head(key, code, kind) + _fact(key, kind, each) for each in sorted(values)]
    for kind, values in told.maybe.items():
        found += [_head(key, _MAYBE, kind) + _fact(key, kind, each) for each in sorted(values)]
    return b"".join(found[:_MOST_FACTS])


def _head(key: bytes, code: int, kind: str) -> bytes:
    group = blake2b(kind.encode(), key=key[:64], digest_size=1).digest() if code in (_SURE, _MAYBE) else b"\0"
    return bytes((code,)) + group


def _fact(key: bytes, kind: str, value: str) -> bytes:
    return blake2b(f"{kind}\n{value}".encode(), key=key[:64], digest_size=_FACT_BYTES - 2).digest()


def _read(packed: bytes) -> tuple[Facts, Facts]:
    """Facts that are sure, and every reading of names."""
    sure: dict[str, set[bytes]] = {}
    maybe: dict[str, set[bytes]] = {}
    for code, group, digest in _items(packed):
        if code in _BY_CODE:
            sure.setdefault(_BY_CODE[code], set()).add(digest)
        else:
            (sure if code == _SURE else maybe).setdefault(f"{NAME}{group}", set()).add(digest)
    return (
        {kind: frozenset(each) for kind, each in sure.items()},
        {kind: frozenset(each) for kind, each in maybe.items()},
    )


def _items(packed: bytes) -> Iterator[tuple[int, int, bytes]]:
    for at in range(0, len(packed), _FACT_BYTES):
        yield packed[at], packed[at + 1], packed[at + 2 : at + _FACT_BYTES]
