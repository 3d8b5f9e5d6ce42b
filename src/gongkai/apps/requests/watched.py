"""What the watch asks of requests: which are open, which have ended, and how one stands after all its acts.

Asked by the program for all organs at once (apps/watch), never for a reader: who may see what comes of it is judged there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from gongkai.apps import casebook, rules
from gongkai.apps.requests.kind import KIND
from gongkai.apps.requests.lights import ENDED
from gongkai.apps.requests.models import Request
from gongkai.law.casework import Refusal, RequestCase
from gongkai.law.casework import request as casework
from gongkai.law.clocks.ledger import Impossible


def open_after(after: int, limit: int) -> list[Request]:
    """The next open requests of all organs after an id, by id: what is ended is passed over by the database."""
    return list(Request.objects.exclude(state__in=ENDED).filter(pk__gt=after).order_by("pk")[:limit])


def among(ids: Collection[int]) -> list[Request]:
    """Those of some requests that are open."""
    return list(Request.objects.exclude(state__in=ENDED).filter(pk__in=ids))


def replayed(ids: Iterable[int]) -> Iterator[tuple[int, RequestCase | None]]:
    """Requests after all their acts, by id, a few hundred in memory; None for one that cannot be counted by today's calendar and settings."""
    calendar, settings = rules.calendar(), rules.settings()
    for case_id, written in casebook.each_case(KIND, ids):
        try:
            yield case_id, casework.replay(casebook.story(written).acts, calendar, settings)
        except (Refusal, Impossible):
            yield case_id, None


@dataclass(frozen=True, slots=True)
class ToldBy:
    """Where an applicant may be told of something: the sealed record of the registration, and the number to name."""

    number: str
    record_id: int
    coded: bool


def told_by(organ_id: int, request_id: int) -> ToldBy | None:
    """Where the applicant of a request may be told of something; None for another organ's, and once it is shredded.

    `coded` tells whether a query code was given for it, without which nothing can be looked up.
    """
    row = Request.objects.filter(pk=request_id, organ_id=organ_id).select_related("person").first()
    if row is None or row.person is None or row.person.shredded_at is not None:
        return None
    return ToldBy(row.number, row.person.pk, bool(row.code))
