"""How does a text look with what changed in it, and with what proofing doubts at its place?

Takes:   spans of a redline (kind, text) whose equal and inserted ones make up the new text; doubts by place in the new text.
Gives:   stretches of paragraphs for a template. A change has a number, so that keys can go from one to the next; stretches without
         change or doubt are folded, with their length said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Protocol

KEPT_BESIDE = 1
"""Unchanged paragraphs that stay open beside a change."""
_FEWEST_FOLDED = 2
_BREAK = "¶"
"""How a paragraph's end looks that was put in or taken out."""


class Piece(Protocol):
    """A span of a redline, as `texts.redline` gives it."""

    @property
    def kind(self) -> str: ...

    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubted place in the new text, by its number on the page; `open_` while nobody answered it."""

    number: int
    start: int
    end: int
    open_: bool = True


@dataclass(frozen=True, slots=True)
class Run:
    """Characters alike: `kind` is equal, insert or delete; `change` the number of the change that begins here, 0 for none.

    `doubts` are the numbers of the doubts around it, `begins` of those that begin here, `open_` whether one of them waits.
    """

    kind: str
    text: str
    change: int = 0
    doubts: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()
    open_: bool = False


@dataclass(slots=True)
class Paragraph:
    runs: list[Run] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        return any(run.kind != "equal" for run in self.runs)

    @property
    def doubted(self) -> tuple[int, ...]:
        """The doubts that begin in it, in their order."""
        return tuple(number for run in self.runs for number in run.begins)

    @property
    def plain(self) -> bool:
        return not self.changed and not any(run.doubts for run in self.runs)

    @property
    def length(self) -> int:
        return sum(len(run.text) for run in self.runs)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Paragraphs that are shown together, or folded into one line that says how much is in it."""

    paragraphs: tuple[Paragraph, ...]
    folded: bool = False

    @property
    def length(self) -> int:
        return sum(each.length for each in self.paragraphs)


def stretches(pieces: Iterable[Piece], doubts: Sequence[Doubt] = (), fold: bool = True) -> tuple[Stretch, ...]:
    """The text in stretches; nothing is folded unless `fold`."""
    paragraphs = [each for each in _paragraphs(_runs(pieces, doubts)) if each.runs]
    if not fold:
        return (Stretch(tuple(paragraphs)),) if paragraphs else ()
    near = _near(paragraphs)
    found: list[Stretch] = []
    for open_, group in groupby(enumerate(paragraphs), key=lambda pair: pair[0] in near):
        some = tuple(paragraph for _, paragraph in group)
        found.append(Stretch(some, folded=not open_ and len(some) >= _FEWEST_FOLDED))
    return tuple(found)


def changes(found: Iterable[Stretch]) -> int:
    """How many changes there are."""
    return sum(run.change > 0 for stretch in found for paragraph in stretch.paragraphs for run in paragraph.runs)


def _near(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The paragraphs that are not folded: what changed or is doubted, and its neighbours."""
    return {
        index + by
        for index, each in enumerate(paragraphs)
        if not each.plain
        for by in range(-KEPT_BESIDE, KEPT_BESIDE + 1)
    }


def _runs(pieces: Iterable[Piece], doubts: Sequence[Doubt]) -> Iterator[Run]:
    """Every span cut at the edges of the doubts, changes numbered; doubts count in the new text."""
    at, number, changing = 0, 0, False
    for piece in pieces:
        if not piece.text:
            continue
        starts = piece.kind != "equal" and not changing
        number, changing = number + starts, piece.kind != "equal"
        if piece.kind == "delete":
            yield Run("delete", piece.text, number if starts else 0)
            continue
        end = at + len(piece.text)
        for first, last in pairwise(_cuts(at, end, doubts)):
            around = [each for each in doubts if each.start <= first < each.end]
            yield Run(
                piece.kind,
                piece.text[first - at : last - at],
                number if starts and first == at else 0,
                tuple(each.number for each in around),
                tuple(each.number for each in around if max(each.start, 0) == first),
                any(each.open_ for each in around),
            )
        at = end


def _cuts(start: int, end: int, doubts: Sequence[Doubt]) -> list[int]:
    inner = {edge for each in doubts for edge in (each.start, each.end) if start < edge < end}
    return sorted({start, end} | inner)


def _paragraphs(runs: Iterable[Run]) -> list[Paragraph]:
    """Paragraphs end at line breaks; one that was put in or taken out is shown by a sign."""
    found = [Paragraph()]
    for run in runs:
        change, begins = run.change, run.begins
        lines = run.text.split("\n")
        for index, line in enumerate(lines):
            last = index == len(lines) - 1
            shown = line if last or run.kind == "equal" else line + _BREAK
            if shown:
                found[-1].runs.append(Run(run.kind, shown, change, run.doubts, begins, run.open_))
                change, begins = 0, ()
            if not last:
                found.append(Paragraph())
    return found
