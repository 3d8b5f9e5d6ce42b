"""What becomes of a form that was typed at the desk and cannot be taken as it came? It is kept on a page of its own.

The session ended while somebody typed, another log-in in the same browser made the form's mark void, the program or its
database failed: everything typed comes back to be sent again. Only forms of this very site are given back: the browser says
where they come from, and another site cannot say it for it. Passwords are never given back.
"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gongkai.faces.look import errors

_MARK = "csrfmiddlewaretoken"
_CODE = re.compile(r"[a-z0-9_:-]*")
"""What was chosen or counted; nobody would know it by sight."""


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's door for a form whose mark is void or missing (CSRF_FAILURE_VIEW)."""
    if _of_a_room(request) and _from_here(request) and typed(request):
        return give_back(request, 403)
    return errors.form_expired(request, reason)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's door for a failure of ours (handler500)."""
    if _of_a_room(request) and request.method == "POST" and typed(request):
        # The database may be what failed: nobody asks it here who is logged in and what they were told.
        return give_back(request, 500, failed=True, user=None, officer=None, messages=(), logged_in=True)
    return errors.server_error(request)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and text of everything that a form told, in its order; files are not among it."""
    return [(name, text) for name, texts in request.POST.lists() if name != _MARK for text in texts]


def give_back(request: HttpRequest, status: int, **more: Any) -> HttpResponse:
    """The page that says why nothing was entered, with the form to send again."""
    told: dict[str, Any] = {
        "typed": typed(request),
        "words": [text for _, text in typed(request) if text.strip() and not _CODE.fullmatch(text)],
        "files": bool(request.FILES),
        "path": request.get_full_path(),
        **more,
    }
    if "logged_in" not in told:
        told["logged_in"] = request.user.is_authenticated
    return render(request, "desk/kept.html", told, status=status)


def _of_a_room(request: HttpRequest) -> bool:
    """Whether it is a form of the desk's rooms, not of the log-in and the account."""
    match = request.resolver_match
    return match is not None and match.app_names[:1] == ["desk"]


def _from_here(request: HttpRequest) -> bool:
    return request.headers.get("Origin", "") == f"{request.scheme}://{request.get_host()}"
