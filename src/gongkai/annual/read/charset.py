"""Bytes to text: UTF-8, GB 18030, UTF-16, by mark, by declaration, by trial.

Unclear: text whose bytes were lost on the way is read with U+FFFD in their place; the reader then says so.
"""

from __future__ import annotations

import re

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHINESE_SETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_HEAD = 4096


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether bytes of it were lost."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace"), False
    if b"\x00" in data[:200]:
        even, odd = data[:400:2].count(0), data[1:400:2].count(0)
        return data.decode("utf-16-le" if odd > even else "utf-16-be", "replace"), False
    declared = _DECLARED.search(data[:_HEAD])
    names = ["utf-8", "gb18030"]
    if declared:
        name = declared.group(1).decode("ascii").lower()
        names.insert(0, _CHINESE_SETS.get(name, name))
    for name in dict.fromkeys(names):
        try:
            return data.decode(name), False
        except (UnicodeDecodeError, LookupError):
            continue
    return _least_lost(data)


def _least_lost(data: bytes) -> tuple[str, bool]:
    """Damaged bytes: the character set that loses least. GB 18030 accepts nearly anything, so loss is weighed."""
    utf8, gb = data.decode("utf-8", "replace"), data.decode("gb18030", "replace")
    return (utf8 if utf8.count("\ufffd") <= 2 * gb.count("\ufffd") + len(gb) // 50 else gb), True
