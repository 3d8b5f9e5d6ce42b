"""The annual report's procedure: every role, state and event crossed; allowed only where the list says so."""

import itertools
import re
from pathlib import Path

import pytest

from gongkai.law.procedures import REPORT, Allowed, ClockEffect, Refused, allowed

ROW = re.compile(r"(\S+) (\S+) -> (\S+) 由 ([^；]+)(?:；需要 (\w+))?")


def listed() -> dict[tuple[str, str], tuple[str, frozenset[str], str | None]]:
    """The list: (state, event) to (target, roles, fact), by Chinese names."""
    found = {}
    for line in (Path(__file__).parent / "report_allowed.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            match = ROW.fullmatch(line)
            assert match, line
            state, event, target, roles, fact = match.groups()
            found[state, event] = (target, frozenset(roles.split("、")), fact)
    return found


LISTED = listed()
EVERY_FACT = dict.fromkeys(REPORT.facts, True)


@pytest.mark.parametrize(
    ("state", "event", "role"), list(itertools.product(REPORT.states, REPORT.events, REPORT.roles))
)
def test_allowed_only_where_the_list_says_so(state: str, event: str, role: str) -> None:
    answer = allowed(REPORT, state, event, role, EVERY_FACT)
    row = LISTED.get((REPORT.states[state], REPORT.events[event]))
    if row is None or REPORT.roles[role] not in row[1]:
        assert isinstance(answer, Refused)
        assert answer.reason.endswith("。")
        assert answer.cites
    else:
        assert isinstance(answer, Allowed)
        assert REPORT.states[answer.target] == row[0]
        assert answer.cites


@pytest.mark.parametrize("key", LISTED, ids=" ".join)
def test_a_fact_that_is_missing_or_false_refuses(key: tuple[str, str]) -> None:
    by_name = {name: code for names in (REPORT.states, REPORT.events, REPORT.roles) for code, name in names.items()}
    _, roles, fact = LISTED[key]
    for role in roles:
        ask = (REPORT, by_name[key[0]], by_name[key[1]], by_name[role])
        if fact is None:
            assert isinstance(allowed(*ask, {}), Allowed)
        else:
            assert isinstance(allowed(*ask, {fact: True}), Allowed)
            for facts in ({}, {fact: False}, {name: True for name in REPORT.facts if name != fact}):
                assert isinstance(allowed(*ask, facts), Refused)


def test_publication_meets_the_deadline_and_nothing_else_touches_it() -> None:
    touching = {row.event for row in REPORT.transitions if row.clock is not ClockEffect.NONE}
    assert touching == {"publish"}


def test_a_correction_goes_the_whole_way_again() -> None:
    state = "published"
    for event, role in [
        ("correct", "head"),
        ("check", "compiler"),
        ("submit", "compiler"),
        ("approve", "leader"),
        ("freeze", "head"),
        ("publish", "head"),
    ]:
        answer = allowed(REPORT, state, event, role, EVERY_FACT)
        assert isinstance(answer, Allowed), event
        state = answer.target
    assert state == "published"


def test_nothing_reaches_the_public_but_through_approval() -> None:
    into = {state: {row.source for row in REPORT.transitions if row.target == state} for state in REPORT.states}
    assert into["published"] - {"published"} == {"frozen"}
    assert into["frozen"] - {"frozen"} == {"approved"}
    assert into["approved"] == {"submitted"}


def test_refusals_say_what_can_be_done_instead() -> None:
    refused = allowed(REPORT, "draft", "publish", "head")
    assert isinstance(refused, Refused)
    assert refused.reason == "“起草”时不能“公布”，此时可以：自查、说明。"
    refused = allowed(REPORT, "submitted", "approve", "compiler")
    assert isinstance(refused, Refused)
    assert refused.reason == "“审签”由分管领导办理，编制人不能办理。"
