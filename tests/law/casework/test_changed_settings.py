"""A setting is changed after acts were done: what was recorded can still be read and carried on, with a warning."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.calendar import official
from gongkai.law.casework import CaseAct, Refusal, request
from gongkai.law.settings import Settings
from tests.law.casework.telling import TODAY, entered, told
from tests.law.casework.test_properties import CHOSEN, walk

TWICE_EXTENDED = (
    "2024-03-05 request_extension working_days=20",
    "2024-03-05 approve_extension",
    "2024-03-06 notify_extension",
)
AGAIN = (
    "2024-03-12 request_extension working_days=20",
    "2024-03-12 approve_extension",
    "2024-03-13 notify_extension",
)


@pytest.mark.parametrize(
    ("lines", "changed", "due", "warning"),
    [
        (
            (
                "2024-03-04 register",
                *TWICE_EXTENDED,
                "2024-03-07 ask_correction until=2024-03-20",
                "2024-03-11 receive_correction",
                *AGAIN,
            ),
            Settings(extension_before_restart="stays"),
            date(2024, 5, 9),
            "延长合计超过20个工作日，超出的不计",
        ),
        (
            (
                "2024-03-04 register",
                *TWICE_EXTENDED,
                "2024-03-07 charge_fee",
                "2024-03-08 fee_notice_received",
                "2024-03-11 pay_fee",
                *AGAIN,
            ),
            Settings(after_payment="resume"),
            date(2024, 5, 6),
            "延长合计超过20个工作日，超出的不计",
        ),
        (
            (
                "2024-03-04 register channel=registered_mail forwarded_on=2024-03-08",
                "2024-03-06 consult_other_organ label=县档案馆",
            ),
            Settings(letter_elsewhere="confirmation"),
            date(2024, 4, 8),
            "早于按现在的口径算的收到申请之日（2024-03-08）",
        ),
        (
            ("2024-03-02 register channel=registered_mail", "2024-03-03 ask_reasons"),
            Settings(nonworking_arrival="next_working_day"),
            date(2024, 4, 1),
            "早于按现在的口径算的收到申请之日（2024-03-04）",
        ),
    ],
    ids=["extension carried over", "payment resumes", "letter elsewhere", "day of rest"],
)
def test_what_was_done_stands_with_a_warning(
    lines: tuple[str, ...], changed: Settings, due: date, warning: str
) -> None:
    acts = told(lines)
    assert entered(lines)
    case = request.replay(acts, official(), changed)
    assert case.due == due
    assert case.clocks is not None
    assert any(warning in each for each in case.clocks.reply.warnings), case.clocks.reply.warnings
    note = CaseAct(len(acts) + 1, "note", date(2024, 3, 14), "clerk", "1", {"note": "已电话告知"})
    assert request.attempt(acts, note, TODAY, official(), changed).due == due
    with pytest.raises(Refusal):
        entered(lines, changed)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 20), CHOSEN, CHOSEN)
def test_no_change_of_settings_makes_a_case_unreadable(
    random: Random, steps: int, was: Settings, now: Settings
) -> None:
    acts = walk(random, steps, was)
    if not acts:
        return
    case = request.replay(acts, official(), now)
    assert case.state == request.replay(acts, official(), was).state
    request.options(acts, "clerk", "9", TODAY, official(), now)
