"""«Why?»: what a figure counts, on what that rests, and every case behind it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.annual.compile.cells import DocumentCount, TallySum
from gongkai.annual.compile.material import period_end
from gongkai.annual.compile.tokens import DOCUMENTS, FEES, INTERPRETATIONS, ITEMS, OPEN_DAY, SESSIONS
from gongkai.annual.model import Place, empty_tables
from gongkai.apps.reporting.queries.behind import figure as listed
from gongkai.apps.reporting.queries.drilling import Row
from gongkai.apps.reporting.queries.drilling import cell as drilled
from gongkai.faces.desk.gate import DeskRequest, officer
from gongkai.faces.desk.reports.seen import asked, base
from gongkai.faces.look.whole import whole
from gongkai.law.casework import Refusal
from gongkai.law.returns import form_for_year

_PAGES = {
    "request": "desk:request:case",
    "remedy": "desk:remedy:case",
    "document": "desk:documents:entry",
    "tally": "desk:registers:tallies-entry",
    "item": "desk:item:page",
    "recorded": "desk:registers:items-entry",
    "activity": "desk:activities:entry",
    "session": "desk:sessions:entry",
}
"""Where a row of a kind has a page of its own."""


@dataclass(frozen=True, slots=True)
class Linked:
    row: Row
    url: str


@dataclass(frozen=True, slots=True)
class Pages:
    """What the parts template of pages asks for."""

    number: int
    pages: int


_DAYS_OF_A_CASE = ("收到", "办结")
_DAYS: dict[type, tuple[str, str]] = {DocumentCount: ("制发", "废止或失效"), TallySum: ("自", "至")}
"""How the two days of a row are called, by what the cell counts."""
_DAYS_BEHIND = {
    ITEMS: ("公开", "撤下"),
    INTERPRETATIONS: ("公开", "撤下"),
    SESSIONS: ("举办", ""),
    OPEN_DAY: ("举办", ""),
    DOCUMENTS: _DAYS[DocumentCount],
    FEES: ("收到", "缴费"),
}


@require_safe
@officer
def cell(request: DeskRequest, year: int, table: int, row: str, column: int) -> HttpResponse:
    """One figure explained. 404: a place that the form of the year does not have."""
    wanted = asked(request, year)
    place = _place(table, row, column)
    day = period_end(year, wanted.as_of or request.officer.today)
    page = request.GET.get("page", "1")
    try:
        found = drilled(request.officer.actor, wanted.organ.pk, year, day, place, whole(page, 1))
    except (Refusal, ObjectDoesNotExist) as missing:
        raise Http404 from missing
    context = base(wanted, "这个数怎么来的") | {
        "found": found,
        "label": empty_tables(form_for_year(year)).place_label(place),
        "place": place,
        "day": day,
        "rows": linked(found.rows),
        "days": _DAYS.get(type(found.definition.counts), _DAYS_OF_A_CASE),
        "page": Pages(found.page, found.pages),
        "query": _kept(request),
    }
    return render(request, "desk/reports/cell.html", context)


@require_safe
@officer
def figure(request: DeskRequest, year: int, name: str) -> HttpResponse:
    """A figure of the prose explained. 404: a token that there is not."""
    wanted = asked(request, year)
    day = period_end(year, wanted.as_of or request.officer.today)
    page = request.GET.get("page", "1")
    try:
        found = listed(request.officer.actor, wanted.organ.pk, year, day, name, whole(page, 1))
    except (Refusal, ObjectDoesNotExist) as missing:
        raise Http404 from missing
    behind = found.token.behind
    context = base(wanted, "这个数怎么来的") | {
        "found": found,
        "day": day,
        "rows": linked(found.rows),
        "cells": [(label, value, wanted.cell_url(place)) for place, label, value in found.cells],
        "days": _DAYS_BEHIND.get(behind.what if behind else "", ("日期", "办结")),
        "page": Pages(found.page, found.pages),
        "query": _kept(request),
    }
    return render(request, "desk/reports/figure.html", context)


def _kept(request: DeskRequest) -> str:
    """What the addresses of other pages of the list keep."""
    return "".join(f"{name}={quote(request.GET[name])}&" for name in ("organ", "as_of") if name in request.GET)


def _place(table: int, row: str, column: int) -> Place:
    if table != 3:
        return Place(table, row, column)
    if (place := whole(row, -1)) < 0:
        raise Http404
    return Place(3, place, column)


def linked(rows: Iterable[Row]) -> list[Linked]:
    """Rows with the addresses of their pages."""
    return [Linked(each, _url(each)) for each in rows]


def _url(row: Row) -> str:
    name = _PAGES.get(row.kind)
    return reverse(name, args=[row.id]) if name else ""
