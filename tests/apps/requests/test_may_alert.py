"""What is cached of a request suffices to know that nothing is to be told of it: no alert is ever hidden."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.apps.casebook import Story
from gongkai.apps.requests.projection import columns
from gongkai.law.calendar import official
from gongkai.law.casework import CaseAct, house, request
from gongkai.law.casework.alerts import alerts
from gongkai.law.casework.watching import Horizon, may_alert
from gongkai.law.settings import Settings
from tests.law.casework.telling import told
from tests.law.casework.test_properties import walk

EAGER = {each.name: min(each.choices, key=int) for each in house.SETTINGS}
"""A house that is reminded as early as it may choose."""


@dataclass(frozen=True, slots=True)
class Found:
    told: bool
    may: bool


def _on(acts: list[CaseAct], day: date) -> Found:
    case = request.replay(acts, official())
    row = SimpleNamespace(**columns(case, Story("1", tuple(acts))))
    return Found(bool(alerts(case, day, official(), EAGER)), may_alert(row, Horizon.of(day, official())))


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 25), st.lists(st.integers(0, 90), min_size=1, max_size=6))
def test_no_alert_is_hidden(random: Random, steps: int, later: list[int]) -> None:
    acts = walk(random, steps, Settings())
    for days in later if acts else ():
        found = _on(acts, acts[-1].day + timedelta(days))
        assert found.may or not found.told


def test_every_day_of_an_ordinary_request_is_judged_rightly() -> None:
    acts = told(["2024-04-26 register"])
    days = [date(2024, 4, 26) + timedelta(n) for n in range(40)]
    found = {day: _on(acts, day) for day in days}
    assert all(each.may for each in found.values() if each.told)
    silent = [day for day, each in found.items() if not each.may]
    assert date(2024, 5, 6) in silent
    assert date(2024, 5, 10) in silent
    assert date(2024, 5, 9) not in silent


def test_what_has_ended_is_never_looked_at() -> None:
    acts = told(["2024-03-04 register", "2024-03-05 ask_department until=2024-03-08", "2024-03-11 record_reply"])
    assert _on(acts, date(2024, 6, 3)) == Found(told=False, may=False)
