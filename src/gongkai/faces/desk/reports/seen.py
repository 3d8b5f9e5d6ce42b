"""Which report does an address mean, and as of which day is it read?

Takes:   the year, and from the query `organ` (a code; the reader's own organ without it) and `as_of`.
Gives:   `Seen`, with addresses that keep both. What the reader may not see is a 404, so that nothing tells whether it
         exists; a day that is none is said on the page, and today is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.urls import reverse

from gongkai.annual.compile.tokens import Token
from gongkai.annual.model import Place
from gongkai.apps.organs import queries as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people import rights
from gongkai.apps.reporting.queries.drafts import Draft, draft
from gongkai.faces.desk.gate import DeskRequest
from gongkai.law.returns import form_for_year


@dataclass(frozen=True, slots=True)
class Asked:
    """Organ, year and day that an address asks for. `wrong` is what was typed for a day and is none."""

    organ: Organ
    name: str
    year: int
    as_of: date | None
    wrong: str
    own: bool

    def url(self, name: str, *args: object, with_day: bool = True) -> str:
        """An address of the same report, as of the same day."""
        told: dict[str, str] = {} if self.own else {"organ": self.organ.code}
        if with_day and self.as_of:
            told["as_of"] = self.as_of.isoformat()
        address = _address(name, self.year, *args)
        return f"{address}?{urlencode(told)}" if told else address

    def cell_url(self, place: Place) -> str:
        """Where a figure is explained."""
        return self.url("cell", place.table, place.row, place.column)

    def figure_url(self, token: Token) -> str:
        """Where a figure of the prose is explained: at its cell, or with the list behind it; empty where it counts nothing."""
        if len(token.places) == 1:
            return self.cell_url(token.places[0])
        return self.url("figure", token.name) if token.places or token.behind else ""

    @property
    def report_url(self) -> str:
        return self.url("report")

    @property
    def plain_url(self) -> str:
        """The report as it stands now."""
        return self.url("report", with_day=False)

    @property
    def since_url(self) -> str:
        return self.url("since", with_day=False)

    @property
    def crumbs(self) -> list[tuple[str, str]]:
        return [("年报", reverse("desk:reports:list")), (self.title, self.url("report"))]

    @property
    def title(self) -> str:
        return f"{self.year} 年度" if self.own else f"{self.name} {self.year} 年度"


@dataclass(frozen=True, slots=True)
class Seen:
    """The report as it stands on the day asked for."""

    asked: Asked
    draft: Draft


def asked(request: DeskRequest, year: int) -> Asked:
    """What the address asks for. 404: a year without a form, one that has not begun, an organ out of reach."""
    officer = request.officer
    try:
        form_for_year(year)
    except ValueError as missing:
        raise Http404 from missing
    if year > officer.today.year:
        raise Http404
    organ = _organ(request)
    rights.demand(officer.actor, "report.read")
    if not rights.may(officer.actor, "report.read", organ.pk):
        raise Http404
    typed = request.GET.get("as_of", "").strip()
    day = _day(typed, year, officer.today)
    own = organ.pk == officer.actor.organ_id
    return Asked(organ, organs.name_on(organ.pk, officer.today), year, day, "" if day or not typed else typed, own)


def seen(request: DeskRequest, year: int) -> Seen:
    """The report that the address asks for, compiled as of its day."""
    wanted = asked(request, year)
    try:
        found = draft(request.officer.actor, wanted.organ.pk, year, request.officer.today, wanted.as_of)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return Seen(wanted, found)


def own(request: DeskRequest, year: int) -> Seen:
    """The same for acts, which concern the reader's own organ and the report as it stands today."""
    found = seen(request, year)
    if not found.asked.own or found.asked.as_of is not None:
        raise Http404
    return found


def base(wanted: Asked, here: str) -> dict[str, Any]:
    """What every page of a report shows around its matter."""
    return {"asked": wanted, "crumbs": wanted.crumbs, "here": here}


@lru_cache(maxsize=4096)
def _address(name: str, *args: object) -> str:
    """Addresses never change; a page of a report has one for each of its two hundred figures."""
    return reverse(f"desk:reports:{name}", args=args)


def _organ(request: DeskRequest) -> Organ:
    code = request.GET.get("organ", "")
    if "\0" in code:  # PostgreSQL cannot even be asked.
        raise Http404
    try:
        return Organ.objects.get(code=code) if code else Organ.objects.get(pk=request.officer.actor.organ_id)
    except Organ.DoesNotExist as missing:
        raise Http404 from missing


def _day(typed: str, year: int, today: date) -> date | None:
    """The day typed, if it lies in the year or after it and has come; otherwise None."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if date(year, 1, 1) <= day <= today else None
