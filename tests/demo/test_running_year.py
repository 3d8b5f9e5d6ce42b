"""Whatever day is today, the running year has a case in every state and under every light, and none of tomorrow."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.law.calendar import official
from gongkai.law.casework.due import LIGHTS
from gongkai.law.procedures import REMEDY, REQUEST
from tests.demo import led

DAYS = {
    "元旦": date(2026, 1, 1),
    "春节假期中": date(2026, 2, 18),
    "调休上班的周六": date(2026, 2, 28),
    "寻常的工作日": date(2026, 6, 15),
    "国庆假期中": date(2026, 10, 3),
    "周日": date(2026, 11, 22),
    "年末": date(2026, 12, 31),
    "没有放假通知的年份": date(2028, 3, 1),
}
every_day = pytest.mark.parametrize("today", DAYS.values(), ids=DAYS.keys())


@every_day
def test_every_state_of_a_request_is_there(today: date) -> None:
    states = {each.case.state for each in led.requests(today, "running")}
    assert set(REQUEST.states) - {"new"} - states == set()


@every_day
def test_every_light_is_lit(today: date) -> None:
    lit = {each.lit for each in led.requests(today, "running")}
    assert [light.words for light in LIGHTS if light not in lit] == []


@every_day
def test_every_state_of_a_review_or_suit_is_there(today: date) -> None:
    states = {each.case.state for each in led.remedies(today, "running-remedies")}
    assert set(REMEDY.states) - {"new"} - states == set()


@every_day
def test_nothing_happens_tomorrow(today: date) -> None:
    every = (*led.requests(today), *led.remedies(today))
    assert [each.situation.reference for each in every if max(act.day for act in each.acts) > today] == []


@pytest.mark.parametrize(
    ("today", "some"), [(date(2026, 6, 15), False), (date(2026, 11, 20), True), (date(2026, 12, 31), True)]
)
def test_days_beyond_the_last_notice_are_provisional(today: date, some: bool) -> None:
    assert not official().settled(2027), "choose the year after the last notice"
    assert any(each.case.provisional for each in led.requests(today, "running")) is some


def test_every_stage_of_an_extension_and_of_a_question_is_open() -> None:
    cases = [each.case for each in led.requests(date(2026, 11, 20), "running")]
    assert {"", "requested", "approved", "notified"} <= {case.extension for case in cases}
    waiting = {branch.kind for case in cases for branch in case.branches if branch.replied is None}
    assert waiting == {"third_party", "co_producer", "other_organ"}
