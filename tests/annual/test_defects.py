"""The checker finds each defect at its place, and leaves alone what is right."""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from random import Random

import pytest

from gongkai.annual.check import check
from gongkai.annual.findings import Finding, Severity
from gongkai.annual.model import Place, Report
from gongkai.annual.read import read
from gongkai.law.cite import chinese
from tests.annual.corpus import Truth, draw
from tests.annual.corpus.claims import CLAIMS, DENIALS, INNOCENT, Claim, far, values, with_sentence
from tests.annual.corpus.defects import DEFECTS, Defect
from tests.annual.corpus.pages import article, html, tables
from tests.annual.corpus.truth import PROFILES

CLEAN = [i for i, p in enumerate(PROFILES) if not p.blanks and (p.form == "2019") == (p.year <= 2020)]
COUNTY, CITY, DEPARTMENT = 4, 1, 8
"""Truths that carry enough figures of every kind."""


def read_back(truth: Truth) -> Report:
    return read(html(article(truth, tables(truth))).encode(), "report.html")


@functools.cache
def clean(index: int) -> Truth:
    return draw(index)


def grave(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity is not Severity.NOTE]


def told(findings: list[Finding]) -> list[str]:
    return [f"{f.severity.value} {f.code} {f.where}: {f.message}" for f in findings]


@pytest.mark.parametrize("index", CLEAN)
def test_a_clean_report_is_left_alone(index: int) -> None:
    assert told(grave(check(read_back(clean(index))))) == []


INJECTED = [(d, i) for d in DEFECTS for i in (COUNTY, CITY, DEPARTMENT) if d.needs(clean(i))]


@pytest.mark.parametrize(("defect", "index"), INJECTED, ids=[f"{d.key}-{i}" for d, i in INJECTED])
def test_a_defect_is_found_at_its_place(defect: Defect, index: int) -> None:
    truth = clean(index).copy()
    places = defect.inject(truth, Random(f"{defect.key} {index}"))
    findings = check(read_back(truth))
    family = [f for f in findings if re.match(defect.family, f.code)]
    assert family, told(findings)
    strangers = [f for f in grave(findings) if not re.match(f"{defect.family}|{defect.consequence}", f.code)]
    assert told(strangers) == []
    if places:
        assert any(places & set(f.places) for f in family), told(family)
    assert all(f.message.endswith("。") for f in findings)


@pytest.mark.parametrize("index", [COUNTY, DEPARTMENT])
@pytest.mark.parametrize("claim", CLAIMS, ids=[f"{c.spoiled}: {c.text[:24]}" for c in CLAIMS])
def test_a_right_figure_in_the_prose_stays_clean(claim: Claim, index: int) -> None:
    truth = clean(index)
    report = read_back(with_sentence(truth, claim.text.format(**values(truth))))
    assert told(grave(check(report))) == []


@pytest.mark.parametrize("index", [COUNTY, DEPARTMENT])
@pytest.mark.parametrize("claim", CLAIMS, ids=[f"{c.spoiled}: {c.text[:24]}" for c in CLAIMS])
def test_a_wrong_figure_in_the_prose_is_found(claim: Claim, index: int) -> None:
    truth = clean(index)
    right = values(truth)
    wrong = far(truth)
    report = read_back(with_sentence(truth, claim.text.format(**(right | {claim.spoiled: wrong}))))
    findings = grave(check(report))
    assert any(wrong in (f.found, f.expected) or str(wrong) in f.quote + f.message for f in findings), told(findings)


@pytest.mark.parametrize("index", [COUNTY, DEPARTMENT])
@pytest.mark.parametrize("sentence", INNOCENT)
def test_figures_of_another_scope_contradict_nothing(sentence: str, index: int) -> None:
    truth = clean(index)
    report = read_back(with_sentence(truth, sentence.format(far=far(truth))))
    assert told(grave(check(report))) == []


@pytest.mark.parametrize("index", [COUNTY, CITY, DEPARTMENT])
@pytest.mark.parametrize("sentence", DENIALS)
def test_a_denial_that_the_table_refutes_is_found(sentence: str, index: int) -> None:
    truth = clean(index)
    findings = grave(check(read_back(with_sentence(truth, sentence))))
    refuted = values(truth)[DENIALS[sentence]] > 0
    assert bool(findings) == refuted, told(findings)


@pytest.mark.parametrize("index", [COUNTY, DEPARTMENT])
def test_figures_in_chinese_numerals_are_compared(index: int) -> None:
    truth = clean(index)
    right, wrong = (f"收到政府信息公开申请{chinese(n)}件。" for n in (values(truth)["new"], far(truth)))
    assert told(grave(check(read_back(with_sentence(truth, right))))) == []
    assert any(far(truth) in (f.found, f.expected) for f in check(read_back(with_sentence(truth, wrong))))


def test_the_form_of_2019_in_a_later_year_is_found() -> None:
    findings = check(read_back(clean(9)))
    assert any(re.search("form|格式", f.code + f.where) for f in grave(findings)), told(findings)


def test_carry_over_is_compared_with_last_year() -> None:
    truth = clean(COUNTY)
    previous = draw(COUNTY, profile=replace(PROFILES[COUNTY], year=truth.year - 1))
    previous.table3[25] = list(truth.table3[2])
    agreeing = check(read_back(truth), read_back(previous))
    assert not [f for f in agreeing if f.code.startswith("previous.carr")], told(agreeing)
    for column in (0, 6):
        previous.table3[25][column] = (previous.table3[25][column] or 0) + 4
    differing = [f for f in check(read_back(truth), read_back(previous)) if f.code.startswith("previous.carr")]
    assert {place for f in differing for place in f.places} >= {Place(3, 2, 0), Place(3, 2, 6)}, told(differing)
    assert all(f.severity is not Severity.NOTE for f in differing)


@pytest.mark.parametrize("index", CLEAN)
def test_no_finding_is_said_twice(index: int) -> None:
    truth = clean(index).copy()
    for defect in DEFECTS[:6]:
        defect.inject(truth, Random(1))
    findings = told(check(read_back(truth)))
    assert len(findings) == len(set(findings))
