"""What does an attachment carry that its reader does not see, and what marks stand in its text?

Law:     保密法实施条例 42 (reviewed item by item); 条例 15 (persons)
Takes:   the bytes of a file, the kind that its content proves, and the text that readers see of it where it could be read.
Gives:   `traces`: author, tracked changes, comments, hidden text, sheets, rows, embedded files, links outwards, the place of a
         picture; then marks of secrecy and data of persons in the text. Whatever could not be looked into is a trace too.
         `cleared`: the same file without properties and places, where they can be taken out without touching what is shown.

Bounds: no part of a package is unpacked beyond `package.MOST_BYTES`, XML with entities is refused. Strangers' files are still to be read
in a process of their own (apps/files/bounded).
"""

from __future__ import annotations

from collections.abc import Callable

from gongkai.law.sources import neighbours
from gongkai.proofing import proof
from gongkai.proofing.files import image, office, pdf
from gongkai.proofing.files.clearing import CLEARABLE, cleared
from gongkai.proofing.files.package import Hostile
from gongkai.proofing.finding import Trace

__all__ = ["CLEARABLE", "Hostile", "cleared", "text_traces", "traces"]

_LOOKING: dict[str, Callable[[bytes], list[Trace]]] = {
    "docx": office.docx,
    "xlsx": office.xlsx,
    "pptx": office.pptx,
    "pdf": pdf.traces,
    "jpg": image.jpeg,
    "png": image.png,
    "webp": image.webp,
}
_NOTHING_TO_HIDE = frozenset({"txt", "csv", "gif"})
_FAMILIES = ("secrecy", "personal")
_MASKED_FROM, _MASKED_TO = 3, -2


def traces(data: bytes, kind: str, text: str = "") -> tuple[Trace, ...]:
    """Every trace in a file. Refused (`Hostile`): a package that swells, is torn, or holds XML with entities."""
    looking = _LOOKING.get(kind)
    found = looking(data) if looking is not None else []
    if looking is None and kind not in _NOTHING_TO_HIDE:
        found = [
            unexamined(
                f"{kind} 文件的属性、修订和隐藏内容无法自动检查，请人工查看，或者另存为 docx、xlsx、pdf 后重新上传。"
            )
        ]
    return (*found, *text_traces(text))


def unexamined(message: str) -> Trace:
    """Says that a file, or a part of it, was not looked into."""
    return Trace("file.unexamined", "整个文件", "", message, neighbours.SECRECY_RULES_A42)


def text_traces(text: str) -> tuple[Trace, ...]:
    """Marks of secrecy and data of persons in the text of an attachment; numbers of persons are shown in part only."""
    found = []
    for finding in proof(text):
        family = finding.code.partition(".")[0]
        if family not in _FAMILIES:
            continue
        line = text.count("\n", 0, finding.start) + 1
        shown = _masked(finding.text) if family == "personal" else finding.text
        found.append(Trace(finding.code, f"附件文字第{line}行", shown, finding.message, finding.cite))
    return tuple(found)


def _masked(text: str) -> str:
    return f"{text[:_MASKED_FROM]}…{text[_MASKED_TO:]}" if len(text) > _MASKED_FROM - _MASKED_TO else "…"
