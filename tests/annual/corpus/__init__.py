"""Synthetic published reports with known truth, in every shape in which reports are published.

`prose.draw(n)` gives truth number n; importing this package registers every shape; `cases()` lists what to draw.
Nothing here is copied from a published report.
"""

from __future__ import annotations

import functools
from random import Random

from tests.annual.corpus import data_shapes, drawn, dumps, exported, lines, marked, office, pages, retyped, squash, worn
from tests.annual.corpus.prose import draw
from tests.annual.corpus.shape import SHAPES, Rendering
from tests.annual.corpus.truth import Truth

__all__ = ["SHAPES", "Rendering", "Truth", "cases", "draw", "rendering"]

MODULES = (data_shapes, drawn, dumps, exported, lines, marked, office, pages, retyped, squash, worn)
"""Imported for the shapes that they register."""

PUZZLES = (
    ("pdf.blocks_apart", 13),
    ("pdf.blocks_apart", 17),
    ("pdf.ruled", 20),
    ("retyped.contacts_between", 19),
    ("squashed.blanks", 18),
    ("squashed.blanks", 31),
    ("text.row_spaces", 30),
    ("worn.dropped_characters", 19),
    ("worn.dropped_characters", 30),
    ("worn.note_in_data_column", 18),
)
"""Rare combinations that were once misread: a page number under the last cell, figures of a remark below blank cells."""

truth = functools.cache(draw)


def cases() -> list[tuple[str, int]]:
    """Every shape with every truth that it fits, costly shapes with fewer."""
    usual = [
        (key, index)
        for key, shape in SHAPES.items()
        for index in range(shape.truths)
        if shape.fits(truth(index)) and _turn(key, index) % shape.every == 0
    ]
    return list(dict.fromkeys([*usual, *PUZZLES]))


def _turn(key: str, index: int) -> int:
    """So that costly shapes do not all take the same truths."""
    return index + sum(map(ord, key))


def rendering(key: str, index: int) -> Rendering:
    """The file: the same bytes for ever (as far as the libraries that draw it allow)."""
    return SHAPES[key].render(truth(index).copy(), Random(f"{key} {index}"))
