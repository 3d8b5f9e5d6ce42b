"""Filling conventions: settings that say they are settings, and the column of every outcome of a case."""

import pytest

from gongkai.law.cite import Grade
from gongkai.law.returns import CASE_OUTCOMES
from gongkai.law.returns.conventions import (
    PENDING,
    REVIEW_OUTCOMES,
    SETTINGS,
    SUIT_OUTCOMES,
    Outcome,
    column_of,
)
from gongkai.law.settings import BadSetting, Setting


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_a_convention_is_a_choice_and_says_that_it_is_not_verified(setting: Setting) -> None:
    assert setting.default in setting.choices
    assert len(setting.choices) > 1
    assert setting.grade is setting.cite.grade is Grade.UNVERIFIED
    assert "未核实" in setting.caveat(setting.default)


@pytest.mark.parametrize(
    ("outcomes", "code", "column"),
    [
        (REVIEW_OUTCOMES, "upheld", "结果维持"),
        (REVIEW_OUTCOMES, "claim_rejected", "结果维持"),
        (REVIEW_OUTCOMES, "revoked", "结果纠正"),
        (REVIEW_OUTCOMES, "ordered", "结果纠正"),
        (REVIEW_OUTCOMES, "terminated", "其他结果"),
        (REVIEW_OUTCOMES, "not_accepted", "其他结果"),
        (REVIEW_OUTCOMES, "mediated", "其他结果"),
        (REVIEW_OUTCOMES, "suspended", "尚未审结"),
        (SUIT_OUTCOMES, "claim_rejected", "结果维持"),
        (SUIT_OUTCOMES, "corrected", "结果纠正"),
        (SUIT_OUTCOMES, "withdrawn", "其他结果"),
        (SUIT_OUTCOMES, "pending", "尚未审结"),
    ],
)
def test_column_of_an_outcome(outcomes: tuple[Outcome, ...], code: str, column: str) -> None:
    (outcome,) = (each for each in outcomes if each.code == code)
    assert CASE_OUTCOMES[column_of(outcome)] == column


def test_no_outcome_stands_in_the_total_and_every_other_column_is_used() -> None:
    for outcomes in (REVIEW_OUTCOMES, SUIT_OUTCOMES):
        assert {column_of(outcome) for outcome in outcomes} == set(range(PENDING + 1))
        assert len({outcome.code for outcome in outcomes}) == len(outcomes)


def test_an_office_may_count_mediation_as_correction() -> None:
    (mediated,) = (each for each in REVIEW_OUTCOMES if each.code == "mediated")
    assert CASE_OUTCOMES[column_of(mediated, {"mediated": "1"})] == "结果纠正"
    with pytest.raises(BadSetting):
        column_of(mediated, {"mediated": 4})
