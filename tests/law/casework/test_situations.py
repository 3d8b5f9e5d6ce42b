"""Every situation of `situations/*.toml`: a sentence, the acts in the order of entering, and what follows from them."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.law.casework import Refusal, RemedyCase, RequestCase
from gongkai.law.procedures import REMEDY, REQUEST, Procedure
from gongkai.law.settings import Settings
from tests.law.casework.telling import TODAY, entered, remedy_entered

HERE = Path(__file__).parent / "situations"


def situations(name: str) -> dict[str, dict[str, Any]]:
    found = tomllib.loads((HERE / f"{name}.toml").read_text(encoding="utf-8"))["situation"]
    assert len({each["says"] for each in found}) == len(found)
    return {each["says"]: each for each in found}


REQUESTS = situations("vectors") | situations("requests")
REMEDIES = situations("remedies")


def shown(case: RequestCase | RemedyCase, name: str) -> object:
    """A field of the case as situations write it: acts by their numbers, branches by how many there are."""
    if name == "void":
        return [act.seq for act in case.void]
    return len(case.branches) if name == "branches" and isinstance(case, RequestCase) else getattr(case, name)


def expected(situation: Mapping[str, Any]) -> dict[str, object]:
    """What the situation says of the case, in the terms of the case."""
    found: dict[str, object] = {}
    for name, value in situation.items():
        if name in ("says", "acts", "set", "today", "refused", "of", "order", "deadlines"):
            continue
        if name in ("due", "received", "closed", "corrected", "decided", "voided"):
            found[name] = date.fromisoformat(value) if value else None
        else:
            found[name] = tuple(value) if name == "withheld" else value
    return found


def check(case: RequestCase | RemedyCase, situation: Mapping[str, Any]) -> None:
    wanted = expected(situation)
    assert {name: shown(case, name) for name in wanted} == wanted
    if "order" in situation:
        assert [act.seq for act in case.acts if act.event != "correct"] == situation["order"]
    if "deadlines" in situation:
        assert isinstance(case, RemedyCase)
        told = {each.key: each.due.isoformat() for each in case.deadlines}
        assert told == situation["deadlines"]
    for key, day in situation.get("of", {}).items():
        assert isinstance(case, RequestCase)
        assert case.clocks is not None
        assert case.clocks.of(key).due == date.fromisoformat(day)


@pytest.mark.parametrize("situation", REQUESTS.values(), ids=REQUESTS)
def test_a_request(situation: dict[str, Any]) -> None:
    settings = Settings.from_mapping(situation.get("set", {}))
    today = date.fromisoformat(situation["today"]) if "today" in situation else TODAY
    if "refused" not in situation:
        check(entered(situation["acts"], settings, today), situation)
        return
    if len(situation["acts"]) > 1:
        entered(situation["acts"][:-1], settings, today)
    with pytest.raises(Refusal) as refusal:
        entered(situation["acts"], settings, today)
    assert situation["refused"] in refusal.value.reason
    assert refusal.value.reason.endswith("。")


@pytest.mark.parametrize("situation", REMEDIES.values(), ids=REMEDIES)
def test_a_remedy(situation: dict[str, Any]) -> None:
    if "refused" not in situation:
        check(remedy_entered(situation["acts"]), situation)
        return
    if len(situation["acts"]) > 1:
        remedy_entered(situation["acts"][:-1])
    with pytest.raises(Refusal) as refusal:
        remedy_entered(situation["acts"])
    assert situation["refused"] in refusal.value.reason
    assert refusal.value.reason.endswith("。")


def words(all_of: Mapping[str, dict[str, Any]], *, refused: bool) -> list[str]:
    """Lines that were accepted, or those at the end of a situation that is refused."""
    found: list[str] = []
    for each in all_of.values():
        found += each["acts"][-1:] if refused and "refused" in each else []
        found += [] if refused else each["acts"][: -1 if "refused" in each else None]
    return found


@pytest.mark.parametrize(("procedure", "told"), [(REQUEST, REQUESTS), (REMEDY, REMEDIES)], ids=["request", "remedy"])
def test_every_event_and_every_guard_is_told_both_ways(
    procedure: Procedure, told: Mapping[str, dict[str, Any]]
) -> None:
    done = {line.split()[1] for line in words(told, refused=False)}
    assert set(procedure.events) == done
    said = [each["refused"] for each in told.values() if "refused" in each]
    guards = {guard for row in procedure.transitions for guard in row.guards}
    # A form without a reason never reaches its guard; a correction is refused with the entry that would not hold.
    named = {guard.fact for guard in guards if any(part in guard.refusal for part in said)}
    assert {guard.fact for guard in guards} - named <= {"reason_given", "holds_after"}
    accepted = {guard.fact for row in procedure.transitions for guard in row.guards if row.event in done}
    assert accepted == set(procedure.facts)


def test_all_vectors_of_requests_are_told() -> None:
    assert {f"V{n:02}" for n in range(1, 32)} == {name[:3] for name in REQUESTS if name.startswith("V")}
