"""What holds for every request: a limit on its size, and headers that Django and django-csp do not set themselves."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse

from gongkai.faces.look import errors

Handler = Callable[[HttpRequest], HttpResponse]

# How much of a refused upload is read and thrown away, so that the browser finishes sending and shows our page rather
# than «connection reset». Beyond it the connection is closed.
_DRAIN_BYTES = 256 * 1024 * 1024
_PIECE_BYTES = 1024 * 1024
_LENGTH_DIGITS = 18
"""Of a declared length: what has more is above every limit, and Python refuses to read numbers of thousands of digits."""

_HEADERS = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def more_headers(following: Handler) -> Handler:
    """Add the headers that no library here sets."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = following(request)
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return handle


def keep_out_of_caches(following: Handler) -> Handler:
    """Let nothing of the desk stay in a cache that the next person at the machine can read: no page, no redirect."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = following(request)
        if request.path.startswith("/desk/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    return handle


def limit_uploads(following: Handler) -> Handler:
    """Refuse a body above GONGKAI_UPLOAD_MB before anything of it is parsed or stored.

    What any other refusal left unread is read too: of a text above its own lower limit, of a form without its cookie.
    A body without a declared length never reaches the application: Django reads as far as the length says.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        declared = request.META.get("CONTENT_LENGTH") or "0"
        size = int(declared[:_LENGTH_DIGITS]) if declared.isascii() and declared.isdigit() else 0
        response = errors.too_large(request) if size > settings.UPLOAD_LIMIT_BYTES else following(request)
        if response.status_code >= 400:
            _drain(request, size if size <= _DRAIN_BYTES else 0)
        return response

    return handle


def _drain(request: HttpRequest, left: int) -> None:
    while left > 0 and (piece := request.read(min(_PIECE_BYTES, left))):
        left -= len(piece)


def refuse_nul(following: Handler) -> Handler:
    """Refuse an address with a NUL in it: PostgreSQL takes it in no text, and nothing here is called so.

    What is told behind the question mark is a form's: it says beside its field what is wrong.
    """

    def handle(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path:
            return errors.bad_request(request, SuspiciousOperation("NUL in the address"))
        return following(request)

    return handle


def explain_not_allowed(following: Handler) -> Handler:
    """Give Django's empty 405 a page, for the person who reloads an address that only takes forms."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = following(request)
        if response.status_code == 405 and not response.content:
            return errors.not_allowed(request, response.headers.get("Allow", ""))
        return response

    return handle
