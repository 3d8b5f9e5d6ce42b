"""法定主动公开内容: what must be published, what has been, and the normative documents in force."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.documents import public as documents
from gongkai.apps.publishing import public
from gongkai.faces.portal.disclosure.listing import lines
from gongkai.faces.portal.disclosure.places import ColumnTags, crumbs, place
from gongkai.law.disclosure import catalogue

_HERE = "法定主动公开内容"
_ON_A_PAGE = 20


@require_safe
def items_page(request: HttpRequest, code: str) -> HttpResponse:
    """The catalogue of articles 20 and 21, and what was published, by column, newest first. 404: a column without items."""
    where = place(code)
    columns = public.columns(where.organ.pk, where.today)
    chosen = request.GET.get("column", "")
    if chosen and chosen not in {column.name for column in columns}:
        raise Http404
    found = public.listed(where.organ.pk, where.today, [chosen] if chosen else None)
    page = Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": where,
        "catalogue": catalogue,
        "more": catalogue.duties(where.organ.level),
        "columns": columns,
        "chosen": chosen,
        "total": sum(column.count for column in columns),
        "page": page,
        "lines": lines(where.organ.pk, page.object_list, where.today),
        "show_column": not chosen,
        "query": urlencode({"column": chosen}) + "&" if chosen else "",
        "tags": ColumnTags(_HERE, f"{where.name}主动公开的信息。", "主动公开,目录,规范性文件", "信息公开目录"),
        "crumbs": crumbs(where),
        "here": _HERE,
    }
    return render(request, "portal/disclosure/items.html", context)


@require_safe
def documents_page(request: HttpRequest, code: str) -> HttpResponse:
    """Rules and normative documents with their validity on a day, today where none or no day is given: those in force, or
    (`all=1`) every one issued by then.
    """
    where = place(code)
    as_of = _day(request.GET.get("day", ""), where.today)
    on, everything = as_of or where.today, request.GET.get("all") == "1"
    rows = (documents.register if everything else documents.documents)(where.organ.pk, on)
    pages = public.pages(where.organ.pk, code, [row.item for row in rows])
    context = {
        "place": where,
        "documents": [
            (row, mark, pages.get(row.item))
            for row, mark in zip(rows, documents.of_rows(where.organ.pk, rows, on), strict=True)
        ],
        "as_of": on,
        "everything": everything,
        "wrong": as_of is None,
        "typed": request.GET.get("day", ""),
        "tags": ColumnTags("规范性文件", f"{where.name}现行有效的规范性文件。", "规范性文件,现行有效", "政策文件"),
        "crumbs": [*crumbs(where), (_HERE, reverse("portal:disclosure:items", args=[code]))],
        "here": "规范性文件",
    }
    return render(request, "portal/disclosure/documents.html", context)


def _day(typed: str, today: date) -> date | None:
    """The day asked for, today where nothing was typed, None where it is no day up to today."""
    if not typed.strip():
        return today
    try:
        day = date.fromisoformat(typed.strip())
    except ValueError:
        return None
    return day if day <= today else None
