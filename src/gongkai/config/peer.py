"""From which network address does a request come?"""

from __future__ import annotations

import re

from django.conf import settings
from django.http import HttpRequest

_WITH_PORT = re.compile(r"(?:\[([0-9A-Za-z:.%]+)\]|([0-9.]+))(?::\d{1,5})?")
"""As some proxies write it. The port is chosen by whoever asks: counted with it, each connection would be somebody new."""


def address(request: HttpRequest) -> str:
    """Who asks: the peer; behind our own proxy the last address that this proxy itself added."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.TRUSTED_PROXY else ""
    told = forwarded.rpartition(",")[2].strip()
    if found := _WITH_PORT.fullmatch(told):
        told = found[1] or found[2]
    return told or str(request.META.get("REMOTE_ADDR", ""))
