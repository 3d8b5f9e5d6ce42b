"""Remedy paragraphs: review first, either way, by parts, or none; before and after 2024."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from gongkai.law.decisions import DECISIONS, Decision, Forums, Review, decision, remedy, remedy_for_silence

FORUMS = Forums("清河县人民政府", "清河县人民法院", "https://fuyi.example.gov.cn/")
REMEDIES = [
    line
    for line in (Path(__file__).parent / "remedies.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def kind(text: str) -> str:
    """What a paragraph tells the applicant, read as an applicant reads it."""
    first, either = "应当" in text and "先向" in text, "也可以自收到" in text
    if first and either:
        return "分别写明"
    return "复议前置" if first else "任选" if either else "不写"


@pytest.mark.parametrize("row", REMEDIES)
def test_paragraph(row: str) -> None:
    words, _, expected = row.partition(" -> ")
    day, code, *withheld = words.split()
    found = remedy(decision(code), date.fromisoformat(day), FORUMS, withheld=[decision(part) for part in withheld])
    assert kind(found.text) == expected
    assert found.text == "" or (FORUMS.review_organ in found.text and FORUMS.court in found.text)


def test_the_list_of_remedies_names_every_decision() -> None:
    assert {row.split()[1] for row in REMEDIES} == {found.code for found in DECISIONS}


def test_the_words_of_a_refusal() -> None:
    assert remedy(decision("deliberative"), date(2025, 7, 1), FORUMS).text == (
        "如对本答复书不服，应当自收到本答复书之日起60日内先向清河县人民政府申请行政复议；"
        "对行政复议决定仍不服的，可以自收到复议决定书之日起15日内向清河县人民法院提起行政诉讼。"
    )


def test_the_words_of_a_notice() -> None:
    assert remedy(decision("not_found"), date(2025, 7, 1), FORUMS).text == (
        "如对本告知书不服，可以自收到本告知书之日起60日内向清河县人民政府申请行政复议，"
        "也可以自收到本告知书之日起6个月内向清河县人民法院提起行政诉讼。"
    )


@pytest.mark.parametrize("found", DECISIONS, ids=lambda found: found.code)
@pytest.mark.parametrize("on", [date(2019, 5, 15), date(2023, 12, 31), date(2024, 1, 1), date(2025, 6, 1)])
def test_a_paragraph_rests_only_on_what_is_in_force(found: Decision, on: date) -> None:
    withheld = [decision("internal")] if found.review is Review.BY_PARTS else []
    paragraph = remedy(found, on, FORUMS, withheld=withheld)
    assert bool(paragraph.text) == bool(paragraph.cites)
    assert all(cite.instrument.applies_on(on) for cite in paragraph.cites)
    assert not re.search(r"\d{3,}日", paragraph.text)


def test_served_online_the_letter_gives_the_address_for_review_from_2024() -> None:
    refusal = decision("internal")
    served = remedy(refusal, date(2024, 1, 1), FORUMS, served_online=True)
    assert FORUMS.online in served.text
    assert "review-2023:22.2" in [cite.key for cite in served.cites]
    assert FORUMS.online not in remedy(refusal, date(2023, 12, 31), FORUMS, served_online=True).text
    with pytest.raises(ValueError, match="网上复议地址"):
        remedy(refusal, date(2024, 1, 1), Forums("清河县人民政府", "清河县人民法院"), served_online=True)


def test_notices_that_courts_turn_away_may_leave_the_paragraph_out() -> None:
    on = date(2025, 6, 1)
    assert remedy(decision("petition"), on, FORUMS, chosen={"notice_remedy": "omit"}).text == ""
    assert remedy(decision("not_found"), on, FORUMS, chosen={"notice_remedy": "omit"}).text != ""
    assert "旁证" in "".join(remedy(decision("petition"), on, FORUMS).caveats)


def test_silence() -> None:
    day = date(2023, 12, 31)
    assert remedy_for_silence(day, {"silence_remedy": "review_first"})[0] is Review.EITHER
    assert remedy_for_silence(day + timedelta(days=1))[0] is Review.EITHER
    assert remedy_for_silence(day + timedelta(days=1), {"silence_remedy": "review_first"})[0] is Review.FIRST


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2023, 12, 31), "disclosure-suits-2011:1.1.1"),
        (date(2025, 5, 31), "disclosure-suits-2011:1.1.1"),
        (date(2025, 6, 1), "disclosure-suits-2025:2.2"),
    ],
)
def test_silence_rests_on_the_interpretation_of_its_day(day: date, rule: str) -> None:
    _, cites = remedy_for_silence(day)
    assert rule in [cite.key for cite in cites]
    assert all(cite.instrument.applies_on(day) for cite in cites)


@pytest.mark.parametrize(
    ("code", "withheld", "said"),
    [
        ("partial", [], "至少选一种"),
        ("provided", ["internal"], "不是部分公开"),
        ("partial", ["partial"], "请另选"),
        ("partial", ["withdrawn"], "请另选"),
    ],
)
def test_partial_disclosure_needs_its_grounds_and_nothing_else_does(code: str, withheld: list[str], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        remedy(decision(code), date(2025, 1, 1), FORUMS, withheld=[decision(part) for part in withheld])


def test_no_paragraph_without_the_names_of_those_who_hear_the_dispute() -> None:
    with pytest.raises(ValueError, match="缺复议机关名称"):
        Forums(" ", "清河县人民法院")
    with pytest.raises(ValueError, match="缺法院名称"):
        Forums("清河县人民政府", "")


def test_no_paragraph_for_the_old_regulation() -> None:
    with pytest.raises(ValueError, match="2019 年修订前"):
        remedy(decision("provided"), date(2019, 5, 14), FORUMS)
