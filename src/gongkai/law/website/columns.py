"""Of which kinds are the columns of a site, in which part of the disclosure column do they stand, what do they serve?

Law:     国办发〔2017〕47号 annex 2 (ColumnType), 国办公开办函〔2019〕61号 (fixed sections), 条例 20 and 21
Gives:   `KINDS`, `SECTIONS`, `SERVES`, and what must be told of a column.
Unclear: the list of ColumnType could not be read to its end; 通知公告 is named by the inspection, 其他 is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.law.cite import Cite
from gongkai.law.disclosure.catalogue import EVERYBODY, Duty, duties
from gongkai.law.sources import inspection_19, platform_61, site_guide_47


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """One value of ColumnType: `name` is what the page's tag says."""

    code: str
    name: str
    cite: Cite


_TAG = site_guide_47.META_COLUMN
KINDS: Mapping[str, ColumnKind] = {
    code: ColumnKind(code, name, cite)
    for code, name, cite in (
        ("home", "首页", _TAG),
        ("overview", "概况信息", _TAG),
        ("functions", "机构职能", _TAG),
        ("leaders", "负责人信息", _TAG),
        ("news", "工作动态", _TAG),
        ("notices", "通知公告", inspection_19.NOTICES_STALE),
        ("policies", "政策文件", _TAG),
        ("guide", "信息公开指南", _TAG),
        ("catalogue", "信息公开目录", _TAG),
        ("reports", "信息公开年报", _TAG),
        ("requests", "依申请公开", _TAG),
        ("data", "数据发布", _TAG),
        ("open_data", "数据开放", _TAG),
        ("interpretation", "政策解读", _TAG),
        ("response", "回应关切", _TAG),
        ("services", "办事服务", _TAG),
        ("consultation", "咨询投诉", _TAG),
        ("survey", "征集调查", _TAG),
        ("interview", "在线访谈", _TAG),
        ("other", "其他", _TAG),
    )
}
"""By code, in the order of annex 2."""

SECTIONS: Mapping[str, str] = {
    "guide": "政府信息公开指南",
    "system": "政府信息公开制度",
    "statutory": "法定主动公开内容",
    "reports": "政府信息公开年报",
    "requests": "依申请公开",
}
"""The fixed parts of the disclosure column, and the way in to requests beside them."""
SECTIONS_CITE = platform_61.FOUR_PARTS

GENERATED = frozenset({"guide", "system", "reports", "requests"})
"""Parts whose pages this system makes from its data: a column that only leads there is not empty without items."""

SERVES: Mapping[str, Duty] = {
    **{f"20.{place}": duty for place, duty in enumerate(EVERYBODY, 1)},
    **{f"21.county.{place}": duty for place, duty in enumerate(duties("county"), 1)},
    **{f"21.township.{place}": duty for place, duty in enumerate(duties("township"), 1)},
}
"""What of articles 20 and 21 a column can serve: by article, level of government and place."""


def asked_of(level: str) -> tuple[str, ...]:
    """What articles 20 and 21 ask of an organ of a level, as codes of `SERVES`."""
    more = "county" if level in ("city", "county") else "township" if level == "township" else ""
    return tuple(code for code in SERVES if code.startswith("20.") or (more and code.startswith(f"21.{more}.")))


def serves_named(code: str) -> str:
    """A code of `SERVES` in a few words: 第二十条（一）行政法规…; "" for none."""
    if code not in SERVES:
        return ""
    article, _, _ = code.partition(".")
    duty = SERVES[code]
    return f"{duty.cite.label.partition('》')[2]} {duty.name}" if article == "20" else f"第二十一条 {duty.name}"
