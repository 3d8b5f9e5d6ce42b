"""In which files can a report be given back?

Takes:   a report and the kind of file.
Gives:   the bytes of a docx, pdf, html, xlsx or json file. All are drawn from one outline and one grid of the national
         form, and what is written is read back with the same tables, sections, organ and year.
Unclear: how a reader's machine draws a docx, html or xlsx; only a pdf brings its types with it.
"""

from __future__ import annotations

import importlib
import re

from gongkai.annual.model import Report
from gongkai.annual.write.grid import Grid
from gongkai.annual.write.outline import outline

KINDS = ("docx", "pdf", "html", "xlsx", "json")

_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML may hold (XML 1.0, 2.2), and so no docx and no xlsx."""

_HALVES = re.compile(r"[\ud800-\udfff]")
"""Halves of characters, which no UTF-8 may hold, and so no json either."""


class Unwritable(ValueError):
    """What stands in the way, where, and how to mend it: one Chinese sentence. `characters` are those without a glyph."""

    def __init__(self, message: str, characters: frozenset[str] = frozenset()) -> None:
        super().__init__(message)
        self.characters = characters


def write(report: Report, kind: str) -> bytes:
    """The report as a file of the kind, one of `KINDS`.

    Refused with `Unwritable`: another kind; control characters that no file may hold; for pdf, characters that no type
    on this machine can draw (all of them are named).
    """
    if kind not in KINDS:
        raise Unwritable(f"不能写成“{kind}”文件；可用的有 {'、'.join(KINDS)}。")
    text = words(report)
    if bad := (_HALVES if kind == "json" else _FORBIDDEN).search(text):
        near = text[: bad.start()].rpartition("\n")[2][-10:]
        raise Unwritable(f"“{near}”之后有不能写入文件的控制字符 U+{ord(bad[0]):04X}；请在原文中删去后再写。")
    if kind == "pdf" and (missing := missing_glyphs(text)):
        named = "、".join(f"“{c}”(U+{ord(c):04X})" for c in sorted(missing))
        raise Unwritable(
            f"本机没有能显示 {named} 的字体，不能写成 pdf；请安装含这些字的字体，或改写成 docx、html。",
            frozenset(missing),
        )
    # Each kind's library is slow to load, and most callers want one kind.
    written: bytes = importlib.import_module(f"{__name__}.{kind}").write(report)
    return written


def words(report: Report) -> str:
    """Every text that the report puts on paper, a block a line."""
    lines: list[str] = [report.organ or ""]
    for block in outline(report):
        lines += [cell.text for cell in block.cells] if isinstance(block, Grid) else [block.text]
    return "\n".join(lines)


def missing_glyphs(text: str) -> set[str]:
    """The characters of `text` that no type on this machine can draw. Empty means that a pdf of it has no blank box."""
    # The typesetting library is loaded only when a pdf is wanted.
    fonts = importlib.import_module(f"{__name__}.fonts")
    missing: set[str] = fonts.missing_glyphs(text)
    return missing


__all__ = ["KINDS", "Unwritable", "missing_glyphs", "words", "write"]
