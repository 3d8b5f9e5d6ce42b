"""Which signatures of an organ are like a sketch? Found by bands, judged by whole sketches; which of many are of one matter.

Takes:   sketches. Gives: `Match`es, the likeliest first; `clusters` of signatures that ask for the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.apps.alike import bands
from gongkai.apps.alike.models import Signature
from gongkai.apps.alike.sketch import Sketch, compared, estimate
from gongkai.texts.likeness import NEAR_FROM, SAME, Likeness

CANDIDATES = 600
"""Signatures that share most bands and are looked at."""
_WHOLE = ("pk", "sort", "case", "organ_id", "lookup", "day", "mins", "weight", "facts")


@dataclass(frozen=True, slots=True)
class Match:
    """One signature that is like what was asked."""

    sort: str
    case: int
    lookup: str
    day: date
    sketch: Sketch
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Found:
    """What is alike, the likeliest first. `cut`: so many share their bands that not all were looked at, and there may be more."""

    matches: tuple[Match, ...]
    cut: bool


def like(organ_id: int, asked: Sequence[Sketch], since: date | None = None) -> Found:
    """The cases of an organ whose texts are the same as, or near to, one of these; each case once, by its likeliest text."""
    shared = [bands.near(each.bands(organ_id), CANDIDATES) for each in asked]
    ids = {pk for each in shared for pk in each.bands}
    rows = list(Signature.objects.filter(pk__in=ids, organ_id=organ_id).only(*_WHOLE))
    found = best(asked, rows if since is None else (row for row in rows if row.day >= since))
    cut = any(each.crowded for each in shared) or any(_goes_on(asked, each.bands, rows) for each in shared)
    return Found(tuple(found), cut)


def _goes_on(asked: Sequence[Sketch], shares: Mapping[int, int], rows: Iterable[Signature]) -> bool:
    """Whether even one of those that share fewest bands is alike, so that there may be more behind the last."""
    if len(shares) < CANDIDATES:
        return False
    fewest = min(shares.values())
    return bool(best(asked, [row for row in rows if shares.get(row.pk) == fewest]))


def by_person(organ_id: int, asked: Sequence[Sketch], lookup: str) -> list[Match]:
    """The same among all that one person asked, whenever: every one is looked at."""
    if not lookup:
        return []
    rows = Signature.objects.filter(organ_id=organ_id, lookup=lookup, weight__gt=0)
    # An agency may have asked thousands of times: only what may be alike is read whole.
    close = [pk for pk, mins, weight in rows.values_list("pk", "mins", "weight") if _close(asked, bytes(mins), weight)]
    return best(asked, Signature.objects.filter(pk__in=close).only(*_WHOLE))


def _close(asked: Sequence[Sketch], mins: bytes, weight: int) -> bool:
    return any(estimate(each, mins, weight) >= NEAR_FROM for each in asked)


def best(asked: Sequence[Sketch], rows: Iterable[Signature]) -> list[Match]:
    """Of each case that is like one of the sketches its likeliest text."""
    found: dict[tuple[str, int], Match] = {}
    for row in rows:
        if not row.weight:
            continue
        own = row.sketch
        judged = max((compared(each, own) for each in asked), key=_rank)
        kept = found.get((row.sort, row.case))
        if judged.level and (kept is None or _rank(judged) > _rank(kept.likeness)):
            found[row.sort, row.case] = Match(row.sort, row.case, row.lookup, row.day, own, judged)
    return sorted(found.values(), key=lambda each: (*_rank(each.likeness), each.day), reverse=True)


def clusters(rows: Sequence[Signature]) -> Iterator[list[Signature]]:
    """Signatures that ask for the same, those of at least two: each is held against the first that shares a band with it."""
    group = list(range(len(rows)))

    def root(at: int) -> int:
        while group[at] != at:
            group[at] = group[group[at]]
            at = group[at]
        return at

    first: dict[int, int] = {}
    for at, row in enumerate(rows):
        for band in row.bands:
            other = first.setdefault(band, at)
            if root(other) != root(at) and compared(rows[other].sketch, row.sketch).level == SAME:
                group[root(at)] = root(other)
    together: dict[int, list[Signature]] = {}
    for at, row in enumerate(rows):
        together.setdefault(root(at), []).append(row)
    yield from (each for each in together.values() if len(each) > 1)


def _rank(judged: Likeness) -> tuple[bool, bool, float]:
    return (judged.level == SAME, bool(judged.level), judged.score)
