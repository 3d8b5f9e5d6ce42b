"""What stands on top of a request to correct a record: the day to tell the applicant, what was found, what came of it."""

from __future__ import annotations

from typing import Any

from gongkai.faces.desk.cases.rooms import Seen
from gongkai.law.casework.record import RecordCase
from gongkai.law.procedures.record_forms import CHANNELS, FINDINGS, OUTCOMES
from gongkai.law.procedures.request_forms import APPLICANT_KINDS
from gongkai.law.sources import ogi


def head(seen: Seen, case: RecordCase) -> dict[str, Any]:
    """The context of the head, beside the day and how long it is until then."""
    facts = [
        ("申请人", f"{seen.row.masked_name or '（已销毁）'}（{APPLICANT_KINDS.get(case.applicant, case.applicant)}）"),
        ("提交方式", CHANNELS.get(case.channel, case.channel)),
        ("收到", f"{case.received}"),
        ("核实的情况", FINDINGS.get(case.finding, "尚未核实")),
    ]
    if case.outcome:
        facts.append(("处理意见", OUTCOMES[case.outcome]))
    if case.mended:
        facts.append(("记录已更正", f"{case.mended}"))
    if case.passed_on:
        facts.append(("已转送", f"{case.passed_on}"))
    if case.closed:
        facts.append(("撤回" if case.withdrawn else "告知", f"{case.closed}"))
    if case.request_number:
        facts.append(("信息来自申请", case.request_number))
    answer = case.deadlines[0] if case.deadlines else None
    return {
        "next_due_what": answer.name if answer else "",
        "why": f"{ogi.A41.label}{ogi.A41.caveat}：{ogi.A41.gist}",
        "warnings": [text for text in (answer.pending, *answer.warnings) if text] if answer else [],
        "head": facts,
        "deadlines": case.deadlines,
    }
