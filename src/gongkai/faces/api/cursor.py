"""Where does the next page of a list begin? A word that only we can make, and that only fits the list for which it was made."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.core.signing import BadSignature, Signer
from django.http import HttpRequest

from gongkai.faces.api.problems import Wrong
from gongkai.faces.look.root import absolute

MOST, USUAL = 100, 20
"""Rows on a page: at most, and where nothing is said."""
_LONGEST = 400
_OF_THE_PAGE = ("cursor", "limit")


def sealed(request: HttpRequest, day: date, pk: int) -> str:
    """The word for the place behind a row."""
    return _signer(request).sign_object([day.isoformat(), pk])


def opened(request: HttpRequest, word: str) -> tuple[date, int] | None:
    """The place that a word means; None for none. Refused (`Wrong`): a word of another list, or none of ours."""
    if not word:
        return None
    try:
        day, pk = _signer(request).unsign_object(word[:_LONGEST])
        return date.fromisoformat(day), int(pk)
    except (BadSignature, ValueError, TypeError) as spoiled:
        sentence = (
            "cursor 不是本接口给出的，或者其他参数与给出时不同。请去掉 cursor 从第一页开始，翻页时不要改动其他参数。"
        )
        raise Wrong(400, sentence, "cursor") from spoiled


def address(request: HttpRequest, **changed: object) -> str:
    """The whole address of the same list with other parameters; one that is None is left out."""
    told = {**request.GET.dict(), **changed}
    query = urlencode({name: str(value) for name, value in told.items() if value is not None})
    return absolute(request, request.path + (f"?{query}" if query else ""))


def links(**addresses: str | None) -> str:
    """The header `Link` (RFC 8288)."""
    return ", ".join(f'<{url}>; rel="{rel}"' for rel, url in addresses.items() if url)


def _signer(request: HttpRequest) -> Signer:
    asked = {name: value for name, value in request.GET.dict().items() if name not in _OF_THE_PAGE}
    return Signer(salt=f"cursor {request.path} {sorted(asked.items())}")
