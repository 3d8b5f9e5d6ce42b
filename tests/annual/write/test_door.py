"""The door of the writers: which kinds there are, and what is refused in one sentence."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.annual.model import Cell, Section
from gongkai.annual.normal_form import load
from gongkai.annual.write import KINDS, Unwritable, missing_glyphs, words, write
from tests.annual.reports import sound

MAGIC = {"docx": b"PK", "pdf": b"%PDF", "html": b"<!DOCTYPE html>", "xlsx": b"PK", "json": b"{"}
RARE = "镕昇堃㛃䶮喆𬱖𬭎"
UNKNOWN = "\ue5e5"
"""A private character: the national standard put rare names there before Unicode had them."""


@pytest.mark.parametrize("form", ["2021", "2019"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_written_in_both_forms(kind: str, form: str) -> None:
    assert write(sound(form), kind).startswith(MAGIC[kind])


def test_another_kind_is_refused() -> None:
    with pytest.raises(Unwritable, match="不能写成“doc”文件；可用的有 docx、pdf、html、xlsx、json。"):
        write(sound(), "doc")


@pytest.mark.parametrize("kind", ["docx", "pdf", "html", "xlsx"])
def test_a_control_character_is_refused_with_its_place(kind: str) -> None:
    report = sound()
    report.preamble = "本报告由县财政局\x07编制。"
    with pytest.raises(Unwritable, match=r"“本报告由县财政局”之后有不能写入文件的控制字符 U\+0007"):
        write(report, kind)


def test_rare_names_have_glyphs() -> None:
    assert missing_glyphs(RARE) == set()


def test_every_character_without_a_glyph_is_named() -> None:
    assert missing_glyphs(f"张{UNKNOWN}华\U000e0100\U0010fffd") >= {UNKNOWN, "\U0010fffd"}
    assert missing_glyphs("") == set()


def test_a_pdf_with_a_blank_box_is_refused_and_others_are_not() -> None:
    report = sound(organ=f"清河县{UNKNOWN}镇政府")
    with pytest.raises(Unwritable, match=r"本机没有能显示 “.”\(U\+E5E5\) 的字体") as refusal:
        write(report, "pdf")
    assert refusal.value.characters == {UNKNOWN}
    assert all(write(report, kind) for kind in KINDS if kind != "pdf")


def test_words_hold_every_text_on_paper() -> None:
    text = words(sound())
    assert all(part in text for part in ("清河县财政局", "（七）总计", "没有收取信息处理费", "勾稽关系"))


def test_json_is_the_normal_form() -> None:
    assert load(json.loads(write(sound(), "json"))) == sound()


anything = st.text(
    st.one_of(
        st.characters(exclude_categories=[]), st.sampled_from("\r\t\x0b\x85\xad\u2028\u202e\ufeff\ufffe\ud800中")
    ),
    max_size=40,
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None)
@given(title=anything, organ=anything, prose=anything, mark=anything)
def test_any_text_is_written_or_refused_in_a_sentence(kind: str, title: str, organ: str, prose: str, mark: str) -> None:
    report = sound()
    report.title, report.organ, report.preamble = title, organ, prose
    report.sections = [Section(title, prose)]
    report.table3[5][0] = Cell(None, mark)
    with suppress(Unwritable):
        assert write(report, kind).startswith(MAGIC[kind])
