"""The definitions: every cell has one, every group falls into the cells that the law gives it and into no other."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given

from gongkai.annual.compile.cells import SETTINGS, RemedyFilter, RequestFilter, definition, definitions, outcomes_of
from gongkai.annual.compile.counting import falls
from gongkai.annual.compile.material import RemedyGroup, RequestGroup, When
from gongkai.annual.model import Place, empty_tables
from gongkai.law.decisions import DECISIONS
from gongkai.law.procedures.request_forms import APPLICANT_KINDS
from gongkai.law.returns import CASE_GROUPS, FORM_2021, FORMS, Form
from gongkai.law.returns.conventions import column_of
from tests.annual.compile.materials import remedy_groups, request_groups

CHOICES = list(itertools.islice(itertools.product(*(setting.choices for setting in SETTINGS)), 0, None, 5))


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_every_cell_of_the_form_is_defined_with_a_sentence_and_a_provision(form: Form) -> None:
    defined = definitions(form)
    assert set(defined) == {place for place, _ in empty_tables(form).cells()}
    for each in defined.values():
        assert each.sentence.endswith("。")
        assert each.cites


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
@pytest.mark.parametrize("decision", DECISIONS, ids=[each.code for each in DECISIONS])
def test_every_decision_reaches_its_line_in_every_column(form: Form, decision: object) -> None:
    code = decision.code  # type: ignore[attr-defined]
    line = decision.line_in(form)  # type: ignore[attr-defined]
    for column, applicant in enumerate(APPLICANT_KINDS):
        group = RequestGroup(applicant, code, When.WITHIN, When.WITHIN)
        places = {place for place, each in definitions(form).items() if falls(group, each)}
        assert places == {Place(3, n, c) for n in (1, line, 24) for c in (column, 6)}


@given(request_groups())
def test_a_request_is_counted_once_coming_in_and_once_going_out(group: RequestGroup) -> None:
    found = [place for place, each in definitions(FORM_2021).items() if place.column == 6 and falls(group, each)]
    lines = [int(place.row) for place in found]
    assert sum(line in (1, 2) for line in lines) == 1
    assert sum(line in (24, 25) for line in lines) == 1
    assert sum(3 <= line <= 23 for line in lines) == (24 in lines)


@pytest.mark.parametrize("group", CASE_GROUPS)
def test_every_outcome_reaches_its_column(group: str) -> None:
    for outcome in outcomes_of(group):
        case = RemedyGroup(group, "own", outcome.code, When.WITHIN, When.WITHIN)
        places = {place for place, each in definitions(FORM_2021).items() if falls(case, each)}
        assert places == {Place(4, group, column_of(outcome)), Place(4, group, 4)}


@given(remedy_groups())
def test_a_case_stands_in_at_most_one_column_and_then_in_the_total(group: RemedyGroup) -> None:
    columns = sorted(place.column for place, each in definitions(FORM_2021).items() if falls(group, each))
    assert columns == [] if group.capacity == "reviewer" else len(columns) == 2
    assert not columns or columns[-1] == 4


@pytest.mark.parametrize("values", CHOICES)
def test_under_every_choice_filters_of_one_cell_exclude_each_other(values: tuple[object, ...]) -> None:
    chosen = {setting.name: value for setting, value in zip(SETTINGS, values, strict=True)}
    for group in CASE_GROUPS:
        filters = definition(Place(4, group, 4), FORM_2021, chosen).counts
        assert isinstance(filters, tuple)
        for one, other in itertools.combinations(filters, 2):
            assert isinstance(one, RemedyFilter)
            assert isinstance(other, RemedyFilter)
            apart = not (one.closed & other.closed) or not (one.received & other.received)
            assert apart or not ((one.outcomes or frozenset()) & (other.outcomes or frozenset()))


def test_a_filter_says_what_a_query_needs() -> None:
    filters = definition(Place(3, 4, 1), FORM_2021).counts
    assert filters == (
        RequestFilter(
            frozenset({When.BEFORE, When.WITHIN}),
            frozenset({When.WITHIN}),
            frozenset({"partial"}),
            frozenset({"business"}),
        ),
    )
