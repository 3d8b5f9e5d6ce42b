"""Whole reports as offices publish them: a right one is left alone, one that went wrong is met where it went wrong."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.annual.check import check
from gongkai.annual.findings import Finding, Passage, Severity
from gongkai.annual.model import Report
from tests.annual.check.published import Change, Story, stories

STORIES = stories()
ASIDES = [
    (organ, part, sentence)
    for organ, parts in tomllib.loads((Path(__file__).parent / "asides.toml").read_text(encoding="utf-8")).items()
    for part, sentences in parts.items()
    for sentence in sentences
]
WRONG = [(story, change) for story in STORIES for change in story.wrong]


def name(story: Story) -> str:
    return f"{story.organ}{story.year}"


def told(findings: list[Finding]) -> list[str]:
    return [f"{f.severity.value} {f.code} {f.where}: {f.message}" for f in findings]


@pytest.mark.parametrize("story", STORIES, ids=name)
def test_a_right_report_is_left_alone(story: Story) -> None:
    report = story.report()
    assert (report.organ, report.year) == (story.organ, story.year)
    found = check(report, story.previous())
    assert told([f for f in found if f.severity is not Severity.NOTE or f.code not in story.notes]) == []


@pytest.mark.parametrize(("organ", "part", "sentence"), ASIDES, ids=[f"{o}-{s[:16]}" for o, _, s in ASIDES])
def test_what_is_said_of_others_is_left_alone(organ: str, part: str, sentence: str) -> None:
    story = next(story for story in STORIES if name(story) == organ)
    longer = replace(story, **{part: f"{getattr(story, part).strip()}\n{sentence}"})
    usual = told(check(story.report(), story.previous()))
    assert [each for each in told(check(longer.report(), story.previous())) if each not in usual] == []


@pytest.mark.parametrize(("story", "change"), WRONG, ids=[f"{name(s)}-{c[1][:16]}" for s, c in WRONG])
def test_what_went_wrong_is_found_where_it_is(story: Story, change: Change) -> None:
    altered, line = story.altered(change)
    report = altered.report()
    usual = told(check(story.report(), story.previous()))
    new = [f for f in check(report, story.previous()) if told([f])[0] not in usual]
    met = [f for f in new if f"{f.severity.value} {f.code}" == change[0]]
    assert met, told(new)
    if line and met[0].passages:
        assert any(line_of(report, passage) in line for f in met for passage in f.passages)


def line_of(report: Report, at: Passage) -> str:
    """The line of print on which a passage begins."""
    section = report.sections[at.section] if at.section >= 0 else None
    text = section.text if section else report.preamble
    if section and (at.end == 0 or not text):
        return section.title
    return text[text.rfind("\n", 0, at.start) + 1 :].partition("\n")[0]


def test_there_are_many_of_every_kind() -> None:
    assert len(STORIES) >= 40
    assert len(WRONG) >= 4 * len(STORIES)
    assert {story.year for story in STORIES} == set(range(2019, 2026))
