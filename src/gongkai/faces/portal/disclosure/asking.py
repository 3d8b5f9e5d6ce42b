"""What is done when somebody asks the portal for what is not public: 404, and a note in the journal."""

from __future__ import annotations

import logging
from typing import NoReturn

from django.db import DatabaseError
from django.http import Http404, HttpRequest
from django.utils import timezone

from gongkai.apps.people import queries as people
from gongkai.apps.people.models import Person
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing import public

_LOG = logging.getLogger("gongkai.portal")


def refuse(request: HttpRequest, code: str, number: str, what: str) -> NoReturn:
    """404 whether there is such an item or not. Where there is one of which something is not public, its journal tells that
    somebody asked for `what`: once a day, so that nobody fills a journal by asking. An officer of that organ who looks whether the
    page is up is no stranger.
    """
    found = public.hidden(code, number)
    if found is not None and not _of_the_house(request, found.organ_id):
        try:
            publishing.note_stranger(found.pk, what, timezone.now())
        except DatabaseError:
            # Another answer than that for nothing would tell that there is something.
            _LOG.exception("organ %d item %d: a stranger could not be noted", found.organ_id, found.pk)
    raise Http404


def _of_the_house(request: HttpRequest, organ_id: int) -> bool:
    person = request.user
    if not isinstance(person, Person):
        return False
    return any(post.organ_id == organ_id for post in people.posts(person, timezone.localdate()))
