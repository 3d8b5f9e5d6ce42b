"""Every request that was received is counted once coming in and once going out, whatever its life and the settings."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual.compile.cells import definitions
from gongkai.annual.compile.counting import falls
from gongkai.annual.compile.material import RequestGroup, When
from gongkai.annual.compile.placing import counted_on, request_group, weight
from gongkai.law.calendar import official
from gongkai.law.casework import RequestCase, request
from gongkai.law.returns import form_for_year
from gongkai.law.returns.annual import APPLICANTS, CARRIED_IN, CARRIED_OUT, NEW, TOTAL
from gongkai.law.settings import Settings
from tests.law.casework.telling import entered
from tests.law.casework.test_properties import CHOSEN, walk

WAYS = [
    {"corrected_year": year, "several_items": items}
    for year, items in product(("received", "corrected"), ("as_one", "split"))
]
BY_CORRECTION = {"corrected_year": "corrected"}
YEARS = range(2022, 2028)
FAR = date(2030, 1, 1)


def table(cases: list[RequestCase], year: int, as_of: date, chosen: dict[str, str]) -> Counter[tuple[int, int]]:
    """Table 3 by line and column."""
    counted: Counter[tuple[int, int]] = Counter()
    for defined in definitions(form_for_year(year), chosen).values():
        if defined.place.table != 3:
            continue
        for case in cases:
            group = request_group(case, year, as_of, chosen)
            if group and falls(group, defined):
                counted[int(defined.place.row), defined.place.column] += weight(case.items, chosen)
    return counted


def check_relations(told: Counter[tuple[int, int]], year: int) -> None:
    lines = [line.number for line in form_for_year(year).lines]
    results = [line for line in lines if line not in (NEW, CARRIED_IN, TOTAL, CARRIED_OUT)]
    last = len(APPLICANTS) - 1
    for column in range(last + 1):
        assert told[NEW, column] + told[CARRIED_IN, column] == told[TOTAL, column] + told[CARRIED_OUT, column]
        assert told[TOTAL, column] == sum(told[line, column] for line in results)
    for line in lines:
        assert told[line, last] == sum(told[line, column] for column in range(last))


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), CHOSEN, st.dates(date(2022, 12, 1), date(2026, 2, 1)))
def test_the_relations_hold_for_any_lives_on_any_day(random: Random, chosen: Settings, as_of: date) -> None:
    cases = [
        request.replay(acts, official(), chosen)
        for acts in (walk(random, random.randint(1, 14), chosen) for _ in range(3))
        if acts
    ]
    for way in WAYS:
        for year in (as_of.year - 1, as_of.year):
            check_relations(table(cases, year, as_of, way), year)
        whole = {year: table(cases, year, FAR, way) for year in YEARS}
        for year in YEARS[:-1]:
            for column in range(len(APPLICANTS)):
                assert whole[year][CARRIED_OUT, column] == whole[year + 1][CARRIED_IN, column], (year, way)
        last = len(APPLICANTS) - 1
        received = [case for case in cases if case.received is not None and case.voided is None]
        items = sum(weight(case.items, way) for case in received)
        assert sum(whole[year][NEW, last] for year in YEARS) == items
        ended = sum(weight(case.items, way) for case in received if case.closed is not None)
        assert sum(whole[year][TOTAL, last] for year in YEARS) == ended


def test_a_correction_after_the_end_leaves_the_request_in_the_year_of_its_end() -> None:
    case = entered(
        [
            "2023-11-20 register",
            "2023-11-22 ask_correction until=2023-12-10",
            "2023-12-12 declare_lapsed",
            "2023-12-13 serve",
            "2024-02-01 reopen until=2024-03-01",
            "2024-02-05 receive_correction",
        ]
    )
    assert case.corrected == date(2024, 2, 5)
    assert counted_on(case, BY_CORRECTION) == date(2023, 11, 20)
    group = request_group(case, 2023, date(2023, 12, 31), BY_CORRECTION)
    assert group == RequestGroup("natural", "correction_lapsed", When.WITHIN, When.WITHIN)
    assert request_group(case, 2024, date(2024, 12, 31), BY_CORRECTION) is None


def test_an_end_before_the_day_of_receipt_that_a_setting_gives_takes_it_along() -> None:
    """A signed letter of a day of rest, withdrawn on that day: received on the next working day, of another year."""
    case = entered(
        ["2023-12-31 register channel=registered_mail", "2023-12-31 withdraw"],
        Settings(nonworking_arrival="next_working_day"),
    )
    assert (case.received, case.closed) == (date(2024, 1, 2), date(2023, 12, 31))
    group = request_group(case, 2023, date(2023, 12, 31), {})
    assert group == RequestGroup("natural", "withdrawn", When.WITHIN, When.WITHIN)


def test_what_arrived_without_being_received_is_told_and_in_no_cell() -> None:
    waiting = entered(["2023-12-20 log_arrival channel=web"])
    confirmed = entered(["2023-12-29 log_arrival channel=web", "2024-01-03 confirm"])
    gone = entered(["2023-12-20 log_arrival channel=web", "2023-12-28 withdraw"])
    end = date(2023, 12, 31)
    assert request_group(waiting, 2023, end, {}) == RequestGroup("natural", "", When.LATER, When.LATER)
    assert request_group(confirmed, 2023, end, {}) == RequestGroup("natural", "", When.LATER, When.LATER)
    assert request_group(confirmed, 2024, FAR, {}) == RequestGroup("natural", "", When.WITHIN, When.LATER)
    assert request_group(gone, 2023, end, {}) == RequestGroup("natural", "withdrawn", When.LATER, When.WITHIN)
    assert request_group(gone, 2024, FAR, {}) is None
    assert request_group(waiting, 2022, date(2022, 12, 31), {}) is None
    assert not table([waiting, confirmed, gone], 2023, end, {})
