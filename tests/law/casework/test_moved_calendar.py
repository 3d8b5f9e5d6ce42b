"""A notice of holidays comes out after acts were done: what was in time stands, and says so; what is new is judged anew."""

from datetime import date

import pytest

from gongkai.law.calendar import official
from gongkai.law.casework import CaseAct, Refusal, request
from tests.law.casework.telling import TODAY, told

# The notice on 2025 made Sunday 26 January a working day: the period ends one day earlier than could be known before.
BEFORE = official().known_on(date(2024, 11, 1))
LINES = ["2024-12-27 register", "2025-01-27 request_extension working_days=5", "2025-01-27 approve_extension", "2025-01-27 notify_extension"]  # fmt: skip
ACTS = told(LINES)


def test_what_was_in_time_stands_with_a_warning() -> None:
    early = request.replay(ACTS, BEFORE)
    assert early.due == date(2025, 2, 7)
    assert early.provisional
    assert early.clocks is not None
    assert not early.clocks.reply.warnings
    now = request.replay(ACTS, official())
    assert now.extension == "notified"
    assert not now.provisional
    assert now.due == date(2025, 2, 8)
    assert now.clocks is not None
    assert any("按现在的日历已过末日 2025-01-26" in warning for warning in now.clocks.reply.warnings)


def test_it_does_not_stand_in_the_way_of_what_comes_next() -> None:
    note = CaseAct(5, "note", date(2025, 2, 5), "clerk", "1", {"note": "已电话告知"})
    assert request.attempt(ACTS, note, TODAY, official()).state == "handling"
    correction = CaseAct(5, "correct", date(2025, 2, 5), "head", "3", {"target": 4, "reason": "误录", "annul": True})
    assert request.attempt(ACTS, correction, TODAY, official()).extension == "approved"


def test_what_is_new_is_judged_by_the_present_calendar() -> None:
    with pytest.raises(Refusal, match="答复期限已经届满"):
        request.attempt(ACTS[:1], ACTS[1], TODAY, official())


def test_a_delay_promised_in_time_stands() -> None:
    lines = [
        "2024-12-27 register",
        "2025-01-02 ask_reasons",
        "2025-01-03 give_reasons",
        "2025-01-27 delay until=2025-03-31",
    ]
    now = request.replay(told(lines), official())
    assert now.due == date(2025, 3, 31)
    assert now.clocks is not None
    assert any("请核对" in warning for warning in now.clocks.reply.warnings)


def test_a_lapse_declared_in_time_stands() -> None:
    # By what was known the fee was to be paid by 28 February; the notice moves that to 3 March.
    lines = [
        "2025-01-13 register",
        "2025-01-24 charge_fee",
        "2025-01-27 fee_notice_received",
        "2025-03-01 declare_unpaid",
    ]
    assert request.replay(told(lines), BEFORE).decision == "payment_lapsed"
    assert request.replay(told(lines), official()).decision == "payment_lapsed"
    acts = told(lines)
    with pytest.raises(Refusal, match="缴费期限还没有过"):
        request.attempt(acts[:-1], acts[-1], TODAY, official())
