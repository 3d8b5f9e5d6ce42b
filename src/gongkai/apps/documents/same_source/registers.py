"""What is recorded of a comparison, and of a difference from its discovery to its settlement?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.apps.documents.models import Comparison, Difference
from gongkai.apps.journal.models import Subject
from gongkai.apps.registered import Register

AGAIN, CHANGED, GONE, SETTLE = "again", "changed", "gone", "settle"


def _anything(row: Mapping[str, Any]) -> None:
    """The program writes these rows itself; what a person tells is asked by `settle`."""


COMPARISONS = Register(
    "同源比对",
    Subject.COMPARISON.value,
    "comparison.run",
    Comparison,
    "compared_on",
    {
        "compared_on": "比对之日",
        "way": "清单来源",
        "source": "文件名或者网址",
        "rows": "清单行数",
        "identical": "一致",
        "differs": "内容不一致",
        "missing_here": "本机关没有",
        "missing_there": "省级数据库没有",
        "duplicates": "重复",
        "failure": "没有比成的原因",
    },
    _anything,
)
DIFFERENCES = Register(
    "同源差异",
    Subject.DIFFERENCE.value,
    "comparison.run",
    Difference,
    "seen_on",
    {
        "what": "差异",
        "number": "文号",
        "title": "标题",
        "places": "清单中的位置",
        "seen_on": "发现之日",
        "state": "状态",
        "how": "怎样处理",
        "note": "处理说明",
        "settled_on": "处理之日",
    },
    _anything,
    unique="key",
    later={AGAIN: "再次出现", CHANGED: "差异有变化", GONE: "不再出现", SETTLE: "处理"},
)
