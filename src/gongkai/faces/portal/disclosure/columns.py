"""The columns of an organ below the fixed sections of 国办公开办函〔2019〕61号, each with its items, and the catalogue of them all.

Law:     条例 12 (the catalogue: index, name, summary, day of formation), 国办发〔2017〕47号 annex 2 (tags of a column)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.columns import catalogue, queries
from gongkai.apps.columns.models import Column
from gongkai.apps.columns.queries import Branch
from gongkai.apps.publishing import public
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.listing import lines
from gongkai.faces.portal.disclosure.places import ColumnTags, Place, crumbs, place
from gongkai.faces.portal.keeping import kept
from gongkai.law.website.columns import KINDS, SECTIONS

_CATALOGUE = "政府信息公开目录"
_ON_A_PAGE = 20


@dataclass(frozen=True, slots=True)
class Section:
    """A fixed section with the columns in it that hold something, each with how many items."""

    name: str
    columns: tuple[tuple[Branch, int], ...]


def sections(organ_id: int, on: date) -> list[Section]:
    """The columns that hold something, by fixed section; those of no section come last. Empty columns are not shown."""
    return sections_of(catalogue.filled(organ_id, on))


def sections_of(filled: list[tuple[Branch, int]]) -> list[Section]:
    """The same of columns that are known, each before those below it."""
    parts = {each.column.slug: each.column.section for each, _ in filled}
    for each, _ in filled:
        # A column says its section itself, or stands in that of its superior, which comes before it.
        parts[each.column.slug] = parts[each.column.slug] or parts.get(each.column.parent, "")
    order = [*SECTIONS, ""]
    grouped = sorted(filled, key=lambda one: order.index(parts[one[0].column.slug]))
    return [
        Section(SECTIONS.get(key, "其他栏目"), tuple(group))
        for key, group in groupby(grouped, lambda one: parts[one[0].column.slug])
    ]


@require_safe
@kept(made_from.lists)
def column_page(request: HttpRequest, code: str, slug: str, year: int | None = None) -> HttpResponse:
    """One column with all below it, newest first, of one year or all; one that was closed with what stayed in it, and since when.

    301: to the column that took over. 404: a column that is not, or not yet, or was closed without anything in it; a year without
    anything in it.
    """
    where = place(code)
    heir = queries.heir(where.organ.pk, slug, where.today)
    if heir and heir != slug:
        return HttpResponsePermanentRedirect(_address(code, heir, year))
    column, below, names = _found(where, slug)
    page = public.paged(where.organ.pk, where.today, names, request.GET.get("page", "1"), _ON_A_PAGE, year)
    if year is not None and not page.total:
        raise Http404
    description = column.description or f"{where.name}在“{column.name}”栏目公开的信息。"
    name = column.name if year is None else f"{column.name}（{year} 年）"
    context = {
        "place": where,
        "column": column,
        "closed": column.closed_on is not None and column.closed_on <= where.today,
        "below": below,
        "lines": lines(where.organ.pk, page.items, where.today),
        "page": page,
        "year": year,
        "years": years_in(where, names),
        "several": bool(below),
        "tags": ColumnTags(name, description, column.keywords or column.name, KINDS[column.kind].name),
        "crumbs": crumbs(where) if year is None else [*crumbs(where), (column.name, _address(code, slug))],
        "here": column.name if year is None else f"{year} 年",
    }
    return render(request, "portal/disclosure/column.html", context)


def years_in(where: Place, names: list[str] | None) -> list[tuple[int, int]]:
    """The years in which something became public that can be read, the newest first, each with how much."""
    found: dict[int, int] = {}
    for each in public.months(where.organ.pk, where.today, names):
        found[each.year] = found.get(each.year, 0) + each.count
    return list(found.items())


def _address(code: str, slug: str, year: int | None = None) -> str:
    if year is None:
        return reverse("portal:disclosure:columns_column", args=[code, slug])
    return reverse("portal:disclosure:columns_year", args=[code, slug, year])


@require_safe
@kept(made_from.lists)
def catalogue_page(request: HttpRequest, code: str) -> HttpResponse:
    """政府信息公开目录: index, name, summary, day of formation of every item, of one column or of all. 404: an unknown column."""
    where = place(code)
    slug = request.GET.get("column", "")
    try:
        found = catalogue.listed(where.organ.pk, where.today, slug, request.GET.get("page", 1))
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    query = {"column": slug} if slug else {}
    context = {
        "place": where,
        "found": found,
        "columns": catalogue.filled(where.organ.pk, where.today, valid=True),
        "chosen": slug,
        "changed_on": catalogue.changed_on(where.organ.pk, where.today),
        "before": urlencode({**query, "page": found.number - 1}) if found.number > 1 else "",
        "after": urlencode({**query, "page": found.number + 1}) if found.number < found.pages else "",
        "tags": ColumnTags(
            _CATALOGUE, f"{where.name}公开的政府信息的目录。", "政府信息公开目录,索引号", "信息公开目录"
        ),
        "crumbs": [*crumbs(where), ("法定主动公开内容", reverse("portal:disclosure:items", args=[code]))],
        "here": _CATALOGUE,
    }
    return render(request, "portal/disclosure/catalogue.html", context)


def _found(where: Place, slug: str) -> tuple[Column, list[Branch], list[str]]:
    """A column that can be read, those directly below it, and every name under which items stand in it or below."""
    branches = queries.tree(where.organ.pk, where.today)
    columns = [each.column for each in branches] + queries.kept(where.organ.pk, where.today)
    found = next((each for each in columns if each.slug == slug), None)
    if found is None:
        raise Http404
    inside = {slug}
    for each in branches:
        if each.column.parent in inside:
            inside.add(each.column.slug)
    owners = queries.owners(queries.all_of(where.organ.pk))
    names = [name for name, owner in owners.items() if owner in inside]
    return found, [each for each in branches if each.column.parent == slug], names
