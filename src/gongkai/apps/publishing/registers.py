"""What is recorded of items and documents, and which columns cannot be together?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.apps.journal.models import Subject
from gongkai.apps.publishing.models import Document, Item
from gongkai.apps.registered import Register
from gongkai.law.casework import Refusal


def _item(row: Mapping[str, Any]) -> None:
    if row.get("withdrawn_on") and row["withdrawn_on"] < row["published_on"]:
        raise Refusal(f"撤下之日 {row['withdrawn_on']} 早于公开之日 {row['published_on']}，请核对。")


def _document(row: Mapping[str, Any]) -> None:
    if row["in_force_on"] < row["issued_on"]:
        raise Refusal(f"施行之日 {row['in_force_on']} 早于制发之日 {row['issued_on']}，请核对。")
    ended_on, how = row.get("ended_on"), row.get("ended_how", "")
    if bool(ended_on) != bool(how):
        raise Refusal("废止、失效的日期和方式要同时填写，请补上。")
    if ended_on and ended_on < row["issued_on"]:
        raise Refusal(f"废止、失效之日 {ended_on} 早于制发之日 {row['issued_on']}，请核对。")


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
)
DOCUMENTS = Register(
    "规范性文件",
    Subject.DOCUMENT.value,
    "document.record",
    Document,
    "issued_on",
    {
        "kind": "种类",
        "number": "文号",
        "title": "标题",
        "issued_on": "制发之日",
        "in_force_on": "施行之日",
        "ended_on": "废止、失效之日",
        "ended_how": "废止或者失效",
        "ended_by": "废止它的文件",
    },
    _document,
    unique="number",
)
WITHDRAW, END = "withdraw", "end"
