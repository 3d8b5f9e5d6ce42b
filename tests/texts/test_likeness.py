"""What is the same, what is near, and in what it differs: families of sentences, and what must hold for any of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.texts.likeness import (
    DOCUMENT,
    NAME,
    NEAR,
    NEAR_FROM,
    SAME,
    SAME_FROM,
    YEAR,
    features,
    likeness,
    said,
)

_LINES = Path(__file__).with_name("likeness_pairs.txt").read_text(encoding="utf-8").splitlines()
UNRELATED = "unrelated"
_TOLD = {
    "para": SAME,
    "order": SAME,
    "added": SAME,
    "year": NEAR,
    "place": NEAR,
    "number": "",
    "other": "",
    UNRELATED: "",
}


def families() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each family: its first text, and the others with what they are to it."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in _LINES:
        what, _, text = line.partition(" ")
        if what == "=":
            found.append((text, []))
        elif line and not line.startswith("#"):
            found[-1][1].append((what, text))
    return found


def pairs() -> list[tuple[str, str, str]]:
    """What two texts are to each other, and the two; those of different families too."""
    known = families()
    made = [(what, first, text) for first, others in known for what, text in others]
    for step in (1, 3, 7):
        made += [
            (UNRELATED, first, known[(at + step) % len(known)][1][at % 2][1]) for at, (first, _) in enumerate(known)
        ]
    return made


def level(one: str, other: str) -> str:
    return likeness(features(one), features(other)).level


def test_the_labelled_pairs_are_told_apart() -> None:
    told = [(what, level(one, other)) for what, one, other in pairs()]
    assert len(told) >= 150
    many = Counter(what for what, _ in told)
    right = Counter(what for what, found in told if found == _TOLD.get(what))
    for what, least in {"para": 0.9, "order": 1.0, "added": 0.95, "year": 1.0, "place": 0.9, UNRELATED: 1.0}.items():
        assert right[what] >= least * many[what], what
    said_same = [what for what, found in told if found == SAME]
    assert sum(_TOLD.get(what, SAME) == SAME for what in said_same) >= 0.95 * len(said_same)
    said_near = [what for what, found in told if found]
    assert sum(what == "deep" or _TOLD[what] != "" for what in said_near) >= 0.9 * len(said_near)


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ("2023年危房改造名单及金额", "2021年危房改造名单及金额", (YEAR,)),
        ("二〇二三年危房改造名单及金额", "2023年度危房改造名单及金额", ()),
        ("2021年至2023年危房改造名单", "2022年危房改造名单", ()),
        ("2021至2022年危房改造名单", "2022至2023年危房改造名单", (YEAR,)),
        ("老城镇危房改造名单", "宝力镇危房改造名单", (NAME,)),
        ("享受补助的老城镇危房改造名单", "老城镇危房改造名单", ()),
        ("昌政发〔2019〕12号文件全文", "昌政发[2019]12号文件全文", ()),
        ("昌政发〔2019〕12号文件全文", "昌政发〔2019〕21号文件全文", (DOCUMENT,)),
        ("危房改造名单", "老城镇2023年危房改造名单", ()),
    ],
)
def test_facts_that_differ_are_named(one: str, other: str, differs: tuple[str, ...]) -> None:
    assert likeness(features(one), features(other)).differs == differs


def test_what_differs_is_said() -> None:
    assert said((YEAR, NAME)) == "年份、地点或者名称不同"
    assert said(()) == ""


def test_a_text_that_tells_nothing_is_like_nothing() -> None:
    for empty in ("", "如题", "申请公开相关信息，谢谢", "   ", "。。。"):
        assert not features(empty).enough
    assert likeness(features(""), features("")).level == ""


_TEXTS = st.sampled_from([first for first, _ in families()] + [text for _, others in families() for _, text in others])
_AROUND = st.lists(
    st.sampled_from(
        [
            "您好，",
            "依据政府信息公开条例，",
            "特此申请公开",
            "请提供",
            "谢谢！",
            "此致 敬礼",
            "望尽快答复。",
            "\n",
            "　",
        ]
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(one=_TEXTS, other=_TEXTS)
def test_likeness_goes_both_ways_and_is_whole_with_itself(one: str, other: str) -> None:
    left, right = features(one), features(other)
    assert likeness(left, right) == likeness(right, left)
    assert likeness(left, left).score == 1
    assert likeness(left, left).level == SAME
    assert 0 <= likeness(left, right).score <= 1


@settings(max_examples=60, deadline=None)
@given(text=_TEXTS, before=_AROUND, after=_AROUND)
def test_what_everybody_writes_around_it_changes_nothing(text: str, before: list[str], after: list[str]) -> None:
    assert level(text, "".join([*before, text, "，", *after])) == SAME


@settings(max_examples=60, deadline=None)
@given(text=_TEXTS, data=st.data())
def test_the_order_of_its_parts_matters_little(text: str, data: st.DataObject) -> None:
    parts = [part for part in text.replace("、", "，").split("，") if part]
    assert level(text, "，".join(data.draw(st.permutations(parts)))) == SAME


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    told = features(text)
    assert all(gram for gram in told.grams)
    assert NEAR_FROM < SAME_FROM
