"""Which types are there to set a page in, and which characters would they leave blank?

Takes:   the office's own types, if installed on the machine, then the free ones of the package pylopdf-fonts-zh-cn.
Gives:   the list of families for each kind of text, and the characters that none of them holds.
Unclear: nothing; decision pdf-and-fonts.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import pylopdf_fonts_zh_cn
import typst

from gongkai.annual.write.page import FANGSONG, HEI, KAI, SONG, TITLE_SONG, Type

FONT_DIRS = [str(Path(pylopdf_fonts_zh_cn.serif_path()).parent)]
TYPES = {"fangsong": FANGSONG, "title_song": TITLE_SONG, "hei": HEI, "kai": KAI, "song": SONG}

_PROBE = Path(__file__).with_name("probe.typ")
_STANDARD: Final = "a-2b"
"""The PDF/A standards forbid glyphs that are not there: the compiler then refuses the page and nothing is left blank."""


@cache
def families() -> dict[str, list[str]]:
    """For each kind of text the families that this machine has, best first. Read once a process."""
    there = {name.casefold(): name for name in typst.Fonts(font_paths=FONT_DIRS).families()}
    return {key: _available(kind, there) for key, kind in TYPES.items()}


def _available(kind: Type, there: dict[str, str]) -> list[str]:
    return [there[name.casefold()] for name in kind.families if name.casefold() in there]


def missing_glyphs(text: str) -> set[str]:
    """The characters of `text` that no type on this machine can draw: a pdf of it is refused until one is installed."""
    return _missing("".join(sorted(set(text) - set("\n"))))


def _missing(characters: str) -> set[str]:
    if not characters or _can_draw(characters):
        return set()
    if len(characters) == 1:
        return {characters}
    half = len(characters) // 2
    return _missing(characters[:half]) | _missing(characters[half:])


def _can_draw(characters: str) -> bool:
    # The page breaks lines as it likes; only whether each character finds a glyph is asked here.
    with _lock:
        try:
            _compiler().compile(
                sys_inputs={"text": characters, "font": families()["fangsong"][-1]}, pdf_standards=_STANDARD
            )
        except typst.TypstError:
            return False
    return True


_lock = Lock()  # One compiler cannot serve two threads at once.


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(str(_PROBE), font_paths=FONT_DIRS)
