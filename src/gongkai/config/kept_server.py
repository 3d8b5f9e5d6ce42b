"""The embedded server's short way: a kept page goes out before any other work, every other request to Django.

Only what needs no thinking is answered here: GET or HEAD of an address whose page is kept and true today, without a query, without the
cookie of a look, at a host and over a scheme that Django would accept too. Whatever is otherwise, Django says so as ever.

While nobody on this machine looks for pages that are true no more (a worker that stands still, a machine without one), none is served.

Validators are nginx's: the second in which the page was made and its size, so that readers may come by either server.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import parse_cookie
from django.http.request import split_domain_port, validate_host
from django.utils.http import http_date, parse_http_date_safe

from gongkai.config import kept_headers, kept_pages

Headers = list[tuple[str, str]]
Start = Callable[[str, Headers], object]
Environ = dict[str, object]
App = Callable[[Environ, Start], Iterable[bytes]]

_REMEMBERED = 4096
"""Pages that are held in memory, beside their files; of at most this size each."""
_SMALL = 256 * 1024
_LOOK_EVERY = 1.0
"""Seconds between two looks whether the sweeper lives."""
_LOOK = "look"
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


@dataclass(frozen=True, slots=True)
class _Page:
    """One file as it was read: `stamp` tells whether it is still the same one."""

    stamp: tuple[int, int, int]
    etag: str
    modified: str
    content: bytes
    headers: Headers


class KeptPages:
    """Serves kept pages around an application."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._pages: dict[str, _Page] = {}
        self._hosts: dict[str, bool] = {}
        self._day_ends = self._watched_until = 0.0
        self._root = str(kept_pages.site())

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        page = self._found(environ) if self._is_plain(environ) else None
        return self._app(environ, start) if page is None else _sent(environ, page, start)

    def _is_plain(self, environ: Environ) -> bool:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or environ.get("QUERY_STRING"):
            return False
        if environ.get("SCRIPT_NAME") or environ.get("HTTP_RANGE"):
            return False
        cookies = environ.get("HTTP_COOKIE", "")
        # As Django reads them: Python's own reader raises over names that any site of the same domain may have set.
        if _LOOK in str(cookies) and _LOOK in parse_cookie(str(cookies)):
            return False
        return self._is_ours(str(environ.get("HTTP_HOST", ""))) and (
            not settings.SECURE_SSL_REDIRECT or _is_secure(environ)
        )

    def _is_ours(self, host: str) -> bool:
        known = self._hosts.get(host)
        if known is None:
            domain, _ = split_domain_port(host)
            allowed = settings.ALLOWED_HOSTS
            known = bool(domain) and validate_host(domain, allowed)
            if len(self._hosts) < _REMEMBERED:
                self._hosts[host] = known
        return known

    def _found(self, environ: Environ) -> _Page | None:
        path = str(environ.get("PATH_INFO", ""))
        # WSGI hands the bytes of a path as latin-1.
        lies = kept_pages.relative(quote(path.encode("latin-1")))
        if not lies or not self._is_watched() or not self._is_today():
            return None
        plain = f"{self._root}/{lies}"
        try:
            # By the plain file alone a page is there.
            told = os.stat(plain)
            if not _takes_gzip(environ):
                return self._read(plain, told, lies, packed=False)
            packed = plain + kept_pages.PACKED
            try:
                return self._read(packed, os.stat(packed), lies, packed=True)
            except FileNotFoundError:
                return self._read(plain, told, lies, packed=False)
        except OSError:
            return None

    def _read(self, name: str, told: os.stat_result, lies: str, packed: bool) -> _Page:
        kept = self._pages.get(name)
        if kept is not None and kept.stamp == (told.st_ino, told.st_mtime_ns, told.st_size):
            return kept
        with Path(name).open("rb") as file:
            # Of the file that is open: another may have taken its name by now.
            told, content = os.fstat(file.fileno()), file.read()
        page = _page(told, content, lies, packed)
        if len(content) <= _SMALL:
            if len(self._pages) >= _REMEMBERED:
                self._pages.clear()
            self._pages[name] = page
        return page

    def _is_watched(self) -> bool:
        """Whether somebody on this machine removes what an act of another process, or of another machine, made untrue."""
        now = time.monotonic()
        if now >= self._watched_until:
            seconds = kept_pages.quiet()
            if seconds is None or seconds > kept_pages.LATE_SECONDS:
                return False
            self._watched_until = now + _LOOK_EVERY
        return True

    def _is_today(self) -> bool:
        """Whether what is kept is true today: told by whoever cleared away yesterday's pages."""
        now = time.time()
        if now < self._day_ends and self._day_ends - now <= 90000:
            return True
        zone = ZoneInfo(settings.TIME_ZONE)
        today = datetime.fromtimestamp(now, zone)
        if kept_pages.told_day() != today.date():
            return False
        midnight = datetime.combine(today.date() + timedelta(days=1), datetime.min.time(), zone)
        self._day_ends = midnight.timestamp()
        return True


def _page(told: os.stat_result, content: bytes, lies: str, packed: bool) -> _Page:
    made = int(told.st_mtime)
    etag, modified = f'"{made:x}-{told.st_size:x}"', http_date(made)
    name = lies.removesuffix(kept_pages.INDEX)
    headers = [
        ("Content-Type", kept_pages.media_type(f"/{name}")),
        ("Content-Length", str(len(content))),
        ("ETag", etag),
        ("Last-Modified", modified),
        *kept_headers.standard(secure=settings.SECURE_SSL_REDIRECT).items(),
    ]
    if packed:
        headers.append(("Content-Encoding", "gzip"))
    return _Page((told.st_ino, told.st_mtime_ns, told.st_size), etag, modified, content, headers)


def _sent(environ: Environ, page: _Page, start: Start) -> Iterable[bytes]:
    if _is_known(environ, page):
        without = [
            each for each in page.headers if each[0] not in ("Content-Length", "Content-Type", "Content-Encoding")
        ]
        start("304 Not Modified", without)
        return ()
    start("200 OK", page.headers)
    return () if environ["REQUEST_METHOD"] == "HEAD" else (page.content,)


def _is_known(environ: Environ, page: _Page) -> bool:
    """Whether the reader has this very page. A name for it weighs more than a time (RFC 9110, 13.2.2)."""
    if told := environ.get("HTTP_IF_NONE_MATCH"):
        names = [each.strip().removeprefix("W/") for each in str(told).split(",")]
        return page.etag in names or "*" in names
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    return bool(since) and parse_http_date_safe(str(since)) == parse_http_date_safe(page.modified)


def _takes_gzip(environ: Environ) -> bool:
    told = str(environ.get("HTTP_ACCEPT_ENCODING", ""))
    return "gzip" in told and bool(_GZIP.search(told))


def _is_secure(environ: Environ) -> bool:
    if settings.SECURE_PROXY_SSL_HEADER:
        name, value = settings.SECURE_PROXY_SSL_HEADER
        if (told := environ.get(name)) is not None:
            return str(told).split(",")[0].strip() == value
    return environ.get("wsgi.url_scheme") == "https"
