"""How is a page rendered that nobody is asking for? As if a reader asked the program itself, by the same way through every layer.

Takes:   paths. Gives: the pages as `actions.Rendered`, to be kept together; nothing for what is not kept: another status, a page
         that shows its reader.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection

from gongkai.apps.pages import memory
from gongkai.apps.pages.actions import Rendered

TAKE = "gongkai.take"
"""In the environment of a request: who takes the rendered page instead of keeping it at once (faces/look/keeping)."""
_LOG = logging.getLogger("gongkai.pages")


def rendered(paths: Iterable[str]) -> Iterator[tuple[str, Rendered | None]]:
    """Each path with its page, or None where there is none to keep."""
    handler, this_round = _handler(), memory.Round()
    for path in paths:
        connection.ensure_connection()
        # A reader's request ends with its connection; opening it again costs as much as a page of queries.
        connection.close_at = None
        with memory.remembering(this_round):
            page = _one(handler, path)
        yield path, page


@lru_cache(maxsize=1)
def _handler() -> WSGIHandler:
    return get_wsgi_application()


def _one(handler: WSGIHandler, path: str) -> Rendered | None:
    taken: list[Rendered] = []
    try:
        answer = handler(_asked(path, taken.append), _started)
        answer.close()
    except Exception:  # a page that cannot be rendered is its reader's sorrow, not that of all others
        _LOG.exception("页面 %s 没有生成", path)
        return None
    return taken[0] if taken else None


def _asked(path: str, take: Callable[[Rendered], None]) -> dict[str, Any]:
    forwarded = dict([settings.SECURE_PROXY_SSL_HEADER]) if settings.SECURE_PROXY_SSL_HEADER else {}
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": settings.SITE["domain"] if _is_ours(settings.SITE["domain"]) else "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        # As a reader would come in operation; elsewhere over plain HTTP.
        "wsgi.url_scheme": "https" if settings.SECURE_SSL_REDIRECT else "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        TAKE: take,
        **(forwarded if settings.SECURE_SSL_REDIRECT else {}),
    }


def _is_ours(host: str) -> bool:
    return host in settings.ALLOWED_HOSTS


def _started(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> Callable[[bytes], object]:
    return lambda data: None
