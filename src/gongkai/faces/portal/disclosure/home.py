"""The home page: what a citizen looks for, and the tools that are there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.publishing import public
from gongkai.apps.reporting.queries.frozen import published
from gongkai.faces.look.guide import guide
from gongkai.faces.portal.disclosure.places import ColumnTags, main_place, part_links
from gongkai.faces.portal.disclosure.reports import with_titles

_NEWS = 5
_REPORTS = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The column of the organ whose site this is, what is new, and the tools."""
    where = main_place()
    context = {
        "place": where,
        "parts": part_links(where.organ.code) if where else [],
        "guide": guide(where.organ, where.name, where.today) if where else None,
        "reports": with_titles(sorted(published(), key=lambda report: report.day, reverse=True)[:_REPORTS]),
        "news": public.latest(timezone.localdate(), _NEWS),
        "tags": ColumnTags(
            "首页", "查政府信息，看年度报告，申请信息公开，测算期限和费用。", "政府信息公开,年报,依申请公开", "首页"
        ),
    }
    return render(request, "portal/home.html", context)
