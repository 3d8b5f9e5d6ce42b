"""What comes out of the clipboard of Word, WPS, Outlook and from a page of an old site: invented, but in their real shapes."""

from __future__ import annotations

from pathlib import Path

import pytest

from gongkai.texts.clean import clean, cleaned
from gongkai.texts.plain import plain

PASTED = Path(__file__).with_name("pasted")


@pytest.mark.parametrize("name", ["word", "wps", "outlook", "page"])
def test_what_is_pasted_comes_out_clean(name: str) -> None:
    body = clean((PASTED / f"{name}.html").read_text("utf-8"))
    wanted = (PASTED / f"{name}.clean.html").read_text("utf-8").rstrip("\n")
    assert body == wanted
    assert clean(body) == body


def test_a_picture_of_the_clipboard_is_missed_aloud() -> None:
    assert cleaned((PASTED / "word.html").read_text("utf-8")).notes == (
        "有1张图片没有随文字带过来，请另行上传，并填写替代文字。",
    )


def test_it_is_read_as_lines() -> None:
    assert plain(clean((PASTED / "word.html").read_text("utf-8"))).split("\n") == [
        "某县养老服务补贴办法",
        "一、总则",
        "为了规范补贴发放，根据《某省条例》第5条，制定本办法。原文",
        "· 身份证",
        "  · 复印件",
        "· 户口簿",
        "（一）申请",
        "档次\t2026年",
        "上半年\t下半年",
        "一档\t80\t",
        "单位：     （章）",
        "2026年3月7日",
    ]
