"""Which column is which, and what does a cell say?

Takes:   the headings of a list, and a mapping of ours to theirs where the office has set one.
Gives:   the place of each field; a `ListRow` from the cells of a row, with a fault for each that cannot be read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import TypeVar

from gongkai.law.documents import validity
from gongkai.texts.provincial.model import (
    ADDRESS,
    EFFECT,
    ISSUED,
    LABELS,
    NUMBER,
    ORGAN,
    STATE,
    TEXT,
    TITLE,
    UNTIL,
    BadList,
    ListFault,
    ListRow,
)

_KNOWN: Mapping[str, tuple[str, ...]] = {
    NUMBER: ("文号", "发文字号", "文件编号", "发文号", "文件字号", "number", "docnumber", "filenum", "wh", "fwzh"),
    TITLE: ("标题", "名称", "文件名称", "公文名称", "文件标题", "规范性文件名称", "title", "name", "doctitle"),
    ORGAN: ("制定机关", "发文机关", "发布机构", "发文单位", "制发机关", "organ", "publisher", "department"),
    ISSUED: ("发文日期", "印发日期", "制发日期", "成文日期", "发布日期", "公布日期", "issued_on", "issued", "pubdate", "publishdate"),
    EFFECT: ("施行日期", "实施日期", "生效日期", "in_force_on", "effective", "effectivedate", "implementdate"),
    UNTIL: ("有效期至", "有效期截止", "失效日期", "废止日期", "valid_until", "expirydate"),
    STATE: ("有效性", "时效性", "效力状态", "文件状态", "状态", "state", "validity", "status"),
    TEXT: ("正文", "全文", "内容", "text", "content", "body"),
    ADDRESS: ("网址", "链接", "地址", "正文地址", "url", "link", "address", "href"),
}  # fmt: skip
_STATES: Mapping[str, tuple[str, ...]] = {
    validity.IN_FORCE: ("有效", "现行有效", "继续有效", "生效", "已修改", "已被修改", "部分废止", "部分失效"),
    validity.NOT_YET: ("尚未施行", "尚未生效", "未生效", "未施行"),
    validity.REPEALED: ("废止", "已废止"),
    validity.LAPSED: ("失效", "已失效", "宣布失效"),
}
_STATE_OF = {word: code for code, words in (*_STATES.items(), *((code, (code,)) for code in _STATES)) for word in words}
Read = TypeVar("Read")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T].*)?|(\d{4})(\d{2})(\d{2})")
_NOTHING = frozenset({"", "-", "--", "—", "——", "/", "无", "null", "none"})
_EPOCH = date(1970, 1, 1)
"""What a system writes that has stored nothing: no document is of that day."""
_ZONE = timezone(timedelta(hours=8))


def places(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[str, int]:
    """The column of each field. A heading of the mapping must be there; others are known by their usual names.

    Refused (`BadList`): a mapping to a heading that the list has not; no title; two columns for one field.
    """
    bare = [bare_heading(each) for each in headings]
    found: dict[str, int] = {}
    for field, heading in mapping.items():
        if field not in LABELS:
            raise BadList(f"列的对应里有不认识的“{field}”，可用：{'、'.join(LABELS)}。请改正设置。")
        if bare_heading(heading) not in bare:
            raise BadList(
                f"清单里没有设置所说的“{heading}”一列，现有：{'、'.join(filter(None, headings))}。请改正设置。"
            )
        found[field] = bare.index(bare_heading(heading))
    for field, names in _KNOWN.items():
        if field in found:
            continue
        hits = [
            place for name in names for place, each in enumerate(bare) if each == name and place not in found.values()
        ]
        if hits:
            # Of several, such as 成文日期 beside 发布日期, the first of our names: it is the most exact.
            found[field] = hits[0]
    if TITLE not in found:
        raise BadList(
            f"清单里找不到“标题”一列，现有：{'、'.join(filter(None, headings)) or '没有表头'}。请在清单第一行写上列名，或者设置列的对应。"
        )
    return found


def row(place: str, cells: Mapping[str, object], faults: list[ListFault]) -> ListRow | None:
    """One row; None where all cells are empty. Cells that cannot be read become faults."""
    texts = {name: "" if value is None else str(value).strip() for name, value in cells.items()}
    if not any(texts.values()):
        return None
    title = _one_line(texts.get(TITLE, ""))
    if not title:
        faults.append(ListFault(place, "没有标题，这一行没有比对"))
        return None

    def read(name: str, reader: Callable[[object], Read], what: str) -> Read | None:
        value = cells.get(name)
        try:
            return reader(value)
        except ValueError:
            faults.append(ListFault(place, f"{LABELS[name]}“{str(value)[:40]}”{what}，这一格没有比对"))
            return None

    issued, effect, until = (read(name, day, "不是日期") for name in (ISSUED, EFFECT, UNTIL))
    return ListRow(
        place,
        number=_one_line(texts.get(NUMBER, "")),
        title=title,
        organ=_one_line(texts.get(ORGAN, "")),
        issued_on=issued,
        in_force_on=effect,
        valid_until=until,
        state=read(STATE, state_of, "读不懂") or "",
        text=texts.get(TEXT, ""),
        address=texts.get(ADDRESS, ""),
    )


def day(value: object) -> date | None:
    """A day in one of the usual ways of writing; None for none. ValueError for anything else: nothing is guessed."""
    if isinstance(value, datetime):
        return _real(value.date())
    if isinstance(value, date):
        return _real(value)
    if isinstance(value, int) and not isinstance(value, bool) and value > 10**11:
        # Milliseconds since 1970, as programs give days out.
        return _real(datetime.fromtimestamp(value / 1000, _ZONE).date())
    text = unicodedata.normalize("NFKC", "" if value is None else str(value)).strip()
    if text.casefold() in _NOTHING or (isinstance(value, int) and value == 0):
        return None
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError(text)
    numbers = [int(each) for each in found.groups() if each]
    return _real(date(*numbers))


def state_of(value: object) -> str:
    """The state of validity that a word names; "" for none. ValueError for a word that is not known."""
    text = "" if value is None else str(value).strip()
    if text.casefold() in _NOTHING:
        return ""
    if text not in _STATE_OF:
        raise ValueError(text)
    return _STATE_OF[text]


def _real(found: date) -> date | None:
    return None if found == _EPOCH else found


def bare_heading(heading: str) -> str:
    """A heading without its case, its blanks and what stands in brackets behind it."""
    return re.sub(r"[\s:：*（(].*$|\s", "", unicodedata.normalize("NFKC", heading).strip()).casefold()


def _one_line(text: str) -> str:
    return " ".join(text.split())
