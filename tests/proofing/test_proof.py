"""What is right stays silent, what is planted is found where it stands, whatever the text."""

from __future__ import annotations

import ast
import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.law import sources
from gongkai.proofing import EDITION, RULES, Background, Tier, proof
from gongkai.proofing.registry import rule
from tests.architecture.tree import modules

_HERE = Path(__file__).parent


def _lines(name: str) -> list[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


CLEAN = _lines("clean.txt")
PLANTED = [tuple(line.replace("\\n", "\n").split("\t")) for line in _lines("planted.txt")]


def test_there_is_enough_of_both() -> None:
    assert len(CLEAN) >= 60
    assert len(PLANTED) >= 80
    # Every rule is shown at work: those that need the day of the text have a test of their own below.
    assert set(RULES) - {code for code, _ in PLANTED} == {"date.future"}


@pytest.mark.parametrize("line", CLEAN)
def test_right_text_gives_nothing(line: str) -> None:
    assert [(each.code, each.text) for each in proof(line)] == []


def test_right_text_gives_nothing_together_either() -> None:
    assert [(each.code, each.text) for each in proof("\n".join(CLEAN)) if each.code != "number.order"] == []


@pytest.mark.parametrize(("code", "line"), PLANTED)
def test_what_is_planted_is_found_where_it_stands(code: str, line: str) -> None:
    start, end = line.index("⟦"), line.index("⟧") - 1
    text = line.replace("⟦", "").replace("⟧", "")
    found = [each for each in proof(text) if each.code == code]
    assert any(each.start < end and start < each.end for each in found), f"{code}: {found}"
    for each in found:
        assert text[each.start : each.end] == each.text
        assert each.message.endswith("。")


@pytest.mark.parametrize("family", ["personal", "secrecy"])
def test_what_must_not_get_out_is_found_to_the_character(family: str) -> None:
    for code, line in PLANTED:
        if not code.startswith(family):
            continue
        start, end = line.index("⟦"), line.index("⟧") - 1
        text = line.replace("⟦", "").replace("⟧", "")
        inside = [(each.start, each.end) for each in proof(text) if each.code == code]
        assert any(start <= a and b <= end and b - a >= (end - start) - 6 for a, b in inside), (code, text, inside)


def test_years_are_held_against_the_day_of_the_text() -> None:
    text = "2025年3月5日，县政府召开了常务会议。"
    assert [each.code for each in proof(text, Background(date(2024, 12, 31)))] == ["date.future"]
    assert proof(text, Background(date(2025, 3, 6))) == ()
    assert proof(text) == ()


def test_a_day_without_a_year_is_of_the_year_of_the_text() -> None:
    text = "定于3月5日（星期一）召开会议。"
    assert proof(text) == ()
    assert [each.code for each in proof(text, Background(date(2024, 2, 20)))] == ["date.weekday"]
    assert proof("定于3月5日（星期二）召开会议。", Background(date(2024, 2, 20))) == ()


def test_what_had_ended_is_held_against_the_day_of_the_text() -> None:
    text = "依据《合同法》第五十二条处理。"
    assert proof(text, Background(date(2019, 5, 1))) == ()
    assert [each.tier for each in proof(text, Background(date(2024, 5, 1)))] == [Tier.STRONG]
    assert [each.tier for each in proof(text)] == [Tier.WEAK]


def test_findings_come_in_the_order_of_the_text_and_once() -> None:
    found = proof("布署工作，制渡不全。\n机密★1年\n身份证号219999199001010016")
    assert [each.code for each in found] == ["word.wrong", "word.wrong", "secrecy.mark", "personal.identity"]
    assert len({(each.start, each.end) for each in found}) == len(found)


def test_suggestions_mend() -> None:
    for text in ("会议布署工作。", "昌政发[2024]03号", "重25KG。", "截止2024年5月底完成。", "关于关于印发方案的通知"):
        found = next(each for each in proof(text) if each.suggestion)
        mended = text[: found.start] + found.suggestion + text[found.end :]
        assert found.code not in {each.code for each in proof(mended)}, mended


@given(
    st.text(
        alphabet=st.sampled_from(
            list(
                "0123456789Xx０９ \t\n-·年月日号时星期一二十（）()《》“”〔〕[]，。、；：的了在★密机秘绝内部第版身份证卡Aa@.%元KGm*"
            )
        ),
        max_size=400,
    )
)
@settings(max_examples=150, deadline=None)
def test_anything_may_be_read(text: str) -> None:
    for each in proof(text, Background(date(2024, 1, 1))):
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text
        assert each.message


@pytest.mark.parametrize(
    "piece",
    ["1", "1 ", "12-", "1\n", "（", "“《", "一、", "月", "年1", "1月", "的", "了了", "内部", "（一", "布", "2024年1月1日至", "[2024]", "11010119", "Xx", "a@", " ", "\n", ".", "约1", "户籍所在地", "密　", "住址1"],
)  # fmt: skip
def test_no_text_takes_long(piece: str) -> None:
    text = (piece * 50_000)[:50_000]
    began = time.process_time()
    proof(text)
    assert time.process_time() - began < 4.0, "a rule takes more than its share of time: is it linear?"


def test_every_rule_rests_on_a_registered_provision_or_on_none() -> None:
    registry = sources.registry()
    for code, each in RULES.items():
        assert each.provision is None or registry.get(each.provision.key) == each.provision, code
        if code.startswith(("personal.", "secrecy.")):
            assert each.provision is not None, f"{code} 没有出处"


def test_every_rule_that_is_written_is_asked() -> None:
    written = {
        node.name
        for _, tree in modules("proofing")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("rule_")
    }
    assert {getattr(each.run, "__name__", "") for each in RULES.values()} <= written
    assert len(RULES) == sum(
        1
        for _, tree in modules("proofing")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("rule_")
    )


def test_a_rule_of_no_family_or_name_is_refused() -> None:
    with pytest.raises(ValueError, match="没有归类"):
        rule("other.thing")(lambda text: iter(()))


def test_the_edition_names_rules_and_list() -> None:
    assert re.fullmatch(r"\d+-[0-9a-f]{8}", EDITION)
    assert len(EDITION) <= 20
