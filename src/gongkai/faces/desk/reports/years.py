"""Which years are there to report on, how do they stand, until when, and who acts next?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gongkai.apps import rules
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.apps.people.actor import SYSTEM
from gongkai.apps.reporting.actions import report as actions
from gongkai.apps.reporting.deadlines import deadline
from gongkai.apps.reporting.models import AnnualReport
from gongkai.apps.reporting.queries.drafts import reports
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.law.casework import Refusal
from gongkai.law.clocks.ledger import Deadline
from gongkai.law.clocks.report import FIRST_YEAR
from gongkai.law.procedures import REPORT

_YEARS_BACK = 2
"""How many years before the running one are listed though nobody has begun their reports."""


@dataclass(frozen=True, slots=True)
class Year:
    """One report as the list shows it. `acts` are what may come next, with who does it."""

    year: int
    url: str
    state: str
    deadline: Deadline
    late: bool
    days_left: int
    acts: tuple[tuple[str, str], ...]
    row: AnnualReport | None
    organ_name: str = ""


@require_safe
@officer
def years(request: DeskRequest) -> HttpResponse:
    """The reader's own organ year by year, and the reports of organs below that were begun."""
    actor, today = request.officer.actor, request.officer.today
    rights.demand(actor, "report.read")
    begun = reports(actor)
    mine = {row.year: row for row in begun if row.organ_id == actor.organ_id}
    kind = organs.by_id(actor.organ_id).kind
    listed = sorted({*mine, *range(max(FIRST_YEAR, today.year - _YEARS_BACK), today.year + 1)}, reverse=True)
    others = [row for row in begun if row.organ_id != actor.organ_id]
    names = organs.names({row.organ_id for row in others}, today)
    context = {
        "years": [_year(kind, year, mine.get(year), today) for year in listed],
        "others": [
            _year(row.organ.kind, row.year, row, today, names.get(row.organ_id, row.organ.code)) for row in others
        ],
        "crumbs": [],
        "here": "年报",
    }
    return render(request, "desk/reports/years.html", context)


@require_POST
@officer
def begin(request: DeskRequest, year: int) -> HttpResponse:
    """Begin a report, and go to it. Beginning twice is no mistake."""
    try:
        actions.begin(request.officer.actor, year, request.officer.now)
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return redirect("desk:reports:list")
    return redirect("desk:reports:report", year)


def next_acts(state: str) -> tuple[tuple[str, str], ...]:
    """What leads on from a state, each with the roles that do it."""
    return tuple(
        (REPORT.events[row.event], "、".join(REPORT.roles[role] for role in row.roles))
        for row in REPORT.transitions
        if row.source == state and row.target != state and row.event not in ("return", "reopen", "correct")
    )


def _next(row: AnnualReport | None) -> tuple[tuple[str, str], ...]:
    if row is None:
        who = [rights.ROLE_NAMES[role] for role in rights.RIGHTS["report.compile"].reach if role != SYSTEM]
        return (("开始编制", "、".join(who)),)
    return () if row.state == "published" else next_acts(row.state)


def _year(kind: str, year: int, row: AnnualReport | None, today: date, organ_name: str = "") -> Year:
    due = deadline(kind, year, rules.calendar())
    published = row is not None and row.published_on is not None
    address = reverse("desk:reports:report", args=[year])
    return Year(
        year=year,
        url=f"{address}?organ={row.organ.code}" if organ_name and row else address,
        state=REPORT.states[row.state] if row else "未开始",
        deadline=due,
        late=not published and today > due.due,
        days_left=(due.due - today).days,
        acts=_next(row),
        row=row,
        organ_name=organ_name,
    )
