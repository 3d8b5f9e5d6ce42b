"""What is recorded of items, and which columns cannot be together?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.apps.journal.models import Subject
from gongkai.apps.publishing import showing
from gongkai.apps.publishing.models import Item
from gongkai.apps.registered import Misfit, Register


def _item(row: Mapping[str, Any]) -> None:
    if row.get("withdrawn_on") and row["withdrawn_on"] < row["published_on"]:
        raise Misfit(f"撤下之日 {row['withdrawn_on']} 早于公开之日 {row['published_on']}，请核对。", "withdrawn_on")


WITHDRAW = "withdraw"
ITEMS = Register(
    "公开信息",
    Subject.ITEM.value,
    "item.record",
    Item,
    "published_on",
    {
        "number": "编号",
        "title": "标题",
        "column": "栏目",
        "interprets": "所解读的政策",
        "published_on": "公开之日",
        "withdrawn_on": "撤下之日",
    },
    _item,
    unique="number",
    later={WITHDRAW: "撤下"},
    bygone=("withdrawn_on",),
    only={"way": "recorded"},
    shown=showing.recorded,
)
