"""Where does one apply, and where does one ask how far a request has come? The organs' own pages are led to.

Law:     条例 4 (each organ's office), 12 (what it tells of itself), 27–29, 33; law.disclosure.guide, each point with its provision
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.organs import queries as organs
from gongkai.apps.pages import scopes
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.keeping import kept
from gongkai.law.disclosure import guide as law
from gongkai.law.sources import ogi

_APPLY = "依申请公开"
_PROGRESS = "办理进度查询"
_LATE = (ogi.A47, ogi.A51)
"""Whom an applicant turns to who was not answered in time."""


@dataclass(frozen=True, slots=True)
class Office:
    """An organ to which one can apply, and what its office tells of itself; empty where it has told nothing."""

    code: str
    name: str
    depth: int
    office: str
    phone: str
    email: str
    hours: str


@require_safe
@kept(lambda: (scopes.SITE,))
def apply(request: HttpRequest) -> HttpResponse:
    """What to know before one applies, then the organs, each with its own ways."""
    context = {
        "law": law,
        "offices": offices(),
        "tags": ColumnTags(_APPLY, "向哪个机关申请、申请前须知。", "依申请公开,申请,机关", "依申请公开"),
        "crumbs": [("首页", "/")],
        "here": _APPLY,
    }
    return render(request, "portal/about/apply.html", context)


@require_safe
@kept(lambda: (scopes.SITE,))
def progress(request: HttpRequest) -> HttpResponse:
    """Whom to ask about a request that one has made."""
    context = {
        "law": law,
        "late": [point for point in law.COMPLAIN if point.cite in _LATE],
        "offices": offices(),
        "tags": ColumnTags(_PROGRESS, "申请办到哪一步，向哪里询问。", "办理进度,查询,联系方式", "依申请公开"),
        "crumbs": [("首页", "/")],
        "here": _PROGRESS,
    }
    return render(request, "portal/about/progress.html", context)


def offices() -> list[Office]:
    """Every organ of today in the order of the tree."""
    return [
        Office(
            each.organ.code,
            each.name,
            each.depth,
            each.organ.office_name.strip(),
            each.organ.phone.strip(),
            each.organ.email.strip(),
            each.organ.office_hours.strip(),
        )
        for each in organs.tree(timezone.localdate())
    ]
