"""Which answers are kept as files, and from what were they made?

`@kept(scopes)` marks a view whose page, asked for without a query, is the same for everybody; `keep_pages`, the outermost middleware,
keeps what such a view answers. A page that shows any sign of its reader is not kept, whatever its view says: a cookie, a session that
was looked at, a token of a form, a message, a header of its own, the address by which it happened to be asked. And an address is kept in the
one way in which we write it: `02026` for `2026` is answered, but whoever thinks up such ways fills no disk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from gongkai.apps.pages import actions, memory, queries
from gongkai.apps.pages.actions import Rendered
from gongkai.apps.pages.rendering import TAKE
from gongkai.config import kept_headers, kept_pages
from gongkai.faces.look.root import root

Handler = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]
LOOK = "look"
"""The cookie of a reader who chose large type or high contrast: with it a page is rendered for them."""
LARGEST = 32 * 1024 * 1024
_MARK = "is_kept"
_ATTRIBUTE = "kept_promise"
_OF_THE_ANSWER = frozenset({"content-type", "content-length", "etag", "last-modified"})
"""Headers that the file itself brings along."""


@dataclass(slots=True)
class _Promise:
    """What was true when the view began."""

    scopes: set[str]
    since: int
    day: date
    until: date


def kept(scopes: Callable[..., Iterable[str]], until: Callable[..., date] | None = None) -> Callable[[View], View]:
    """Mark a view whose page may be kept. `scopes` takes the parts of the address by their names (`code=`, `number=`, …) and gives what
    the page is made from (`apps/pages/scopes`); what shows only while rendering is added with `also`. Without `until` a page is true
    today only; with it up to the day that it gives (`today=` and the parts).
    """

    def wrap(view: View) -> View:
        @wraps(view)
        def inner(request: HttpRequest, **parts: Any) -> HttpResponseBase:
            if _asked_plainly(request) and not connection.in_atomic_block:
                # Before the view reads anything: what is committed from here on may be missing in the page.
                since, today = queries.newest(), timezone.localdate()
                memory.begin(since, today)
                last = until(today=today, **parts) if until else today
                setattr(request, _ATTRIBUTE, _Promise(set(scopes(**parts)), since, today, last))
            return view(request, **parts)

        setattr(inner, _MARK, True)
        return inner

    return wrap


def also(request: HttpRequest, *scopes: str) -> None:
    """What else the page is made from, found out while rendering."""
    promise: _Promise | None = getattr(request, _ATTRIBUTE, None)
    if promise is not None:
        promise.scopes.update(scopes)


def not_after(request: HttpRequest, day: date) -> None:
    """The last day on which the page is true, found out while rendering; the earliest of all counts."""
    promise: _Promise | None = getattr(request, _ATTRIBUTE, None)
    if promise is not None:
        promise.until = min(promise.until, day)


def keep_pages(following: Handler) -> Handler:
    """Keep what a marked view answered, once every header is there."""

    def handle(request: HttpRequest) -> HttpResponseBase:
        answer = following(request)
        if _is_marked(request):
            if answer.status_code in (200, 304):
                _same_for_all(answer)
            # Where it was a moment ago, too: what is taken off, or leads elsewhere, is asked for each time.
            answer.headers.setdefault("Cache-Control", kept_headers.CACHING)
        promise: _Promise | None = getattr(request, _ATTRIBUTE, None)
        if promise is not None and isinstance(answer, HttpResponse) and may_be_kept(request, answer):
            # Whoever renders many pages keeps them together.
            take = request.META.get(TAKE)
            page = _rendered(request, answer, promise)
            if callable(take):
                take(page)
            else:
                _keep(page)
        return answer

    return handle


def _keep(page: Rendered) -> None:
    try:
        actions.keep([page], timezone.now())
    except DatabaseError:
        # The page was rendered and is shown; whether it may be kept could not be asked.
        connection.close_if_unusable_or_obsolete()


def _rendered(request: HttpRequest, answer: HttpResponse, promise: _Promise) -> Rendered:
    return Rendered(
        kept_pages.asked(request.path),
        answer.content,
        frozenset(promise.scopes),
        promise.since,
        promise.day,
        promise.until,
    )


def may_be_kept(request: HttpRequest, answer: HttpResponse) -> bool:
    """Whether everybody who asks for this address may be given these bytes with the headers of every page."""
    return (
        answer.status_code == 200
        and request.method == "GET"
        and bool(kept_pages.relative(kept_pages.asked(request.path)))
        and _as_we_write_it(request)
        and len(answer.content) <= LARGEST
        and not answer.cookies
        and not _tells_of_its_reader(request)
        and answer.headers.get("Content-Type") == kept_pages.media_type(request.path)
        and _plain_headers(request, answer)
        and (bool(root()) or not _tells_where_it_was_asked(request, answer))
    )


def _asked_plainly(request: HttpRequest) -> bool:
    return request.method == "GET" and not request.META.get("QUERY_STRING") and LOOK not in request.COOKIES


def _is_marked(request: HttpRequest) -> bool:
    # Decorators around a view hand on what is marked on it.
    return request.resolver_match is not None and getattr(request.resolver_match.func, _MARK, False)


def _as_we_write_it(request: HttpRequest) -> bool:
    """Whether the address is the one that links lead to, and no prefix that a header named was taken off before it."""
    match = request.resolver_match
    if match is None or request.META.get("SCRIPT_NAME"):
        return False
    try:
        return reverse(match.view_name, args=match.args, kwargs=match.kwargs) == kept_pages.asked(request.path)
    except NoReverseMatch:
        return False


def _same_for_all(answer: HttpResponseBase) -> None:
    """The same headers as those with which its file is served."""
    answer.headers["Cache-Control"] = kept_headers.CACHING
    patch_vary_headers(answer, kept_headers.VARY)


def _tells_of_its_reader(request: HttpRequest) -> bool:
    session = getattr(request, "session", None)
    messages = getattr(request, "_messages", None)
    return (
        bool(session is not None and session.accessed)
        or bool(request.META.get("CSRF_COOKIE_NEEDS_UPDATE"))
        or bool(messages is not None and messages.used)
    )


def _plain_headers(request: HttpRequest, answer: HttpResponse) -> bool:
    found = {name.lower(): value for name, value in answer.headers.items() if name.lower() not in _OF_THE_ANSWER}
    wanted = kept_headers.standard(request.is_secure())
    return kept_headers.same(found, {name.lower(): value for name, value in wanted.items()})


def _tells_where_it_was_asked(request: HttpRequest, answer: HttpResponse) -> bool:
    # Also in the form in which an address stands in another.
    host = request.get_host().encode()
    return b"//" + host in answer.content or b"%2F%2F" + host in answer.content
