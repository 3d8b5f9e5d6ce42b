"""What an act would change, told before it is signed; what is told is what then happens."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.calendar import official
from gongkai.law.casework import Refusal, request
from gongkai.law.casework.whatif import Outcome, whatif
from gongkai.law.procedures import REQUEST
from gongkai.law.procedures.request_forms import REQUEST_FORMS
from gongkai.law.settings import Settings
from tests.law.casework.telling import PERSONS, TODAY, one, told
from tests.law.casework.test_properties import filled, walk

REGISTERED = ["2024-03-04 register"]


def tried(lines: list[str], line: str, today: date = TODAY) -> Outcome:
    acts = told(lines)
    new = one(line, acts, REQUEST, REQUEST_FORMS)
    return whatif(acts, new.event, new.role, new.person, new.day, new.data, today, official())


def moves(found: Outcome) -> list[tuple[str, str, str]]:
    return [(each.key, str(each.before or ""), str(each.after or "")) for each in found.moved]


def said(found: Outcome, words: str) -> bool:
    return any(words in each for each in found.sentences)


def test_a_correction_notice_stops_the_period_and_can_be_given_once() -> None:
    found = tried(REGISTERED, "2024-03-06 ask_correction until=2024-03-20")
    assert ("reply", "2024-04-01", "") in moves(found)
    assert ("correction", "", "2024-03-20") in moves(found)
    assert said(found, "“答复申请”（2024-04-01）不再计算：期限中止。")
    assert said(found, "补正只能一次性告知")
    assert "receive_correction" in {each.event for each in found.gained}
    assert "propose" in {each.event for each in found.lost}
    assert said(found, "办理中 → 待补正")


def test_a_correction_restarts_the_period_from_its_day() -> None:
    lines = [*REGISTERED, "2024-03-06 ask_correction until=2024-03-20"]
    found = tried(lines, "2024-03-11 receive_correction")
    assert ("reply", "", "2024-04-09") in moves(found)
    assert said(found, "收到补正，答复期限重新计算")


def test_an_extension_is_told_with_its_days() -> None:
    lines = [*REGISTERED, "2024-03-08 request_extension working_days=5", "2024-03-11 approve_extension"]
    found = tried(lines, "2024-03-12 notify_extension")
    assert ("reply", "2024-04-01", "2024-04-09") in moves(found)
    assert said(found, "由 2024-04-01 推迟到 2024-04-09（期限延长）")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("2024-03-06 consult_third_party", "由行政机关决定是否公开（不是视为同意）"),
        ("2024-03-06 consult_co_producer label=县水利局", "视为同意公开"),
        ("2024-03-06 consult_other_organ label=县公安局", "没有法定的答复期限"),
    ],
)
def test_whoever_is_asked_has_his_default_at_silence_told(line: str, words: str) -> None:
    assert said(tried(REGISTERED, line), words)


def test_what_moves_nothing_says_so() -> None:
    found = tried(REGISTERED, "2024-03-06 note")
    assert found.moved == ()
    assert found.sentences == ("答复期限不变，最后一天仍是 2024-04-01。",)


def test_a_refusal_has_its_article_and_the_first_day_that_would_do() -> None:
    lines = [*REGISTERED, "2024-03-06 ask_correction until=2024-03-20"]
    found = tried(lines, "2024-03-18 declare_lapsed")
    assert found.refused is not None
    assert found.refused.cites
    assert found.after is None
    assert found.earliest == date(2024, 3, 21)
    assert found.sentences[1] == "最早 2024-03-21 可以办。"
    asked = ["2024-09-02 register", "2024-09-10 consult_third_party", "2024-09-12 third_party_received"]
    assert tried(asked, "2024-09-13 propose").earliest == date(2024, 10, 11)
    assert tried(REGISTERED, "2024-03-06 receive_correction").earliest is None


def test_lights_before_and_after() -> None:
    lines = ["2024-03-04 register", "2024-03-28 propose", "2024-03-29 review", "2024-04-01 sign"]
    found = tried(lines, "2024-04-01 serve", date(2024, 4, 1))
    assert found.light_before is not None
    assert found.light_after is not None
    assert (found.light_before.key, found.light_after.key) == ("today", "done")


def test_a_registration_begins_the_period() -> None:
    found = tried([], "2024-03-04 register", date(2024, 3, 4))
    assert ("reply", "", "2024-04-01") in moves(found)
    assert said(found, "未登记 → 办理中")
    assert found.before is None


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 20))
def test_what_is_told_is_what_happens(random: Random, steps: int) -> None:
    acts = walk(random, steps, Settings())
    if not acts:
        return
    day = acts[-1].day + timedelta(random.randint(0, 5))
    role = random.choice(list(REQUEST.roles))
    event = random.choice([each for each in REQUEST.events if each not in ("correct", "register", "log_arrival")])
    data = filled(REQUEST_FORMS[event], day, random)
    found = whatif(acts, event, role, PERSONS[role], day, data, TODAY, official())
    assert found.before == request.replay(acts, official())
    assert all(each.endswith("。") for each in found.sentences)
    new = type(acts[0])(acts[-1].seq + 1, event, day, role, PERSONS[role], data)
    refused = ""
    try:
        after = request.attempt(acts, new, TODAY, official())
    except Refusal as refusal:
        refused = refusal.reason
    else:
        assert found.after == after
        assert {each.event for each in found.gained}.isdisjoint(each.event for each in found.lost)
    assert (found.refused.reason if found.refused else "") == refused


OBJECTED = [
    *REGISTERED,
    "2024-03-06 consult_third_party",
    "2024-03-08 third_party_replied opinion=refuses_with_reason",
]


@pytest.mark.parametrize(
    ("before", "line", "told_of"),
    [
        ([], "2024-03-11 propose decision=provided", True),
        ([], "2024-03-11 propose decision=third_party_rights", False),
        (["2024-03-11 propose", "2024-03-12 review"], "2024-03-13 sign", True),
        (["2024-03-11 propose", "2024-03-12 review"], "2024-03-13 note", False),
    ],
)
def test_whoever_discloses_against_an_objection_hears_before_that_the_third_party_is_told_first(
    before: list[str], line: str, told_of: bool
) -> None:
    found = tried([*OBJECTED, *before], line)
    assert found.refused is None
    assert said(found, "“第三方甲”不同意公开，这样决定是公开：签发之后须先“书面告知第三方”") is told_of


def test_serving_before_the_third_party_is_told_is_refused_by_article_32() -> None:
    signed = [*OBJECTED, "2024-03-11 propose", "2024-03-12 review", "2024-03-13 sign"]
    found = tried(signed, "2024-03-14 serve")
    assert found.refused is not None
    assert [cite.key for cite in found.refused.cites] == ["ogi-2019:32"]
    assert tried([*signed, "2024-03-13 tell_third_party"], "2024-03-14 serve").refused is None


def test_who_judges_too_early_that_there_is_no_good_reason_is_told_when_he_may() -> None:
    asked = [*REGISTERED, "2024-03-05 ask_reasons until=2024-03-16"]
    found = tried(asked, "2024-03-05 propose decision=excessive")
    assert found.refused is not None
    assert [cite.key for cite in found.refused.cites] == ["ogi-2019:35"]
    assert found.earliest == date(2024, 3, 19)


@pytest.mark.parametrize(
    "lines",
    [
        [*REGISTERED, "2024-03-05 ask_reasons", "2024-03-05 propose decision=excessive"],
        [*OBJECTED, "2024-03-11 propose", "2024-03-12 review", "2024-03-13 sign", "2024-03-14 serve"],
    ],
)
def test_what_was_recorded_before_there_was_such_a_guard_still_stands(lines: list[str]) -> None:
    case = request.replay(told(lines), official())
    later = tried(lines, "2024-03-20 note")
    assert later.refused is None
    assert later.after is not None
    assert later.after.state == case.state
