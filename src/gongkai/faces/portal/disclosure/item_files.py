"""Attachments and pictures of what is public, for as long as it is.

Takes:   a place in the list of the text that everybody sees now, and the file's name, which must be the right one.
Gives:   the bytes, as `look.files` lets them out; a file of a draft, of an earlier text or of what was taken off is a 404.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from gongkai.apps.files import queries as files
from gongkai.apps.publishing import public
from gongkai.apps.publishing.public import PublicFile, PublicItem
from gongkai.faces.look.files import PUBLIC, handed_out
from gongkai.faces.look.found import name_in_address
from gongkai.faces.portal.disclosure.asking import refuse

FILE_ASKED = "门户附件"
_KIND_NAMES: Mapping[str, str] = {"docx": "Word", "doc": "Word", "xlsx": "Excel", "xls": "Excel", "jpg": "JPEG"}


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
    blob = files.blob(file.organ_id, file.digest)
    return handed_out(request, blob, file.name, pictures=True, pdf=True, kept=PUBLIC)


def _named(file: PublicFile) -> str:
    """The name of a file as its address tells it."""
    return name_in_address(file.name, file.place, file.kind)
