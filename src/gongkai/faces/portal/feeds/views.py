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
from gongkai.faces.portal.feeds.entries import Atom, Kind, Rss, feed
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
    """One organ. 404: an unknown one."""
    where = place(code)
    page, own = reverse("portal:disclosure:organ", args=[code]), reverse("portal:feeds:organ", args=[code])
    description = f"{where.name}最近公开和更新的信息。"
    return _answer(feed(Atom, where.name, description, _base(request), page, own, Wanted(where.organ.pk)))


@_served
@kept(made_from.lists)
def column_atom(request: HttpRequest, code: str, slug: str) -> HttpResponse:
    """One column with all below it, also one that was closed and whose content stays.

    301: to the feed of the column that took over. 404: any other.
    """
    where = place(code)
    heir = columns.heir(where.organ.pk, slug, where.today)
    if heir and heir != slug:
        return HttpResponsePermanentRedirect(reverse("portal:feeds:column", args=[code, heir]))
    try:
        column, names = columns.readable(where.organ.pk, slug, where.today)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    page = reverse("portal:disclosure:columns_column", args=[code, slug])
    own = reverse("portal:feeds:column", args=[code, slug])
    description = f"{where.name}在“{column.name}”栏目最近公开和更新的信息。"
    wanted = Wanted(where.organ.pk, columns=names)
    return _answer(feed(Atom, f"{column.name} - {where.name}", description, _base(request), page, own, wanted))


def _site(request: HttpRequest, kind: Kind, own: str) -> HttpResponse:
    return _answer(feed(kind, "", "各机关最近公开和更新的信息。", _base(request), "/", own, Wanted()))


def _base(request: HttpRequest) -> str:
    return absolute(request, "/").removesuffix("/")


def _answer(made: Atom | Rss) -> HttpResponse:
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)
