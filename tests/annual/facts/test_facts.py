"""Numbers in prose: what is taken, under which name and scope, and where exactly it stands."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual.facts import extract, parse
from gongkai.annual.facts.numerals import chinese
from gongkai.annual.model import Report, Section

CASES = tomllib.loads((Path(__file__).parent / "sentences.toml").read_text(encoding="utf-8"))["case"]
WORDS = st.sampled_from(
    [
        "收到",
        "申请",
        "政府信息公开",
        "3件",
        "十二",
        "未",
        "无",
        "行政复议",
        "、",
        "，",
        "。",
        "分别为",
        "均",
        "其中",
        "2023年",
        "累计",
        "万",
        "14",
        "%",
        "“",
        "”",
        "（",
        "）",
        "占",
        "结转",
        "〔略〕",
        "《",
        "》",
        "1,",
        "２",
        "现行有效",
        "规范性文件",
        "元",
        "全县",
        "局",
        "?",
        "一是",
        "0.5",
        "自",
        "以来",
        "各",
    ]
)


def report(text: str, organ: str = "清河县人民政府办公室") -> Report:
    return Report(organ=organ, year=2024, sections=[Section("一、总体情况", text)])


@pytest.mark.parametrize("case", CASES, ids=[case["say"][:24] for case in CASES])
def test_a_sentence_gives_its_facts_and_no_other(case: dict[str, Any]) -> None:
    found = extract(report(case["say"], case.get("organ", "清河县人民政府办公室")))
    expected = [(m, Decimal(str(value)), unit, scope) for m, value, unit, scope in case["facts"]]
    assert [(f.measure, Decimal(f.value), f.unit, f.scope) for f in found] == expected


@pytest.mark.parametrize("case", CASES, ids=[case["say"][:24] for case in CASES])
def test_offsets_and_quotes_are_those_of_the_print(case: dict[str, Any]) -> None:
    for fact in extract(report(case["say"])):
        assert fact.section == 0
        assert 0 <= fact.start < fact.end <= len(case["say"])
        assert fact.quote
        assert fact.quote in case["say"]
        stretch = case["say"][fact.start : fact.end]
        assert any(c.isdigit() or c in "零一二三四五六七八九十未无没" for c in stretch), stretch


def test_a_number_with_room_is_approximate() -> None:
    assert [fact.approx for fact in extract(report("主动公开政府信息约1200条。主动公开政府信息1200条。"))] == [
        True,
        False,
    ]


def test_subsections_are_not_read_twice() -> None:
    text = "（一）主动公开\n主动公开政府信息12条。"
    twice = Report(
        year=2024, sections=[Section("一、总体情况", text), Section("（一）主动公开", "主动公开政府信息12条。", 2)]
    )
    assert len(extract(twice)) == 1


def test_the_context_of_a_paragraph_carries_to_its_next_sentence() -> None:
    found = extract(report("收到政府信息公开申请13件。其中，自然人13件。"))
    assert [fact.measure for fact in found] == ["收到申请", "自然人申请"]
    assert [fact.measure for fact in extract(report("收到政府信息公开申请13件。\n自然人13件。"))] == ["收到申请"]


@pytest.mark.parametrize(
    ("name", "place", "rank", "kind"),
    [
        ("清河县人民政府办公室", "清河县", "county", "office"),
        ("淮水市清河区人民政府", "清河区", "county", "government"),
        ("清河县市场监督管理局", "清河县", "county", "department"),
        ("临泽市市场监督管理局", "临泽市", "city", "department"),
        ("清河县双桥镇人民政府", "双桥镇", "township", "government"),
        ("临泽市城东街道办事处", "城东街道", "township", "government"),
        ("清河县城乡建设局", "清河县", "county", "department"),
        ("清河综合实验区管委会", "清河综合实验区", "county", "government"),
        ("????????", "", "", ""),
    ],
)
def test_an_organ_is_told_by_its_name(name: str, place: str, rank: str, kind: str) -> None:
    organ = parse(name)
    assert (organ.place, organ.rank, organ.kind) == (place, rank, kind)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十二", 12),
        ("一百零五", 105),
        ("两千三百", 2300),
        ("一万二千", 12000),
        ("零", 0),
        ("一三", None),
        ("百十", None),
    ],
)
def test_numerals(text: str, value: int | None) -> None:
    assert chinese(text) == value


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map("".join))
def test_no_prose_breaks_it_and_every_fact_stands_in_the_print(text: str) -> None:
    for fact in extract(report(text)):
        assert fact.quote in text
        assert 0 <= fact.start < fact.end <= len(text)


def test_blanks_between_two_figures_never_join_them() -> None:
    assert 1234 not in [fact.value for fact in extract(report("收到申请12  34件。"))]


def test_a_long_hostile_paragraph_costs_no_more_than_its_length() -> None:
    hostile = "收到" + "的为是共计有达到了约" * 4000 + "3件，" + "（" * 4000 + "一是" * 4000 + "、" * 4000
    extract(report("收到申请3件。"))
    started = process_time()
    extract(report(hostile))
    assert process_time() - started < 2
