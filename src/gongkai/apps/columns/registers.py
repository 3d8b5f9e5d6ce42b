"""What is recorded of a column, and which of it cannot be together?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from gongkai.apps.columns.models import Column
from gongkai.apps.journal.models import Subject
from gongkai.apps.pages import scopes
from gongkai.apps.registered import Misfit, Register
from gongkai.law.website.updating import LONGEST, PERIODIC

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CHANGE, CLOSE, REOPEN = "change", "close", "reopen"


def _column(row: Mapping[str, Any]) -> None:
    if not _SLUG.fullmatch(row["slug"]):
        raise Misfit(f"“网址名”用小写字母、数字，中间可用短横，如 zwyw；现在是“{row['slug']}”。", "slug")
    if row["name"] != row["name"].strip() or "|" in row["name"]:
        raise Misfit("“名称”两头不能有空格，中间不能有“|”，请改正。", "name")
    every, times = row.get("every", ""), row.get("times", 0)
    if every in PERIODIC and not 1 <= times <= LONGEST:
        raise Misfit(f"“更新周期”填 1 到 {LONGEST} 之间的数，单位由“更新要求”定。", "times")
    if every not in PERIODIC and times:
        raise Misfit("这种更新要求没有周期，“更新周期”请留空。", "times")
    closed_on = row.get("closed_on")
    if closed_on and closed_on < row["opened_on"]:
        raise Misfit(f"关闭之日 {closed_on} 早于开设之日 {row['opened_on']}，请核对。", "closed_on")


COLUMNS = Register(
    "栏目",
    Subject.COLUMN.value,
    "column.record",
    Column,
    "opened_on",
    {
        "slug": "网址名",
        "name": "名称",
        "former": "曾用名",
        "parent": "上级栏目",
        "place": "次序",
        "kind": "栏目类别",
        "section": "专栏版块",
        "serves": "对应的法定内容",
        "description": "栏目描述",
        "keywords": "关键词",
        "every": "更新要求",
        "times": "更新周期",
        "basis": "更新依据",
        "responsible": "责任单位",
        "person": "责任人",
        "opened_on": "开设之日",
        "closed_on": "关闭之日",
        "successor": "内容并入",
    },
    _column,
    unique="slug",
    later={CHANGE: "调整", CLOSE: "关闭", REOPEN: "重新开设"},
    bygone=("closed_on",),
    pages=scopes.of_organ,
)
