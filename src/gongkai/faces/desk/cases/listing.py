"""The list of requests: what to show stands in the address, so that a colleague can be sent it.

An applicant's name does not: it is sent in the body of a form, and the answer has no address of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.models import Person
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.queries import Row
from gongkai.apps.saved import queries as saved
from gongkai.faces.desk.cases.filtering import RequestFilters, plain
from gongkai.faces.desk.cases.rooms import REQUESTS
from gongkai.faces.desk.gate import DeskRequest, Officer, officer
from gongkai.faces.desk.lights import Lamp, lamp
from gongkai.faces.desk.lists import page_number, without_page
from gongkai.law.decisions import decision as decision_of


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
    kept = saved.tabs(officer_.actor)
    first = next((each for each in kept if each.first), None)
    usual = QueryDict(first.query if first else "state=open")
    sent = QueryDict("state=") if name else request.GET if request.GET else usual
    query = plain(sent)
    form = RequestFilters(sent, officer_)
    form.is_valid()
    page = requests.cases(officer_.actor, form.wanted(officer_, page_number(request), name), officer_.today)
    context = {
        "room": REQUESTS,
        "form": form,
        "named": bool(name),
        "may_name": rights.may(officer_.actor, "personal.read"),
        "filtered": bool(request.GET) or bool(name),
        "page": page,
        "tabs": [(each, each.query == query) for each in kept],
        "told": query,
        "may_share": rights.may(officer_.actor, saved.SHARE),
        "colleagues": [(each.pk, people.label(each)) for each in colleagues(officer_)]
        if rights.may(officer_.actor, "request.assign")
        else [],
        "candidates": requests.CANDIDATES,
        "lines": [line(row) for row in page.rows],
        "query": without_page(sent),
        "may_register": any(rights.may(officer_.actor, f"request.{event}") for event in REQUESTS.openings),
    }
    return render(request, "desk/cases/requests.html", context)


def colleagues(officer_: Officer) -> list[Person]:
    """To whom cases can be handed: the clerks of the organ today, each once."""
    held = people.colleagues(officer_.actor.organ_id, officer_.today)
    clerks = {post.person_id: post.person for post in held if post.role == rights.CLERK}
    return sorted(clerks.values(), key=lambda each: (each.name, each.username))


def line(row: Row) -> Line:
    """A request as a line of a list."""
    found = row.request
    ended = decision_of(found.decision).name if found.decision else ""
    return Line(found, REQUESTS.url("case", found.pk), lamp(row.light), row.next_due, ended)
