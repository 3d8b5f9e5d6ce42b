"""A row of print on its way to becoming a row of the form: its label as evidence, its figures in whatever shape."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.annual.model import Cell
from gongkai.annual.numbers import figure
from gongkai.annual.read import labels, runs
from gongkai.annual.read.document import Box
from gongkai.annual.read.runs import Printed


@dataclass(slots=True)
class Token:
    """A figure on a line of text and where it stands: first and last column of characters.

    `wide` is how many columns more it stands to the right where Chinese characters take two. `measured` places are those
    of a page, in points, and not counted in characters.
    """

    text: str
    start: float
    end: float
    wide: float = 0.0
    measured: bool = False

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


@dataclass(slots=True)
class Item:
    """One row of print.

    `label` is the Chinese of the print that leads to the figures: on their own line, where the figures of a row share
    a line. `before` is all that stands between the row before and this, `around` the same with what follows until the
    next row, for labels broken over lines. The figures are `boxes` of a grid, or a `run` of text, whose `tokens` have
    places where the run is one line with gaps. `start` and `end` bound the run in the text.
    """

    label: str
    before: str = ""
    around: str = ""
    boxes: Sequence[Box] = ()
    run: str = ""
    tokens: list[Token] = field(default_factory=list)
    start: int = 0
    end: int = 0
    _full: dict[int, bool] = field(default_factory=dict, repr=False)

    def full(self, sizes: Sequence[int]) -> bool:
        """Whether the print holds as many figures as `sizes` ask for."""
        count = sum(sizes)
        if count not in self._full:
            self._full[count] = len(self.boxes) == count or self.printed(sizes).full
        return self._full[count]

    def printed(self, sizes: Sequence[int], places: Sequence[float] = ()) -> Printed:
        """The figures, read as groups of `sizes`; `places` are the known columns of the grid or of the text."""
        if self.boxes:
            return _boxed(self.boxes, sizes, places)
        count = sum(sizes)
        if self.tokens and len(self.tokens) < count and len(places) == count:
            placed = _by_place(self.tokens, places)
            if placed:
                return placed
        return runs.read_run(self.run, sizes)


def _boxed(boxes: Sequence[Box], sizes: Sequence[int], places: Sequence[float]) -> Printed:
    count = sum(sizes)
    if len(boxes) == count and list(places) == sorted(places):
        return runs.columns([box.text for box in boxes])
    filled = [box for box in boxes if box.text.strip()]
    if len(boxes) > count:
        for first in range(len(boxes) - count + 1):
            rest = (*boxes[:first], *boxes[first + count :])
            if all(not box.text.strip() for box in rest) and (not places or _at(boxes[first : first + count], places)):
                return runs.columns([box.text for box in boxes[first : first + count]])
        repeated = count < 3 and len({box.text for box in filled[count - 1 :]}) == 1
        if repeated or (len(filled) == count and (not places or _at(filled, places))):
            return runs.columns([box.text for box in filled[:count]])
    if len(places) == count:
        return _by_column(boxes, places)
    if (len(filled) == 1 and figure(filled[0].text) is None) or (len(filled) == 1 and len(filled[0].text) >= count > 1):
        return runs.read_run(filled[0].text, sizes)
    if sum(box.span for box in boxes) == count:
        return _spread(boxes)
    if not filled:
        return Printed([Cell(raw="") for _ in range(count)], note="blank")
    if len(filled) == len(boxes):
        return runs.read_run("\n".join(box.text for box in boxes), sizes)
    return runs.nothing(count, " ".join(box.text for box in boxes), "short" if len(boxes) < count else "long")


def _at(boxes: Sequence[Box], places: Sequence[float]) -> bool:
    return all(box.column <= place < box.column + box.span for box, place in zip(boxes, places, strict=False))


def _spread(boxes: Sequence[Box]) -> Printed:
    """Cells that cover several columns: blank for each of them, untellable when they hold a figure."""
    cells: list[Cell] = []
    odd = ""
    for box in boxes:
        if box.span == 1 or not box.text.strip():
            cells += [runs.cell(box.text) for _ in range(box.span)]
        else:
            cells += [Cell(raw=box.text.strip()) for _ in range(box.span)]
            odd = "merged"
    return Printed(cells, raw=" ".join(box.text for box in boxes), note=odd)


def _by_column(boxes: Sequence[Box], places: Sequence[float]) -> Printed:
    """Cells under the heads of the table: for rows with a cell too many or too few."""
    cells: list[Cell] = []
    used: list[Box] = []
    odd = ""
    for place in places:
        under = next((box for box in boxes if box.column <= place < box.column + box.span), None)
        if under is None:
            cells.append(Cell())
            odd = "short"
        elif under in used and under.text.strip():
            cells[-1] = Cell(raw=under.text.strip())
            cells.append(Cell(raw=under.text.strip()))
            odd = "merged"
        else:
            cells.append(runs.cell(under.text))
            used.append(under)
    if any(box.text.strip() and box not in used for box in boxes):
        odd = "long"
    return Printed(cells, raw=" ".join(box.text for box in boxes), note=odd)


def _by_place(tokens: Sequence[Token], places: Sequence[float]) -> Printed | None:
    """Figures on a line with gaps, each under the column it stands in; None where one stands between columns."""
    gap = min((b - a for a, b in pairwise(places)), default=0.0)
    cells = [Cell(raw="") for _ in places]
    last = -1
    for token in tokens:
        column = min(range(len(places)), key=lambda c: abs(places[c] - token.middle))
        if column <= last or abs(places[column] - token.middle) > 0.45 * gap:
            return None
        cells[column] = runs.cell(token.text)
        last = column
    return Printed(cells, raw=" ".join(token.text for token in tokens), note="")


def lined_up(items: Sequence[Item], count: int) -> list[float]:
    """The places of the columns, from the rows that have a figure in each; empty where no row has, or they disagree."""
    full = [item.tokens for item in items if len(item.tokens) == count]
    if not full or (len(full) < _FEW_ROWS and not full[0][0].measured):
        return []
    columns = [sorted(tokens[c].middle for tokens in full) for c in range(count)]
    places = [column[len(column) // 2] for column in columns]
    gap = min(b - a for a, b in pairwise(places)) if count > 1 else 0.0
    steady = sum(column[len(column) * 9 // 10] - column[len(column) // 10] <= gap for column in columns)
    return places if gap > 1 and steady == count else []


_KEEP = 10.0
_FEW_ROWS = 3
"""So many rows must agree on the columns that characters are counted into."""


def widened(items: Sequence[Item]) -> None:
    """Counts Chinese characters as two columns, for texts that were laid out so."""
    for item in items:
        for token in item.tokens:
            token.start, token.end, token.wide = token.start + token.wide, token.end + token.wide, 0.0


def match(items: Sequence[Item], names: Mapping[int, tuple[str, ...]]) -> dict[int, int]:
    """Which item is which row: row number -> index of the item, in the order of both.

    Labels on the row itself decide first. What stands on lines above or below decides only between them.
    """
    found = in_order(items, names)
    if found:
        return found
    order = list(names)
    strong = [{row: labels.likeness(item.label, spoken) for row, spoken in names.items()} for item in items]
    found = labels.align(strong, order)
    if len(found) == len(names):
        return found
    return labels.align(_with_weak(items, names, found), order)


def _with_weak(
    items: Sequence[Item], names: Mapping[int, tuple[str, ...]], found: Mapping[int, int]
) -> list[dict[int, float]]:
    """Scores in which rows that are settled stay, and the others go by the lines around them."""
    settled = {index: row for row, index in found.items()}
    scores: list[dict[int, float]] = []
    for index, item in enumerate(items):
        if index in settled:
            scores.append({settled[index]: _KEEP})
            continue
        scores.append(
            {
                row: max(0.9 * labels.likeness(item.before, spoken), 0.6 * labels.within(item.around, spoken))
                for row, spoken in names.items()
                if row not in found
            }
        )
    return scores


def in_order(items: Sequence[Item], names: Mapping[int, tuple[str, ...]]) -> dict[int, int]:
    """The quick way, for labels that are whole: walk both orders once; empty where a row is not met."""
    found: dict[int, int] = {}
    order = list(names)
    at = 0
    for index, item in enumerate(items):
        if at < len(order) and item.label.endswith(names[order[at]]):
            found[order[at]] = index
            at += 1
    return found if at == len(order) else {}
