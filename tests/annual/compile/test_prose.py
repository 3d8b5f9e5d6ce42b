"""The prose: figures come from the tables alone, zero is said in words, own paragraphs keep their tokens."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest

from gongkai.annual.compile import BadText, Compiled, compile_report
from gongkai.annual.compile.material import DocumentCounts, Narrative, RequestGroup, When
from gongkai.annual.compile.prose import beside_ours, own_words
from gongkai.annual.compile.template import BLOCKS, KEYS, OPENING, TEMPLATE_VERSION
from gongkai.annual.compile.tokens import render, tokens
from gongkai.annual.findings import Severity
from gongkai.law.returns import SECTIONS
from tests.annual.compile.materials import ORGAN, WORDS, county_year, material


def prose(compiled: Compiled) -> str:
    parts = [section.text for section in compiled.report.sections if section.level == 1]
    return "\n".join([compiled.report.preamble, *parts])


def codes(compiled: Compiled) -> list[str]:
    return [finding.code for finding in compiled.findings]


def test_six_parts_and_the_five_blocks_stand_in_the_order_of_the_form() -> None:
    report = compile_report(county_year()).report
    assert [section.title for section in report.sections if section.level == 1] == list(SECTIONS)
    first = [section.title for section in report.sections[1:6]]
    assert first == [
        "（一）主动公开情况",
        "（二）依申请公开情况",
        "（三）政府信息管理情况",
        "（四）政府信息公开平台建设情况",
        "（五）监督保障情况",
    ]
    assert report.title == f"{ORGAN}2024年政府信息公开工作年度报告"
    assert "统计期为2024年1月1日至2024年12月31日" in report.preamble


def test_a_full_year_says_every_figure_once_and_passes_the_check() -> None:
    compiled = compile_report(county_year())
    text = prose(compiled)
    assert "新收政府信息公开申请34件，上年结转3件，办结34件，结转下年度继续办理3件。" in text
    assert "被申请行政复议6件：结果维持2件、结果纠正1件、其他结果2件、尚未审结1件。" in text
    assert "收取信息处理费380元，涉及申请1件。" in text
    assert "主动公开政府信息812条。" in text
    assert [f for f in compiled.findings if f.severity is not Severity.NOTE] == []


def test_every_binding_points_at_its_value() -> None:
    compiled = compile_report(county_year())
    assert len(compiled.bindings) > 30
    for each in compiled.bindings:
        text = compiled.report.preamble if each.section < 0 else compiled.report.sections[each.section].text
        assert text[each.start : each.end] == str(each.value)
    held = tokens(compiled.report, county_year())
    assert all(held[each.token].value == each.value for each in compiled.bindings)


def test_every_number_that_the_prose_states_is_bound() -> None:
    compiled = compile_report(county_year())
    for fact in compiled.report.facts:
        assert any(b.section == fact.section and b.start <= fact.start < b.end for b in compiled.bindings), fact


def test_a_year_in_which_nothing_happened_is_told_in_words() -> None:
    text = prose(compile_report(material()))
    for sentence in (
        "没有新增主动公开的政府信息。",
        "没有收到政府信息公开申请，也没有上年结转的申请。",
        "没有发生因政府信息公开引起的行政复议和行政诉讼。",
        "没有新制发行政规范性文件。",
        "未收取信息处理费。",
    ):
        assert sentence in text


def test_what_nobody_recorded_is_not_said() -> None:
    text = prose(compile_report(material(narrative=Narrative(texts=WORDS))))
    assert "主动公开政府信息" not in text
    assert "没有新增主动公开" not in text
    assert "解读" not in text


def test_words_that_only_the_office_can_write_are_missed_aloud() -> None:
    wanted = [block.heading for block in BLOCKS if block.wanted]
    nothing = compile_report(material(narrative=Narrative()))
    missed = [each.where for each in nothing.findings if each.code == "compile.no_words"]
    assert missed == [f"正文“{heading}”" for heading in wanted]
    counted = compile_report(material(narrative=Narrative(0, 0, 0)))
    assert codes(counted).count("compile.no_words") == len(wanted) - 1


def test_a_running_year_says_that_it_is_a_draft_and_of_which_day() -> None:
    compiled = compile_report(replace(county_year(), as_of=date(2024, 6, 30)))
    assert "数据截至2024年6月30日" in compiled.report.preamble
    assert "截至2024年6月30日，现行有效" in prose(compiled)
    assert any("还没有结束" in said for said in compiled.caveats)


def test_an_edited_paragraph_follows_the_figures() -> None:
    texts = {"requests": "全年新收申请{requests.new}件。\n其中第一行自然人{table3.1.0}件。"}
    compiled = compile_report(county_year(), texts)
    assert "全年新收申请34件。\n其中第一行自然人24件。" in prose(compiled)
    later = replace(county_year(), requests={RequestGroup("natural", "", When.WITHIN, When.LATER): 5})
    assert "全年新收申请5件。" in prose(compile_report(later, texts))


def test_a_wrong_number_typed_into_a_paragraph_is_found() -> None:
    compiled = compile_report(county_year(), {"requests": "全年新收申请35件。"})
    found = [f for f in compiled.findings if f.code == "compile.typed_number"]
    assert [f.severity for f in found] == [Severity.ERROR]
    assert "{requests.new}" in found[0].message
    assert found[0].quote.startswith("全年新收申请35件")
    assert "prose.applications" in codes(compiled)


def test_a_right_number_typed_into_a_paragraph_is_still_unbound() -> None:
    compiled = compile_report(county_year(), {"requests": "全年新收申请34件。"})
    found = [f for f in compiled.findings if f.code == "compile.typed_number"]
    assert [f.severity for f in found] == [Severity.WARNING]


def test_a_denial_that_is_not_true_is_found() -> None:
    compiled = compile_report(county_year(), {"fees": "本年度未收取信息处理费。"})
    assert [f.severity for f in compiled.findings if f.code == "compile.typed_number"] == [Severity.ERROR]
    compiled = compile_report(material(), {"fees": "本年度未收取信息处理费。"})
    assert "compile.typed_number" not in codes(compiled)


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        ({"requests": "收到{requests.everything}件。"}, "“{requests.everything}”不认识"),
        ({"requests": "收到{件。"}, "单独的花括号"),
        ({"disclosure": "发布解读{interpretations}件。"}, "没有登记"),
        ({"opinion": "一段。"}, "没有“opinion”这一段"),
    ],
)
def test_a_text_that_cannot_be_filled_in_is_refused(texts: dict[str, str], reason: str) -> None:
    with pytest.raises(BadText, match=reason) as refused:
        compile_report(material(narrative=Narrative(texts=WORDS)), texts)
    assert refused.value.key in (*texts, "") or refused.value.key not in KEYS


def test_own_words_stand_beside_our_sentences_which_follow_the_figures() -> None:
    told = "全年清理文件一次。"
    by_ledger = compile_report(
        replace(county_year(), narrative=replace(county_year().narrative, texts={**WORDS, "management": told}))
    )
    by_desk = compile_report(county_year(), {"management": beside_ours("management", told)})
    assert prose(by_desk) == prose(by_ledger)
    assert f"现行有效的行政规范性文件12件。\n{told}" in prose(by_desk)
    assert own_words(beside_ours("management", told)) == told
    assert beside_ours("platform", told) == told


def test_braces_are_written_twice() -> None:
    compiled = compile_report(material(), {"platform": "目录用{{ }}标注，共{year}年一版。"})
    assert "目录用{ }标注，共2024年一版。" in prose(compiled)
    text, filled = render("{{{year}}}", tokens(compiled.report, material()), "这里")
    assert (text, [(f.start, f.end) for f in filled]) == ("{2024}", [(1, 5)])


def test_blocks_of_part_six_count_only_those_that_are_there() -> None:
    told = Narrative(0, 0, 0, "", {**WORDS, "others": "没有其他需要报告的事项。"})
    titles = [section.title for section in compile_report(material(narrative=told)).report.sections][-2:]
    assert titles == ["（一）政府信息公开信息处理费收取情况", "（二）其他事项"]


def test_rules_are_said_only_where_there_are_any() -> None:
    assert "规章" not in prose(compile_report(material()))
    city = material(organ="清河市人民政府", documents={"rule": DocumentCounts(1, 0, 3)})
    assert "制发规章1件。现行有效的规章3件。" in prose(compile_report(city))


def test_a_changed_sentence_has_a_new_version() -> None:
    """When this fails: raise TEMPLATE_VERSION, then put the version and the digest of the new wording here."""
    wording = hashlib.sha256(repr((OPENING, BLOCKS)).encode()).hexdigest()[:16]
    assert (TEMPLATE_VERSION, wording) == ("2026-1", "eac153f2cbbd30cd")
