"""What stands on top of a request to correct a record: the day to tell the applicant, what was found, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.faces.desk.cases.rooms import Room, Seen
from gongkai.faces.desk.gate import DeskRequest
from gongkai.law.casework.record import RecordCase
from gongkai.law.procedures.record_forms import CHANNELS, FINDINGS, IDENTITIES, OUTCOMES, WEB
from gongkai.law.procedures.request_forms import APPLICANT_KINDS
from gongkai.law.sources import ogi

PAPERS = "案卷材料"
WAYS = (("papers", PAPERS), ("letters", "文书"))
"""Every page inside such a request by the name of its address."""


def head(seen: Seen, case: RecordCase) -> dict[str, Any]:
    """The context of the head, beside the day and how long it is until then."""
    facts = [
        ("申请人", f"{seen.row.masked_name or '（已销毁）'}（{APPLICANT_KINDS.get(case.applicant, case.applicant)}）"),
        ("提交方式", CHANNELS.get(case.channel, case.channel)),
        ("收到", f"{case.received}"),
        ("身份", _identity(case)),
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
        "warnings": _warnings(case),
        "head": facts,
        "case_ways": ways(seen.row.pk),
        "deadlines": case.deadlines,
    }


def ways(pk: int, here: str = "") -> list[tuple[str, str, bool]]:
    """The pages inside such a request: label, address, whether it is this one."""
    return [(label, reverse(f"desk:record:{name}", args=[pk]), name == here) for name, label in WAYS]


def show(
    request: DeskRequest, room: Room, seen: Seen, name: str, title: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page inside such a request, made from the template of that name which all sorts of cases share."""
    case_url = room.url("case", seen.row.pk)
    about = {
        "room": room,
        "row": seen.row,
        "state": room.procedure.states[seen.case.state],
        "case_ways": ways(seen.row.pk, name),
        "back": case_url,
        "crumbs": [(room.title, room.url("list")), (seen.row.number, case_url)],
        "here": title,
        "title": title,
    }
    return render(request, f"desk/cases/{name}.html", {**about, **context}, status=status)


def _identity(case: RecordCase) -> str:
    if case.identified:
        return IDENTITIES[case.identified]
    return "尚未核对" if case.channel == WEB else "收到时核对"


def _warnings(case: RecordCase) -> list[str]:
    """What may go wrong with the day; who asked by the web and was not looked at."""
    if not case.deadlines:
        return []
    answer = case.deadlines[0]
    told = [text for text in (answer.pending, *answer.warnings) if text]
    if case.channel == WEB and not case.identified:
        told.insert(
            0, "申请人在网上提交，还没有核对他就是记录所涉的本人；请比对身份证明并登记“核对身份”，再提出处理意见。"
        )
    return told
