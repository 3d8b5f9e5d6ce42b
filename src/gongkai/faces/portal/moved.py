"""Where does an address lead on to, of which nothing is left here?

Law:     国办发〔2017〕47号 (what was published keeps being found when a site moves)
Takes:   a request that nobody answered.
Gives:   where to: an organ's pages under its present code, the page of an item that was moved in from the old site; None otherwise.

Only what is public is led to, so that an old address tells nothing of a draft.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from gongkai.apps.organs import queries as organs
from gongkai.apps.publishing import public
from gongkai.apps.publishing.moving_in import old_addresses
from gongkai.apps.search.findable import Kind
from gongkai.faces.look import found

Handler = Callable[[HttpRequest], HttpResponse]
_OF_ORGAN = re.compile(r"^/(xxgk|reports|statistics|ask|answers)/([-\w]+)(/.*)?$", re.ASCII)
_OURS = ("/desk/", "/api/", "/static/")


def lead_on(following: Handler) -> Handler:
    """Lead whoever asked for an address that is no more to where its content is now."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = following(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD") or request.path.startswith(_OURS):
            return response
        try:
            there = whither(request)
        except DatabaseError:
            # The page for what was not found asks no database: it is answered even when that is away.
            return response
        return HttpResponsePermanentRedirect(there) if there else response

    return handle


def whither(request: HttpRequest) -> str | None:
    """The path to go to, for an address that was not found."""
    return _under_present_code(request) or _moved_in(request)


def _under_present_code(request: HttpRequest) -> str | None:
    named = _OF_ORGAN.match(request.path)
    code = organs.present_code(named[2]) if named else ""
    if named is None or not code:
        return None
    query = request.META.get("QUERY_STRING", "")
    return f"/{named[1]}/{code}{named[3] or '/'}{'?' if query else ''}{query}"


def _moved_in(request: HttpRequest) -> str | None:
    hosts = (request.META.get("HTTP_HOST", ""),)
    for address in dict.fromkeys((request.get_full_path(), request.path)):
        known = old_addresses.item_at(address, hosts)
        if known is not None:
            return _public(*known)
    return None


def _public(code: str, number: str) -> str | None:
    try:
        item = public.item(code, number)
    except ObjectDoesNotExist:
        return None
    into = public.final(item.organ_id, item.successor) if item.standing == "merged" else ""
    return found.path(Kind.INFORMATION, code, into or number)
