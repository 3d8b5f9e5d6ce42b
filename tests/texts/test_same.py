"""Copies that differ only in how they were typed are the same; anything that a reader would notice is not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.texts.same import digest, normal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("某政发〔2026〕3号", "某政发[2026] 3号"),
        ("某政发〔２０２６〕３号", "某政发【2026】3号"),
        ("他说：“可以。”", '他说:"可以。"'),
        ("第一条\n为了公开，", "第一条　为了公开,"),
        ("——附件", "－－附件"),
        ("省略……", "省略..."),
        ("⼀、总则", "一、总则"),
        ("公\u200b开", "公开"),
    ],
)
def test_the_same(one: str, other: str) -> None:
    assert normal(one) == normal(other)
    assert digest(one) == digest(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("制度", "制渡"), ("12", "1 2"), ("1\t2", "12"), ("①", "1"), ("甲。", "甲"), ("甲、乙", "甲，乙"), ("1.5", "15")],
)
def test_not_the_same(one: str, other: str) -> None:
    assert digest(one) != digest(other)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(
            st.sampled_from("〔【－— \t。.…1a甲\u00ad⼀\x00\n"), st.characters(exclude_categories=("Cs",))
        ),
        max_size=20,
    )
)
def test_twice_is_once(text: str) -> None:
    assert normal(normal(text)) == normal(text)
