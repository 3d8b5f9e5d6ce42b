"""What is done when somebody asks the portal for what is not public: 404, and a note in the journal."""

from __future__ import annotations

from typing import NoReturn

from django.http import Http404
from django.utils import timezone

from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing import public


def refuse(code: str, number: str, what: str) -> NoReturn:
    """404 whether there is such an item or not. Where there is one of which something is not public, its journal tells that
    somebody asked for `what`: once a day, so that nobody fills a journal by asking.
    """
    if (pk := public.hidden(code, number)) is not None:
        publishing.note_stranger(pk, what, timezone.now())
    raise Http404
