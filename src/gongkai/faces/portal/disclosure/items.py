"""法定主动公开内容: what must be published with where it stands, what has been, and the normative documents in force.

Law:     条例 20, 21, 26; 国办公开办函〔2019〕61号 (the fixed section)
"""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.columns import catalogue as columns
from gongkai.apps.documents import public as documents
from gongkai.apps.publishing import public
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.columns import sections_of, years_in
from gongkai.faces.portal.disclosure.listing import lines
from gongkai.faces.portal.disclosure.places import ColumnTags, crumbs, place
from gongkai.faces.portal.disclosure.statutory import owed
from gongkai.faces.portal.keeping import kept
from gongkai.law.disclosure import catalogue

_HERE = "法定主动公开内容"
_ON_A_PAGE = 20
_DOCUMENTS_ON_A_PAGE = 50


@require_safe
@kept(made_from.lists)
def items_page(request: HttpRequest, code: str) -> HttpResponse:
    """The legal items, the columns by fixed section, and what was published, newest first. A page behind the first, and a page of one
    column (`?column=` by name), show the list alone. 404: a column without items.
    """
    where = place(code)
    counted = public.counts(where.organ.pk, where.today)
    chosen = request.GET.get("column", "")
    if chosen and chosen not in counted:
        raise Http404
    page = public.paged(
        where.organ.pk, where.today, [chosen] if chosen else None, request.GET.get("page", "1"), _ON_A_PAGE
    )
    whole = not chosen and page.number == 1
    filled = columns.filled(where.organ.pk, where.today) if whole else []
    due = owed(where.organ.level, filled) if whole else []
    context = {
        "place": where,
        "catalogue": catalogue,
        "whole": whole,
        "owed": [each for each in due if not each.added],
        "more": [each for each in due if each.added],
        "sections": sections_of(filled),
        # A name that no column of the tree bears still leads to what stands under it.
        "unfiled": [] if filled else [public.Column(name, count) for name, count in counted.items()],
        "chosen": chosen,
        "page": page,
        "years": years_in(where, None),
        "query": urlencode({"column": chosen}) + "&" if chosen else "",
        "lines": lines(where.organ.pk, page.items, where.today),
        "show_column": not chosen,
        "tags": ColumnTags(_HERE, f"{where.name}主动公开的信息。", "主动公开,目录,规范性文件", "信息公开目录"),
        "crumbs": crumbs(where),
        "here": _HERE,
    }
    return render(request, "portal/disclosure/items.html", context)


@require_safe
@kept(made_from.lists)
def year_page(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """What an organ published in one year, newest first. 404: a year in which it published nothing that can be read."""
    where = place(code)
    page = public.paged(where.organ.pk, where.today, None, request.GET.get("page", "1"), _ON_A_PAGE, year)
    if not page.total:
        raise Http404
    here = f"{year} 年公开的信息"
    context = {
        "place": where,
        "year": year,
        "page": page,
        "years": years_in(where, None),
        "lines": lines(where.organ.pk, page.items, where.today),
        "show_column": True,
        "tags": ColumnTags(here, f"{where.name}在 {year} 年主动公开的信息。", f"主动公开,{year}", "信息公开目录"),
        "crumbs": [*crumbs(where), (_HERE, reverse("portal:disclosure:items", args=[code]))],
        "here": here,
    }
    return render(request, "portal/disclosure/year.html", context)


@require_safe
@kept(made_from.lists)
def documents_page(request: HttpRequest, code: str) -> HttpResponse:
    """Rules and normative documents with their validity on a day, today where none or no day is given: those in force, or
    (`all=1`) every one issued by then.
    """
    where = place(code)
    as_of = _day(request.GET.get("day", ""), where.today)
    on, everything = as_of or where.today, request.GET.get("all") == "1"
    found = (documents.register if everything else documents.documents)(where.organ.pk, on)
    page = Paginator(found, _DOCUMENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    query = {"day": f"{on:%Y-%m-%d}" if on != where.today else "", "all": "1" if everything else ""}
    pages = public.pages(where.organ.pk, code, [row.item for row in rows])
    context = {
        "place": where,
        "documents": [
            (row, mark, pages.get(row.item))
            for row, mark in zip(rows, documents.of_rows(where.organ.pk, rows, on), strict=True)
        ],
        "page": page,
        "query": "".join(f"{urlencode({name: told})}&" for name, told in query.items() if told),
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
