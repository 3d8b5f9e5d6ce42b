"""Which cells of a squashed table can be told? Brute force, written apart from the reader that it judges.

A squashed row shows digits without gaps. A *reading* cuts them into the row's number of cells, none with a leading
zero. What the form itself says about the cells decides between readings, and nothing else does:

- row: 总计 is the sum of the six cells before it (R3); in table 4 each group's 总计 is the sum of its four outcomes (R5);
- column: 新收 + 上年结转 = 总计 + 结转 (R1), and 总计 is the sum of the outcomes (R2), for all columns together.

A cell can be told when it is the same in every solution of all of these together. The joint question is answered by
walking the rows with the set of reachable column sums, forward and backward, so that no combination is missed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

Vector = tuple[int, ...]
LIMIT = 200_000
"""More reachable sums than this: too many for a test. The caller takes a smaller truth."""


class TooManyReadings(Exception):
    """The joint question is too large for brute force."""


@cache
def cuts(digits: str, cells: int) -> tuple[Vector, ...]:
    """Every way of cutting the digits into so many numbers without leading zeros."""
    return tuple(_cuts(digits, cells))


def _cuts(digits: str, cells: int) -> Iterator[Vector]:
    if cells == 1:
        if digits and (digits == "0" or digits[0] != "0"):
            yield (int(digits),)
        return
    longest = 1 if digits[:1] == "0" else len(digits) - cells + 1
    for size in range(1, longest + 1):
        for rest in _cuts(digits[size:], cells - 1):
            yield (int(digits[:size]), *rest)


def row_readings(digits: str) -> list[Vector]:
    """The cuts of a row of table 3 that its 总计 allows."""
    return [cut for cut in cuts(digits, 7) if sum(cut[:6]) == cut[6]]


def case_readings(digits: str) -> list[Vector]:
    """The cuts of the fifteen cells of table 4 that the three totals allow."""
    found: list[Vector] = []
    ends = [(first, second) for first in range(5, len(digits) - 9) for second in range(first + 5, len(digits) - 4)]
    for first, second in ends:
        parts = (digits[:first], digits[first:second], digits[second:])
        groups = [[c for c in cuts(part, 5) if sum(c[:4]) == c[4]] for part in parts]
        found += [a + b + c for a, b, c in product(*groups)]
    return found


def told(readings: Sequence[Vector]) -> list[int | None]:
    """Cell by cell: the figure that all readings share, else None."""
    columns = zip(*readings, strict=True)
    return [values[0] if len(set(values)) == 1 else None for values in columns]


def table3_readings(rows: dict[int, str]) -> dict[int, list[Vector]]:
    """The readings of each line that belong to at least one solution of the whole table."""
    choices = {line: row_readings(digits) for line, digits in rows.items()}
    order = sorted(choices)
    results = [line for line in order if 3 <= line <= 23]
    # R2 and R1 meet in line 24 alone: for each of its readings the two are separate walks.
    kept: dict[int, set[Vector]] = defaultdict(set)
    for total in choices[24]:
        balance = _walk([(choices[line], 1) for line in results], total[:6])
        inflow = _walk([(choices[1], 1), (choices[2], 1), (choices[25], -1)], total[:6])
        if balance is None or inflow is None:
            continue
        kept[24].add(total)
        for line, used in [*zip(results, balance, strict=True), *zip((1, 2, 25), inflow, strict=True)]:
            kept[line] |= used
    return {line: sorted(kept[line]) for line in order}


def _walk(rows: list[tuple[list[Vector], int]], target: Vector) -> list[set[Vector]] | None:
    """The readings of each row that take part in some choice whose signed column sums give the target."""
    reach: list[set[Vector]] = [{(0,) * 6}]
    for readings, sign in rows:
        step = {_add(state, reading, sign) for state in reach[-1] for reading in readings}
        if len(step) > LIMIT:
            raise TooManyReadings
        reach.append(step)
    if target not in reach[-1]:
        return None
    used: list[set[Vector]] = []
    wanted = {target}
    for index in range(len(rows) - 1, -1, -1):
        readings, sign = rows[index]
        pairs = [(_add(goal, reading, -sign), reading) for goal in wanted for reading in readings]
        pairs = [(state, reading) for state, reading in pairs if state in reach[index]]
        used.append({reading for _, reading in pairs})
        wanted = {state for state, _ in pairs}
    return used[::-1]


def _add(state: Vector, reading: Vector, sign: int) -> Vector:
    return tuple(a + sign * b for a, b in zip(state, reading, strict=False))[:6]
