"""With which headers is a kept page served? With those of a page that Django renders: they are asked from the very same middleware.

Takes:   the settings. Gives: the headers of every kept page, whoever serves it; all but those that the file itself brings along.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO

from django.conf import settings
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string

CACHING = "no-cache"
VARY = ("Accept-Encoding", "Cookie")
_LAST = "gongkai.faces.portal.middleware.limit_uploads"
"""From here on middleware answers requests; those above it put headers on answers."""
_NO_HEADERS = ("whitenoise.", "gongkai.faces.look.keeping.", "gongkai.faces.portal.keeping.")


@lru_cache(maxsize=2)
def standard(secure: bool) -> Mapping[str, str]:
    """Name and value of every header, for a request over HTTPS or without."""
    names = list(settings.MIDDLEWARE)
    outer = [each for each in names[: names.index(_LAST)] if not each.startswith(_NO_HEADERS)]
    handle: Callable[[HttpRequest], HttpResponse] = _page
    for each in reversed(outer):
        handle = import_string(each)(handle)
    # Asked over HTTPS, so that no answer is a redirect to it; what holds for HTTPS alone is taken off again below.
    forwarded = dict([settings.SECURE_PROXY_SSL_HEADER]) if settings.SECURE_PROXY_SSL_HEADER else {}
    request = WSGIRequest(
        {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": "/",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "443",
            "wsgi.url_scheme": "https",
            "wsgi.input": BytesIO(),
            **forwarded,
        }
    )
    answer = handle(request)
    found = {
        name: value for name, value in answer.headers.items() if name.lower() not in ("content-type", "content-length")
    }
    if not secure:
        found.pop("Strict-Transport-Security", None)
    return found


def _page(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse()
    answer.headers["Cache-Control"] = CACHING
    answer.headers["Vary"] = ", ".join(VARY)
    return answer


def same(found: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Whether two sets of headers say the same; in some the order of words does not matter."""
    return found.keys() == wanted.keys() and all(
        _words(name, found[name]) == _words(name, wanted[name]) for name in found
    )


def _words(name: str, value: str) -> object:
    if name == "vary":
        return {each.strip().lower() for each in value.split(",")}
    if name == "content-security-policy":
        return {each.strip() for each in value.split(";")}
    return value
