"""Reviews and suits: their list, and registering one. Their pages and acts are those of every case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.apps.people import rights
from gongkai.apps.remedies import actions
from gongkai.apps.remedies import queries as remedies
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.remedies.queries import Filters
from gongkai.faces.desk.acts.form import ActForm
from gongkai.faces.desk.acts.views import REFUSED
from gongkai.faces.desk.cases.narrowing import CaseNarrowing, around, opening_form, state_field
from gongkai.faces.desk.cases.rooms import REMEDIES, remedy_light
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.lights import Lamp, lamp
from gongkai.faces.desk.lists import ALL, page_number, year_field
from gongkai.faces.look.forms import OneOfField, TextField
from gongkai.law.casework import Refusal
from gongkai.law.procedures import REMEDY
from gongkai.law.procedures.remedy_forms import OUTCOMES, REMEDY_FORMS
from gongkai.law.returns.annual import CASE_GROUPS

_NOTIFY = "notify"


class RemedyFilters(CaseNarrowing):
    """What the list can be narrowed to."""

    procedure, in_hand = REMEDY, "未审结"

    q = TextField(label="编号、行为、机关", required=False, max_length=100)
    state = state_field(REMEDY, in_hand)
    group = OneOfField(label="类别", required=False, choices=[ALL, *CASE_GROUPS.items()])
    year = year_field()
    outcome = OneOfField(label="结果", required=False, choices=[ALL, *OUTCOMES.items()])

    def wanted(self, page: int) -> Filters:
        """What the app narrows by. Fields that are wrong narrow nothing."""
        told = self.cleaned_data
        return Filters(
            group=told.get("group") or "",
            outcome=told.get("outcome") or "",
            state=self.chosen_state,
            text=told.get("q") or "",
            year=told.get("year"),
            open=self.only_open,
            page=page,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    row: Remedy
    url: str
    light: Lamp
    group: str
    outcome: str


class NotifyForm(ActForm):
    """The form of a case that has come in, and the office's own number if it has one."""

    def __init__(self, data: QueryDict | None = None, initial: dict[str, Any] | None = None) -> None:
        super().__init__(REMEDY_FORMS[_NOTIFY], data, initial=initial)
        self.fields["number"] = TextField(
            label="案件编号", required=False, max_length=40, help_text="本机关自己的编号；不填则按年份顺次编号。"
        )


@require_safe
@officer
def remedy_list(request: DeskRequest) -> HttpResponse:
    """One page of the list, the next to be done first."""
    officer_ = request.officer
    rights.demand(officer_.actor, "remedy.read")
    form = RemedyFilters(request.GET if request.GET else QueryDict("state=open"))
    form.is_valid()
    page = remedies.cases(officer_.actor, form.wanted(page_number(request)))
    lines = [line(row, officer_.today) for row in page.rows]
    return render(request, "desk/cases/remedies.html", around(request, REMEDIES, form, page, lines, _NOTIFY))


def line(row: Remedy, today: date) -> Line:
    """A case as a line of a list."""
    lit = lamp(remedy_light(row, today))
    return Line(
        row, REMEDIES.url("case", row.pk), lit, CASE_GROUPS.get(row.group, row.group), OUTCOMES.get(row.outcome, "")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def register(request: DeskRequest) -> HttpResponse:
    """The form, the form with what is wrong, or on to the new case."""
    officer_ = request.officer
    rights.demand(officer_.actor, f"remedy.{_NOTIFY}")
    if request.method != "POST":
        initial = {"day": officer_.today, "capacity": "own", "request_number": request.GET.get("request", "")}
        return _show(request, NotifyForm(initial=initial))
    form = NotifyForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=REFUSED)
    number = form.cleaned_data["number"]
    try:
        made = actions.open_remedy(officer_.actor, number, form.day, form.told, form.told_privately, officer_.now)
    except Refusal as refusal:
        return _show(request, form, refusal, REFUSED)
    messages.success(request, f"已登记，编号 {made.number}。")
    return redirect(REMEDIES.url("case", made.pk))


def _show(request: DeskRequest, form: NotifyForm, refusal: Refusal | None = None, status: int = 200) -> HttpResponse:
    rows = [row for row in REMEDY.transitions if row.event == _NOTIFY]
    cites = dict.fromkeys(cite for row in rows for cite in row.cites)
    return opening_form(request, REMEDIES, form, cites, refusal, status)
