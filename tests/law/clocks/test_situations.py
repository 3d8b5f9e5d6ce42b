"""Every situation of `situations/*.json`: the last day, the count of each day where it is told, what must be said.

A situation is one Chinese sentence with its facts. `counts` reads `3/5-3/8=1-4; 3/11=5`: from the one day to the other
the counted days bear these numbers; days in between that do not count are not listed.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.law.calendar import Calendar, official
from gongkai.law.clocks import Act, Channel, Deadline, Impossible, kind_named, request_clocks, standalone
from gongkai.law.settings import Settings

BY_NAME: dict[str, dict[str, Any]] = {
    f"{path.stem}-{situation['id']}": situation
    for path in sorted((Path(__file__).parent / "situations").glob("*.json"))
    for situation in json.loads(path.read_text(encoding="utf-8"))
}
ANSWERED = {name: situation for name, situation in BY_NAME.items() if "refused" not in situation}
situations = pytest.mark.parametrize("situation", BY_NAME.values(), ids=BY_NAME)


def act(text: str) -> Act:
    kind, _, day = text.partition(":")
    word, _, label = kind.partition("#")
    return Act(kind_named(word), date.fromisoformat(day), label)


def calendar(situation: dict[str, Any]) -> Calendar:
    known = situation.get("as_of")
    return official().known_on(date.fromisoformat(known)) if known else official()


def answer(situation: dict[str, Any]) -> Deadline:
    settings = Settings.from_mapping(situation.get("set", {}))
    acts = [act(text) for text in situation["acts"]]
    if "received" in situation:
        received = date.fromisoformat(situation["received"])
        clocks = request_clocks(Channel(situation["channel"]), received, acts, calendar(situation), settings)
        return clocks.of(situation["key"])
    found = standalone(acts, calendar(situation), settings)
    return next(each for each in found if each.key == situation.get("key", found[0].key))


def told_counts(text: str) -> dict[tuple[int, int], int]:
    """The number that each listed end of a run of days bears."""
    numbers = {}
    for run in filter(None, text.split(";")):
        days, _, counts = run.strip().partition("=")
        for day, number in zip(days.split("-"), counts.split("-"), strict=True):
            month, _, of_month = day.partition("/")
            numbers[int(month), int(of_month)] = int(number)
    return numbers


@situations
def test_situation(situation: dict[str, Any]) -> None:
    if "refused" in situation:
        with pytest.raises(ValueError, match=situation["refused"]) as refusal:
            answer(situation)
        assert "\n" not in str(refusal.value)
        return
    found = answer(situation)
    assert found.due == date.fromisoformat(situation["due"]), situation["situation"]
    assert found.steps[-1].day == found.due
    assert found.provisional is situation.get("provisional", False)
    counted = {(step.day.month, step.day.day): step.n for step in found.steps if step.counts}
    for day, number in told_counts(situation.get("counts", "")).items():
        assert counted[day] == number, day
    if "reminder" in situation:
        assert found.reminder == date.fromisoformat(situation["reminder"])
    for field, said in (("caveat", found.caveats), ("warning", found.warnings), ("pending", [found.pending])):
        if field in situation:
            assert any(situation[field] in sentence for sentence in said), said
    if "warning" not in situation:
        assert not found.warnings
    if "cite" in situation:
        assert situation["cite"] in found.cite.label


def test_the_vectors_are_complete() -> None:
    ids = {situation["id"].partition("-")[0] for situation in BY_NAME.values()}
    assert {f"V{n:02}" for n in range(1, 45)} <= ids


@pytest.mark.parametrize("situation", ANSWERED.values(), ids=ANSWERED)
def test_every_step_says_why_and_on_what_it_rests(situation: dict[str, Any]) -> None:
    for step in answer(situation).steps:
        assert step.why
        assert step.cite.label


def test_impossible_facts_carry_their_provision() -> None:
    with pytest.raises(Impossible) as refusal:
        request_clocks(
            Channel.COUNTER,
            date(2024, 3, 4),
            [act("correction_notice:2024-03-06"), act("correction_notice:2024-03-12")],
            official(),
        )
    assert refusal.value.cite is not None
    assert refusal.value.cite.article == 30
