"""What does a plot look like, as shapes that a template only has to write down?

Takes:   words and numbers; None where there is no number.
Gives:   `Plot`: rectangles, lines, dots and words in the units of its own frame, for `portal/figures/plot.html`. No script, no style,
         nothing from outside: colours and sizes are those of classes. Whoever shows it puts the table beside it.

Shapes differ, and words stand at them: nothing is told by colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

Value = int | float | None
_WIDTH, _TALL, _ROW = 720.0, 260.0, 28.0
_LEFT, _RIGHT, _TOP, _FOOT = 52.0, 16.0, 24.0, 34.0
_NAMES, _VALUES = 208.0, 72.0
_LETTER = 13.0
_MOST_LABELS = 13
_STEPS = 4
_SERIES_END = 104.0
_SHAPES = ("circle", "square", "diamond")


@dataclass(frozen=True, slots=True)
class Rect:
    """A bar. `label` is what it tells to whoever points at it."""

    x: str
    y: str
    width: str
    height: str
    css: str
    label: str = ""
    url: str = ""
    """Where the bar leads, empty for nowhere."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points: `x,y x,y …`."""

    points: str
    css: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line, as a polygon or, without points, a circle."""

    x: str
    y: str
    css: str
    label: str
    points: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Text at a place; `anchor` is start, middle or end."""

    x: str
    y: str
    text: str
    anchor: str = "middle"
    css: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a plot."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything that is drawn, and what it is called for whoever does not see it."""

    width: str
    height: str
    title: str
    description: str
    rects: tuple[Rect, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[Dot, ...] = ()
    words: tuple[Words, ...] = ()

    @property
    def leads(self) -> bool:
        """Whether there are bars that lead somewhere: then it is no mere picture."""
        return any(each.url for each in self.rects)


def bars(title: str, labels: Sequence[str], values: Sequence[Value], unit: str = "", urls: Sequence[str] = ()) -> Plot:
    """Upright bars side by side, one for each label: how something went on in time. `urls`: where each bar leads."""
    scale = _Scale.of(values, _TOP, _TALL - _FOOT)
    step = (_WIDTH - _LEFT - _RIGHT) / max(1, len(labels))
    rects, words = [], []
    for at, (label, value) in enumerate(zip(labels, values, strict=True)):
        x = _LEFT + at * step
        if _labelled(at, len(labels)):
            words.append(Words(_n(x + step / 2), _n(_TALL - _FOOT + 18), label))
        if value is None:
            words.append(Words(_n(x + step / 2), _n(_TALL - _FOOT - 4), "—"))
            continue
        top = scale.at(value)
        told = f"{label}：{shown(value)}{unit}"
        rects.append(
            Rect(_n(x + step * 0.15), _n(top), _n(step * 0.7), _n(_TALL - _FOOT - top), "bar", told, _way(urls, at))
        )
        if len(labels) <= _MOST_LABELS:
            words.append(Words(_n(x + step / 2), _n(top - 5), shown(value), css="value"))
    strokes, marks = scale.grid(_LEFT, _WIDTH - _RIGHT)
    words += marks
    return Plot(
        _n(_WIDTH), _n(_TALL), title, _told(labels, values, unit), tuple(rects), tuple(strokes), (), tuple(words)
    )


def rows(title: str, labels: Sequence[str], values: Sequence[Value], unit: str = "", urls: Sequence[str] = ()) -> Plot:
    """Lying bars below each other, one for each name: how things compare. `urls`: where each bar leads."""
    most = max((each for each in values if each is not None), default=0) or 1
    room = _WIDTH - _NAMES - _VALUES
    rects, words = [], []
    for at, (label, value) in enumerate(zip(labels, values, strict=True)):
        y = at * _ROW
        words.append(Words(_n(_NAMES - 8), _n(y + 19), _cut(label), "end"))
        width = room * (value or 0) / most
        told = f"{label}：{shown(value)}{unit}"
        rects.append(Rect(_n(_NAMES), _n(y + 5), _n(width), _n(_ROW - 10), "bar", told, _way(urls, at)))
        words.append(Words(_n(_NAMES + width + 6), _n(y + 19), shown(value), "start", "value"))
    height = max(1, len(labels)) * _ROW
    return Plot(_n(_WIDTH), _n(height), title, _told(labels, values, unit), tuple(rects), words=tuple(words))


def lines(title: str, labels: Sequence[str], series: Sequence[Series], unit: str = "") -> Plot:
    """One line for each series, its name at its end, a shape of its own at its points; nothing is drawn where there is no number."""
    scale = _Scale.of([value for each in series for value in each.values], _TOP, _TALL - _FOOT)
    right = _WIDTH - _SERIES_END
    step = (right - _LEFT) / max(1, len(labels) - 1)
    strokes, words = scale.grid(_LEFT, right)
    words += [
        Words(_n(_LEFT + at * step), _n(_TALL - _FOOT + 18), label)
        for at, label in enumerate(labels)
        if _labelled(at, len(labels))
    ]
    dots: list[Dot] = []
    ends: list[float] = []
    for place, each in enumerate(series):
        css = f"series-{place + 1}"
        known = [(_LEFT + at * step, scale.at(value), at) for at, value in enumerate(each.values) if value is not None]
        strokes += [Stroke(run, f"line {css}") for run in _runs(known)]
        for x, y, at in known:
            told = f"{each.name}，{labels[at]}：{shown(each.values[at])}{unit}"
            dots.append(Dot(_n(x), _n(y), css, told, _shape(place, x, y)))
        if known:
            y = _clear_of(ends, known[-1][1])
            words.append(Words(_n(known[-1][0] + 10), _n(y + 4), each.name, "start", f"name {css}"))
    description = "；".join(f"{each.name}：{_told(labels, each.values, unit)}" for each in series)
    return Plot(_n(_WIDTH), _n(_TALL), title, description, (), tuple(strokes), tuple(dots), tuple(words))


def shown(value: Value) -> str:
    """A number as people read it: whole, or with one place; a dash for none."""
    if value is None:
        return "—"
    return f"{value:.1f}" if isinstance(value, float) and value != int(value) else str(int(value))


@dataclass(frozen=True, slots=True)
class _Scale:
    """Numbers upwards, from 0 to a round one."""

    most: float
    step: float
    top: float
    foot: float

    @classmethod
    def of(cls, values: Sequence[Value], top: float, foot: float) -> _Scale:
        most = max((each for each in values if each is not None), default=0) or 1
        rough = most / _STEPS
        power = 10 ** floor(log10(rough))
        step = max(1.0, next(each * power for each in (1, 2, 5, 10) if each * power >= rough))
        return cls(step * ceil(most / step), step, top, foot)

    def at(self, value: float) -> float:
        return self.foot - (self.foot - self.top) * value / self.most

    def grid(self, left: float, right: float) -> tuple[list[Stroke], list[Words]]:
        ticks = [self.step * each for each in range(round(self.most / self.step) + 1)]
        strokes = [Stroke(f"{_n(left)},{_n(self.at(each))} {_n(right)},{_n(self.at(each))}", "grid") for each in ticks]
        return strokes, [Words(_n(left - 6), _n(self.at(each) + 4), shown(each), "end") for each in ticks]


def _way(urls: Sequence[str], at: int) -> str:
    return urls[at] if urls else ""


def _n(value: float) -> str:
    """A coordinate: never by the language of the page, which may write a comma."""
    return f"{value:.1f}"


def _labelled(at: int, count: int) -> bool:
    """Whether a label has room: all of few, else every so many, the last one always among them."""
    every = ceil(count / _MOST_LABELS)
    return (count - 1 - at) % every == 0


def _cut(label: str) -> str:
    most = int((_NAMES - 16) // _LETTER)
    return label if len(label) <= most else f"{label[: most - 1]}…"


def _runs(points: Sequence[tuple[float, float, int]]) -> list[str]:
    """Lines through points that follow each other; a gap parts them."""
    found: list[list[str]] = []
    before = None
    for x, y, at in points:
        if before is None or at != before + 1:
            found.append([])
        found[-1].append(f"{_n(x)},{_n(y)}")
        before = at
    return [" ".join(each) for each in found if len(each) > 1]


def _shape(place: int, x: float, y: float) -> str:
    shape = _SHAPES[place % len(_SHAPES)]
    if shape == "circle":
        return ""
    corners = ((-4, -4), (4, -4), (4, 4), (-4, 4)) if shape == "square" else ((0, -6), (6, 0), (0, 6), (-6, 0))
    return " ".join(f"{_n(x + dx)},{_n(y + dy)}" for dx, dy in corners)


def _clear_of(taken: list[float], y: float) -> float:
    """The nearest height at which a name covers none that stands already."""
    while any(abs(y - each) < _LETTER + 2 for each in taken):
        y += 3
    taken.append(y)
    return y


def _told(labels: Sequence[str], values: Sequence[Value], unit: str) -> str:
    return "，".join(f"{label} {shown(value)}{unit}" for label, value in zip(labels, values, strict=True))
