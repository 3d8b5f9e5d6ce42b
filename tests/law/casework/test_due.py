"""What must be watched next, and which light a day shows."""

from datetime import date

import pytest

from gongkai.law.calendar import official
from gongkai.law.casework import LIGHTS, light, next_deadline
from gongkai.law.casework.due import SOON_WORKING_DAYS, running, soon_until
from tests.law.casework.telling import entered, remedy_entered

ASKED = ["2024-03-04 register", "2024-03-06 consult_third_party", "2024-03-07 third_party_received"]


@pytest.mark.parametrize(
    ("acts", "today", "key", "due"),
    [
        (["2024-03-04 register"], "2024-03-05", "correction_notice", "2024-03-13"),
        (["2024-03-04 register"], "2024-03-14", "reply", "2024-04-01"),
        (["2024-03-04 register"], None, "reply", "2024-04-01"),
        (["2024-03-04 register"], "2024-05-01", "reply", "2024-04-01"),
        (["2024-03-04 log_arrival channel=web"], "2024-03-04", "confirmation", "2024-03-05"),
        (["2024-03-04 log_arrival channel=web"], "2024-03-08", "confirmation", "2024-03-05"),
        (["2024-03-04 log_arrival channel=web", "2024-03-04 unreachable"], "2024-03-08", "confirmation", "2024-03-05"),
        (
            ["2024-03-04 log_arrival channel=web", "2024-03-04 unreachable", "2024-03-12 unreachable"],
            "2024-03-20",
            "confirmation",
            "2024-03-13",
        ),
        (["2024-03-04 register", "2024-03-06 void"], "2024-03-08", "", ""),
        (["2024-03-04 register", "2024-03-06 ask_correction until=2024-03-20"], "2024-03-07", "correction", "2024-03-20"),
        (["2024-03-04 register", "2024-03-06 charge_fee"], "2024-03-07", "fee_payment", "2024-04-03"),
        (["2024-03-04 register", "2024-03-06 charge_fee", "2024-03-08 fee_notice_received"], "2024-03-09", "fee_payment", "2024-04-08"),
        (ASKED, "2024-03-14", "third_party_opinion", "2024-03-28"),
        (ASKED, "2024-03-29", "reply", "2024-04-24"),
        ([*ASKED, "2024-03-08 third_party_replied"], "2024-03-14", "reply", "2024-04-03"),
        (["2024-03-04 register", "2024-03-05 propose"], "2024-03-06", "reply", "2024-04-01"),
        (["2024-03-04 register", "2024-03-04 record_reply"], "2024-03-06", "", ""),
        (["2024-03-04 register", "2024-03-04 record_reply", "2024-07-01 reopen"], "2024-07-02", "reply", "2024-07-29"),
    ],
)  # fmt: skip
def test_the_next_deadline_of_a_request(acts: list[str], today: str | None, key: str, due: str) -> None:
    found = next_deadline(entered(acts), date.fromisoformat(today) if today else None)
    assert (found.key if found else "", found.due.isoformat() if found else "") == (key, due)


@pytest.mark.parametrize(
    ("acts", "key"),
    [
        (["2024-07-01 notify"], "review_answer_ordinary"),
        (["2024-07-01 notify", "2024-07-02 answer"], "review_decision_ordinary"),
        (["2024-07-01 notify", "2024-07-02 answer", "2024-07-03 suspend"], ""),
        (["2024-07-01 notify", "2024-07-02 answer", "2024-07-30 conclude"], ""),
    ],
)
def test_the_next_deadline_of_a_remedy(acts: list[str], key: str) -> None:
    found = next_deadline(remedy_entered(acts))
    assert (found.key if found else "") == key


def test_an_order_to_comply_is_watched_until_it_is_done() -> None:
    ordered = ["2024-07-01 notify", "2024-07-02 answer", "2024-07-30 conclude outcome=ordered until=2024-08-10"]
    found = next_deadline(remedy_entered(ordered))
    assert found is not None
    assert (found.key, found.due) == ("compliance", date(2024, 8, 10))
    assert next_deadline(remedy_entered([*ordered, "2024-08-01 comply"])) is None


@pytest.mark.parametrize(
    ("due", "today", "key"),
    [
        ("2024-04-01", "2024-04-02", "overdue"),
        ("2024-04-01", "2024-04-01", "today"),
        ("2024-04-01", "2024-03-29", "within_3"),
        ("2024-04-01", "2024-03-27", "within_3"),
        ("2024-04-01", "2024-03-26", "within_7"),
        ("2024-04-01", "2024-03-21", "within_7"),
        ("2024-04-01", "2024-03-20", "running"),
        # Sunday 7 April is worked: three working days from the 3rd end on the 9th.
        ("2024-04-09", "2024-04-03", "within_3"),
        ("2024-04-10", "2024-04-03", "within_7"),
        (None, "2024-04-03", "running"),
    ],
)
def test_the_light_of_a_day(due: str | None, today: str, key: str) -> None:
    day = date.fromisoformat(due) if due else None
    assert light(day, date.fromisoformat(today), official()).key == key


def test_lights_of_what_is_awaited_and_of_what_has_ended() -> None:
    due, today = date(2024, 4, 1), date(2024, 4, 1)
    assert light(due, today, official(), awaiting=True).words == "停止计算中"
    assert light(due, date(2024, 4, 2), official(), awaiting=True).words == "期满待认定"
    assert light(None, today, official(), awaiting=True).words == "停止计算中"
    assert light(due, date(2024, 4, 2), official(), ended=True).words == "已办结"


def test_lights_differ_by_word_key_and_urgency() -> None:
    for name in ("key", "words", "urgency"):
        assert len({getattr(each, name) for each in LIGHTS}) == len(LIGHTS)
    assert soon_until(date(2024, 4, 3), official()) == (date(2024, 4, 9), date(2024, 4, 15))
    assert list(SOON_WORKING_DAYS) == sorted(SOON_WORKING_DAYS)


def test_deadlines_that_run_are_in_order_and_stand_still_with_the_period() -> None:
    days = [each.due for each in running(entered(ASKED))]
    assert days == sorted(days)
    assert len(days) == 3
    waiting = entered([*ASKED, "2024-03-08 ask_correction until=2024-03-22"])
    assert [each.key for each in running(waiting)] == ["correction"]
