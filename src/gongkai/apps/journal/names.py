"""How does a name look where it must not be read, and how is it found again?

Gives:   `masked` for screens and cached columns, `comparable` for the keyed lookup.
Unclear: no rule says how much of a name may show; a surname tells a case from its neighbours and no more.
"""

from __future__ import annotations

import unicodedata

_ORGANISATION = (
    *(
        "公司",
        "企业",
        "集团",
        "银行",
        "信用社",
        "合作社",
        "事务所",
        "研究院",
        "研究所",
        "研究会",
        "医院",
        "学校",
        "大学",
    ),
    *(
        "学院",
        "中学",
        "小学",
        "幼儿园",
        "协会",
        "学会",
        "商会",
        "基金会",
        "委员会",
        "联合会",
        "服务中心",
        "中心",
        "工厂",
    ),
    *("厂", "商店", "超市", "经营部", "工作室", "农场", "村民小组", "杂志社", "报社", "出版社", "律所", "工会", "政府"),
)
_MOST_STARS = 3


def masked(name: str) -> str:
    """A person: the first character, the rest as stars, three at most. An organisation: its first two characters."""
    text = " ".join(unicodedata.normalize("NFKC", name).split())
    if not text:
        return ""
    shown = 2 if text.endswith(_ORGANISATION) and len(text) > 3 else 1
    return text[:shown] + "*" * min(_MOST_STARS, max(1, len(text) - shown))


def comparable(name: str) -> str:
    """The same for every way of typing one name: widths, blanks and the case of letters make no difference."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
