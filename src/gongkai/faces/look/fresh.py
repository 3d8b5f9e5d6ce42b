"""Has whoever asks this answer already?

Gives:   an ETag of the state that answers follow from: how far every organ's journal has come, the day, the program, its settings.
         While it is the same, nothing public has changed, and the answer need not be made again; when anything was entered
         anywhere it is another, though the answer may be the same. What does not follow from that state is tagged by its bytes.
"""

from __future__ import annotations

import hashlib
import json

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.http import parse_etags

from gongkai import __version__
from gongkai.apps.journal import queries as journal
from gongkai.faces.look.root import absolute

CACHING = "public, no-cache"
"""Kept by whoever likes, asked about each time: what is taken off must be gone at once."""


def state() -> str:
    """What every public answer follows from, as one word."""
    told = [__version__, timezone.localdate().isoformat(), sorted(settings.SITE.items()), journal.standing()]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:24]


def of_state(request: HttpRequest) -> str:
    """The tag of the answer to this question, before it is made. Of what was read after it, it can only be older, never newer."""
    # Answers hold whole addresses, which may depend on where we were asked.
    asked = f"{state()} {absolute(request, request.get_full_path())}"
    return f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:24]}"'


def has_it(request: HttpRequest, tag: str) -> bool:
    """Whether the asker has the answer of that tag. `*` says nothing of what it has, and an error has no tag."""
    return tag.removeprefix("W/") in {each.removeprefix("W/") for each in parse_etags(_told(request))}


def not_modified(tag: str) -> HttpResponse:
    """304, without a body."""
    answer = HttpResponse(status=304)
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = CACHING
    return answer


def tagged(request: HttpRequest, answer: HttpResponseBase, tag: str) -> HttpResponseBase:
    """A whole answer with its tag, by its bytes where none was told; what went wrong is never kept."""
    if answer.status_code != 200:
        answer.headers["Cache-Control"] = "no-store"
        return answer
    if not tag and isinstance(answer, HttpResponse):
        tag = f'"{hashlib.sha256(answer.content).hexdigest()[:24]}"'
        if has_it(request, tag):
            return not_modified(tag)
    answer.headers["ETag"] = tag
    answer.headers["Cache-Control"] = CACHING
    return answer


def _told(request: HttpRequest) -> str:
    return request.headers.get("If-None-Match", "")
