"""The register of shapes: each turns a truth into the bytes of a published report, and says what a reader must tell.

A shape may not hide what it does to a figure: `figures` holds what must be told for each cell (None for a cell that is
blank or that cannot be told), and `open_cells` the cells of which more than the sums is needed, so that a reader may
tell the truth or nothing, but never another figure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from gongkai.annual.model import Place
from tests.annual.corpus.truth import Figure, Truth


@dataclass(frozen=True)
class Rendering:
    """One file. `titles` is None where the document has no sections to compare; `slow` ones are drawn for few truths."""

    data: bytes
    name: str
    truth: Truth
    figures: dict[Place, Figure]
    open_cells: frozenset[Place] = frozenset()
    titles: tuple[str, ...] | None = None
    organ: str | None = None
    year: int | None = None
    form: str | None = None


TRUTHS, FEW, MANY = 12, 24, 40
"""How many truths a shape is drawn for. Run-together digits are told by sums, so each truth is a puzzle of its own."""


@dataclass(frozen=True)
class Shape:
    key: str
    render: Callable[[Truth, Random], Rendering]
    every: int = 1
    truths: int = TRUTHS
    fits: Callable[[Truth], bool] = field(default=lambda truth: True)


SHAPES: dict[str, Shape] = {}
Render = Callable[[Truth, Random], Rendering]


def shape(
    key: str, *, every: int = 1, truths: int = TRUTHS, fits: Callable[[Truth], bool] = lambda truth: True
) -> Callable[[Render], Render]:
    """Register a shape under a dotted key. `every` draws it for each n-th truth only (costly ones)."""

    def register(render: Render) -> Render:
        if key in SHAPES:
            raise ValueError(f"two shapes are called {key}")
        SHAPES[key] = Shape(key, render, every, truths, fits)
        return render

    return register


def whole(truth: Truth, data: bytes | str, name: str, **changes: object) -> Rendering:
    """A rendering of which everything can be told; `changes` overrides single fields."""
    fields: dict[str, object] = {
        "data": data.encode() if isinstance(data, str) else data,
        "name": name,
        "truth": truth,
        "figures": truth.figures(),
        "titles": tuple(truth.titles),
        "organ": truth.organ,
        "year": truth.year,
        "form": truth.form,
    }
    return Rendering(**(fields | changes))  # type: ignore[arg-type]  # the fields are named above


def fold_other(truth: Truth) -> Truth:
    """The truth as an office prints it that kept the single row （六）其他处理 of the old form.

    The reader must put the row into line 21; lines 22 and 23 do not exist then.
    """
    folded = truth.copy()
    six = zip(*(folded.table3.pop(line) for line in (21, 22, 23)), strict=True)
    folded.table3[21] = [sum(v or 0 for v in values) for values in six]
    folded.table3 = dict(sorted(folded.table3.items()))
    return folded
