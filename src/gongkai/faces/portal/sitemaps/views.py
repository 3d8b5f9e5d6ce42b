"""Every page that everybody may read, once, with the day of its last change (sitemaps.org protocol 0.9).

An index leads to the pages of the whole site, to those of each organ, and to its items by the year in which they became public: the
parts of past years hardly ever change. No part has more addresses than the protocol allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import conditional_page, require_safe

from gongkai.apps.organs import queries as organs
from gongkai.apps.publishing import public
from gongkai.faces.look import addresses
from gongkai.faces.look.addresses import Address
from gongkai.faces.look.root import absolute
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.places import place
from gongkai.faces.portal.keeping import kept

MOST = 50_000
"""Addresses in one part (sitemaps.org)."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_LEAVE_ALONE = ("/desk/", "/search/", "/reports/check/")
"""What no search of the web has to find: where officers work, what was searched here, what somebody had checked."""


@require_safe
@conditional_page
@kept(made_from.whole_site)
def index(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`: the parts."""
    paths = [reverse("portal:sitemaps:site"), *_parts(timezone.localdate())]
    lines = (f"<sitemap><loc>{escape(absolute(request, each))}</loc></sitemap>" for each in paths)
    return _answer("sitemapindex", lines)


@require_safe
@conditional_page
@kept(made_from.whole_site)
def site_part(request: HttpRequest) -> HttpResponse:
    """What belongs to no organ."""
    return _urls(request, addresses.site())


@require_safe
@conditional_page
@kept(made_from.lists)
def pages_part(request: HttpRequest, code: str) -> HttpResponse:
    """The pages of an organ, save for items and the years in which they became public. 404: an unknown organ."""
    where = place(code)
    years = {_year_page(code, year) for year in _years(where.organ.pk, where.today)}
    pages = addresses.besides_items(where.organ.pk, code, where.today)
    return _urls(request, (each for each in pages if each.path not in years))


@require_safe
@conditional_page
@kept(made_from.lists)
def items_part(request: HttpRequest, year: str, part: str, code: str) -> HttpResponse:
    """What an organ published in a year, behind the page of that year. 404: a year without any, a part that there is not."""
    where, first = place(code), (int(part) - 1) * MOST
    if int(part) > _years(where.organ.pk, where.today).get(int(year), 0):
        raise Http404
    items = addresses.items(where.organ.pk, code, where.today, int(year))
    whole = _behind(Address(_year_page(code, int(year))), items)
    return _urls(request, islice(whole, first, first + MOST))


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What programs that search the web are asked to leave alone, and where the site map is."""
    lines = ["User-agent: *", *(f"Disallow: {each}" for each in _LEAVE_ALONE)]
    told = "\n".join([*lines, "", f"Sitemap: {absolute(request, reverse('portal:sitemaps:index'))}", ""])
    answer = HttpResponse(told, content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def _parts(today: date) -> Iterator[str]:
    for organ_id, code in sorted(organs.codes().items()):
        yield reverse("portal:sitemaps:pages", args=[code])
        for year, parts in _years(organ_id, today).items():
            for part in range(1, parts + 1):
                yield reverse("portal:sitemaps:items", args=[year, part, code])


def _years(organ_id: int, today: date) -> dict[int, int]:
    """The years in which an organ published what can be read, and how many parts each has. Its year's page stands before its items."""
    held: dict[int, int] = {}
    for month in public.months(organ_id, today):
        held[month.year] = held.get(month.year, 0) + month.count
    return {year: -(-(count + 1) // MOST) for year, count in held.items()}


def _year_page(code: str, year: int) -> str:
    return reverse("portal:disclosure:year", args=[code, year])


def _behind(first: Address, others: Iterable[Address]) -> Iterator[Address]:
    yield first
    yield from others


def _urls(request: HttpRequest, found: Iterable[Address]) -> HttpResponse:
    base = absolute(request, "/").removesuffix("/")
    # Files for machines have their own addresses in pages; a site map is for pages.
    pages = (each for each in found if each.path.endswith("/"))
    return _answer("urlset", (_line(base, each) for each in pages))


def _line(base: str, page: Address) -> str:
    changed = f"<lastmod>{page.changed_on}</lastmod>" if page.changed_on else ""
    return f"<url><loc>{escape(base + page.path)}</loc>{changed}</url>"


def _answer(tag: str, lines: Iterable[str]) -> HttpResponse:
    body = "\n".join(lines)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{tag} xmlns="{_NAMESPACE}">\n{body}\n</{tag}>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
