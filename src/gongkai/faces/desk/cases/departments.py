"""What was asked of the departments of the house, who has not answered, and what to send them next?

Law:     条例 4 (the office of disclosure is in charge of the matter), 45 (how it goes through the house); no article gives a
         department a term: the days are the office's own, and stop no clock
Takes:   a case as its reader sees it today.
Gives:   an `Errand` each, with the next rung of the chase ladder and the text to send; who owes an answer in the whole organ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.apps import rules
from gongkai.apps.requests import viewing
from gongkai.faces.desk.cases import inside
from gongkai.faces.desk.cases.rooms import REQUESTS, Seen
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.calendar import Calendar
from gongkai.law.casework import RequestCase
from gongkai.law.casework.case import DepartmentErrand
from gongkai.law.casework.chasing import rung_coming, rung_due
from gongkai.law.casework.filling import text
from gongkai.law.procedures.request_forms import DEPARTMENT_OUTCOMES, RUNGS


@dataclass(frozen=True, slots=True)
class Errand:
    """What one department was asked for. `tone` is done, late, near or open, `told` the same in words; `rungs` how it was urged.

    `next_rung` is the step of the ladder that comes next, `rung_told` whether it is due and since when; `send` the text for it, ready to be copied.
    """

    label: str
    what: str
    asked: date
    until: date
    replied: date | None
    outcome: str
    tone: str
    told: str
    rungs: tuple[tuple[date, str], ...]
    next_rung: str
    rung_told: str
    rung_now: bool
    send: str
    urge_url: str = ""
    reply_url: str = ""


@dataclass(frozen=True, slots=True)
class Owing:
    """A request for which departments owe answers, those that are silent longest first."""

    number: str
    subject: str
    url: str
    due: date | None
    left: str
    errands: Sequence[Errand]


@require_safe
@officer
def departments(request: DeskRequest, pk: int) -> HttpResponse:
    """The departments asked in one request, with the texts to send."""
    seen, case = inside.fetch(request, pk)
    allowed = _allowed(seen)
    found = errands(seen, case, request.officer.today, rules.calendar())
    context: dict[str, Any] = {
        "errands": found,
        "owing": [each for each in found if each.tone != "done"],
        "ask_url": REQUESTS.url("act", pk, "ask_department") if "ask_department" in allowed else "",
        "due": case.due,
    }
    return inside.show(request, seen, "departments", "科室协查", context)


@require_safe
@officer
def owing(request: DeskRequest) -> HttpResponse:
    """Who has not answered yet, in every request that is being handled."""
    officer_, calendar = request.officer, rules.calendar()
    found = viewing.owed_by_departments(officer_.actor)
    rows = [
        Owing(
            view.number,
            view.subject,
            inside.url("case", view.pk),
            view.case.due,
            _left(view.case.due, officer_.today, calendar) if view.case.due else "",
            sorted(
                (
                    _errand(each, "", view.number, view.case.due, officer_.today, calendar)
                    for each in view.case.departments
                    if each.replied is None
                ),
                key=lambda one: one.until,
            ),
        )
        for view in found.cases
    ]
    late = sum(each.tone == "late" for row in rows for each in row.errands)
    context = {
        "rows": rows,
        "late": late,
        "more": found.total - len(rows),
        "crumbs": [(REQUESTS.title, REQUESTS.url("list"))],
        "here": "谁还没回",
    }
    return render(request, "desk/cases/owing.html", context)


def errands(seen: Seen, case: RequestCase, today: date, calendar: Calendar) -> list[Errand]:
    """The errands of a case, with what may be done for each."""
    allowed, asked = _allowed(seen), _asked(case)
    return [
        _errand(each, asked.get(each.label, ""), seen.row.number, case.due, today, calendar, seen, allowed)
        for each in case.departments
    ]


def _allowed(seen: Seen) -> set[str]:
    return {option.event for option in seen.options if option.allowed} if seen.writable else set()


def _asked(case: RequestCase) -> dict[str, str]:
    """What each department was asked for last."""
    return {text(act.data, "label"): text(act.data, "what") for act in case.acts if act.event == "ask_department"}


def _errand(
    errand: DepartmentErrand,
    what: str,
    number: str,
    due: date | None,
    today: date,
    calendar: Calendar,
    seen: Seen | None = None,
    allowed: set[str] | frozenset[str] = frozenset(),
) -> Errand:
    tone, told = _stands(errand, today, calendar)
    rung, rung_told, rung_now = _rung(errand, today, calendar)
    owes = errand.replied is None
    act = _addresses(seen, errand.label, rung) if seen is not None and owes else {}
    return Errand(
        errand.label,
        what,
        errand.asked,
        errand.until,
        errand.replied,
        DEPARTMENT_OUTCOMES.get(errand.outcome, errand.outcome),
        tone,
        told,
        tuple((day, RUNGS.get(key, key)) for day, key in errand.rungs),
        RUNGS.get(rung, ""),
        rung_told,
        rung_now,
        _text_to_send(errand, what, number, due, rung, today) if owes else "",
        act.get("urge_department", "") if "urge_department" in allowed else "",
        act.get("department_replied", "") if "department_replied" in allowed else "",
    )


def _stands(errand: DepartmentErrand, today: date, calendar: Calendar) -> tuple[str, str]:
    if errand.replied is not None:
        late = calendar.working_days_between(errand.until, errand.replied) if errand.replied > errand.until else 0
        return "done", f"已答复，晚了 {late} 个工作日" if late else "已按时答复"
    if errand.until < today:
        return "late", f"还没回，已逾期 {calendar.working_days_between(errand.until, today)} 个工作日"
    if errand.until == today:
        return "near", "还没回，今天到期"
    return "open", f"还没回，还有 {calendar.working_days_between(today, errand.until)} 个工作日"


def _rung(errand: DepartmentErrand, today: date, calendar: Calendar) -> tuple[str, str, bool]:
    """The rung that is due today, or else that comes next; the same in words; whether it is due."""
    chosen = rules.chosen()
    coming = rung_coming(errand, calendar, chosen)
    if coming is None:
        return "", "", False
    key, first = coming
    if reached := rung_due(errand, today, calendar, chosen):
        since = f"{reached.since} 以后 {calendar.working_days_between(reached.since, today)} 个工作日没有动静"
        passed = f"，{'、'.join(reached.passed)}没有做过" if reached.passed else ""
        return reached.key, f"今天该{reached.name}：{since}{passed}。", True
    return key, f"到 {first} 还没回的，{RUNGS[key]}。", False


def _addresses(seen: Seen, label: str, rung: str) -> dict[str, str]:
    told = {"urge_department": {"label": label, "rung": rung}, "department_replied": {"label": label}}
    return {event: f"{REQUESTS.url('act', seen.row.pk, event)}?{urlencode(data)}" for event, data in told.items()}


def _text_to_send(errand: DepartmentErrand, what: str, number: str, due: date | None, rung: str, today: date) -> str:
    """The words of the next message, without anything about who applied."""
    head = f"{errand.label}：\n"
    body = f"政府信息公开申请（编号 {number}）需要你科室协查"
    body += f"：{what}\n" if what else "。\n"
    last = f"本机关须在 {due} 前答复申请人，逾期即违法。" if due else ""
    if not errand.rungs and errand.until >= today:
        return f"{head}{body}请于 {errand.until} 前书面答复：找到的附上，没有找到的写明查了哪里、怎样查的。{last}"
    chased = "".join(f"{day} {RUNGS.get(key, key)}；" for day, key in errand.rungs)
    told = f"{errand.asked} 发出协查，请于 {errand.until} 前答复，至今没有收到。{chased}"
    if rung == "leader" or not rung:
        return f"报分管负责人：\n{body}{told}请督促{errand.label}尽快答复。{last}"
    return f"{head}{body}{told}这是{RUNGS[rung]}，请即答复；不能按时答复的请写明原因和日期。{last}"


def _left(due: date, today: date, calendar: Calendar) -> str:
    if due < today:
        return f"已过 {(today - due).days} 天"
    return "就是今天" if due == today else f"还有 {calendar.working_days_between(today, due)} 个工作日"
