"""Which addresses does the public site have? Every page that can be kept, one at a time, in bounded memory.

Takes:   the day; codes of organs, or all.
Gives:   `everything`, for who writes all pages anew and for the site map for programs; `of_scope`, the addresses that a change is
         likely to have made or changed, for who writes soon what everybody asks for next.

An address may be named that has no page (a column that holds nothing): whoever asks gets the answer of its view.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import quote

from django.urls import Resolver404, resolve, reverse
from django.urls.exceptions import NoReverseMatch

from gongkai.apps.columns import queries as columns
from gongkai.apps.organs import queries as organs
from gongkai.apps.pages import scopes
from gongkai.apps.publishing import open_items, public
from gongkai.apps.questions import public as questions
from gongkai.apps.reporting.queries import frozen
from gongkai.apps.search.findable import Kind
from gongkai.apps.supervision import public as supervision
from gongkai.config import kept_pages
from gongkai.faces.look import found

_SITE = (
    "/",
    "/xxgk/",
    "/policies/",
    "/policies/interpretations/",
    "/reports/",
    "/statistics/",
    "/answers/",
    "/ask/",
    "/apply/",
    "/correct/",
    "/help/",
    "/accessibility/",
    "/sitemap/",
    "/data/",
    "/tools/due/",
    "/tools/fee/",
    "/feed.xml",
    "/rss.xml",
    "/sitemap.xml",
)
_PLACE, _SAFE = "@@", "!$&'()*+,;=/~:@-._"
"""Where the number stands in an address, and what Django leaves as it is when it makes one (RFC 3986)."""
_PARTS = ("organ", "guide", "system", "items", "catalogue", "documents", "apply", "activities", "organ_reports")


@dataclass(frozen=True, slots=True)
class Address:
    """The path of a page, and the day on which what it shows last changed where that is known."""

    path: str
    changed_on: date | None = None


def everything(today: date, codes: Collection[str] | None = None) -> Iterator[Address]:
    """Every address: of the whole site, then of each organ. With `codes` those of these organs alone."""
    if codes is None:
        yield from site()
    for pk, code in sorted(organs.codes().items()):
        if codes is None or code in codes:
            for each in _OF_AN_ORGAN:
                yield from each(pk, code, today)


def site() -> Iterator[Address]:
    """The addresses that belong to no organ."""
    yield from (Address(path) for path in _known())


def besides_items(organ_id: int, code: str, today: date) -> Iterator[Address]:
    """The addresses of an organ save for those of its items."""
    for each in _OF_AN_ORGAN:
        if each is not _items:
            yield from each(organ_id, code, today)


def items(organ_id: int, code: str, today: date, year: int | None = None) -> Iterator[Address]:
    """The addresses of an organ's items, newest first; of those alone that became public in a year."""
    # The address is made once: a hundred thousand of them differ in the number alone.
    before, _, after = found.path(Kind.INFORMATION, code, _PLACE).partition(_PLACE)
    for number, changed_on in open_items.addressed(today, organ_id, year):
        yield Address(f"{before}{quote(number, safe=_SAFE)}{after}", changed_on)


def _parts(organ_id: int, code: str, today: date) -> Iterator[Address]:
    yield from (Address(reverse(f"portal:disclosure:{name}", args=[code])) for name in _PARTS)
    yield from _named("portal:feeds:organ", code)
    yield from _named("portal:feeds:organ_rss", code)
    yield from _named("portal:figures:organ", code)


def _columns(organ_id: int, code: str, today: date) -> Iterator[Address]:
    held = {month.year for month in public.months(organ_id, today)}
    for year in sorted(held, reverse=True):
        yield from _named("portal:disclosure:year", code, year)
    for branch in columns.tree(organ_id, today):
        slug = branch.column.slug
        yield from _named("portal:disclosure:columns_column", code, slug)
        yield from _named("portal:feeds:column", code, slug)
        yield from _named("portal:feeds:column_rss", code, slug)
        years = {month.year for month in public.months(organ_id, today, columns.names_in(organ_id, slug))}
        for year in sorted(years, reverse=True):
            yield from _named("portal:disclosure:columns_year", code, slug, year)


def _items(organ_id: int, code: str, today: date) -> Iterator[Address]:
    yield from items(organ_id, code, today)


def _reports(organ_id: int, code: str, today: date) -> Iterator[Address]:
    for each in frozen.published(organ_id):
        yield Address(found.path(Kind.REPORT, code, str(each.year)), each.day)


def _activities(organ_id: int, code: str, today: date) -> Iterator[Address]:
    for each in supervision.announced(organ_id, today):
        yield from _named("portal:disclosure:activity", code, each.number)
    for each in supervision.past(organ_id, today).iterator():
        yield from _named("portal:disclosure:activity", code, each.number)


def _answers(organ_id: int, code: str, today: date) -> Iterator[Address]:
    number, pages = 1, 1
    while number <= pages:
        shown = questions.answers(organ_id, page=number)
        for row in shown.rows:
            yield Address(found.path(Kind.QUESTION, code, row.number), row.published_on)
        number, pages = number + 1, shown.pages


_OF_AN_ORGAN: tuple[Callable[[int, str, date], Iterator[Address]], ...] = (
    _parts,
    _columns,
    _reports,
    _activities,
    _answers,
    _items,
)
"""The registry: what an organ has, one row a kind of page."""


def of_scope(scope: str, today: date) -> list[str]:
    """The addresses that a change of this scope is likely to have made or changed, the likeliest alone: what else it changed is
    known to the index of kept pages.
    """
    kind, _, rest = scope.partition(":")
    code, _, number = rest.partition("/")
    if scope == scopes.SITE:
        return ["/", "/feed.xml", "/rss.xml", "/xxgk/"]
    if kind == "item":
        return [found.path(Kind.INFORMATION, code, number)]
    if kind == "report" and number.isdecimal():
        return [found.path(Kind.REPORT, code, number)]
    if kind == "question":
        return [found.path(Kind.QUESTION, code, number)]
    if kind in ("lists", "documents", "organ"):
        return [each.path for each in _parts(0, code, today)]
    return []


def _named(name: str, *parts: str | int) -> Iterator[Address]:
    """An address of a route that this release has, and that can be kept."""
    try:
        path = reverse(name, args=parts)
    except NoReverseMatch:
        return
    if kept_pages.relative(path):
        yield Address(path)


@lru_cache(maxsize=1)
def _known() -> tuple[str, ...]:
    return tuple(path for path in _SITE if _leads_somewhere(path))


def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
