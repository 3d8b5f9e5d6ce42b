"""How does a sealed paper of a case go out? Never kept by browsers in between, never sniffed, never run in this site's name.

Takes:   a paper that was opened with a trace (apps/papers). Gives: its bytes as a file to be saved.
"""

from __future__ import annotations

from typing import cast

from csp.constants import NONE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse

from gongkai.apps.papers.queries import Opened

_STRICT = {"default-src": [NONE], "frame-ancestors": [NONE], "base-uri": [NONE], "form-action": [NONE], "sandbox": [""]}


def sent(found: Opened) -> HttpResponse:
    """The answer that holds a paper."""
    answer = HttpResponse(found.data, content_type=found.media)
    answer.headers["Content-Disposition"] = found.disposition
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Accept-Ranges"] = "none"
    bounded = cast(HttpResponse, csp(_STRICT)(lambda asked: answer)(HttpRequest()))
    bounded.headers["Cache-Control"] = "no-store"
    return bounded
