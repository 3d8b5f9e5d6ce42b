"""The list of requests: what to show stands in the address, so that a colleague can be sent it.

An applicant's name does not: it is sent in the body of a form, and the answer has no address of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from gongkai.apps.people import rights
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.queries import Filters, Light, Row
from gongkai.faces.desk.cases.rooms import REQUESTS
from gongkai.faces.desk.gate import DeskRequest, Officer, officer
from gongkai.faces.desk.lights import Lamp, lamp
from gongkai.faces.look.forms import OneOfField, TextField
from gongkai.law.decisions import DECISIONS
from gongkai.law.decisions import decision as decision_of
from gongkai.law.procedures import REQUEST
from gongkai.law.procedures.request_forms import APPLICANT_KINDS

_ALL = ("", "全部")
_FIRST_YEAR, _LAST_YEAR = 2008, 2100
_WRONG_YEAR = "年份请写成 2026 的样子。"


def year_field() -> forms.IntegerField:
    """The year in which something came in."""
    return forms.IntegerField(
        label="收到年份",
        required=False,
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _WRONG_YEAR),
    )


class RequestFilters(forms.Form):
    """What the list of requests can be narrowed to; each field may be left out."""

    all_optional = True

    q = TextField(label="编号或者事由", required=False, max_length=100)
    state = OneOfField(
        label="状态",
        required=False,
        choices=[
            ("open", "未办结"),
            _ALL,
            ("done", "已办结（含归档）"),
            *((code, name) for code, name in REQUEST.states.items() if code != "new"),
        ],
    )
    light = OneOfField(
        label="灯", required=False, choices=[_ALL, *((lamp(each).key, lamp(each).label) for each in Light)]
    )
    year = year_field()
    applicant = OneOfField(label="申请人类别", required=False, choices=[_ALL, *APPLICANT_KINDS.items()])
    decision = OneOfField(label="结论", required=False, choices=[_ALL, *((each.code, each.name) for each in DECISIONS)])
    who = OneOfField(label="承办", required=False, choices=[("", "所有人"), ("me", "交给我的")])
    order = OneOfField(
        label="排序", required=False, choices=[(code, name) for code, (name, _) in requests.ORDERS.items()]
    )

    def __init__(self, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="filter-%s")
        self.fields["q"].widget.attrs["data-search"] = ""

    def wanted(self, officer_: Officer, page: int, name: str = "") -> Filters:
        """What the app narrows by. Fields that are wrong narrow nothing; their errors are shown."""
        told = self.cleaned_data
        state, light = told.get("state") or "", told.get("light") or ""
        return Filters(
            states=(state,) if state in REQUEST.states else (),
            light=Light[light.upper()] if light else None,
            applicant=told.get("applicant") or "",
            text=told.get("q") or "",
            name=name,
            assigned=officer_.actor.name if told.get("who") == "me" else "",
            year=told.get("year"),
            open={"open": True, "done": False}.get(state),
            decision=told.get("decision") or "",
            order=told.get("order") or "due",
            page=page,
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list."""

    row: Any
    url: str
    light: Lamp
    what: str
    decision: str


@require_http_methods(["GET", "HEAD", "POST"])
@officer
def request_list(request: DeskRequest) -> HttpResponse:
    """One page of the list: by the address, or by the applicant's whole name that was sent."""
    officer_ = request.officer
    rights.demand(officer_.actor, "request.read")
    name = request.POST.get("name", "").strip()[:100]
    sent = QueryDict("state=") if name else request.GET if request.GET else QueryDict("state=open")
    form = RequestFilters(sent)
    form.is_valid()
    page = requests.cases(officer_.actor, form.wanted(officer_, page_number(request), name), officer_.today)
    rest = request.GET.copy()
    rest.pop("page", None)
    context = {
        "room": REQUESTS,
        "form": form,
        "named": bool(name),
        "may_name": rights.may(officer_.actor, "personal.read"),
        "filtered": bool(request.GET) or bool(name),
        "page": page,
        "lines": [line(row) for row in page.rows],
        "query": rest.urlencode() + ("&" if rest else ""),
        "may_register": any(rights.may(officer_.actor, f"request.{event}") for event in REQUESTS.openings),
    }
    return render(request, "desk/cases/requests.html", context)


def line(row: Row) -> Line:
    """A request as a line of a list."""
    found = row.request
    ended = decision_of(found.decision).name if found.decision else ""
    return Line(found, REQUESTS.url("case", found.pk), lamp(row.light), row.next_due, ended)


def page_number(request: DeskRequest) -> int:
    """The page that an address asks for; 1 for anything that is no number."""
    text = request.GET.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
