"""Long texts come back from their spans, and what was changed in every line of them is told to the character."""

from __future__ import annotations

import random

from gongkai.texts.long_redline import long_redline, too_long
from gongkai.texts.redline import Span

_LINES = [
    f"第{at}条 " + "".join(random.Random(at).choices("公开信息办理单位补贴标准社会保障农业", k=95)) for at in range(280)
]


def _told(old: str, new: str) -> list[Span]:
    spans = list(long_redline(old, new))
    assert "".join(each.text for each in spans if each.kind != "insert") == old
    assert "".join(each.text for each in spans if each.kind != "delete") == new
    return spans


def test_a_character_changed_in_every_line_of_a_long_text_is_told_by_itself() -> None:
    old = "\n".join(_LINES)
    new = "\n".join(
        [each[:50] + "改" + each[51:] for each in _LINES[:100]]
        + ["新增的一段。"]
        + [each[:50] + "改" + each[51:] for each in _LINES[101:]]
    )
    assert too_long(old, new)
    spans = _told(old, new)
    changed = [each.text for each in spans if each.kind == "insert"]
    assert changed.count("改") > 270
    assert sum(len(each.text) for each in spans if each.kind != "equal") < 1000


def test_lines_that_stayed_are_told_as_they_are() -> None:
    old = "\n".join(_LINES) + "\n"
    assert _told(old, old + "新的一段\n") == [Span("equal", old), Span("insert", "新的一段\n")]
    assert _told(old, old) == [Span("equal", old)]


def test_texts_with_nothing_in_common_went_and_came() -> None:
    old, new = "甲" * 30_000, "乙" * 30_000
    assert _told(old, new) == [Span("delete", old), Span("insert", new)]
