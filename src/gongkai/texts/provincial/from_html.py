"""What rows has a page with a table or a list of documents?

Takes:   the page, a mapping of columns. Gives: `ProvincialList`: the table with the most rows that has a title column, or else the
         longest list of links: the link is the title, its number and day stand behind it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.texts.provincial import fields
from gongkai.texts.provincial.from_tables import MOST_ROWS, table
from gongkai.texts.provincial.model import (
    ADDRESS,
    ISSUED,
    NUMBER,
    STATE,
    TITLE,
    BadList,
    ListFault,
    ListRow,
    ProvincialList,
)

_NUMBER = re.compile(r"[\u4e00-\u9fff]{2,20}[〔\[【(（]\s*(?:19|20)\d\d\s*[〕\]】)）]\s*第?\d{1,4}号")
_DAY = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?")
_STATE = re.compile(r"现行有效|已废止|已失效|尚未施行|尚未生效")


def read(text: str, mapping: Mapping[str, str]) -> ProvincialList:
    """Refused (`BadList`): a page that has neither."""
    tree = LexborHTMLParser(text)
    for each in tree.css("script, style, template, noscript"):
        each.decompose()
    first: BadList | None = None
    tables = [(_cells(each), each) for each in tree.css("table")]
    for rows, _ in sorted(tables, key=lambda each: len(each[0]), reverse=True):
        try:
            return table("html", rows, mapping)
        except BadList as refused:
            first = first or refused
    if mapping and first is not None:
        raise first
    return _links(tree)


def _cells(node: LexborNode) -> list[list[str]]:
    """The rows of a table; a column of addresses beside, from the links, for tables that print none."""
    rows: list[list[str]] = []
    for line in node.css("tr"):
        cells = [each for each in line.iter() if each.tag in ("td", "th")]
        links = [link.attributes.get("href") or "" for each in cells for link in each.css("a")]
        texts = [" ".join(each.text(separator=" ").split()) for each in cells]
        is_heading = not rows
        rows.append([*texts, "网址" if is_heading else (links[0] if links else "")])
    heading = rows[0] if rows else []
    printed = {fields.bare_heading(each) for each in heading[:-1]}
    if {"网址", "链接"} & printed:
        rows = [each[:-1] for each in rows]
    return rows


def _links(tree: LexborHTMLParser) -> ProvincialList:
    lists = [[item for item in each.iter() if item.tag == "li" and item.css_first("a")] for each in tree.css("ul, ol")]
    items = max(lists, key=len, default=[])
    if not items:
        raise BadList("网页里没有文件的表格或者列表；清单如果由脚本生成，请改用 json 接口的网址，或者另存后上传。")
    if len(items) > MOST_ROWS:
        raise BadList(f"清单超过{MOST_ROWS}行，请分次导出后再比对。")
    faults: list[ListFault] = []
    made: list[ListRow] = []
    for at, item in enumerate(items, 1):
        row = fields.row(f"第{at}条", _told(item), faults)
        if row is not None:
            made.append(row)
    told = {TITLE, ADDRESS}
    told |= {
        name
        for name, value in ((NUMBER, "number"), (ISSUED, "issued_on"), (STATE, "state"))
        if any(getattr(each, value) for each in made)
    }
    return ProvincialList("html", tuple(made), tuple(faults), frozenset(told))


def _told(item: LexborNode) -> dict[str, object]:
    link = item.css_first("a")
    assert link is not None, "asked before"
    title = " ".join((link.attributes.get("title") or link.text(separator=" ")).split())
    whole = " ".join(item.text(separator=" ").split())
    number, day, state = (pattern.search(whole) for pattern in (_NUMBER, _DAY, _STATE))
    return {
        TITLE: title,
        ADDRESS: link.attributes.get("href") or "",
        NUMBER: number[0] if number else "",
        ISSUED: day[0] if day else None,
        STATE: state[0] if state else "",
    }
