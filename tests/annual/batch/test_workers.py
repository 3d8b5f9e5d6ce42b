"""Work on all cores: no item stops the rest, however it ends."""

from __future__ import annotations

import multiprocessing
from typing import Any

import pytest

from gongkai.annual.batch.workers import End, cores, run
from tests.annual.batch.tasks import act

BAD = {"raise": End.FAILED, "eat": End.TOO_BIG, "die": End.DIED, "forever": End.TOO_LONG}


def ends(items: list[Any], seconds: float = 20) -> list[tuple[End, Any]]:
    outcomes = sorted(run(act, items, seconds=seconds, processes=2), key=lambda o: o.index)
    assert [outcome.index for outcome in outcomes] == list(range(len(items)))
    return [(outcome.end, outcome.value) for outcome in outcomes]


def test_every_item_has_its_outcome() -> None:
    assert ends(list(range(40))) == [(End.DONE, 2 * n) for n in range(40)]


@pytest.mark.parametrize("bad", list(BAD))
def test_a_bad_item_ends_alone(bad: str) -> None:
    found = ends([1, bad, 2, bad, 3], seconds=1)
    assert [end for end, _ in found] == [End.DONE, BAD[bad], End.DONE, BAD[bad], End.DONE]
    assert [value for _, value in found][::2] == [2, 4, 6]


def test_an_error_is_known_by_its_name() -> None:
    assert ends(["raise"]) == [(End.FAILED, "KeyError")]


def test_nothing_to_do_starts_no_process() -> None:
    assert list(run(act, [], seconds=1)) == []


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    outcomes = run(act, [1, "forever", 2], seconds=60, processes=2)
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]  # A generator, though promised only as an iterator.
    assert multiprocessing.active_children() == []


def test_there_is_a_core() -> None:
    assert cores() >= 1
