"""How does a letter become a PDF that a screen reader can read and an archive takes?

Law:     GB/T 9704-2012 (annual.write.page)
Takes:   the words of a letter; they go to typst as JSON and are never part of the program.
Gives:   PDF/A-2a. Refused (`Refusal`): characters that no type on this machine can draw, named.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

import typst

from gongkai.annual.write import page
from gongkai.annual.write.fonts import FONT_DIRS, families, missing_glyphs
from gongkai.apps.replies.wording import Wording, chinese_day
from gongkai.law.casework import Refusal

_TEMPLATE = Path(__file__).with_name("letter.typ")
_STANDARD: Final = "a-2a"
_SMALL_PT = 10.5
_DRAFT = "草稿：未经定稿，没有核验码，不能送达"
_MOST_NAMED = 10

_lock = Lock()  # One compiler cannot serve two threads at once.


def draft(wording: Wording, organ: str) -> bytes:
    """A letter to look at: marked as a draft on its face, without a code."""
    return _made(wording, organ, _DRAFT, ())


def final(wording: Wording, organ: str, code: str, where: str) -> bytes:
    """A letter to go out, with its verification code and where to verify it."""
    return _made(wording, organ, "", (f"核验码：{code}", f"凭核验码在 {where} 核对真伪。"))


def _made(wording: Wording, organ: str, draft_mark: str, foot: tuple[str, ...]) -> bytes:
    data: dict[str, Any] = {
        "title": wording.title,
        "organ": organ,
        "number": wording.number,
        "to": wording.to,
        "paragraphs": [[line for line in words.splitlines() if line.strip()] for words in wording.paragraphs],
        "day": chinese_day(wording.day),
        "draft": draft_mark,
        "foot": list(foot),
        "page": _page(),
    }
    told = json.dumps(data, ensure_ascii=False)
    with _lock:
        try:
            made = _compiler().compile(sys_inputs={"letter": told}, pdf_standards=_STANDARD)
        except typst.TypstError as error:
            raise _undrawn(data) from error
    if not isinstance(made, bytes):
        raise TypeError("typst gave several files for one letter")
    return made


def _undrawn(data: dict[str, Any]) -> Refusal:
    words = "".join(
        (
            data["title"],
            data["organ"],
            data["number"],
            data["to"],
            *(line for each in data["paragraphs"] for line in each),
        )
    )
    missing = "、".join(sorted(missing_glyphs(words))[:_MOST_NAMED])
    if not missing:
        return Refusal("这份文书排不成版，请联系系统管理员查看日志。")
    return Refusal(f"这台机器的字体没有这些字：{missing}。请安装含有它们的字体，或者改用文书自行排版后上传签章扫描件。")


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(_TEMPLATE), font_paths=FONT_DIRS)


@cache
def _page() -> dict[str, Any]:
    return {
        "width": page.WIDTH_MM,
        "height": page.HEIGHT_MM,
        "top": page.TOP_MM,
        "bottom": page.BOTTOM_MM,
        "left": page.LEFT_MM,
        "right": page.RIGHT_MM,
        "body_pt": page.BODY_PT,
        "title_pt": page.TITLE_PT,
        "small_pt": _SMALL_PT,
        "pitch_pt": page.LINE_PITCH_PT,
        "tracking_pt": page.TRACKING_PT,
        **families(),
    }
