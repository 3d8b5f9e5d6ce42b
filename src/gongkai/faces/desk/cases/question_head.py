"""What stands on top of a message's page: the day to watch, what fails the whole site, the main facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.apps.assigning import shown
from gongkai.faces.desk.cases.rooms import Seen
from gongkai.law.clocks import question as clocks
from gongkai.law.procedures.question_forms import CHANNELS, KINDS, QUESTION_FORMS, WAYS_OF_ANSWER
from gongkai.law.questions.case import QuestionCase, next_deadline
from gongkai.law.questions.doors import DOORS

_FOUND = QUESTION_FORMS["verify"].field("found").choices


def head(seen: Seen, case: QuestionCase, today: date) -> dict[str, Any]:
    """The context of the head of a message."""
    next_one = next_deadline(case)
    return {
        "next_due_what": next_one.name if next_one else "",
        "why": f"{next_one.cite.label}{next_one.cite.caveat}" if next_one else "",
        "warnings": _warnings(case, today),
        "head": _facts(seen, case),
        "deadlines": case.deadlines,
    }


def _warnings(case: QuestionCase, today: date) -> list[str]:
    found = [each.pending for each in case.deadlines if each.pending]
    line = next((each for each in case.deadlines if each.key == clocks.LINE), None)
    if line is not None and line.due < today:
        found.append(f"已经超过三个月没有回应（{line.cite.label}）：整个网站因此不合格，请立即答复。")
    if case.minor:
        found.append("提问人未满十四周岁：不向其本人收集联系方式，答复要写得浅显；需要联系的，联系监护人。")
    if case.owed_doubts:
        found.append(f"拟公开的文字里有 {len(case.owed_doubts)} 处疑点，须由整理人以外的负责人逐条答复，或者重新整理。")
    return found


def _facts(seen: Seen, case: QuestionCase) -> list[tuple[str, str]]:
    told = [
        ("类别", KINDS.get(case.kind, case.kind)),
        ("来源", CHANNELS.get(case.channel, case.channel)),
        ("提问人", seen.row.masked_name or "（未留姓名，或者已销毁）"),
        ("收到", f"{case.since}" if case.since == case.received else f"{case.since}（转到本机关 {case.received}）"),
        ("三个月红线", f"{seen.row.line_on}" if seen.row.line_on else ""),
        ("公开", "提问人同意" if case.allowed else "提问人没有同意"),
        ("承办", shown(case.assigned, case.assignee) or "未交办"),
        ("所说的网页", case.about),
        ("所反映的机关", case.about_organ),
        ("所涉申请", case.request_number),
        ("答复", f"{case.answered}，{WAYS_OF_ANSWER.get(case.manner, case.manner)}" if case.answered else ""),
        (
            "用了",
            f"{case.working_days} 个工作日" + (f"，晚 {case.late} 个" if case.late else "")
            if case.working_days is not None
            else "",
        ),
        ("告知的渠道", DOORS[case.door].name if case.door else ""),
        ("核实", _FOUND.get(case.found, "")),
        ("督促整改", f"{case.urged}，要求 {case.rectify_by} 前" if case.urged else ""),
        ("整改完成", f"{case.rectified}" if case.rectified else ""),
        ("通报批评", f"{case.criticised}" if case.criticised else ""),
        ("纳入主动公开", case.item),
        ("已公开", f"{case.published}" if case.shown else ""),
    ]
    return [(label, text) for label, text in told if text]
