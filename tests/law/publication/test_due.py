"""Days of a publication: article 26 until something is public, stages, evaluation of what is withheld, interpretations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai.law.calendar import official
from gongkai.law.casework import due as lights
from gongkai.law.publication import due
from gongkai.law.publication.case import ItemCase
from gongkai.law.settings import Settings
from tests.law.publication.telling import told

CALENDAR = official()
DRAFT = "甲 clerk draft 一稿 formed_on=2026-02-27"


def test_article_26_runs_from_formation_until_something_is_public() -> None:
    case = told(DRAFT)
    found = due.last_day(case, CALENDAR)
    assert found is not None
    assert found.due == CALENDAR.advance(date(2026, 2, 27), 20)
    assert "第二十六条" in found.cite.label
    assert due.last_day(told(f"{DRAFT}\n乙 head emergency"), CALENDAR) is None
    corrected = told(f"{DRAFT}\n乙 head emergency\n丙 leader ratify\n甲 clerk correct")
    assert due.last_day(corrected, CALENDAR) is None


@pytest.mark.parametrize("what", ["attribute=on_request", "attribute=withheld", "formed_on="])
def test_what_is_not_to_be_published_has_no_last_day(what: str) -> None:
    assert due.last_day(told(f"{DRAFT} {what}"), CALENDAR) is None


def test_a_discarded_draft_owes_nothing() -> None:
    assert due.last_day(told(f"{DRAFT}\n甲 clerk discard"), CALENDAR) is None


def test_each_stage_has_its_working_days_from_the_day_on_which_it_began() -> None:
    case = told(f"{DRAFT}\n甲 clerk submit")
    assert case.since == date(2026, 3, 3)
    assert due.stage_due(case, CALENDAR) == date(2026, 3, 4)
    assert due.stage_due(case, CALENDAR, 3) == date(2026, 3, 6)
    assert due.stage_due(told(DRAFT), CALENDAR) is None
    friday = replace(case, since=date(2026, 3, 6))
    assert due.stage_due(friday, CALENDAR) == date(2026, 3, 9)


def test_approval_after_an_emergency_is_due_on_the_next_working_day() -> None:
    case = told(f"{DRAFT}\n乙 head emergency")
    assert case.since is not None
    assert due.stage_due(case, CALENDAR) == CALENDAR.advance(case.since, 1)


def test_what_is_withheld_is_looked_at_again_after_the_months_of_the_setting() -> None:
    case = told(f"{DRAFT}\n甲 clerk propose_withhold\n乙 head approve_withhold")
    assert case.evaluated == date(2026, 3, 4)
    assert due.evaluate_on(case) == date(2027, 3, 4)
    assert due.evaluate_on(case, Settings(reevaluation_months=6)) == date(2026, 9, 4)
    again = told(f"{DRAFT}\n甲 clerk propose_withhold\n乙 head approve_withhold\n乙 head reevaluate")
    assert due.evaluate_on(again) == date(2027, 3, 5)
    assert due.evaluate_on(replace(again, state="draft")) is None


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 1), 3, date(2027, 3, 1)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
    ],
)
def test_months_end_on_a_day_that_there_is(day: date, months: int, then: date) -> None:
    assert due.months_after(day, months) == then


def test_an_interpretation_is_late_after_three_working_days_unless_the_office_says_otherwise() -> None:
    friday = date(2026, 3, 6)
    assert due.interpretation_due(friday, CALENDAR) == date(2026, 3, 11)
    assert due.interpretation_due(friday, CALENDAR, Settings(interpretation_days=0)) == friday


def test_the_light_is_that_of_the_nearest_day_in_the_words_of_cases() -> None:
    today = date(2026, 3, 4)

    def lit(state: str, *days: date | None) -> lights.Light:
        last, stage, evaluate = days
        return due.light(state, last, stage, evaluate, today, CALENDAR)

    past, near = today - timedelta(days=1), date(2026, 3, 6)
    assert lit("first_review", date(2026, 5, 1), past, None) == lights.OVERDUE
    assert lit("first_review", date(2026, 5, 1), today, None) == lights.TODAY
    assert lit("draft", near, None, None) in lights.SOON
    assert lit("draft", None, None, None) == lights.RUNNING
    assert lit("withheld", None, None, past) == lights.OVERDUE
    assert lit("live", None, None, None) == lights.DONE
    for state in ("draft", "live", "withheld", "owing"):
        assert lit(state, None, past if state == "owing" else None, None) in lights.LIGHTS


def test_nothing_of_a_new_case_is_due() -> None:
    case = ItemCase("new")
    assert (due.last_day(case, CALENDAR), due.stage_due(case, CALENDAR), due.evaluate_on(case)) == (None, None, None)
