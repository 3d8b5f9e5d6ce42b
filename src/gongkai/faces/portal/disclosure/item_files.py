"""Attachments and pictures of what is public, for as long as it is.

Takes:   a place in the list of the text that everybody sees now, and the file's name, which must be the right one.
Gives:   the bytes with an ETag of their own; a file of a draft, of an earlier text or of what was taken off is a 404.

The bytes came from outside: they are never run in the name of this site (nosniff, kept as a file unless picture or PDF, no sources,
a sandbox). A PDF goes without the sandbox, in which browsers do not show it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from csp.constants import NONE
from csp.decorators import csp
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from gongkai.apps.files import queries as files
from gongkai.apps.publishing import public
from gongkai.apps.publishing.public import PublicFile, PublicItem
from gongkai.faces.look.found import name_in_address
from gongkai.faces.portal.disclosure.asking import refuse

FILE_ASKED = "门户附件"
_KIND_NAMES: Mapping[str, str] = {"docx": "Word", "doc": "Word", "xlsx": "Excel", "xls": "Excel", "jpg": "JPEG"}
_PDF = "pdf"
_STRICT = {"default-src": [NONE], "frame-ancestors": [NONE], "base-uri": [NONE], "form-action": [NONE]}


@dataclass(frozen=True, slots=True)
class Download:
    """An attachment as the page offers it."""

    name: str
    kind: str
    size: int
    url: str

    @classmethod
    def of(cls, found: PublicItem, file: PublicFile) -> Download:
        return cls(file.name, _KIND_NAMES.get(file.kind, file.kind.upper()), file.size, address(found, file))


def address(found: PublicItem, file: PublicFile) -> str:
    """Where a file of a public item is fetched."""
    return reverse("portal:disclosure:item_file", args=[found.code, found.number, file.place, _named(file)])


@require_safe
def item_file(request: HttpRequest, code: str, number: str, place: int, name: str) -> HttpResponse:
    """A file of what is public. 404 for any other, whether there is one or not."""
    try:
        file = public.attachment(code, number, place)
    except ObjectDoesNotExist:
        refuse(request, code, number, FILE_ASKED)
    if name != _named(file):
        raise Http404
    etag = f'"{file.digest}"'
    answer = get_conditional_response(request, etag=etag, response=None)
    sent = _bounded(answer, file.kind) if answer else _whole(file)
    sent.headers["ETag"] = etag
    # Asked again each time: what is taken off must be gone at once.
    sent.headers["Cache-Control"] = "public, no-cache"
    return sent


def _whole(file: PublicFile) -> HttpResponse:
    out = files.handout(files.blob(file.organ_id, file.digest), file.name, inline=True)
    answer = HttpResponse(out.data, content_type=out.media_type)
    way = out.disposition
    # A PDF is read in the browser's own window, like a picture; every other kind is kept as a file.
    answer.headers["Content-Disposition"] = way.replace("attachment", "inline", 1) if file.kind == _PDF else way
    answer.headers["Accept-Ranges"] = "none"
    return _bounded(answer, file.kind)


def _bounded(answer: HttpResponse, kind: str) -> HttpResponse:
    """The answer with the rules that keep its bytes from doing harm."""
    rules = _STRICT if kind == _PDF else {**_STRICT, "sandbox": [""]}
    return cast(HttpResponse, csp(rules)(lambda request: answer)(HttpRequest()))


def _named(file: PublicFile) -> str:
    """The name of a file as its address tells it."""
    return name_in_address(file.name, file.place, file.kind)
