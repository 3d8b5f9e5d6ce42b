"""Marks in the prose stand where the findings say, however they overlap, and never change a character."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual.findings import Finding, Passage, Severity
from gongkai.annual.model import Report, Section
from gongkai.faces.look.report.marks import PREAMBLE, TITLE, Part, marks, parts
from gongkai.law.sources import annual_report as source
from tests.apps.reporting import invented


def _finding(*passages: Passage, severity: Severity = Severity.WARNING, quote: str = "") -> Finding:
    return Finding("x.y", severity, "正文", "不一致。", source.PROSE_AGREES, passages=passages, quote=quote)


def _shown(report: Report, *findings: Finding) -> dict[int, Part]:
    return {part.index: part for part in parts(report, marks(report, findings))}


def _marked(part: Part) -> list[tuple[str, Severity, tuple[str, ...]]]:
    return [
        (segment.text, segment.severity, segment.anchors)
        for paragraph in part.paragraphs
        for segment in paragraph.segments
        if segment.severity
    ]


def _report(text: str) -> Report:
    return Report(title="标题", preamble="开头", sections=[Section("一、总体情况", text)])


def test_a_passage_is_marked_and_its_end_refers_back() -> None:
    part = _shown(_report("收到申请15件，结转3件。"), _finding(Passage(0, 4, 7)))[0]
    assert _marked(part) == [("15件", Severity.WARNING, ("passage-1-1",))]
    (ending,) = [mark for segment in part.paragraphs[0].segments for mark in segment.ends]
    assert ending.number == 1


def test_overlapping_marks_are_cut_and_the_gravest_shows() -> None:
    part = _shown(
        _report("收到申请15件，结转3件。"),
        _finding(Passage(0, 0, 7), severity=Severity.NOTE),
        _finding(Passage(0, 4, 11), severity=Severity.ERROR),
    )[0]
    assert _marked(part) == [
        ("收到申请", Severity.NOTE, ("passage-1-1",)),
        ("15件", Severity.ERROR, ("passage-2-1",)),
        ("，结转3", Severity.ERROR, ()),
    ]


def test_a_mark_over_two_paragraphs_has_its_anchor_once() -> None:
    part = _shown(_report("第一段。\n第二段。"), _finding(Passage(0, 2, 7)))[0]
    assert _marked(part) == [("段。", Severity.WARNING, ("passage-1-1",)), ("第二", Severity.WARNING, ())]


def test_white_space_at_the_edges_carries_no_anchor() -> None:
    part = _shown(_report("第一段。\n\n　　第二段。"), _finding(Passage(0, 4, 10)))[0]
    assert _marked(part) == [("第二", Severity.WARNING, ("passage-1-1",))]


def test_title_and_preamble_can_be_marked() -> None:
    shown = _shown(_report("正文"), _finding(Passage(-2, 0, 1)), _finding(Passage(-1, 1, 2)))
    assert [text for text, *_ in _marked(shown[TITLE])] == ["标"]
    assert [text for text, *_ in _marked(shown[PREAMBLE])] == ["头"]


def test_a_passage_in_a_subsection_is_marked_in_its_part() -> None:
    text = "概述。\n（一）公开\n公开5条。\n（二）申请\n公开5条。"
    report = _report(text)
    report.sections += [Section("（一）公开", "公开5条。", 2), Section("（二）申请", "公开5条。", 2)]
    shown = _shown(report, _finding(Passage(2, 2, 4)))
    assert list(shown) == [TITLE, PREAMBLE, 0]
    second = shown[0].paragraphs[4]
    assert [segment.text for segment in second.segments if segment.severity] == ["5条"]
    assert [paragraph.heading for paragraph in shown[0].paragraphs] == [False, True, False, True, False]


def test_a_finding_that_only_quotes_is_marked_where_the_words_stand() -> None:
    part = _shown(_report("收到申请15件。"), _finding(quote="15件"))[0]
    assert [text for text, *_ in _marked(part)] == ["15件"]


@pytest.mark.parametrize("passage", [Passage(0, 50, 60), Passage(0, 3, 3), Passage(9, 0, 2), Passage(0, 5, 2)])
def test_a_passage_that_is_not_there_marks_nothing(passage: Passage) -> None:
    assert marks(_report("收到申请15件。"), [_finding(passage)]) == []


def test_every_finding_of_the_invented_report_finds_its_place() -> None:
    report = invented.faulty_report()
    assert [mark.number for mark in marks(report, invented.findings(report))] == [1]


@settings(max_examples=60, deadline=None)
@given(
    st.text("甲乙1 \n　", max_size=40),
    st.lists(st.tuples(st.integers(-3, 45), st.integers(-3, 45), st.sampled_from(Severity)), max_size=6),
)
def test_marking_never_changes_the_text(text: str, stretches: list[tuple[int, int, Severity]]) -> None:
    findings = [_finding(Passage(0, start, end), severity=severity) for start, end, severity in stretches]
    drawn = marks(_report(text), findings)
    part = _shown(_report(text), *findings)[0]
    shown = ["".join(segment.text for segment in paragraph.segments) for paragraph in part.paragraphs]
    assert shown == [line for line in text.split("\n") if line.strip()]
    anchors = [a for paragraph in part.paragraphs for segment in paragraph.segments for a in segment.anchors]
    assert sorted(anchors) == sorted(mark.anchor for mark in drawn)
    ends = [mark for paragraph in part.paragraphs for segment in paragraph.segments for mark in segment.ends]
    assert len(ends) == len(drawn)
