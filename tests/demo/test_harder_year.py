"""The second organ's 2025 leaves out nothing that the law's tables name: a row that is added there must be added here."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.annual.model import Report
from gongkai.apps.organs import queries as organs
from gongkai.apps.reporting import queries as reports
from gongkai.law.clocks.receipt import RULES
from gongkai.law.decisions import DECISIONS
from gongkai.law.procedures import REMEDY, REQUEST
from gongkai.law.procedures.request_forms import (
    APPLICANT_KINDS,
    CO_PRODUCER_OPINIONS,
    REOPENING_GROUNDS,
    SCALES,
    SERVICE_MANNERS,
    THIRD_PARTY_OPINIONS,
)
from gongkai.law.returns import APPLICANTS, CASE_GROUPS, CASE_OUTCOMES, FORM_2021
from gongkai.law.returns.conventions import REVIEW_OUTCOMES, SUIT_OUTCOMES
from tests.demo import led
from tests.rigs.demo_county import DemoCounty

END = date(2026, 3, 31)
CASES = tuple(led.requests(END, "land-2025"))
REMEDIES = tuple(led.remedies(END, "land-2025-remedies"))


def _told(name: str, *events: str) -> set[str]:
    return {str(act.data.get(name)) for each in CASES for act in each.acts if act.event in events} - {"None"}


@pytest.fixture
def report(demo_county: DemoCounty) -> Report:
    organ = organs.organ("昌图县自然资源局", demo_county.today)
    return reports.draft_of(organ.pk, 2025, demo_county.today).compiled.report


def test_every_line_of_table_3_counts_something(report: Report) -> None:
    empty = [line.label for line in FORM_2021.lines if not report.table3[line.number][-1].value]
    assert empty == []


def test_every_column_of_table_3_counts_new_closed_and_carried_out(report: Report) -> None:
    for number in (1, 24, 25):
        cells = dict(zip(APPLICANTS, report.table3[number], strict=True))
        assert [name for name, cell in cells.items() if not cell.value] == [], number


def test_every_cell_of_tables_2_and_4_counts_something(report: Report) -> None:
    # A county's department makes no rules: those three cells are 0 by law.
    rows = {label: cells for label, cells in report.table2.items() if label != "规章"}
    assert [label for label, cells in rows.items() if not all(cell.value for cell in cells.values())] == []
    for group in CASE_GROUPS:
        cells = dict(zip(CASE_OUTCOMES, report.table4[group], strict=True))
        assert [name for name, cell in cells.items() if not cell.value] == [], group


def test_every_decision_ends_a_request() -> None:
    assert {each.code for each in DECISIONS} - {each.case.counted for each in CASES} == set()


def test_every_event_of_both_procedures_happens() -> None:
    daily = tuple(led.requests(date(2026, 11, 20), "daily"))
    assert set(REQUEST.events) - {act.event for each in (*CASES, *daily) for act in each.acts} == set()
    assert set(REMEDY.events) - {act.event for each in REMEDIES for act in each.acts} - {"note", "correct"} == set()


def test_every_effect_on_the_clock_is_felt() -> None:
    felt = set()
    for each in CASES:
        done = {act.event for act in each.acts}
        felt |= {row.clock for row in REQUEST.transitions if row.event in done}
    assert {row.clock for row in REQUEST.transitions} == felt


def test_every_choice_of_the_forms_is_made() -> None:
    opening = ("register", "log_arrival")
    assert {channel.value for channel in RULES} == _told("channel", *opening)
    assert set(APPLICANT_KINDS) == _told("applicant", *opening)
    assert set(THIRD_PARTY_OPINIONS) == _told("opinion", "third_party_replied")
    assert set(CO_PRODUCER_OPINIONS) - _told("opinion", "co_producer_replied") == set()
    assert set(SCALES) == _told("scale", "charge_fee")
    assert set(REOPENING_GROUNDS) == _told("ground", "reopen")
    assert set(SERVICE_MANNERS) - _told("manner", "serve", "record_reply") == set()


def test_silence_lateness_and_lapses_are_there() -> None:
    silent = {branch.kind for each in CASES for branch in each.case.branches if branch.replied is None}
    assert {"third_party", "co_producer"} <= silent
    assert any(each.case.late for each in CASES), "nobody answered too late"
    assert any(each.case.fee and each.case.fee_paid for each in CASES)
    assert any(each.case.fee and not each.case.fee_paid for each in CASES)
    # A late fact lies before what was entered before it; a correction leaves what was wrong behind.
    assert any(later.day < act.day for each in CASES for act, later in zip(each.acts, each.acts[1:], strict=False))
    assert sum(bool(each.case.void) for each in CASES) >= 4


def test_every_group_and_outcome_of_remedies_is_there() -> None:
    assert {each.case.group for each in REMEDIES} == set(CASE_GROUPS)
    outcomes = {(each.case.group == "review", each.case.outcome) for each in REMEDIES}
    final = {(True, each.code) for each in REVIEW_OUTCOMES} | {(False, each.code) for each in SUIT_OUTCOMES}
    # What is still pending or stayed at the end of the year has no outcome but a state.
    final -= {(True, "pending"), (True, "suspended"), (False, "pending")}
    assert final - outcomes == set()
    assert {"answered", "suspended"} <= {each.case.state for each in REMEDIES}
