"""The text and the attachments as the reviewer's screen shows them: rows of redlined text with their doubts beside."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.faces.desk.items.comparing import Part
from gongkai.faces.desk.items.doubts import ShownDoubt
from gongkai.faces.desk.items.redlined import Run, Stretch


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A paragraph, and the doubts that begin in it."""

    runs: Sequence[Run]
    changed: bool
    doubts: Sequence[ShownDoubt]


@dataclass(frozen=True, slots=True)
class ShownStretch:
    """Paragraphs that are shown together, or folded."""

    rows: Sequence[ShownRow]
    folded: bool
    length: int


@dataclass(frozen=True, slots=True)
class ShownPart:
    """The text or one attachment. `loose` are doubts without a place in it; `place` is the file's number, 0 for the text."""

    key: str
    title: str
    stretches: Sequence[ShownStretch]
    loose: Sequence[ShownDoubt]
    note: str
    blank: str
    place: int
    url: str = ""

    def at(self, url: str) -> ShownPart:
        return replace(self, url=url)


def parts_of(parts: Sequence[Part], doubts: Mapping[str, Sequence[ShownDoubt]]) -> list[ShownPart]:
    """Parts with their doubts: those that stand in the text beside their paragraph, the others below."""
    return [_part(each, doubts.get(each.key, ())) for each in parts]


def _part(part: Part, doubts: Sequence[ShownDoubt]) -> ShownPart:
    by_number = {each.number: each for each in doubts}
    shown = [_stretch(each, by_number) for each in part.stretches]
    placed = {doubt.number for stretch in shown for row in stretch.rows for doubt in row.doubts}
    return ShownPart(
        part.key,
        part.title,
        shown,
        [each for each in doubts if each.number not in placed],
        part.note,
        part.blank,
        part.file.place if part.file else 0,
    )


def _stretch(stretch: Stretch, doubts: Mapping[int, ShownDoubt]) -> ShownStretch:
    rows = [
        ShownRow(each.runs, each.changed, [doubts[number] for number in each.doubted if number in doubts])
        for each in stretch.paragraphs
    ]
    return ShownStretch(rows, stretch.folded, stretch.length)
