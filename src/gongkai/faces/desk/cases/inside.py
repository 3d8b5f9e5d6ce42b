"""What the pages inside one request share: who may see them, where they lead, how they are shown.

Gives:   `ways` from one page of a request to the next; `fetch`, which is 404 for another organ's; `show`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.faces.desk.cases.rooms import REQUESTS, Seen
from gongkai.faces.desk.gate import DeskRequest
from gongkai.faces.desk.lights import lamp
from gongkai.law.casework import RequestCase

WAYS = (
    ("clock", "期限台账"),
    ("plan", "倒排计划"),
    ("try", "先看看后果"),
    ("departments", "科室协查"),
    ("searches", "检索记录"),
    ("papers", "案卷材料"),
    ("letters", "文书"),
)
"""Every page inside a request by the name of its address."""


def url(name: str, pk: int, *more: object) -> str:
    """The address of a page inside a request."""
    return reverse(f"desk:request:{name}", args=(pk, *more))


def ways(pk: int, here: str = "") -> list[tuple[str, str, bool]]:
    """The pages inside a request: label, address, whether it is this one."""
    return [(label, url(name, pk), name == here) for name, label in WAYS]


def fetch(request: DeskRequest, pk: int) -> tuple[Seen, RequestCase]:
    """The request and its case, as its reader may see it today. Another organ's, or none: 404."""
    seen = REQUESTS.fetch(request.officer.actor, pk, request.officer.today)
    if not isinstance(seen.case, RequestCase):
        raise TypeError("a request has a case of its own kind")
    return seen, seen.case


def show(
    request: DeskRequest, seen: Seen, name: str, title: str, context: Mapping[str, Any], status: int = 200
) -> HttpResponse:
    """A page inside a request; its template is called by its name."""
    about = {
        "row": seen.row,
        "room": REQUESTS,
        "light": lamp(seen.light),
        "state": REQUESTS.procedure.states[seen.case.state],
        "case_ways": ways(seen.row.pk, name),
        "back": url("case", seen.row.pk),
        "crumbs": [(REQUESTS.title, REQUESTS.url("list")), (seen.row.number, url("case", seen.row.pk))],
        "here": title,
        "title": title,
    }
    return render(request, f"desk/cases/{name}.html", {**about, **context}, status=status)
