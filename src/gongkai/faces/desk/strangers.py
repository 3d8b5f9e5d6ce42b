"""Who knocks at the desk for an item that is not theirs? They get what everybody gets; the item's journal tells of it.

A middleware, so that an address that is added later is watched too: whoever is not logged in is led to the log-in, an officer of
another organ finds nothing (404), in both cases whether there is such an item or not.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from gongkai.apps.people import rights
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing import public
from gongkai.faces.desk.gate import Officer

_LOG = logging.getLogger("gongkai.desk")
_ITEM = re.compile(r"/desk/items/(?P<pk>[0-9]{1,18})/(?P<rest>.*)")
_ASKED: tuple[tuple[str, str], ...] = (
    (r"versions/\d+/files/", "稿件附件"),
    (r"versions/|compare/", "历次稿件"),
    (r"edit/", "修改页面"),
    (r"review/", "审签页面"),
    (r"do/", "办理"),
)
_PAGE = "工作台页面"


def note_strangers(following: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Write down who was turned away from an item that is not public."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = following(request)
        turned_away = (403, 404) if hasattr(request, "officer") else (302, 401)
        if response.status_code in turned_away and (asked := _ITEM.fullmatch(request.path)):
            _note(request, int(asked["pk"]), asked["rest"])
        return response

    return handle


def _note(request: HttpRequest, pk: int, rest: str) -> None:
    officer: Officer | None = getattr(request, "officer", None)
    if officer is None and request.user.is_authenticated:
        # On the way to a second factor, or without a post today: not at the desk yet.
        return
    try:
        found = public.hidden_by_key(pk)
        if found is None or (officer and rights.may(officer.actor, "draft.read", found.organ_id)):
            return
        what = next((name for pattern, name in _ASKED if re.match(pattern, rest)), _PAGE)
        publishing.note_stranger(pk, what, timezone.now(), officer.actor if officer else None)
    except DatabaseError:
        # Another answer than that for nothing would tell that there is something.
        _LOG.exception("item %d: a stranger could not be noted", pk)
