"""网站地图: every main way, and of every organ the columns in which something stands.

Law:     国办发〔2017〕47号 (a site map; no empty column)

The page is bounded: beyond `MOST_COLUMNS` an organ is shown without its columns, and its own page is led to.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from gongkai.apps.columns import catalogue
from gongkai.apps.columns import queries as columns
from gongkai.apps.organs import queries as organs
from gongkai.apps.pages import scopes
from gongkai.apps.publishing import everywhere
from gongkai.faces.portal.disclosure.places import ColumnTags
from gongkai.faces.portal.keeping import kept
from gongkai.faces.portal.site import HELP, MACHINES, TOOLS, WAYS, there

MOST_COLUMNS = 500
_HERE = "网站地图"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column in which something stands."""

    name: str
    url: str
    count: int


@dataclass(frozen=True, slots=True)
class OrganBranch:
    """An organ with its columns; `cut` tells that it has more than the page has room for."""

    name: str
    url: str
    depth: int
    leaves: tuple[Leaf, ...]
    cut: bool


@require_safe
@kept(lambda: (scopes.SITE,))
def sitemap(request: HttpRequest) -> HttpResponse:
    """The whole site on one page."""
    context = {
        "groups": [(name, [way for way in ways if there(way.url)]) for name, ways in _GROUPS],
        "organs": branches(MOST_COLUMNS),
        "tags": ColumnTags(_HERE, "本站的全部栏目和各机关的栏目。", "网站地图,站点地图,栏目", "首页"),
        "crumbs": [("首页", "/")],
        "here": _HERE,
    }
    return render(request, "portal/about/sitemap.html", context)


_GROUPS = (("主要栏目", WAYS), ("工具", TOOLS), ("帮助和其他", HELP), ("订阅和数据接口", MACHINES))


def branches(most: int) -> list[OrganBranch]:
    """The organs of today, with at most so many columns in all."""
    today = timezone.localdate()
    known, counts = columns.everywhere(), everywhere.column_counts(today)
    found = []
    for each in organs.tree(today):
        own = known.get(each.organ.pk, [])
        filled = catalogue.held(columns.opened(own, today), columns.owners(own), counts.get(each.organ.pk, {}))
        room = len(filled) <= most
        most -= len(filled) if room else 0
        leaves = tuple(
            Leaf(
                branch.column.name,
                reverse("portal:disclosure:columns_column", args=[each.organ.code, branch.column.slug]),
                count,
            )
            for branch, count in (filled if room else ())
        )
        url = reverse("portal:disclosure:organ", args=[each.organ.code])
        found.append(OrganBranch(each.name, url, each.depth, leaves, not room))
    return found
