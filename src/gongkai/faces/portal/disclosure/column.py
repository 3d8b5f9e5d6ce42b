"""The disclosure column: all organs, one organ's five parts, its guide, the instruments in force, how to apply."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.organs import queries as organs
from gongkai.faces.look.guide import guide
from gongkai.faces.portal.disclosure.columns import sections
from gongkai.faces.portal.disclosure.places import COLUMN, ColumnTags, crumbs, part_links, place
from gongkai.law.disclosure.system import SYSTEM


@require_safe
def organs_page(request: HttpRequest) -> HttpResponse:
    """Every organ that discloses here, each below its superior."""
    context = {
        "branches": organs.tree(timezone.localdate()),
        "tags": ColumnTags(COLUMN, "按机关查看政府信息公开的五个部分。", "政府信息公开,专栏,机关", "信息公开目录"),
        "crumbs": [("首页", "/")],
        "here": COLUMN,
    }
    return render(request, "portal/disclosure/organs.html", context)


@require_safe
def organ_page(request: HttpRequest, code: str) -> HttpResponse:
    """One organ's column: its five parts, and how to reach it."""
    where = place(code)
    context = {
        "place": where,
        "parts": part_links(code),
        "sections": sections(where.organ.pk, where.today),
        "guide": guide(where.organ, where.name, where.today),
        "tags": ColumnTags(COLUMN, f"{where.name}的政府信息公开专栏。", f"政府信息公开,{where.name}", "信息公开目录"),
        "crumbs": crumbs(),
        "here": where.name,
    }
    return render(request, "portal/disclosure/organ.html", context)


@require_safe
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
def apply_page(request: HttpRequest, code: str) -> HttpResponse:
    """依申请公开: how to apply today."""
    where = place(code)
    context = {
        "place": where,
        "guide": guide(where.organ, where.name, where.today),
        "tags": ColumnTags("依申请公开", f"怎样向{where.name}申请政府信息。", "依申请公开,申请,渠道", "依申请公开"),
        "crumbs": crumbs(where),
        "here": "依申请公开",
    }
    return render(request, "portal/disclosure/apply.html", context)
