"""Where does an extension stand: asked for, agreed by the head before the end, told to the applicant; how long is left for each?

Law:     条例 33② (agreed by the head of the disclosure office, told to the applicant; at most 20 working days)
Takes:   a request as its reader sees it today. Gives: a `Strand` for every extension that was asked for, the newest last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from gongkai.faces.desk.cases import inside
from gongkai.faces.desk.cases.branches import Way
from gongkai.faces.desk.cases.rooms import REQUESTS, Seen
from gongkai.law.calendar import Calendar
from gongkai.law.casework import RequestCase
from gongkai.law.casework.alert import RUNNING
from gongkai.law.casework.filling import text, whole
from gongkai.law.cite import Cite
from gongkai.law.clocks.extension import LONGEST_WORKING_DAYS
from gongkai.law.sources import ogi


@dataclass(frozen=True, slots=True)
class Strand:
    """One extension. `tone` is done, late, near or open; `told` says where it stands and how long is left; `ways` what may be done for it."""

    working_days: int
    asked: date
    why: str
    approved: date | None = None
    notified: date | None = None
    refused: date | None = None
    tone: str = "done"
    told: str = ""
    ways: tuple[Way, ...] = ()

    @property
    def cite(self) -> Cite:
        return ogi.A33_2


def extensions(seen: Seen, case: RequestCase, today: date, calendar: Calendar) -> Sequence[Strand]:
    """Every extension of a request, with what is left to do for the last."""
    found: list[Strand] = []
    for act in case.acts:
        if act.event == "request_extension":
            length = whole(act.data, "working_days", LONGEST_WORKING_DAYS)
            found.append(Strand(length, act.day, text(act.data, "reason")))
        elif found and act.event == "approve_extension":
            found[-1] = replace(found[-1], approved=act.day)
        elif found and act.event == "notify_extension":
            found[-1] = replace(found[-1], notified=act.day)
        elif found and act.event == "refuse_extension":
            found[-1] = replace(found[-1], refused=act.day)
    return [_standing(seen, case, each, today, calendar) for each in found]


def _standing(seen: Seen, case: RequestCase, each: Strand, today: date, calendar: Calendar) -> Strand:
    if each.refused:
        return replace(each, told="没有批准，期限不变")
    if each.notified:
        told = f"已告知申请人，延长 {each.working_days} 个工作日"
        way = Way("延期告知书", inside.url("letters", seen.row.pk))
        return replace(each, told=told, ways=(way,) if seen.writable else ())
    if case.state not in RUNNING or case.due is None:
        return replace(each, told="期限没有在运行，这次延期没有用上")
    lacking = "负责人批准并告知申请人" if each.approved is None else "告知申请人"
    first = "已提请，等负责人批准" if each.approved is None else "已批准，还没有告知申请人，延期还没有生效"
    ways = _ways(seen)
    if today > case.due:
        return replace(each, tone="late", told=f"{first}；答复期限 {case.due} 已过，不能再延长", ways=ways)
    left = calendar.working_days_between(today, case.due) if today < case.due else 0
    days = f"还有 {left} 个工作日" if left else "就是今天"
    tone = "near" if left <= 2 else "open"
    return replace(each, tone=tone, told=f"{first}；须在 {case.due} 届满前{lacking}，{days}", ways=ways)


def _ways(seen: Seen) -> tuple[Way, ...]:
    allowed = {option.event for option in seen.options if option.allowed} if seen.writable else set()
    wanted = ("approve_extension", "refuse_extension", "notify_extension")
    events = REQUESTS.procedure.events
    return tuple(Way(events[event], REQUESTS.url("act", seen.row.pk, event)) for event in wanted if event in allowed)
