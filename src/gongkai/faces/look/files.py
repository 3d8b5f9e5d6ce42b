"""How does a kept file go out, so that its bytes never act in this site's name?

Takes:   a file that whoever asks may see, the name under which it goes. Gives: its bytes with an ETag, never sniffed, never run: no
         sources, a sandbox, kept as a file unless it may be looked at in the page. A PDF that is looked at goes without the sandbox, in
         which browsers do not show it.
Refused: what is damaged where it is kept, told by a page and to the operator's log.
"""

from __future__ import annotations

import logging
from typing import cast

from csp.constants import NONE
from csp.decorators import csp
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from gongkai.apps.files import queries as files
from gongkai.apps.files.models import Blob
from gongkai.apps.files.refusal import Damaged
from gongkai.faces.look import errors

PUBLIC = "public, no-cache"
"""Kept by others, asked again each time: what is taken off must be gone at once."""
PRIVATE = "private, no-cache"
_PDF = "pdf"
_STRICT = {"default-src": [NONE], "frame-ancestors": [NONE], "base-uri": [NONE], "form-action": [NONE]}
_LOG = logging.getLogger(__name__)


def handed_out(
    request: HttpRequest, blob: Blob, name: str, *, pictures: bool = False, pdf: bool = False, kept: str = PRIVATE
) -> HttpResponse:
    """The answer that holds a file; `pictures` and `pdf` say what of it is looked at in the page instead of saved."""
    try:
        return sent(request, blob, name, pictures=pictures, pdf=pdf, kept=kept)
    except Damaged:
        _LOG.exception("A kept file is damaged or missing")
        return errors.damaged_file(request)


def sent(
    request: HttpRequest, blob: Blob, name: str, *, pictures: bool = False, pdf: bool = False, kept: str = PRIVATE
) -> HttpResponse:
    """The same for a page that tells in its own words what cannot be given. Refused: `Damaged`."""
    etag = f'"{blob.digest}"'
    looked_at = pdf and blob.kind == _PDF
    answer = get_conditional_response(request, etag=etag, response=None)
    if answer is None:
        found = files.handout(blob, name, inline=pictures)
        answer = HttpResponse(found.data, content_type=found.media_type)
        way = found.disposition
        answer.headers["Content-Disposition"] = way.replace("attachment", "inline", 1) if looked_at else way
        answer.headers["Accept-Ranges"] = "none"
    rules = _STRICT if looked_at else {**_STRICT, "sandbox": [""]}
    bounded = cast(HttpResponse, csp(rules)(lambda asked: answer)(HttpRequest()))
    bounded.headers["ETag"] = etag
    bounded.headers["Cache-Control"] = kept
    bounded.headers["X-Content-Type-Options"] = "nosniff"
    return bounded
