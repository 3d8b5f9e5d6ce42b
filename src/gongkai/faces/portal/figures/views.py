"""The figures of the site and of one organ, as pages and as csv.

Law:     条例 50 (what a report tells), 国办发〔2017〕47号 (data are published with what they mean)
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.pages import scopes
from gongkai.apps.reporting.queries.frozen import published
from gongkai.faces.portal.disclosure.places import ColumnTags, Place, crumbs, main_place, place
from gongkai.faces.portal.figures.figure import Figure
from gongkai.faces.portal.figures.published import by_kind, by_month, by_organ, explained
from gongkai.faces.portal.figures.requested import requested
from gongkai.faces.portal.keeping import kept
from gongkai.texts.cells import harmless

_HERE = "公开统计"
_HEADS = ("统计图", "项目", "指标", "数值", "截至", "口径")


@require_safe
@kept(lambda: (scopes.SITE,))
def site_figures(request: HttpRequest) -> HttpResponse:
    """What the organs of this site published; requests and outcomes of the organ whose site it is, or of the first with a report."""
    where = _with_reports()
    context = {
        "figures": _of_site(where),
        "reported": where,
        "csv": reverse("portal:figures:site_csv"),
        "tags": ColumnTags(
            _HERE, "各机关公开的信息、收到的申请和答复结果，逐月逐年。", "公开统计,政务公开数据", "数据发布"
        ),
        "crumbs": [("首页", "/")],
        "here": _HERE,
    }
    return render(request, "portal/figures/figures.html", context)


@require_safe
@kept(lambda code: (scopes.lists(code), scopes.organ(code), scopes.SITE))
def organ_figures(request: HttpRequest, code: str) -> HttpResponse:
    """The same of one organ. 404: an unknown organ."""
    where = place(code)
    context = {
        "place": where,
        "figures": _of_organ(where),
        "csv": reverse("portal:figures:organ_csv", args=[code]),
        "tags": ColumnTags(
            _HERE, f"{where.name}公开的信息、收到的申请和答复结果。", f"公开统计,{where.name}", "数据发布"
        ),
        "crumbs": crumbs(where),
        "here": _HERE,
    }
    return render(request, "portal/figures/figures.html", context)


@require_safe
@kept(lambda: (scopes.SITE,))
def site_csv(request: HttpRequest) -> HttpResponse:
    """Every number of the site's page."""
    return _csv(_of_site(_with_reports()), "figures.csv")


@require_safe
@kept(lambda code: (scopes.lists(code), scopes.organ(code), scopes.SITE))
def organ_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Every number of an organ's page. 404: an unknown organ."""
    return _csv(_of_organ(place(code)), f"{code}-figures.csv")


def _of_site(where: Place | None) -> list[Figure]:
    today = timezone.localdate()
    of_requests = requested(where.organ.pk, today) if where else ()
    return [by_month(today, None), by_organ(today), by_kind(today, None), explained(today, None), *of_requests]


def _of_organ(where: Place) -> list[Figure]:
    organ_id, today = where.organ.pk, where.today
    counted = (by_month(today, organ_id), by_kind(today, organ_id), explained(today, organ_id))
    return [*counted, *requested(organ_id, today)]


def _with_reports() -> Place | None:
    """Whose requests the site's page shows: a sum over organs would count a government's report twice."""
    where = main_place()
    reports = published()
    if where is None or not reports or any(each.organ_id == where.organ.pk for each in reports):
        return where
    most = max(reports, key=lambda each: sum(other.organ_id == each.organ_id for other in reports))
    return place(most.organ_code)


def _csv(figures: Iterable[Figure], name: str) -> HttpResponse:
    out = io.StringIO()
    # Spreadsheets take a file for UTF-8 by this mark alone.
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(_HEADS)
    for figure in figures:
        for item, values in figure.lines:
            for head, value in zip(figure.heads[1:], values, strict=True):
                told = (figure.title, item, head, "" if value == "—" else value, figure.as_of, figure.definition)
                writer.writerow([harmless(str(each)) for each in told])
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    return answer
