"""Is everything public in the index, and nothing else? Compared, and put right.

Takes:   everything that apps tell, one after the other. Gives: what is missing, what is there too much, what is another than it is told; the same put
         right, piece by piece, each a transaction of its own, so that a run may be stopped and begun again: what is right already costs one look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction
from django.db.models import Max

from gongkai.apps.search import entering, index
from gongkai.apps.search.findable import Findable
from gongkai.apps.search.models import Entry, Standing

_AT_ONCE = 500
_PASSES = 5
"""After so many times through everything somebody publishes faster than is looked at; the next run goes on."""
MISSING, SURPLUS, CHANGED, ALIEN = "missing", "surplus", "changed", "alien"
WORDS: Mapping[str, str] = {
    MISSING: "索引里没有",
    SURPLUS: "索引里多余",
    CHANGED: "与现在公开的不一致",
    ALIEN: "索引表与条目不符",
}
"""How index and what is public are not the same."""

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not in the index as it is told. `key` is its place for rows of the index that belong to nothing."""

    what: str
    key: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """How many things were told, and what was different."""

    told: int
    differences: tuple[Difference, ...]


def compare(told: Iterable[Findable], progress: Progress = lambda done: None, mend: bool = False) -> Compared:
    """Hold everything that is told against the index; `mend` puts right what differs."""
    found: list[Difference] = []
    seen: set[str] = set()
    # What comes into the index from now on was told by an act, and may have been public too late to be told here.
    newest = Entry.objects.aggregate(newest=Max("pk"))["newest"] or 0
    for piece in _pieces(told):
        with transaction.atomic():
            found += _differing(piece)
            if mend:
                entering.put(piece)
        seen.update(each.key for each in piece)
        progress(len(seen))
    before = Entry.objects.filter(pk__lte=newest).values_list("key", "title")
    surplus = [(key, title) for key, title in before.iterator() if key not in seen]
    found += [Difference(SURPLUS, key, title) for key, title in sorted(surplus)]
    if mend:
        entering.drop([key for key, _ in surplus])
    found += _rows(mend)
    return Compared(len(seen), tuple(found))


def remake(told: Iterable[Findable], progress: Progress = lambda done: None) -> int:
    """Empty the index and make it anew; how many things are in it. For an index that was damaged."""
    _empty()
    done = 0
    for piece in _pieces(told):
        entering.put(piece)
        done += len(piece)
        progress(done)
    _set(edition=entering.EDITION)
    return done


def current() -> bool:
    """Whether everything in the index was made as this program makes it."""
    return Standing.objects.filter(form=index.FORM, edition=entering.EDITION).exists()


def renew(told: Callable[[], Iterable[Findable]], progress: Progress = lambda done: None) -> int | None:
    """Make the index this program's after an update, in pieces; how many things are in it, None where it is so already.

    May be stopped, and goes on where it was. Others publish meanwhile: it is done when a whole look found nothing to put right.
    """
    if current():
        return None
    if not Standing.objects.filter(form=index.FORM).exists():
        _empty()
    for _ in range(_PASSES):
        done = compare(told(), progress, mend=True)
        if not done.differences:
            _set(edition=entering.EDITION)
            return done.told
    return done.told


@transaction.atomic
def _empty() -> None:
    index.clear()
    Entry.objects.all().delete()
    _set(edition="")


def _set(edition: str) -> None:
    """Note down of which program the index is."""
    Standing.objects.update_or_create(pk=1, defaults={"form": index.FORM, "edition": edition})


def _differing(piece: Sequence[Findable]) -> Iterator[Difference]:
    known = {each.key: each for each in Entry.objects.filter(key__in=[each.key for each in piece])}
    for each in piece:
        row = known.get(each.key)
        if row is None:
            yield Difference(MISSING, each.key, each.title)
        elif not entering.same(row, each, entering.digest(each)):
            yield Difference(CHANGED, each.key, each.title)


def _rows(mend: bool) -> list[Difference]:
    """Entries without their row in the index; rows without their entry, which only making all of it anew takes away on SQLite."""
    found: list[Difference] = []
    for table in index.TABLES:
        wanted = set(Entry.objects.values_list("place", flat=True).iterator())
        there = set(_places(table))
        lost = sorted(wanted - there)
        for start in range(0, len(lost), _AT_ONCE):
            rows = list(Entry.objects.filter(place__in=lost[start : start + _AT_ONCE]).select_related("content"))
            found += [Difference(ALIEN, row.key, row.title) for row in rows]
            if mend:
                entering.index_again(table, rows)
        found += [Difference(ALIEN, f"{table}:{place}") for place in sorted(there - wanted)]
        if mend and there - wanted and connection.vendor == "postgresql":
            index.remove(table, [(place, ()) for place in there - wanted])
    return found


def _places(table: str) -> Iterator[int]:
    after = -1
    while places := index.places(table, after, 10_000):
        yield from places
        after = places[-1]


def _pieces(told: Iterable[Findable]) -> Iterator[list[Findable]]:
    waiting = iter(told)
    while piece := list(islice(waiting, _AT_ONCE)):
        yield piece
