"""Decisions: each in its line of both forms, each with ground, letter and grade; no line without a decision."""

import re
from pathlib import Path

import pytest

from gongkai.law.cite import Grade
from gongkai.law.decisions import DECISIONS, LETTERS, Decision, Review, decision
from gongkai.law.returns import FORM_2019, FORM_2021, FORMS
from gongkai.law.settings import BadSetting

LINES = [
    line
    for line in (Path(__file__).parent / "lines.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
ROW = re.compile(r"(\w+) -> (\d+) (\S+) / (\d+)")


@pytest.mark.parametrize("row", LINES)
def test_line_of_each_decision(row: str) -> None:
    match = ROW.fullmatch(row)
    assert match, row
    code, line_2021, label, line_2019 = match.groups()
    found = decision(code)
    assert found.line_in(FORM_2021) == int(line_2021)
    assert label in FORM_2021.line(int(line_2021)).label
    assert found.line_in(FORM_2019) == int(line_2019)


def test_the_list_of_lines_names_every_decision() -> None:
    assert sorted(row.split(" ", 1)[0] for row in LINES) == sorted(found.code for found in DECISIONS)


@pytest.mark.parametrize("key", FORMS)
def test_every_line_of_results_can_be_reached(key: str) -> None:
    form = FORMS[key]
    assert {found.line_in(form) for found in DECISIONS} == set(form.results)


@pytest.mark.parametrize("found", DECISIONS, ids=lambda found: found.code)
def test_a_decision_is_whole(found: Decision) -> None:
    assert found.grounds
    assert found.reply
    assert found.must_state
    assert found.letter is None or found.letter in LETTERS
    assert (found.letter is None) == (found.review is Review.NONE)
    assert bool(found.reviewability) == (found.review is not Review.NONE)
    assert found.line_grade not in (Grade.FULL, Grade.EXCERPT), "没有明文规定归行，不能写作已核实"


def test_codes_are_used_once() -> None:
    assert len({found.code for found in DECISIONS}) == len(DECISIONS)
    assert len({letter.code for letter in LETTERS}) == len(LETTERS)


def test_review_comes_first_only_for_articles_14_to_16() -> None:
    for found in DECISIONS:
        refused = found.grounds[0].instrument.key == "ogi-2019" and found.grounds[0].article in (14, 15, 16)
        assert (found.review is Review.FIRST) == refused, found.code


def test_where_archives_are_counted_is_a_choice() -> None:
    archived = decision("archived")
    assert archived.line_grade is Grade.UNVERIFIED
    assert archived.line_in(FORM_2021, {"archived_line": 13}) == 13
    with pytest.raises(BadSetting, match="archived_line"):
        archived.line_in(FORM_2021, {"archived_line": 24})


def test_the_officer_is_told_the_line_and_how_well_it_is_known() -> None:
    assert decision("third_party_rights").line_note(FORM_2021) == (
        "计入表三“三、本年度办理结果 / （三）不予公开 / 4.保护第三方合法权益”行（推定）。"
    )
    assert decision("payment_lapsed").line_note(FORM_2019).endswith("（六）其他处理”行（推定）。")
    assert "1.本机关不掌握" in decision("archived").line_note(FORM_2021, {"archived_line": 13})


def test_the_kind_is_the_group_of_table_3() -> None:
    assert decision("third_party_rights").kind == "（三）不予公开"
    assert decision("withdrawn").kind == "（六）其他处理"


def test_an_unknown_code_is_refused_with_those_that_exist() -> None:
    with pytest.raises(ValueError, match=r"没有“granted”这种答复结论.*provided"):
        decision("granted")
