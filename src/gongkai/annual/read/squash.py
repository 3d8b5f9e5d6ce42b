"""Into which figures does a run of digits fall?

`801000081` under seven columns is 80|1|0|0|0|0|81 and nothing else, once the last figure has to be the sum of the six
before it. Many runs have two readings; the sums of the columns then often leave one. Where more than one is left,
all are given: nobody chooses.

Takes:   digits, the number of figures, places where the print has a space.
Gives:   every reading without leading zeros, or None where there are too many to tell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice, pairwise, product

Reading = tuple[int | None, ...]

MOST_READINGS = 4000
"""More readings than this tell nothing and cost time."""
MOST_DIGITS = 90
_MOST_SUMS = 20000
_MOST_COMBINATIONS = 20000


def split_row(digits: str, count: int) -> list[Reading] | None:
    """Readings as `count` figures of which the last is the sum of the others."""
    if len(digits) > MOST_DIGITS:
        return None
    return _some(_rows(digits, count))


def split_groups(digits: str, sizes: Sequence[int]) -> list[Reading] | None:
    """Readings as groups of figures, each group ending in its sum (table 4)."""
    if len(digits) > MOST_DIGITS:
        return None
    return _some(_groups(digits, tuple(sizes)))


def split_free(digits: str, count: int) -> list[Reading] | None:
    """Readings as `count` figures bound by no sum."""
    if len(digits) > MOST_DIGITS:
        return None
    return _some(_free(digits, count))


def merge(tokens: Sequence[str], count: int) -> list[Reading] | None:
    """Readings in which neighbouring tokens belong to one figure: `1 2 0` as 12|0 or 1|20 is not, `1 2` as 12 is."""
    if len(tokens) > 2 * count + 12:
        return None

    def ways() -> Iterator[Reading]:
        for cuts in combinations(range(1, len(tokens)), count - 1):
            ends = (0, *cuts, len(tokens))
            parts = ["".join(tokens[a:b]) for a, b in pairwise(ends)]
            if all(len(part) == 1 or part[0] != "0" for part in parts):
                yield tuple(map(int, parts))

    return _some(ways())


def respecting(readings: list[Reading], gaps: frozenset[int]) -> list[Reading]:
    """The readings that begin a figure at every gap of the print; all of them when none does."""
    if not gaps:
        return readings
    kept = [reading for reading in readings if gaps <= _starts(reading)]
    return kept or readings


def _starts(reading: Reading) -> set[int]:
    at, starts = 0, set()
    for value in reading:
        starts.add(at)
        at += len(str(value))
    return starts


def _some(ways: Iterator[Reading]) -> list[Reading] | None:
    found = list(islice(ways, MOST_READINGS + 1))
    return None if len(found) > MOST_READINGS else found


def _rows(digits: str, count: int) -> Iterator[Reading]:
    for size in range(1, len(digits) - count + 2):
        last = digits[-size:]
        if size > 1 and last[0] == "0":
            continue
        total = int(last)
        for head in _summing(digits[:-size], count - 1, total):
            yield (*head, total)


def _summing(digits: str, count: int, total: int) -> Iterator[tuple[int, ...]]:
    """Ways to read `digits` as `count` figures with the sum `total`."""
    size = len(digits)
    if count == 1:
        if size and (size == 1 or digits[0] != "0") and int(digits) == total:
            yield (total,)
        return
    longest = len(str(total))
    if not count <= size <= count * longest or not _reachable(digits, count, total):
        return
    sizes = (1,) if digits[0] == "0" else range(1, min(longest, size - count + 1) + 1)
    for taken in sizes:
        value = int(digits[:taken])
        if value > total:
            return
        for rest in _summing(digits[taken:], count - 1, total - value):
            yield (value, *rest)


def _reachable(digits: str, count: int, total: int) -> bool:
    """Whether figures of these digits can add up to so much: the longest must be long enough, the shortest not too long.

    Figures of d digits in all, n of them, have one of at least d/n digits; unless that digit is a lone 0, it weighs.
    """
    spare = len(digits) - count + 1
    if count * (10**spare - 1) < total:
        return False
    solid = len(digits) - digits.count("0")
    least = -(-len(digits) // count) if solid else 1
    return least < 2 or 10 ** (least - 1) <= total


def _groups(digits: str, sizes: tuple[int, ...]) -> Iterator[Reading]:
    if len(sizes) == 1:
        yield from _rows(digits, sizes[0])
        return
    reserve = sum(sizes[1:])
    for end in range(sizes[0], len(digits) - reserve + 1):
        rest: list[Reading] | None = None
        for first in _rows(digits[:end], sizes[0]):
            if rest is None:
                rest = list(islice(_groups(digits[end:], sizes[1:]), MOST_READINGS))
            for others in rest:
                yield (*first, *others)


def _free(digits: str, count: int) -> Iterator[Reading]:
    if count == 1:
        if len(digits) == 1 or (digits and digits[0] != "0"):
            yield (int(digits),)
        return
    sizes = (1,) if digits[:1] == "0" else range(1, len(digits) - count + 2)
    for size in sizes:
        if len(digits) - size >= count - 1:
            for rest in _free(digits[size:], count - 1):
                yield (int(digits[:size]), *rest)


Relation = Sequence[tuple[int, int]]
"""Terms (row, factor) whose sum is zero in every column."""


def settle(domains: Mapping[int, list[Reading]], relations: Sequence[Relation]) -> dict[int, list[Reading]]:
    """Readings of each row that agree with the relations between rows, column by column.

    A relation that fails for certain in one column is an error of the report: its other columns vouch for nothing
    either, for a wrong reading may be what repairs them. Relations that contradict each other decide nothing.
    """
    kept = {row: list(readings) for row, readings in domains.items()}
    if all(len(readings) == 1 for readings in kept.values()):
        return kept
    width = len(next(iter(kept.values()))[0])
    active: list[tuple[Relation, int]] = []
    for relation in relations:
        bonds = [(relation, column) for column in range(width) if _known(kept, relation, column)]
        if all(_possible(kept, *bond) is not False for bond in bonds):
            active += bonds
    return _agreeing(kept, active) or {row: list(readings) for row, readings in domains.items()}


def failing(domains: Mapping[int, list[Reading]], relations: Sequence[Relation]) -> int:
    """How many relations, column by column, no combination of these readings can satisfy."""
    return sum(
        _possible(domains, relation, column) is False
        for relation in relations
        for column in range(len(next(iter(domains.values()))[0]))
        if _known(domains, relation, column)
    )


def _known(kept: Mapping[int, list[Reading]], relation: Relation, column: int) -> bool:
    return all(row in kept and all(reading[column] is not None for reading in kept[row]) for row, _ in relation)


def _agreeing(
    kept: dict[int, list[Reading]], active: Sequence[tuple[Relation, int]]
) -> dict[int, list[Reading]] | None:
    """What is left of the readings when every active relation holds; None when they cannot all hold."""
    kept = dict(kept)
    changed = True
    while changed:
        changed = False
        for relation, column in active:
            for row, factor in relation:
                if len(kept[row]) > 1:
                    left = _consistent(kept, relation, column, row, factor)
                    changed = changed or len(left) < len(kept[row])
                    kept[row] = left
                    if not left:
                        return None
    if any(_possible(kept, *bond) is False for bond in active):
        return None
    return _jointly(kept, active)


def _values(kept: Mapping[int, list[Reading]], row: int, column: int, factor: int) -> set[int]:
    return {factor * (reading[column] or 0) for reading in kept[row]}


def _sums(sets: Sequence[set[int]]) -> set[int] | None:
    sums = {0}
    for values in sets:
        if len(sums) * len(values) > _MOST_SUMS:
            return None
        sums = {a + b for a in sums for b in values}
    return sums


def _possible(kept: Mapping[int, list[Reading]], relation: Relation, column: int) -> bool | None:
    sums = _sums([_values(kept, row, column, factor) for row, factor in relation])
    return None if sums is None else 0 in sums


def _consistent(
    kept: Mapping[int, list[Reading]], relation: Relation, column: int, row: int, factor: int
) -> list[Reading]:
    others = _sums([_values(kept, r, column, f) for r, f in relation if r != row])
    if others is None:
        return kept[row]
    return [reading for reading in kept[row] if -factor * (reading[column] or 0) in others]


def _jointly(kept: dict[int, list[Reading]], active: Sequence[tuple[Relation, int]]) -> dict[int, list[Reading]] | None:
    """What is left when whole combinations of readings are tried; None when no combination fits."""
    open_rows = [row for row, readings in kept.items() if len(readings) > 1]
    size = 1
    for row in open_rows:
        size *= len(kept[row])
    if not open_rows or size > _MOST_COMBINATIONS // max(1, len(active) // 8):
        return kept
    chosen = {row: readings[0] for row, readings in kept.items()}
    good: dict[int, list[Reading]] = {row: [] for row in open_rows}
    fits = False
    for combination in product(*(kept[row] for row in open_rows)):
        chosen.update(zip(open_rows, combination, strict=True))
        if all(sum(f * (chosen[r][column] or 0) for r, f in relation) == 0 for relation, column in active):
            fits = True
            for row, reading in zip(open_rows, combination, strict=True):
                if reading not in good[row]:
                    good[row].append(reading)
    return {**kept, **good} if fits else None
