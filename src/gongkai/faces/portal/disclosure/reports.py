"""Published annual reports: by year, by organ, each as a page and as files to keep.

A page shows the report as it was frozen; whatever is not published is a 404, whether it exists or not.
"""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.reporting import published
from gongkai.faces.look.report.files import LABELS, download
from gongkai.faces.look.report.marks import PREAMBLE, parts
from gongkai.faces.look.report.tables import tables
from gongkai.faces.portal.disclosure.places import ColumnTags, crumbs, place

_HERE = "政府信息公开年报"
_COLUMN = "信息公开年报"
_DOWNLOADS = ("docx", "pdf", "xlsx", "json")
_TABLE_PARTS = {1: 2, 2: 3, 3: 4}
"""After which part of the report, counted from 0, each table stands."""


@require_safe
def all_reports(request: HttpRequest) -> HttpResponse:
    """Every published report, the newest year first."""
    found = sorted(published.reports(), key=lambda report: (-report.year, report.organ_name))
    context = {
        "years": [(year, list(group)) for year, group in groupby(found, key=lambda report: report.year)],
        "tags": ColumnTags(_HERE, "各机关公布的政府信息公开工作年度报告。", "政府信息公开年报,年度报告", _COLUMN),
        "crumbs": [("首页", "/")],
        "here": _HERE,
    }
    return render(request, "portal/disclosure/reports.html", context)


@require_safe
def organ_reports(request: HttpRequest, code: str) -> HttpResponse:
    """One organ's reports: the part 年报 of its column."""
    where = place(code)
    context = {
        "place": where,
        "reports": sorted(published.reports(where.organ.pk), key=lambda report: -report.year),
        "tags": ColumnTags(_HERE, f"{where.name}公布的政府信息公开工作年度报告。", "政府信息公开年报", _COLUMN),
        "crumbs": crumbs(where),
        "here": _HERE,
    }
    return render(request, "portal/disclosure/organ_reports.html", context)


@require_safe
def report_page(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """A published report as a page. 404 for what is not published."""
    where = place(code)
    found = published.report(where.organ.pk, year)
    if found is None:
        raise Http404
    drawn = {table.number: table for table in tables(found.report)}
    prose = parts(found.report, [])
    body = [part for part in prose if part.index >= 0]
    context = {
        "place": where,
        "found": found,
        "opening": [part for part in prose if part.index == PREAMBLE],
        "parts": [(part, drawn.get(_TABLE_PARTS.get(position, 0))) for position, part in enumerate(body)],
        "files": [(LABELS[kind], kind, size) for kind, size in found.sizes.items()],
        "crumbs": [*crumbs(where), (_HERE, reverse("portal:disclosure:organ_reports", args=[code]))],
        "here": f"{year} 年度",
    }
    return render(request, "portal/disclosure/report.html", context)


@require_safe
def report_file(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    """A published report as a file. 404 for what is not published, and for a kind of file that is not offered."""
    where = place(code)
    found = published.file(where.organ.pk, year, kind) if kind in _DOWNLOADS else None
    if found is None:
        raise Http404
    return download(found.body, found.title, kind)
