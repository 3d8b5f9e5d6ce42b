"""Applied forwards and backwards it gives the texts; no shorter telling exists; it reads as a reader would tell it."""

from __future__ import annotations

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.texts.redline import Span, redline

_SMALL = st.text(alphabet="甲乙丙。，\n", max_size=14)
_ANY = st.text(
    alphabet=st.one_of(
        st.sampled_from("制度渡的。a\u0301\ufe00\U000e0100\u200d👩🚒\r\n"), st.characters(exclude_categories=("Cs",))
    ),
    max_size=30,
)


def _old(spans: tuple[Span, ...]) -> str:
    return "".join(each.text for each in spans if each.kind != "insert")


def _new(spans: tuple[Span, ...]) -> str:
    return "".join(each.text for each in spans if each.kind != "delete")


def _told(old: str, new: str) -> str:
    sign = {"equal": "{}", "delete": "[-{}-]", "insert": "[+{}+]"}
    return "".join(sign[each.kind].format(each.text) for each in redline(old, new))


def _fewest(old: str, new: str) -> int:
    """Characters that must go or come, by the plain table of the longest common subsequence."""
    row = [0] * (len(new) + 1)
    for left in old:
        above = row[:]
        for at, right in enumerate(new, 1):
            row[at] = above[at - 1] + 1 if left == right else max(above[at], row[at - 1])
    return len(old) + len(new) - 2 * row[-1]


@settings(max_examples=300, deadline=None)
@given(_SMALL, _SMALL)
def test_no_shorter_telling_exists(old: str, new: str) -> None:
    spans = redline(old, new)
    assert (_old(spans), _new(spans)) == (old, new)
    assert sum(len(each.text) for each in spans if each.kind != "equal") == _fewest(old, new)


@settings(max_examples=200, deadline=None)
@given(_ANY, _ANY)
def test_any_text_comes_back_from_its_spans(old: str, new: str) -> None:
    spans = redline(old, new)
    assert (_old(spans), _new(spans)) == (old, new)
    assert all(each.text for each in spans)
    assert all(a.kind != b.kind for a, b in pairwise(spans))
    # What went stands before what came.
    assert all((a.kind, b.kind) != ("insert", "delete") for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("建立健全信息公开制度", "建立健全信息公开制渡", "建立健全信息公开制[-度-][+渡+]"),
        ("甲事。乙事。", "甲事。丙事。乙事。", "甲事。[+丙事。+]乙事。"),
        (
            "第一条 甲\n第二条 乙\n",
            "第一条 甲\n第一条之一 丙\n第二条 乙\n",
            "第一条 甲\n[+第一条之一 丙\n+]第二条 乙\n",
        ),
        ("由甲、乙、丙组成", "由甲、丁、乙、丙组成", "由甲、[+丁、+]乙、丙组成"),
        ("补贴（一次性）发放", "补贴发放", "补贴[-（一次性）-]发放"),
        ("", "新", "[+新+]"),
        ("旧", "", "[-旧-]"),
        ("同", "同", "同"),
    ],
)
def test_it_is_told_as_a_reader_would(old: str, new: str, told: str) -> None:
    assert _told(old, new) == told


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("葛\U000e0100", "葛"),
        ("e\u0301", "e\u0300"),
        ("禰\ufe00宜", "禰宜"),
        ("👩\u200d🚒", "👩"),
        ("甲\r\n乙", "甲\n乙"),
    ],
)
def test_a_character_with_its_signs_is_one(old: str, new: str) -> None:
    spans = redline(old, new)
    for span in spans:
        assert span.text[0] not in "\u0301\u0300\ufe00\u200d\U000e0100"
        assert (span.text == "\n") == ("\n" in new and span.kind == "insert")
    assert (_old(spans), _new(spans)) == (old, new)


def test_two_long_texts_without_a_sentence_in_common() -> None:
    chance = random.Random(7)
    signs = [chr(0x4E00 + at) for at in range(3000)]
    old, new = ("".join(chance.choices(signs, k=20_000)) for _ in range(2))
    start = time.process_time()
    spans = redline(old, new)
    assert time.process_time() - start < 2, (
        "the measured bound (200 ms) is in bench/redline.py; this one only sees squares of it"
    )
    assert (_old(spans), _new(spans)) == (old, new)
