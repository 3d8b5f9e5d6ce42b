"""What stands on top of a case: the day to watch and why, warnings, the main facts, the deadlines with their ledgers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from gongkai.apps import rules
from gongkai.apps.assigning import shown
from gongkai.apps.requests.queries import NEXT_DUE
from gongkai.faces.desk.cases import question_head, record_head
from gongkai.faces.desk.cases.rooms import Case, Seen
from gongkai.faces.desk.templatetags.desk import cited
from gongkai.law.calendar import Calendar
from gongkai.law.casework import RemedyCase, RequestCase, next_deadline, plan, silence
from gongkai.law.casework.changed import changed_decision
from gongkai.law.casework.plan import Stage
from gongkai.law.casework.record import RecordCase
from gongkai.law.clocks import Deadline
from gongkai.law.clocks.receipt import RULES, Channel
from gongkai.law.decisions import decision
from gongkai.law.procedures.remedy_forms import CAPACITIES, OUTCOMES
from gongkai.law.procedures.request_forms import APPLICANT_KINDS
from gongkai.law.questions.case import QuestionCase
from gongkai.law.returns.annual import CASE_GROUPS


def head(seen: Seen, today: date, calendar: Calendar) -> dict[str, Any]:
    """The context of the head of a case's page."""
    common = {
        "next_due": seen.row.next_due_on,
        "left": left(seen.row.next_due_on, today, calendar),
    }
    if isinstance(seen.case, QuestionCase):
        return {**common, **question_head.head(seen, seen.case, today)}
    if isinstance(seen.case, RecordCase):
        return {**common, **record_head.head(seen, seen.case)}
    own = _request(seen, seen.case, today) if isinstance(seen.case, RequestCase) else _remedy(seen, seen.case)
    return {**common, **own}


def left(due: date | None, today: date, calendar: Calendar) -> str:
    """How long it is until a day, in words; empty when there is none."""
    if due is None:
        return ""
    if due == today:
        return "就是今天"
    days = calendar.working_days_between(min(due, today), max(due, today))
    return f"还有 {days} 个工作日" if due > today else f"已过 {(today - due).days} 天"


def stage(case: Case, event: str, today: date, calendar: Calendar) -> Stage | None:
    """The step of the plan that leads to the last day and is next: that which `event` ends, else the first that is left."""
    if not isinstance(case, RequestCase):
        return None
    chosen = rules.chosen()
    return plan.coming(case, plan.plan(case, today, calendar, chosen), event)


def deadlines(case: RequestCase) -> tuple[Deadline, ...]:
    """Every day of a request with its ledger, that to reply first; before receipt that of the confirmation."""
    clocks = (case.clocks.reply, *case.clocks.others) if case.clocks else ()
    return tuple(each for each in (case.confirmation, case.correction, *clocks) if each is not None)


def _warnings(case: RequestCase, today: date) -> list[str]:
    """What went wrong or soon may, why no period runs, what the applicant may do when no reply came."""
    told = [text for each in deadlines(case) for text in (*each.warnings, each.pending) if text]
    if case.confirmation is not None and case.confirmation.due < today:
        told.append(
            f"{case.arrived} 到达，到今天还没有与申请人确认；请尽快联系并登记确认，联系不上的登记“记录联系不上”。"
        )
    if changed := changed_decision(case):
        told.append(changed)
    if found := silence(case, today, rules.chosen()):
        route, cites = found
        told.append(f"逾期没有答复，申请人可以就不予答复申请行政复议或者起诉：{route.value}（{cited(cites)}）。")
    return list(dict.fromkeys(told))


def _request(seen: Seen, case: RequestCase, today: date) -> dict[str, Any]:
    receipt = case.clocks.receipt if case.clocks else None
    before = next_deadline(case, today)
    facts = [
        ("申请人", f"{seen.row.masked_name or '（已销毁）'}（{APPLICANT_KINDS.get(case.applicant, case.applicant)}）"),
        ("提交方式", RULES[Channel(case.channel)].label),
        ("到达", f"{case.arrived}"),
        ("收到", f"{case.received}" if case.received else "待确认"),
        ("项数", f"{case.items}"),
        ("承办", shown(case.assigned, case.assignee) or "未交办"),
    ]
    if case.decision:
        facts += [("结论", decision(case.decision).name), ("文号", case.number or "—")]
    if case.withheld:
        facts.append(("不公开的理由", "、".join(decision(code).name for code in case.withheld)))
    if case.closed:
        facts += [("办结", f"{case.closed}")]
        if case.counted and case.counted != case.decision:
            facts.append(("年报按", decision(case.counted).name))
    if case.fee:
        facts.append(("信息处理费", f"{case.fee} 元（{'已缴清' if case.fee_paid else '未缴清'}）"))
    why = f"收到之日 {receipt.day}：{receipt.why}（{receipt.cite.label}）" if receipt else ""
    if not receipt and case.confirmation:
        why = f"与申请人确认之日才是收到之日，答复期限从那天起算（{case.confirmation.cite.label}）"
    return {
        "next_due_what": NEXT_DUE.get(seen.row.next_due_key, ""),
        "due": case.due,
        "before": before if before and before.key != seen.row.next_due_key else None,
        "why": why,
        "warnings": _warnings(case, today),
        "disputes": [
            (each.number, reverse("desk:remedy:case", args=[each.pk]), OUTCOMES.get(each.outcome, "未审结"))
            for each in seen.disputes
        ],
        "head": facts,
        "deadlines": deadlines(case),
    }


def _remedy(seen: Seen, case: RemedyCase) -> dict[str, Any]:
    facts = [
        ("类别", CASE_GROUPS.get(case.group, case.group)),
        ("身份", CAPACITIES.get(case.capacity, case.capacity)),
        ("机关、法院", case.forum),
        ("申请人、原告", seen.row.masked_name or "（已销毁）"),
        ("收到", f"{case.received}"),
    ]
    if case.outcome:
        facts += [("结果", OUTCOMES.get(case.outcome, case.outcome)), ("收到结果", f"{case.closed}")]
    next_one = next((each for each in case.deadlines if each.key == seen.row.next_due_key), None)
    return {
        "next_due_what": next_one.name if next_one else "",
        "why": f"{next_one.cite.label}{next_one.cite.caveat}" if next_one else "",
        "warnings": [
            *([seen.doubt] if seen.doubt else []),
            *(text for each in case.deadlines for text in each.warnings),
        ],
        "head": facts,
        "deadlines": case.deadlines,
        "about": (case.request_number, reverse("desk:request:case", args=[seen.about])) if seen.about else None,
    }
