"""The tree of columns with what is due in it, narrowed to a state if asked; the month; the acts that one click does."""

from __future__ import annotations

from calendar import Calendar as Weeks
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.apps import rules
from gongkai.apps.columns import actions, queries, updating
from gongkai.apps.columns.models import Column
from gongkai.apps.columns.updating import DueDay, Standing, State
from gongkai.apps.organs import queries as organs
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.requests.queries import Light
from gongkai.faces.desk.columns.kinds import COLUMN_KIND
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.lights import Lamp, lamp
from gongkai.law.casework import Refusal
from gongkai.law.website.columns import KINDS, SECTIONS_CITE, asked_of, serves_named
from gongkai.law.website.default_tree import default_tree

HERE = COLUMN_KIND.title
_RIGHT = "column.record"
READ = "publishing.read"


@dataclass(frozen=True, slots=True)
class Line:
    """A column as the tree shows it."""

    standing: Standing
    url: str
    person: str
    lamp: Lamp | None
    when: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many columns are in a state; the address that narrows to them."""

    state: State
    how_many: int
    url: str
    chosen: bool


@require_safe
@officer
def tree(request: DeskRequest) -> HttpResponse:
    """Every open column, or those of one state; what the tree lacks; what an inspection would find today."""
    officer_ = request.officer
    organ_id = chosen_organ(request)
    standings = updating.due(organ_id, officer_.today)
    wanted = next((state for state in State if state.name.lower() == request.GET.get("state", "")), None)
    shown = [each for each in standings if wanted in (None, each.state)]
    names = people.names({each.branch.column.person for each in shown if each.branch.column.person})
    served = {each.branch.column.serves for each in standings}
    asked = asked_of(organs.by_id(organ_id).level)
    own = "" if organ_id == officer_.actor.organ_id else f"organ={organ_id}&"
    context = {
        "lines": [line(each, names) for each in shown],
        "counts": [_count(state, standings, wanted, own) for state in State],
        "total": len(standings),
        "wanted": wanted,
        "lacking": updating.lacking(organ_id, officer_.today),
        "vetoes": updating.vetoes(standings, officer_.today),
        "unserved": [serves_named(code) for code in asked if code not in served] if standings else [],
        "may": rights.may(officer_.actor, _RIGHT, organ_id),
        "closed": [each for each in queries.all_of(organ_id) if each.closed_on],
        "organ": "" if not own else organs.name_on(organ_id, officer_.today),
        "here": HERE,
    }
    return render(request, "desk/columns/tree.html", context)


@require_safe
@officer
def month(request: DeskRequest) -> HttpResponse:
    """A month with what is due on each day: what is certain, and what follows if everything is done on its last day."""
    organ_id, today = chosen_organ(request), request.officer.today
    first = month_asked(request.GET.get("month", ""), today)
    weeks = Weeks().monthdatescalendar(first.year, first.month)
    calendar = rules.calendar()
    standings = updating.due(organ_id, today)
    found = updating.due_days(standings, weeks[0][0], weeks[-1][-1])
    by_day: dict[date, list[DueDay]] = {}
    for each in found:
        by_day.setdefault(each.day, []).append(each)
    context = {
        "weeks": [[(day, calendar.works(day), by_day.get(day, [])) for day in week] for week in weeks],
        "days": [(day, by_day[day]) for day in sorted(by_day) if day.month == first.month],
        "overdue": [each for each in standings if each.due and each.due < today],
        "first": first,
        "before": (first - timedelta(1)).replace(day=1),
        "after": (first + timedelta(32)).replace(day=1),
        "today": today,
        "crumbs": [(HERE, reverse("desk:columns:list"))],
        "here": "到期日历",
    }
    return render(request, "desk/columns/month.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def usual(request: DeskRequest) -> HttpResponse:
    """The columns that an office usually has: choose, and open them in one act."""
    officer_ = request.officer
    rights.demand(officer_.actor, _RIGHT)
    told = default_tree(organs.by_id(officer_.actor.organ_id).level)
    if request.method == "POST":
        done = actions.lay_down(officer_.actor, officer_.now, set(request.POST.getlist("column")))
        messages.success(request, f"已开设{len(done.made)}个栏目；原来就有的{len(done.known)}个没有动。")
        return redirect("desk:columns:list")
    known = queries.all_of(officer_.actor.organ_id)
    taken = {each.slug for each in known} | {each.name for each in known if each.closed_on is None}
    context = {
        "rows": [
            (each, KINDS[each.kind].name, serves_named(each.serves), bool({each.slug, each.name} & taken))
            for each in told
        ],
        "cite": SECTIONS_CITE,
        "crumbs": [(HERE, reverse("desk:columns:list"))],
        "here": "开设常用栏目",
    }
    return render(request, "desk/columns/usual.html", context)


@require_POST
@officer
def adopt(request: DeskRequest) -> HttpResponse:
    """One click: a column for a name that the tree lacks."""
    officer_ = request.officer
    rights.demand(officer_.actor, _RIGHT)
    try:
        column = actions.adopt(officer_.actor, request.POST.get("name", ""), officer_.now)
    except Refusal as refusal:
        messages.error(request, refusal.reason)
        return redirect("desk:columns:list")
    messages.success(request, f"已把“{column.name}”列入栏目树，请补全它的描述、更新要求和责任人。")
    return redirect("desk:columns:act", column.pk, "change")


@require_POST
@officer
def move(request: DeskRequest, pk: int) -> HttpResponse:
    """One click: a place earlier or later among its siblings."""
    officer_ = request.officer
    try:
        column = queries.visible(officer_.actor, pk)
        rights.demand(officer_.actor, _RIGHT, column.organ_id)
        actions.move(officer_.actor, pk, request.POST.get("to") == "later", officer_.now)
    except Column.DoesNotExist as missing:
        raise Http404 from missing
    except Refusal as refusal:
        messages.error(request, refusal.reason)
    return redirect(f"{reverse('desk:columns:list')}#column-{pk}")


def chosen_organ(request: DeskRequest) -> int:
    """The organ whose columns are asked for: the officer's own, or one that the officer watches. 404 for others."""
    actor, asked = request.officer.actor, request.GET.get("organ", "")
    rights.demand(actor, READ)
    if not asked:
        return actor.organ_id
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10 and int(asked) in organs.all_ids()):
        raise Http404
    if not rights.may(actor, READ, int(asked)):
        raise Http404
    return int(asked)


def month_asked(typed: str, today: date) -> date:
    """The first day of the month that an address names, of this month where it names none."""
    try:
        year, month = (int(part) for part in typed.split("-"))
        return date(year, month, 1) if 2000 <= year < 2100 else today.replace(day=1)
    except ValueError:
        return today.replace(day=1)


def line(standing: Standing, names: Mapping[str, str]) -> Line:
    """A column as the tree shows it."""
    column = standing.branch.column
    shown = standing.due is not None
    return Line(
        standing,
        COLUMN_KIND.url("entry", column.pk),
        names.get(column.person, ""),
        lamp(Light(standing.light.words)) if shown else None,
        _when(standing.left) if standing.left is not None else "",
    )


def _when(left: int) -> str:
    if left < 0:
        return f"已过{-left}个工作日"
    return f"还有{left}个工作日" if left else "今天"


def _count(state: State, standings: Sequence[Standing], wanted: State | None, own: str) -> Count:
    how_many = sum(each.state is state for each in standings)
    return Count(state, how_many, f"?{own}state={state.name.lower()}", wanted is state)
