"""Reviews and suits: their list, and registering one. Their pages and acts are those of every case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
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
from gongkai.faces.desk.cases.filtering import year_field
from gongkai.faces.desk.cases.listing import page_number
from gongkai.faces.desk.cases.rooms import REMEDIES, remedy_light
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.lights import Lamp, lamp
from gongkai.faces.look.forms import OneOfField, TextField
from gongkai.law.casework import Refusal
from gongkai.law.procedures import REMEDY
from gongkai.law.procedures.remedy_forms import OUTCOMES, REMEDY_FORMS
from gongkai.law.returns.annual import CASE_GROUPS

_ALL = ("", "全部")
_NOTIFY = "notify"


class RemedyFilters(forms.Form):
    """What the list can be narrowed to; each field may be left out."""

    all_optional = True

    q = TextField(label="编号、行为、机关", required=False, max_length=100)
    state = OneOfField(
        label="状态",
        required=False,
        choices=[
            ("open", "未审结"),
            _ALL,
            *((code, name) for code, name in REMEDY.states.items() if code != "new"),
        ],
    )
    group = OneOfField(label="类别", required=False, choices=[_ALL, *CASE_GROUPS.items()])
    year = year_field()
    outcome = OneOfField(label="结果", required=False, choices=[_ALL, *OUTCOMES.items()])

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.fields["q"].widget.attrs["data-search"] = ""

    def wanted(self, page: int) -> Filters:
        """What the app narrows by. Fields that are wrong narrow nothing."""
        told = self.cleaned_data
        state = told.get("state") or ""
        return Filters(
            group=told.get("group") or "",
            outcome=told.get("outcome") or "",
            state=state if state in REMEDY.states else "",
            text=told.get("q") or "",
            year=told.get("year"),
            open=True if state == "open" else None,
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
    rest = request.GET.copy()
    rest.pop("page", None)
    context = {
        "form": form,
        "filtered": bool(request.GET),
        "page": page,
        "lines": [line(row, officer_.today) for row in page.rows],
        "query": rest.urlencode() + ("&" if rest else ""),
        "may_register": rights.may(officer_.actor, f"remedy.{_NOTIFY}"),
    }
    return render(request, "desk/cases/remedies.html", context)


def line(row: Remedy, today: Any) -> Line:
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
    context = {
        "form": form,
        "refusal": refusal,
        "cites": dict.fromkeys(cite for row in rows for cite in row.cites),
        "crumbs": [(REMEDIES.title, REMEDIES.url("list"))],
        "here": REMEDIES.new,
    }
    return render(request, "desk/cases/notify.html", context, status=status)
