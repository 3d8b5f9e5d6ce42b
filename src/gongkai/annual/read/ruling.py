"""Cells of a table from the lines that a page draws.

Takes:   horizontal and vertical strokes, in points.
Gives:   grids of cells; a cell that no stroke divides is one cell, however many columns or rows it covers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_SNAP = 3.0
"""Strokes nearer than this are one stroke drawn twice, as most word processors do at corners and double borders."""
_SHORTEST = 6.0
_MOST_STROKES = 20_000


class Stroke(NamedTuple):
    """A straight line: `at` is its place across, `start` and `end` along its direction."""

    at: float
    start: float
    end: float


class Frame:
    """One ruled table of a page: knows which cell a point is in."""

    def __init__(self, upright: Sequence[Stroke], level: Sequence[Stroke]) -> None:
        self.xs = _places(upright)
        self.ys = _closed(_places(level), upright)
        self._cells = self._joined(_by_place(upright, self.xs), _by_place(level, self.ys))

    @property
    def ruled(self) -> bool:
        return len(self.xs) > 2 and len(self.ys) > 2

    def cell(self, x: float, y: float) -> tuple[int, int] | None:
        """The cell at a point, named by its first row (from the bottom) and first column; None outside."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self._cells[row][column]
        return None

    def rows(self) -> list[list[tuple[tuple[int, int], int, int]]]:
        """From top to bottom: the cells that begin in each row as (name, column, columns covered)."""
        covered: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for row, names in enumerate(self._cells):
            for column, name in enumerate(names):
                covered.setdefault(name, []).append((row, column))
        rows: list[list[tuple[tuple[int, int], int, int]]] = [[] for _ in self._cells]
        for name, places in covered.items():
            top = max(row for row, _ in places)
            columns = [column for _, column in places]
            rows[len(self._cells) - 1 - top].append((name, min(columns), max(columns) - min(columns) + 1))
        return [sorted(row, key=lambda cell: cell[1]) for row in rows]

    def _joined(self, upright: list[list[Stroke]], level: list[list[Stroke]]) -> list[list[tuple[int, int]]]:
        """Each elementary cell with the name of the cell it is part of."""
        rows, columns = max(0, len(self.ys) - 1), max(0, len(self.xs) - 1)
        names = [[(row, column) for column in range(columns)] for row in range(rows)]

        def root(name: tuple[int, int]) -> tuple[int, int]:
            while names[name[0]][name[1]] != name:
                name = names[name[0]][name[1]]
            return name

        for row in range(rows):
            middle = (self.ys[row] + self.ys[row + 1]) / 2
            for column in range(columns):
                here = root((row, column))
                if column + 1 < columns and not _covers(upright[column + 1], middle):
                    names[here[0]][here[1]] = here = _lower(names, here, root((row, column + 1)))
                across = (self.xs[column] + self.xs[column + 1]) / 2
                if row + 1 < rows and not _covers(level[row + 1], across):
                    _lower(names, root(here), root((row + 1, column)))
        return [[root((row, column)) for column in range(columns)] for row in range(rows)]


def _lower(names: list[list[tuple[int, int]]], one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    first, second = min(one, other), max(one, other)
    names[second[0]][second[1]] = first
    return first


def frames(upright: Sequence[Stroke], level: Sequence[Stroke]) -> list[Frame]:
    """The tables of a page, from top to bottom; tables that stand one below the other are apart."""
    upright = [stroke for stroke in upright if stroke.end - stroke.start >= _SHORTEST][:_MOST_STROKES]
    level = [stroke for stroke in level if stroke.end - stroke.start >= _SHORTEST][:_MOST_STROKES]
    found = []
    for bottom, top in _extents(upright):
        inside = [stroke for stroke in level if bottom - _SNAP <= stroke.at <= top + _SNAP]
        sides = [stroke for stroke in upright if bottom - _SNAP <= stroke.start and stroke.end <= top + _SNAP]
        frame = Frame(sides, inside)
        if frame.ruled:
            found.append(frame)
    return sorted(found, key=lambda frame: -frame.ys[-1])


def _extents(upright: Sequence[Stroke]) -> list[tuple[float, float]]:
    """Stretches of height that upright strokes cover without a gap."""
    extents: list[tuple[float, float]] = []
    for stroke in sorted(upright, key=lambda stroke: stroke.start):
        if extents and stroke.start <= extents[-1][1] + _SNAP:
            extents[-1] = (extents[-1][0], max(extents[-1][1], stroke.end))
        else:
            extents.append((stroke.start, stroke.end))
    return extents


def _places(strokes: Sequence[Stroke]) -> list[float]:
    places: list[float] = []
    for at in sorted(stroke.at for stroke in strokes):
        if not places or at - places[-1] > _SNAP:
            places.append(at)
    return places


def _closed(ys: list[float], upright: Sequence[Stroke]) -> list[float]:
    """The level strokes with the ends of the upright ones: a page break may leave a table without its last line."""
    bottom, top = min((s.start for s in upright), default=0.0), max((s.end for s in upright), default=0.0)
    if ys and bottom < ys[0] - _SHORTEST:
        ys = [bottom, *ys]
    return [*ys, top] if ys and top > ys[-1] + _SHORTEST else ys


def _by_place(strokes: Sequence[Stroke], places: Sequence[float]) -> list[list[Stroke]]:
    found: list[list[Stroke]] = [[] for _ in places]
    for stroke in strokes:
        found[max(0, bisect_right(places, stroke.at + 0.01) - 1)].append(stroke)
    return found


def _covers(strokes: Sequence[Stroke], point: float) -> bool:
    return any(stroke.start - _SNAP <= point <= stroke.end + _SNAP for stroke in strokes)
