"""What the prose states is taken as stated: the right number, under the right name, with its place in the text."""

from __future__ import annotations

import functools
import re

import pytest

from gongkai.annual.model import Report
from gongkai.annual.read import read
from tests.annual.corpus import Truth, draw
from tests.annual.corpus.claims import with_sentence, without_figures
from tests.annual.corpus.pages import article, html, tables
from tests.annual.corpus.spoken import AT_LEAST, NO_COUNTS, SPOKEN, Taken
from tests.annual.corpus.truth import PROFILES

BUREAU = 11


@functools.cache
def report_of(index: int) -> tuple[Truth, Report]:
    truth = draw(index)
    return truth, read(html(article(truth, tables(truth))).encode(), "report.html")


@pytest.mark.parametrize("index", range(len(PROFILES)))
def test_what_a_report_states_is_taken(index: int) -> None:
    truth, report = report_of(index)
    taken = {(fact.measure, fact.value) for fact in report.facts if not fact.scope}
    missing = [(s.measure, s.value) for s in truth.stated if (s.measure, s.value) not in taken]
    assert missing == [], [f"{f.measure} {f.value} «{f.quote}»" for f in report.facts]


@pytest.mark.parametrize("index", range(len(PROFILES)))
def test_each_fact_points_to_its_words(index: int) -> None:
    _, report = report_of(index)
    for fact in report.facts:
        text = report.sections[fact.section].text
        assert fact.quote in text
        assert text[fact.start : fact.end]
        digits = re.sub(r"\D", "", text[fact.start : fact.end])
        assert digits == "" or digits.lstrip("0") == re.sub(r"\D", "", str(fact.value)).lstrip("0") or fact.approx


def taken_from(sentence: str) -> set[Taken]:
    """The facts that the sentence adds to a report whose prose is otherwise without figures."""
    truth = draw(BUREAU)
    bare, spoken = without_figures(truth), with_sentence(truth, sentence)
    before, after = (read(html(article(t, tables(t))).encode(), "r.html").facts for t in (bare, spoken))
    held = [(f.measure, f.value, f.quote) for f in before]
    return {(f.measure, f.value, f.approx, bool(f.scope)) for f in after if (f.measure, f.value, f.quote) not in held}


@pytest.mark.parametrize(("sentence", "expected"), SPOKEN, ids=range(len(SPOKEN)))
def test_a_sentence_is_understood(sentence: str, expected: tuple[Taken, ...]) -> None:
    taken = taken_from(sentence)
    if expected:
        assert taken == set(expected)
    else:
        # 未发生…复议和诉讼: stated as nothing, or as zero, never as a count.
        assert all(value == 0 for _, value, _, _ in taken)


@pytest.mark.parametrize(("sentence", "expected"), AT_LEAST, ids=range(len(AT_LEAST)))
def test_a_sentence_yields_at_least(sentence: str, expected: tuple[Taken, ...]) -> None:
    assert set(expected) - taken_from(sentence) == set()


@pytest.mark.parametrize("sentence", NO_COUNTS, ids=range(len(NO_COUNTS)))
def test_other_figures_are_left_alone(sentence: str) -> None:
    assert taken_from(sentence) == set()
