"""The plan backward from the last day: kept, partly done, squeezed, overdue."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law.calendar import official
from gongkai.law.casework import request
from gongkai.law.casework.plan import NAMES, plan
from gongkai.law.settings import Settings
from tests.law.casework.telling import entered
from tests.law.casework.test_properties import walk

REGISTERED = ["2024-03-04 register"]


def days(lines: list[str], today: str) -> dict[str, str]:
    return {each.key: each.by.isoformat() for each in plan(entered(lines), date.fromisoformat(today), official())}


def test_the_last_day_is_shared_out_backward_in_working_days() -> None:
    # 2024-04-01 is the last day; the week before is an ordinary one.
    assert days(REGISTERED, "2024-03-05") == {
        "departments": "2024-03-18",
        "propose": "2024-03-21",
        "confer": "2024-03-25",
        "review": "2024-03-27",
        "sign": "2024-03-28",
        "serve": "2024-03-29",
    }
    assert all(
        not each.late and each.squeezed is None for each in plan(entered(REGISTERED), date(2024, 3, 18), official())
    )


def test_days_of_rest_and_working_saturdays_are_counted_as_they_are() -> None:
    # 2024-10-12, a Saturday, is worked and the last day; the first week of October is free.
    found = days(["2024-09-09 register"], "2024-09-10")
    assert (found["serve"], found["sign"], found["departments"]) == ("2024-10-11", "2024-10-10", "2024-09-24")


def test_what_is_late_says_so_and_the_rest_is_squeezed_into_what_is_left() -> None:
    found = {each.key: each for each in plan(entered(REGISTERED), date(2024, 3, 27), official())}
    assert [key for key, each in found.items() if each.late] == ["departments", "propose", "confer"]
    squeezed = [each.squeezed for each in found.values()]
    assert None not in squeezed
    assert squeezed == sorted(squeezed)  # type: ignore[type-var]  # none is None, as just asserted
    assert squeezed[-1] == date(2024, 4, 1)
    assert "应在 2024-03-21 前完成，已经迟了；要赶上末日 2024-04-01，最迟 2024-03-" in found["propose"].sentence
    assert found["serve"].sentence.startswith("“送达”原定 2024-03-29，前面的已经迟了")


def test_after_the_last_day_everything_is_for_today() -> None:
    found = plan(entered(REGISTERED), date(2024, 4, 3), official())
    assert {each.squeezed for each in found} == {date(2024, 4, 3)}
    assert all("今天就办" in each.sentence for each in found)


def test_what_was_done_is_behind() -> None:
    lines = [*REGISTERED, "2024-03-08 confer", "2024-03-11 propose", "2024-03-12 review"]
    done = [each.key for each in plan(entered(lines), date(2024, 3, 13), official()) if each.done]
    assert done == ["departments", "propose", "confer", "review"]
    asked = [*REGISTERED, "2024-03-05 ask_department until=2024-03-08", "2024-03-08 department_replied"]
    assert [each.key for each in plan(entered(asked), date(2024, 3, 11), official()) if each.done] == ["departments"]


def test_an_extension_moves_the_plan_and_a_pause_has_none() -> None:
    extended = ["2024-03-08 request_extension", "2024-03-11 approve_extension", "2024-03-12 notify_extension"]
    assert days([*REGISTERED, *extended], "2024-03-13")["serve"] == "2024-04-28"
    for lines in (
        [*REGISTERED, "2024-03-06 ask_correction until=2024-03-20"],
        [*REGISTERED, "2024-03-06 consult_other_organ label=县公安局"],
        [*REGISTERED, "2024-03-06 record_reply"],
        ["2024-03-04 log_arrival channel=email"],
    ):
        assert days(lines, "2024-03-07") == {}


def test_the_house_chooses_its_own_lengths() -> None:
    found = plan(entered(REGISTERED), date(2024, 3, 5), official(), {"plan_spare_days": 0, "plan_draft_days": 10})
    assert {each.key: each.by for each in found}["serve"] == date(2024, 4, 1)
    assert {each.key: each.by for each in found}["departments"] == date(2024, 3, 8)


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 20), st.integers(0, 60))
def test_no_stage_lies_behind_the_last_day_or_out_of_order(random: Random, steps: int, later: int) -> None:
    acts = walk(random, steps, Settings())
    if not acts:
        return
    case, today = request.replay(acts, official()), acts[-1].day + timedelta(later)
    found = plan(case, today, official())
    assert [each.key for each in found] in ([], list(NAMES))
    assert [each.by for each in found] == sorted(each.by for each in found)
    for each in found:
        assert case.due is not None
        assert each.by <= case.due
        assert official().works(each.by)
        assert each.late == (not each.done and today > each.by)
        if each.squeezed is not None:
            assert not each.done
            assert today <= each.squeezed <= max(today, case.due)
