"""今日工作: what must be done next, and until when?

Whether the watch ran, and its alerts; requests by light, the most urgent first, each with its next step; who has how much in the next days;
messages that wait; what waits for this officer's own hand; what waits in publication; reviews and suits; the yearly report; and what makes the
days uncertain. `?who=me` shows what is this officer's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps import rules
from gongkai.apps.journal.models import Subject
from gongkai.apps.notices import queries as notices
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import rights
from gongkai.apps.publishing import queries as publishing
from gongkai.apps.remedies import queries as remedies
from gongkai.apps.reporting.deadlines import deadline
from gongkai.apps.reporting.models import AnnualReport
from gongkai.apps.reporting.queries.drafts import reports
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.queries import Filters, Light, Row
from gongkai.apps.schedule import queries as schedule
from gongkai.apps.watch import queries as watch
from gongkai.apps.watch.queries import Step
from gongkai.faces.desk.cases import listing
from gongkai.faces.desk.cases.listing import Line
from gongkai.faces.desk.cases.questions import board as messages_board
from gongkai.faces.desk.cases.remedies import Line as RemedyLine
from gongkai.faces.desk.cases.remedies import line as remedy_line
from gongkai.faces.desk.cases.rooms import REQUESTS
from gongkai.faces.desk.gate import DeskRequest, Officer, officer
from gongkai.faces.desk.items import board
from gongkai.faces.desk.lights import Lamp, lamp
from gongkai.faces.desk.upkeep import upkeep
from gongkai.faces.desk.watch import board as watch_board
from gongkai.law.calendar import Calendar
from gongkai.law.procedures import REPORT, REQUEST

KIND = Subject.REQUEST.value
_FIRST = 30
"""So many requests are listed here; how many more there are is said, with the way to them."""
_NOTICE_MONTH = 11
"""Next year's holiday notice comes out in this month; from then on its absence is worth saying."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many open requests show a light."""

    lamp: Lamp
    how_many: int
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Requests of one light, the most urgent first."""

    lamp: Lamp
    lines: Sequence[Work]


@dataclass(frozen=True, slots=True)
class Work:
    """One open request: what is to be done next in it, and by which day; where it stands in the list of all."""

    row: Request
    url: str
    what: str
    step: str
    by: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """Requests that wait for an act of this officer's role."""

    what: str
    lines: Sequence[Line]
    total: int
    url: str


@dataclass(frozen=True, slots=True)
class ReportDue:
    """The yearly report that comes next."""

    url: str
    due: date
    reminder: date | None
    name: str
    state: str
    late: bool
    unknown: int | None
    """A year whose report is not here though its day has passed."""


@require_safe
@officer
def today(request: DeskRequest) -> HttpResponse:
    """The first page of the desk; each part for those who may read it."""
    officer_, calendar = request.officer, rules.calendar()
    context: dict[str, object] = {"doubts": _doubts(officer_.today, calendar)}
    context["schedule_faults"] = schedule.faults(officer_.actor, officer_.now)
    if rights.may(officer_.actor, "request.read"):
        mine = request.GET.get("who") == "me"
        context |= (
            _requests(officer_, mine)
            | watch_board.shown(officer_, mine, request.GET.get("load") == "all")
            | {"mine": mine}
        )
        context["unsent"] = sum(notices.failures(officer_.actor).values())
    if rights.may(officer_.actor, "remedy.read"):
        context["remedies"] = _remedies(officer_)
    if rights.may(officer_.actor, "question.read"):
        context["questions"] = messages_board(officer_)
    if rights.may(officer_.actor, "draft.read"):
        waiting = publishing.board(officer_.actor, officer_.today)
        context |= {"board": board.counted(waiting), "share": board.share(waiting)}
    if rights.may(officer_.actor, "publishing.read"):
        context["upkeep"] = upkeep(officer_)
    if rights.may(officer_.actor, "report.read"):
        context["report"] = _report(officer_, calendar)
    context["may_register"] = any(rights.may(officer_.actor, f"request.{event}") for event in REQUESTS.openings)
    return render(request, "desk/today.html", context)


