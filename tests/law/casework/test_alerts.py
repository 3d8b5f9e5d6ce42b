"""What is told of a request on a day: every situation of `situations/alerts.toml`, keys that stay, words that mend."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.calendar import official
from gongkai.law.casework import request
from gongkai.law.casework.alerts import alerts
from gongkai.law.procedures import REQUEST
from gongkai.law.settings import Settings
from tests.law.casework.telling import TODAY, entered, told
from tests.law.casework.test_properties import walk

FILE = Path(__file__).parent / "situations" / "alerts.toml"
SITUATIONS = {each["says"]: each for each in tomllib.loads(FILE.read_text("utf-8"))["situation"]}


@pytest.mark.parametrize("situation", SITUATIONS.values(), ids=SITUATIONS)
def test_what_is_told(situation: dict[str, Any]) -> None:
    case = entered(situation["acts"], today=date.fromisoformat(situation.get("entered", TODAY.isoformat())))
    found = alerts(case, date.fromisoformat(situation["today"]), official())
    assert sorted(f"{each.kind} {each.role} {each.next_event}" for each in found) == sorted(situation["alerts"])
    if "keys" in situation:
        assert [each.key for each in found] == situation["keys"]
    if "told" in situation:
        assert any(situation["told"] in each.sentence for each in found), [each.sentence for each in found]


def test_every_kind_is_told_somewhere() -> None:
    kinds = {line.split()[0] for each in SITUATIONS.values() for line in each["alerts"]}
    assert kinds >= {
        "confirmation.missing", "confirmation.dragging", "correction_notice", "correction.lapsed", "payment.lapsed",
        "fee_notice.unreceived", "reply.within_7", "reply.within_3", "reply.today", "reply.overdue", "delay.within_3",
        "silence", "provisional", "service.missing", "third_party.silent", "third_party.unreceived", "third_party.untold",
        "co_producer.silent", "other_organ.silent", "extension.undecided", "extension.untold", "department.first",
        "department.second", "department.leader", "receipt.partly",
    }  # fmt: skip


def test_the_house_may_choose_when_it_is_reminded() -> None:
    case = entered(["2024-03-04 register", "2024-03-05 ask_department until=2024-03-14"])
    day = date(2024, 3, 15)
    assert [each.kind for each in alerts(case, day, official(), {"chase_first_days": 2})] == []
    assert [each.kind for each in alerts(case, day, official(), {"chase_first_days": 0})] == ["department.first"]


def test_the_same_thing_has_the_same_key_until_the_law_moves_its_day() -> None:
    lines = ["2024-03-04 register", "2024-03-08 request_extension", "2024-03-11 approve_extension"]
    before = {each.key for day in (28, 29) for each in alerts(entered(lines), date(2024, 3, day), official())}
    assert before == {"reply.within_3:2024-04-01", "extension.untold:2024-04-01"}
    lines += ["2024-03-29 notify_extension", "2024-03-29 note"]
    after = {each.key for each in alerts(entered(lines), date(2024, 4, 25), official())}
    assert after == {"reply.within_3:2024-04-29"}


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 25), st.integers(0, 60))
def test_whatever_is_told_can_be_done_by_whom_it_names(random: Random, steps: int, later: int) -> None:
    acts = walk(random, steps, Settings())
    if not acts:
        return
    day = acts[-1].day + timedelta(later)
    case = request.replay(acts, official())
    found = alerts(case, day, official())
    assert len({each.key for each in found}) == len(found)
    for each in found:
        assert each.sentence.endswith("。")
        assert each.cites
        assert each.role in each.told
        row = REQUEST.row(case.state, each.next_event)
        assert row is not None
        assert each.role in row.roles
        assert len(each.key) <= 80
    assert [each.urgency for each in found] == sorted(each.urgency for each in found)


def test_nothing_is_told_of_a_registration_that_was_a_mistake() -> None:
    case = request.replay(told(["2024-03-04 register", "2024-03-06 void"]), official())
    assert alerts(case, date(2024, 6, 4), official()) == ()
