"""What became public last: of the whole site, of one organ, of one column with all below it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import conditional_page, require_safe

from gongkai.apps.columns import queries as columns
from gongkai.apps.publishing.open_items import Wanted
from gongkai.faces.look.root import absolute
from gongkai.faces.portal import made_from
from gongkai.faces.portal.disclosure.places import place
from gongkai.faces.portal.feeds.entries import Atom, Kind, Place, Rss, feed
from gongkai.faces.portal.keeping import kept

_View = Callable[..., HttpResponseBase]


def _served(view: _View) -> _View:
    return require_safe(conditional_page(view))


@_served
@kept(made_from.whole_site)
def site_atom(request: HttpRequest) -> HttpResponse:
    """All organs, as Atom."""
    return _site(request, Atom, reverse("portal:feeds:site"))


@_served
@kept(made_from.whole_site)
def site_rss(request: HttpRequest) -> HttpResponse:
    """The same as RSS 2.0."""
    return _site(request, Rss, reverse("portal:feeds:rss"))


@_served
@kept(made_from.lists)
def organ_atom(request: HttpRequest, code: str) -> HttpResponse:
    """One organ, as Atom. 404: an unknown one."""
    return _organ(request, Atom, code, "organ")


@_served
@kept(made_from.lists)
def organ_rss(request: HttpRequest, code: str) -> HttpResponse:
    """The same as RSS 2.0."""
    return _organ(request, Rss, code, "organ_rss")


@_served
@kept(made_from.lists)
def column_atom(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """One column with all below it, also one that was closed and whose content stays.

    301: to the feed of the column that took over. 404: any other.
    """
    return _column(request, Atom, code, slug, "column")


@_served
@kept(made_from.lists)
def column_rss(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """The same as RSS 2.0."""
    return _column(request, Rss, code, slug, "column_rss")


def _site(request: HttpRequest, kind: Kind, own: str) -> HttpResponse:
    where = Place(_base(request), "/", own, "site")
    return _answer(feed(kind, "", "各机关最近公开和更新的信息。", where, Wanted()))


def _organ(request: HttpRequest, kind: Kind, code: str, name: str) -> HttpResponse:
    here = place(code)
    page, own = reverse("portal:disclosure:organ", args=[code]), reverse(f"portal:feeds:{name}", args=[code])
    where = Place(_base(request), page, own, f"organ {here.organ.pk}")
    return _answer(feed(kind, here.name, f"{here.name}最近公开和更新的信息。", where, Wanted(here.organ.pk)))


def _column(request: HttpRequest, kind: Kind, code: str, slug: str, name: str) -> HttpResponse:
    here = place(code)
    heir = columns.heir(here.organ.pk, slug, here.today)
    if heir and heir != slug:
        return HttpResponsePermanentRedirect(reverse(f"portal:feeds:{name}", args=[code, heir]))
    try:
        column, names = columns.readable(here.organ.pk, slug, here.today)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    page = reverse("portal:disclosure:columns_column", args=[code, slug])
    own = reverse(f"portal:feeds:{name}", args=[code, slug])
    where = Place(_base(request), page, own, f"column {here.organ.pk} {slug}")
    description = f"{here.name}在“{column.name}”栏目最近公开和更新的信息。"
    wanted = Wanted(here.organ.pk, columns=names)
    return _answer(feed(kind, f"{column.name} - {here.name}", description, where, wanted))


def _base(request: HttpRequest) -> str:
    return absolute(request, "/").removesuffix("/")


def _answer(made: Atom | Rss) -> HttpResponse:
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)