def _requests(officer_: Officer, mine: bool) -> dict[str, object]:
    found = _first(officer_, mine)
    counts = [
        Count(lamp(each), n, f"{REQUESTS.url('list')}?light={lamp(each).key}") for each, n in found.counts.items()
    ]
    order = list(Light)
    rows = sorted(found.first, key=lambda row: order.index(row.light))
    steps = watch.steps(officer_.actor, KIND, [row.request.pk for row in rows])
    groups = [
        Group(lamp(each), [_work(row, steps.get(row.request.pk)) for row in some])
        for each, some in groupby(rows, key=lambda row: row.light)
    ]
    open_ones = sum(found.counts.values())
    return {
        "counts": counts,
        "open_ones": open_ones,
        "groups": groups,
        "unlisted": 0 if mine else max(0, open_ones - len(rows)),
        "waiting": _waiting(officer_),
        "rebuild_due": requests.rebuild_due(),
        "moved": requests.moved_cases(officer_.actor, officer_.today),
    }


def _first(officer_: Officer, mine: bool) -> requests.Today:
    """The most urgent requests of the organ, or of this officer: three queries at most."""
    if not mine:
        return requests.today(officer_.actor, officer_.today, first=_FIRST)
    own = Filters(open=True, assignee=officer_.actor.person)
    rows = requests.cases(officer_.actor, own, officer_.today).rows
    return requests.Today(requests.counts(officer_.actor, officer_.today), rows[:_FIRST])


def _work(row: Row, step: Step | None) -> Work:
    """A request with its next step as the watch knows it; what it has not looked at yet has none."""
    told = listing.line(row)
    by = step.by if step and step.by != row.request.next_due_on else None
    return Work(row.request, told.url, told.what, step.name if step else "", by, bool(step and step.late))


def _waiting(officer_: Officer) -> list[Waiting]:
    """For those who review, approve and sign: which requests wait for them."""
    found = []
    for event, narrow in (
        ("approve_extension", Filters(extension="requested", open=True)),
        ("review", Filters(states=("proposed",))),
        ("sign", Filters(states=("reviewed",))),
    ):
        if not rights.may(officer_.actor, f"request.{event}"):
            continue
        page = requests.cases(officer_.actor, narrow, officer_.today)
        if page.total:
            address = f"{REQUESTS.url('list')}?state={narrow.states[0] if narrow.states else 'open'}"
            lines = [listing.line(row) for row in page.rows]
            found.append(Waiting(REQUEST.events[event], lines, page.total, address))
    return found


def _remedies(officer_: Officer) -> list[RemedyLine]:
    """Open reviews and suits with a day to keep, the nearest first."""
    page = remedies.cases(officer_.actor, remedies.Filters(open=True))
    return [remedy_line(row, officer_.today) for row in page.rows if row.next_due_on]


def _report(officer_: Officer, calendar: Calendar) -> ReportDue:
    """The report on last year while it is not public; else that on the running year.

    Last year's that nobody has begun here, when its day has passed, may have been made elsewhere: that is said, not judged.
    """
    organ = organs.by_id(officer_.actor.organ_id)
    own: dict[int, AnnualReport] = {row.year: row for row in reports(officer_.actor) if row.organ_id == organ.pk}
    last = officer_.today.year - 1
    passed = deadline(organ.kind, last, calendar).due < officer_.today
    owed = organ.since.year <= last
    unknown = last if owed and passed and last not in own else None
    public = last in own and own[last].published_id is not None
    year = last if owed and not public and not unknown else officer_.today.year
    ends = deadline(organ.kind, year, calendar)
    state = REPORT.states[own[year].state] if year in own else "未开始"
    url = reverse("desk:reports:report", args=[year])
    return ReportDue(url, ends.due, ends.reminder, ends.name, state, ends.due < officer_.today, unknown)


def _doubts(day: date, calendar: Calendar) -> list[str]:
    """Years whose days can still move."""
    years = [day.year] + ([day.year + 1] if day.month >= _NOTICE_MONTH else [])
    return [
        f"{year} 年的放假安排还没有收录，落在 {year} 年的期限是暂定的，收录之后会重新计算。"
        for year in years
        if not calendar.settled(year)
    ]
