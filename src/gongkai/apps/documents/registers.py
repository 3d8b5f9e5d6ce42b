"""What is recorded of a document, of what was done to it and of its clean-up, and which columns cannot be together?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from gongkai.apps.documents import showing
from gongkai.apps.documents.models import Amendment, Conclusion, Document, Ending
from gongkai.apps.journal.models import Subject
from gongkai.apps.pages import scopes
from gongkai.apps.registered import Misfit, Register
from gongkai.law.documents.changes import articles_fault
from gongkai.law.documents.number import normal

END, EXTEND, FILE, KEEP, PUBLISH = "end", "extend", "file", "keep", "publish"

_NOT_BEFORE = (
    ("in_force_on", "issued_on"),
    ("published_on", "formed_on"),
    ("filed_on", "published_on"),
    ("valid_until", "in_force_on"),
    ("ended_on", "issued_on"),
)
"""Pairs of days of which the first cannot lie before the second."""


def _document(row: Mapping[str, Any]) -> None:
    for later, earlier in _NOT_BEFORE:
        one, other = row.get(later), row.get(earlier)
        if one and other and one < other:
            labels = DOCUMENTS.labels
            raise Misfit(f"{labels[later]} {one} 早于{labels[earlier]} {other}，请核对。", later)
    if row.get("filed_on") and not row.get("published_on"):
        raise Misfit("备案从公布之日起算，请先登记公布之日。", "published_on")
    _document_end(row)


def _document_end(row: Mapping[str, Any]) -> None:
    ended_on, how, until = row.get("ended_on"), row.get("ended_how", ""), row.get("valid_until")
    if bool(ended_on) != bool(how):
        missing = "ended_how" if ended_on else "ended_on"
        raise Misfit("废止、失效的日期和方式要同时填写，请补上。", missing)
    if ended_on and until and ended_on > until + timedelta(1):
        raise Misfit(
            f"有效期到 {until} 为止，次日已经自动失效，不会在 {ended_on} 才废止、失效。有效期登记错了的请先更正。",
            "ended_on",
        )
    by = row.get("ended_by", "")
    if by and how != Ending.REPEALED:
        raise Misfit("只有废止的才填“废止它的文件”；失效的请留空，是被废止的请改选“废止”。", "ended_by")
    if by and normal(by) == normal(str(row["number"])):
        raise Misfit("一件文件不能废止它自己，请核对废止它的文件的文号。", "ended_by")
    for name in ("ended_articles", "ended_reason"):
        if row.get(name) and not (by if name == "ended_articles" else ended_on):
            raise Misfit(
                f"填了“{DOCUMENTS.labels[name]}”，请把废止、失效的日期和废止它的文件也填上，或者清空这一栏。", name
            )


def _amendment(row: Mapping[str, Any]) -> None:
    if row["effective_on"] < row["issued_on"]:
        raise Misfit(f"生效之日 {row['effective_on']} 早于公布之日 {row['issued_on']}，请核对。", "effective_on")
    if wrong := articles_fault(str(row["articles"])):
        raise Misfit(wrong, "articles")


def _conclusion(row: Mapping[str, Any]) -> None:
    """Every conclusion goes; that it fits its document is asked by the act."""


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
        "registration_number": "统一登记编号",
        "issued_on": "制发之日",
        "formed_on": "成文之日",
        "published_on": "公布之日",
        "in_force_on": "施行之日",
        "valid_until": "有效期至",
        "extended_on": "延长有效期的决定之日",
        "filed_on": "备案之日",
        "basis": "制定依据",
        "item": "页面的索引号",
        "left_on": "页面误发撤下之日",
        "changes": "对其他文件的影响",
        "ended_on": "废止、失效之日",
        "ended_how": "废止或者失效",
        "ended_by": "废止它的文件",
        "ended_articles": "废止它的条款",
        "ended_reason": "废止、失效的理由",
    },
    _document,
    unique="number",
    later={END: "废止、失效", EXTEND: "延长有效期", FILE: "备案", KEEP: "保留登记", PUBLISH: "随页面公布"},
    bygone=("formed_on", "published_on", "extended_on", "filed_on", "left_on"),
    shown=showing.changed,
    pages=scopes.of_documents,
)
AMENDMENTS = Register(
    "修改、部分废止",
    Subject.AMENDMENT.value,
    "amendment.record",
    Amendment,
    "issued_on",
    {
        "by": "修改它的文件",
        "kind": "修改还是部分废止",
        "articles": "哪些条款",
        "issued_on": "公布之日",
        "effective_on": "生效之日",
        "note": "说明",
    },
    _amendment,
    shown=showing.amended,
    pages=scopes.of_documents,
)
CONCLUSIONS = Register(
    "清理结论",
    Subject.CONCLUSION.value,
    "document.record",
    Conclusion,
    "concluded_on",
    {
        "round": "哪一次清理",
        "conclusion": "清理结论",
        "concluded_on": "作出结论之日",
        "reason": "理由",
        "ended_on": "从哪一天起不再有效",
        "by": "决定的文号",
    },
    _conclusion,
)
REGISTERS: tuple[Register[Any], ...] = (DOCUMENTS, AMENDMENTS, CONCLUSIONS)
