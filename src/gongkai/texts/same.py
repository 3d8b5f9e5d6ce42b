"""Do two copies of a text say the same, however they were typed?

Takes:   two plain texts (`texts.plain`), from different systems.
Gives:   a normal form that is equal for copies that differ in nothing a reader would call a difference, and its digest.

What is made one: white space and line breaks (kept as one blank only between two letters or figures of the Latin kind, where they part
words or cells); signs without a shape; full and half width; kinds of quotation marks, of square brackets 〔〕［］【】[], of
dashes, dots and waves; compatibility ideographs that look like the ordinary ones (⼀ for 一, as PDFs give them). What stays
different: every ideograph, figure and letter, ① and 1, 。 and ., 、 and ，, whether there is a mark at all.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_ALIKE = {
    '"': "“”„‟〝〞「」『』",
    "'": "‘’‚‛`´",
    "[": "〔【［〖",
    "]": "〕】］〗",
    "-": "—–―─‐‑‒−﹣",
    "~": "～〜∼﹏",
    "·": "•‧・∙⋅●",
    "。": "｡",
    "、": "､",
}
_ONE = {ord(sign): into for into, signs in _ALIKE.items() for sign in signs}
_ONE |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if code not in _ONE}
_LOOKS_THE_SAME = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_SPACE = re.compile(r"\s+")
_PARTS_WORDS = re.compile(r"(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])")
_DASHES = re.compile(r"-{2,}")
_DOTS = re.compile(r"…+|\.{3,}|。{3,}")


def normal(text: str) -> str:
    """The normal form: one line. `normal(normal(x)) == normal(x)`."""
    shape = _LOOKS_THE_SAME.sub(
        lambda found: unicodedata.normalize("NFKC", found[0]), _UNSEEN.sub("", text.replace("\x00", ""))
    )
    shape = _SPACE.sub(" ", shape.translate(_ONE))
    shape = _PARTS_WORDS.sub("\x00", shape).replace(" ", "").replace("\x00", " ")
    return _DOTS.sub("…", _DASHES.sub("-", shape))


def digest(text: str) -> str:
    """A short name of the normal form: equal for texts that say the same."""
    return hashlib.sha256(normal(text).encode()).hexdigest()
