"""Published annual reports: by year, by organ, each as a page and as files to keep.

A page shows the report as it was frozen; whatever is not published is a 404, whether it exists or not.
"""

from __future__ import annotations

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.annual.model import Report
from gongkai.annual.write.outline import title
from gongkai.apps.reporting.queries.files import file_sizes
from gongkai.apps.reporting.queries.frozen import Published, published, published_file, published_report
from gongkai.faces.look.report.files import LABELS, download
from gongkai.faces.look.report.marks import PREAMBLE, parts
from gongkai.faces.look.report.tables import tables
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.places import ArticleTags, ColumnTags, Place, crumbs, place
from gongkai.faces.portal.keeping import kept

_HERE = "政府信息公开年报"
_COLUMN = "信息公开年报"
_DOWNLOADS = ("docx", "pdf", "xlsx", "json")
_TABLE_AFTER = {1: 2, 2: 3, 3: 4}
"""After which part of the report, counted from 0, each table stands."""


@require_safe
@kept(made_from.whole_site)
def all_reports(request: HttpRequest) -> HttpResponse:
    """Every published report, the newest year first."""
    context = {
        "years": [(year, list(group)) for year, group in groupby(published(), key=lambda report: report.year)],
        "tags": ColumnTags(_HERE, "各机关公布的政府信息公开工作年度报告。", "政府信息公开年报,年度报告", _COLUMN),
        "crumbs": [("首页", "/")],
        "here": _HERE,
    }
    return render(request, "portal/disclosure/reports.html", context)


@require_safe
@kept(made_from.lists)
def organ_reports(request: HttpRequest, code: str) -> HttpResponse:
    """One organ's reports: the part 年报 of its column."""
    where = place(code)
    context = {
        "place": where,
        "reports": with_titles(published(where.organ.pk)),
        "tags": ColumnTags(_HERE, f"{where.name}公布的政府信息公开工作年度报告。", "政府信息公开年报", _COLUMN),
        "crumbs": crumbs(where),
        "here": _HERE,
    }
    return render(request, "portal/disclosure/organ_reports.html", context)


@require_safe
@kept(made_from.report)
def report_page(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """A published report as a page. 404 for what is not published."""
    where, found = _found(code, year)
    report = published_report(found.version_id)
    drawn = {table.number: table for table in tables(report)}
    prose = parts(report, [])
    body = [part for part in prose if part.index >= 0]
    sizes = file_sizes(found.version_id)
    context = {
        "place": where,
        "found": found,
        "title": title(report),
        "opening": [part for part in prose if part.index == PREAMBLE],
        "parts": [(part, drawn.get(_TABLE_AFTER.get(position, 0))) for position, part in enumerate(body)],
        "files": [(LABELS[kind], kind, sizes[kind]) for kind in _DOWNLOADS if kind in found.kinds],
        "tags": ColumnTags(_HERE, title(report), f"政府信息公开年报,年度报告,{found.organ}", _COLUMN),
        "article": ArticleTags(title(report), f"{timezone.localtime(found.published_at):%Y-%m-%d %H:%M}", found.organ),
        "crumbs": [*crumbs(where), (_HERE, reverse("portal:disclosure:organ_reports", args=[code]))],
        "here": f"{year} 年度",
    }
    return render(request, "portal/disclosure/report.html", context)


@require_safe
def report_file(request: HttpRequest, code: str, year: int, kind: str) -> HttpResponse:
    """A published report as a file. 404 for what is not published, and for a kind of file that is not offered."""
    _, found = _found(code, year)
    if kind not in _DOWNLOADS or kind not in found.kinds:
        raise Http404
    return download(published_file(found.version_id, kind), _title(found), kind)


def with_titles(reports: list[Published]) -> list[tuple[Published, str]]:
    """Reports with what they are called, for lists."""
    return [(report, _title(report)) for report in reports]


def _title(report: Published) -> str:
    return title(Report(organ=report.organ, year=report.year))


def _found(code: str, year: int) -> tuple[Place, Published]:
    where = place(code)
    found = published(where.organ.pk, year)
    if not found:
        raise Http404
    return where, found[0]
