"""How is a report called and declared when it is taken away as a file?"""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_OFFICE = "application/vnd.openxmlformats-officedocument."
CONTENT_TYPES = {
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
}
LABELS = {"docx": "Word", "xlsx": "Excel", "pdf": "PDF", "html": "网页", "json": "JSON"}
_NAME_CHARACTERS = 60
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\ud800-\udfff]+')


def disposition(title: str, extension: str, tail: str = "") -> str:
    """The Content-Disposition of a download that is named after its title."""
    stem = _UNSAFE.sub("", title)[:_NAME_CHARACTERS].strip(" .") or "年报"
    return content_disposition_header(True, f"{stem}{f'-{tail}' if tail else ''}.{extension}") or "attachment"


def download(body: bytes, title: str, extension: str, tail: str = "") -> HttpResponse:
    """The answer that gives a file to keep."""
    response = HttpResponse(body, content_type=CONTENT_TYPES[extension])
    response.headers["Content-Disposition"] = disposition(title, extension, tail)
    return response
