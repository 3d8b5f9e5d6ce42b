from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.texts.grams import asked, certain, grams, needed, normal

_TEXTS = st.text(
    st.one_of(
        st.sampled_from("政府信息公开昌图县人民〔〕（）()[]，。、 \n\u3000aAbＡ１2３é①㎡\u0301\u200b葛\U000e0100"),
        st.characters(exclude_categories=("Cs",)),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("昌政发〔2024〕3号", "昌政发 2024 3号"),
        ("昌政发［２０２４］３号", "昌政发 2024 3号"),
        ("信息公\n开  条例", "信息公开条例"),
        ("使用 Python 3 编写", "使用python 3编写"),
        ("Hello  World，ABC", "hello world abc"),
        ("café、①、㎡", "cafe 1 m2"),
        ("，。", ""),
    ],
)
def test_one_text_has_one_form(text: str, form: str) -> None:
    assert normal(text) == form


def test_no_mark_and_no_joiner_of_all_characters_stands_in_the_form() -> None:
    signs = [chr(code) for code in range(sys.maxunicode + 1)]
    silent = [sign for sign in signs if unicodedata.category(sign) in ("Mn", "Mc", "Me", "Cf")]
    assert len(silent) > 2000
    assert [hex(ord(sign)) for sign in silent if normal(f"昌{sign}图") != "昌图"] == []


@given(_TEXTS, st.integers(0, 59), st.integers(1, 8))
@settings(max_examples=150, deadline=None)
def test_whatever_stands_in_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    piece = text[start : start + length].strip('-－"“”＂')
    form, all_of_it = normal(text), grams(normal(text))
    for phrase in asked(piece).wanted:
        assert phrase in form
        for gram in needed(phrase):
            assert gram in all_of_it or (len(gram) == 1 and any(each.startswith(gram) for each in all_of_it))


@given(_TEXTS, _TEXTS.filter(lambda text: 0 < len(normal(text)) <= 2 and " " not in normal(text)))
@settings(max_examples=100, deadline=None)
def test_of_two_characters_the_index_is_sure(text: str, words: str) -> None:
    phrase, there = normal(words), grams(normal(text))
    assert certain(phrase)
    has = all(gram in there or (len(gram) == 1 and any(e.startswith(gram) for e in there)) for gram in needed(phrase))
    assert has == (phrase in normal(text))


@pytest.mark.parametrize(
    ("typed", "wanted", "without"),
    [
        ("防汛 通知", ("防汛", "通知"), ()),
        ("防汛 -演练", ("防汛",), ("演练",)),
        ("“政府 信息，公开”", ("政府信息 公开",), ()),
        ("昌政发[2024]3号 通知", ("昌政发 2024 3号", "通知"), ()),
        ("昌政发（2024）3号", ("昌政发 2024 3号",), ()),
        ("2024年3月", ("2024年3月",), ()),
        ("-防汛", ("防汛",), ()),
        ("2020-2024", ("2020", "2024"), ()),
        ("。。", (), ()),
    ],
)
def test_a_query_is_read(typed: str, wanted: tuple[str, ...], without: tuple[str, ...]) -> None:
    assert (asked(typed).wanted, asked(typed).without) == (wanted, without)


def test_a_long_query_is_cut() -> None:
    assert asked("政" * 101).cut
    assert not asked("政" * 100).cut
