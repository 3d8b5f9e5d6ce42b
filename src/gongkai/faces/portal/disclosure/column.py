"""The disclosure column: all organs, one organ's five parts, its guide, the instruments in force, how to apply."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.organs import queries as organs
from gongkai.apps.publishing import public
from gongkai.apps.reporting.queries.frozen import published
from gongkai.apps.supervision import public as activities
from gongkai.faces.look.guide import guide
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.columns import sections
from gongkai.faces.portal.disclosure.listing import lines
from gongkai.faces.portal.disclosure.places import COLUMN, ColumnTags, crumbs, part_links, place
from gongkai.faces.portal.disclosure.reports import with_titles
from gongkai.faces.portal.keeping import kept
from gongkai.law.disclosure.guide import CORRECTING
from gongkai.law.disclosure.system import SYSTEM

_NEWEST = 8
_ACTIVITIES = 3
_REPORTS = 3
_LONGEST_NAME = 100


@require_safe
@kept(made_from.whole_site)
def organs_page(request: HttpRequest) -> HttpResponse:
    """Every organ that discloses here, each below its superior, with how much it has published; `?q=` those of a name."""
    today = timezone.localdate()
    asked = organs.plain(request.GET.get("q", ""))[:_LONGEST_NAME]
    branches = organs.tree(today)
    short = organs.short_names(None, today)
    if asked:
        branches = [each for each in branches if asked in each.name or asked in short.get(each.organ.pk, "")]
    counted = public.by_organ(today)
    context = {
        "branches": [(each, counted.get(each.organ.pk, 0)) for each in branches],
        "asked": asked,
        "tags": ColumnTags(COLUMN, "按机关查看政府信息公开的五个部分。", "政府信息公开,专栏,机关", "信息公开目录"),
        "crumbs": [("首页", "/")],
        "here": COLUMN,
    }
    return render(request, "portal/disclosure/organs.html", context)


@require_safe
@kept(made_from.lists)
def organ_page(request: HttpRequest, code: str) -> HttpResponse:
    """One organ's column: its five parts, what is new, its columns, activities and reports, and how to reach it."""
    where = place(code)
    organ_id, heir = where.organ.pk, organs.heir(where.organ)
    newest = public.paged(organ_id, where.today, None, 1, _NEWEST)
    context = {
        "place": where,
        "heir": place(heir.code) if heir else None,
        "parts": part_links(code),
        "newest": lines(organ_id, newest.items, where.today),
        "total": newest.total,
        "sections": sections(organ_id, where.today),
        "activities": activities.activities(organ_id, where.today)[:_ACTIVITIES],
        "reports": with_titles(published(organ_id)[:_REPORTS]),
        "guide": guide(where.organ, where.name, where.today),
        "tags": ColumnTags(COLUMN, f"{where.name}的政府信息公开专栏。", f"政府信息公开,{where.name}", "信息公开目录"),
        "crumbs": crumbs(),
        "here": where.name,
    }
    return render(request, "portal/disclosure/organ.html", context)


@require_safe
@kept(made_from.of_organ)
def guide_page(request: HttpRequest, code: str) -> HttpResponse:
    """政府信息公开指南: the elements of article 12, and all that an applicant has to know."""
    where = place(code)
    context = {
        "place": where,
        "guide": guide(where.organ, where.name, where.today),
        "tags": ColumnTags(
            "政府信息公开指南", f"怎样从{where.name}获取政府信息。", "政府信息公开指南,申请,期限,收费", "信息公开指南"
        ),
        "crumbs": crumbs(where),
        "here": "政府信息公开指南",
    }
    return render(request, "portal/disclosure/guide.html", context)


@require_safe
@kept(made_from.of_organ)
def system_page(request: HttpRequest, code: str) -> HttpResponse:
    """政府信息公开制度: the instruments, and what each governs."""
    where = place(code)
    context = {
        "place": where,
        "groups": SYSTEM,
        "tags": ColumnTags(
            "政府信息公开制度", "公开工作依据的法规和文件。", "政府信息公开制度,条例,办法", "信息公开目录"
        ),
        "crumbs": crumbs(where),
        "here": "政府信息公开制度",
    }
    return render(request, "portal/disclosure/system.html", context)


@require_safe
@kept(made_from.of_organ)
def apply_page(request: HttpRequest, code: str) -> HttpResponse:
    """依申请公开: how to apply today."""
    where = place(code)
    context = {
        "place": where,
        "guide": guide(where.organ, where.name, where.today),
        "correcting": CORRECTING,
        "tags": ColumnTags("依申请公开", f"怎样向{where.name}申请政府信息。", "依申请公开,申请,渠道", "依申请公开"),
        "crumbs": crumbs(where),
        "here": "依申请公开",
    }
    return render(request, "portal/disclosure/apply.html", context)
