"""Bytes to text: UTF-8, GB 18030, UTF-16, by mark, by declaration, by trial.

Unclear: text whose bytes were lost on the way is read with U+FFFD in their place; the reader then says so.
"""

from __future__ import annotations

import codecs
import re

_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CHINESE_SETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030"}
_HEAD = 4096


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether bytes of it were lost."""
    text, lost = _decoded(data)
    repaired = _repaired(text)
    return (repaired, lost or "\ufffd" in repaired) if repaired else (text, lost)


_WESTERN = re.compile("[\u00c0-\u00ff][\u0080-\u00ff\u0152-\u2122]")
_MISREAD = re.compile("鏀垮簻|鍏紑|淇℃伅|鐢宠|琛屾斂|鎬昏|骞村害")
"""政府, 公开, 信息, 申请, 行政, 总计, 年度 in UTF-8, read as GBK."""


def _repaired(text: str) -> str:
    """Text that was once read in the wrong character set and saved so, turned back; empty where it was not."""
    if "公开" in text:
        return ""
    sample = text[:20_000]
    if len(_WESTERN.findall(sample)) > 40 and not re.search("[\u4e00-\u9fff]{4}", sample):
        back = b"".join(map(_western_byte, text)).decode("utf-8", "replace")
        return back.replace(_LOST, "\ufffd") if back.count("\ufffd") < len(back) // 20 else ""
    if len(_MISREAD.findall(sample)) > 3:
        # What has no byte is lost: it must not come back as other bytes, least of all as digits.
        back = text.replace("\ufffd", _LOST).encode("gbk", "gongkai-lost").decode("utf-8", "replace")
        return back.replace(_LOST, "\ufffd")
    return ""


_LOST = "\x1a"
codecs.register_error(
    "gongkai-lost",
    lambda error: (
        (_LOST.encode() * (error.end - error.start), error.end)
        if isinstance(error, UnicodeEncodeError)
        else (_LOST, len(error.args))
    ),
)


def _western_byte(character: str) -> bytes:
    """The byte that Windows-1252 shows as this character; bytes that it does not define pass as they are."""
    if character < "\u0100":
        return character.encode("latin-1")
    return character.encode("cp1252", "ignore") or _LOST.encode()


def _decoded(data: bytes) -> tuple[str, bool]:
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
