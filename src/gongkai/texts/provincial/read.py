"""Which list does this file hold? json, csv, xlsx, or a page with a table or a list.

Takes:   bytes that a stranger may have sent; a mapping of columns where the usual names do not do.
Gives:   `ProvincialList`, or `BadList`. What kind of file it is is seen from the bytes, not from its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from gongkai.texts.provincial import from_html, from_json, from_tables
from gongkai.texts.provincial.model import BadList, ProvincialList

MOST_BYTES = 30_000_000
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_\-]+)""", re.IGNORECASE)
_CHINESE = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030"}
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NOT_LISTS = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG", "图片"),
    (b"\xff\xd8\xff", "图片"),
    (b"Rar!", "压缩包"),
    (b"7z\xbc\xaf", "压缩包"),
)


def read(data: bytes, columns: Mapping[str, str] | None = None) -> ProvincialList:
    """The rows of a list. Refused (`BadList`): empty, too large, of another kind, without a title column, without rows."""
    if not data.strip():
        raise BadList("清单是空的，请核对文件或者网址。")
    if len(data) > MOST_BYTES:
        raise BadList(f"清单超过{MOST_BYTES // 1_000_000}兆，请分次导出后再比对。")
    for mark, name in _NOT_LISTS:
        if data.startswith(mark):
            raise BadList(f"这是{name}，不是清单；请提供 json、csv、xlsx 文件，或者带表格的网页。")
    mapping = columns or {}
    if data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        found = from_tables.xlsx(data, mapping)
    else:
        text = decoded(data)
        start = text.lstrip()[:1]
        if start in "[{":
            found = from_json.read(text, mapping)
        elif start == "<":
            found = from_html.read(text, mapping)
        else:
            found = from_tables.csv(text, mapping)
    if not found.rows:
        said = f"（{found.faults[0].place}：{found.faults[0].reason}）" if found.faults else ""
        raise BadList(f"清单里没有一行能用{said}，请核对文件或者网址。")
    return found


def decoded(data: bytes) -> str:
    """Text by its mark, by what it declares, by trial. Refused (`BadList`): bytes that are no text in any of them."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _tried(data, [name])
    declared = _CHARSET.search(data[:4096])
    names = ["utf-8", "gb18030"]
    if declared:
        name = declared[1].decode("ascii").lower()
        names.insert(0, _CHINESE.get(name, name))
    return _tried(data, names)


def _tried(data: bytes, names: list[str]) -> str:
    for name in names:
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
    raise BadList("清单的文字编码读不懂；请另存为 UTF-8 或者 GBK 编码后再比对。")
