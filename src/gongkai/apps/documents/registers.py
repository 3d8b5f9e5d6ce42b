"""What is recorded of a document, and which columns cannot be together?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gongkai.apps.documents.models import Document, Ending
from gongkai.apps.journal.models import Subject
from gongkai.apps.registered import Misfit, Register


def _document(row: Mapping[str, Any]) -> None:
    if row["in_force_on"] < row["issued_on"]:
        raise Misfit(f"施行之日 {row['in_force_on']} 早于制发之日 {row['issued_on']}，请核对。", "in_force_on")
    ended_on, how = row.get("ended_on"), row.get("ended_how", "")
    if bool(ended_on) != bool(how):
        missing = "ended_how" if ended_on else "ended_on"
        raise Misfit("废止、失效的日期和方式要同时填写，请补上。", missing)
    if ended_on and ended_on < row["issued_on"]:
        raise Misfit(f"废止、失效之日 {ended_on} 早于制发之日 {row['issued_on']}，请核对。", "ended_on")
    if row.get("ended_by") and how != Ending.REPEALED:
        raise Misfit("只有废止的才填“废止它的文件”；失效的请留空，是被废止的请改选“废止”。", "ended_by")


END = "end"
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
    later={END: "废止、失效"},
    bygone=("ended_on",),
)
