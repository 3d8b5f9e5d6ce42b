"""Every synthetic report, in every shape, is read as it was written: nothing invented, nothing tellable left untold."""

from __future__ import annotations

import functools

import pytest

from gongkai.annual.model import Place, Report
from gongkai.annual.read import read
from tests.annual import corpus
from tests.annual.corpus import Rendering

CASES = corpus.cases()
each_case = pytest.mark.parametrize(("key", "index"), CASES, ids=[f"{key}-{index}" for key, index in CASES])


@functools.cache
def result(key: str, index: int) -> tuple[Rendering, Report]:
    rendering = corpus.rendering(key, index)
    return rendering, read(rendering.data, rendering.name)


def invented(rendering: Rendering, report: Report) -> dict[str, str]:
    """Told cells that do not hold what stands there."""
    wrong: dict[str, str] = {}
    for place, cell in report.cells():
        true = rendering.figures.get(place)
        if cell.value is not None and cell.value != true:
            wrong[place.key] = f"told {cell.value}, true {true}"
    return wrong


def untold(rendering: Rendering, report: Report) -> dict[str, str]:
    """Cells that can be told, left None or without their row."""
    missing: dict[str, str] = {}
    for place, true in rendering.figures.items():
        if true is None or place in rendering.open_cells:
            continue
        if _value(report, place) is None:
            missing[place.key] = f"untold, true {true}"
    return missing


def _value(report: Report, place: Place) -> object:
    try:
        cell = report.cell(place)
    except IndexError:
        return None
    return None if cell is None else cell.value


def misread(rendering: Rendering, report: Report) -> dict[str, str]:
    """Organ, year, form and titles of the parts that differ from what is printed."""
    wrong: dict[str, str] = {}
    for name in ("organ", "year", "form"):
        expected, found = getattr(rendering, name), getattr(report, name)
        if expected is not None and expected != found:
            wrong[name] = f"{found!r}, true {expected!r}"
    titles = ["".join(section.title.split()) for section in report.sections if section.level == 1]
    if rendering.titles is not None and titles != ["".join(title.split()) for title in rendering.titles]:
        wrong["titles"] = str(titles)
    return wrong


@each_case
def test_no_figure_is_invented(key: str, index: int) -> None:
    assert invented(*result(key, index)) == {}


@each_case
def test_every_tellable_figure_is_told(key: str, index: int) -> None:
    assert untold(*result(key, index)) == {}


@each_case
def test_identity_and_parts_are_read(key: str, index: int) -> None:
    assert misread(*result(key, index)) == {}


@pytest.mark.parametrize("index", [i for key, i in CASES if key == "squashed.sums_alone"])
def test_what_sums_leave_open_is_said_with_its_candidates(index: int) -> None:
    rendering, report = result("squashed.sums_alone", index)
    true = rendering.truth.figures()
    silent = [
        place.key
        for place, value in rendering.figures.items()
        if value is None and ((cell := report.cell(place)) is None or true[place] not in cell.candidates)
    ]
    assert silent == []
