"""Cells that spreadsheets read as text."""

from __future__ import annotations

import pytest

from gongkai.texts.cells import harmless


@pytest.mark.parametrize(
    "formula", ["=1+1", "+86", "-1", "@A1", "\t=1", "\r=1", "\n=1", " =1", "\u3000＝1", "＝HYPERLINK()", "＠x"]
)
def test_no_formula_is_given_out(formula: str) -> None:
    assert harmless(formula) == f"'{formula}"


@pytest.mark.parametrize("text", ["", "昌政发〔2026〕1号", "1-2", "关于“=”的说明", "—", "《办法》"])
def test_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text
