"""What is the same, what is near, and in what it differs: families of sentences, and what must hold for any of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.texts.likeness import (
    DOCUMENT,
    LISTS,
    NAME,
    NEAR,
    NEAR_FROM,
    PERSON,
    SAME,
    SAME_FROM,
    YEAR,
    features,
    likeness,
    said,
)

_HERE = Path(__file__).parent
TUNED, HELD_OUT = _HERE / "likeness_pairs.txt", _HERE / "likeness_held_out.txt"
"""Pairs by which thresholds and lists were chosen, and those by which nothing was."""
UNRELATED = "unrelated"
_TOLD = {
    "para": SAME,
    "order": SAME,
    "added": SAME,
    "short": SAME,
    "pasted": SAME,
    "year": NEAR,
    "place": NEAR,
    "person": NEAR,
    "number": "",
    "other": "",
    UNRELATED: "",
}


def families(of: Path = TUNED) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each family: its first text, and the others with what they are to it."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in of.read_text(encoding="utf-8").splitlines():
        what, _, text = line.partition(" ")
        if what == "=":
            found.append((text, []))
        elif line and not line.startswith("#"):
            found[-1][1].append((what, text))
    return found


def pairs(of: Path = TUNED) -> list[tuple[str, str, str]]:
    """What two texts are to each other, and the two; those of different families too."""
    known = families(of)
    made = [(what, first, text) for first, others in known for what, text in others]
    for step in (1, 3, 7):
        made += [
            (UNRELATED, first, known[(at + step) % len(known)][1][at % 2][1]) for at, (first, _) in enumerate(known)
        ]
    return made


def level(one: str, other: str) -> str:
    return likeness(features(one), features(other)).level


def _right(told: list[tuple[str, str]]) -> dict[str, float]:
    """Of each kind the share that is judged as it should be."""
    many = Counter(what for what, _ in told)
    right = Counter(what for what, found in told if found == _TOLD.get(what))
    return {what: right[what] / many[what] for what in many}


def _precise(told: list[tuple[str, str]]) -> tuple[float, float]:
    """Of those said to be the same, and of those said to be near or the same, the share that is."""
    same = [_TOLD.get(what, SAME) == SAME for what, found in told if found == SAME]
    near = [_TOLD.get(what, SAME) != "" for what, found in told if found]
    return sum(same) / len(same), sum(near) / len(near)


def test_the_labelled_pairs_are_told_apart() -> None:
    told = [(what, level(one, other)) for what, one, other in pairs()]
    assert len(told) >= 150
    right = _right(told)
    for what, least in {"para": 0.9, "order": 1.0, "added": 0.95, "year": 1.0, "place": 0.9, UNRELATED: 1.0}.items():
        assert right[what] >= least, what
    same, near = _precise(told)
    assert same >= 0.95
    assert near >= 0.9


def test_no_pair_that_was_held_out_is_among_those_that_were_tuned_by() -> None:
    tuned, held_out = ({text for _, *both in pairs(each) for text in both} for each in (TUNED, HELD_OUT))
    assert tuned.isdisjoint(held_out)
    assert sum(what != UNRELATED for what, *_ in pairs(HELD_OUT)) >= 80


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


def _names() -> list[tuple[str, str, str]]:
    lines = (_HERE / "likeness_names.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.partition(" ") for line in lines if not line.startswith("#"))
    return [(what, one, other) for what, _, told in rows for one, _, other in [told.partition("｜")]]


@pytest.mark.parametrize(("what", "one", "other"), _names())
def test_words_around_a_name_are_none_of_it(what: str, one: str, other: str) -> None:
    differs = likeness(features(one), features(other)).differs
    assert differs == () if what == "same" else differs in ((NAME,), (PERSON,))


_ROWS = LISTS["same"]["words"]


@pytest.mark.parametrize("row", _ROWS)
def test_words_of_the_field_that_mean_the_same_are_one(row: str) -> None:
    first, *others = (features(f"申请公开东岭煤矿{word}台账副本") for word in row.split())
    assert others
    assert first.enough
    for other in others:
        assert other.grams == first.grams


def test_no_word_of_the_field_is_in_two_rows() -> None:
    counted = Counter(word for row in _ROWS for word in row.split())
    assert max(counted.values()) == 1


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
