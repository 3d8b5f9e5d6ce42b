"""What may a person see of one request: everything that follows from its acts, and what was sealed with them?

Narrowed to the organs that the reader may read (`people.rights`): another organ's request is not found, as if there were
none. Lists of many are in `queries`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from gongkai.apps import casebook, rules
from gongkai.apps.case_pages import sight
from gongkai.apps.casebook import Line
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal.models import Entry
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.requests.kind import KIND
from gongkai.apps.requests.lights import Light, light
from gongkai.apps.requests.models import Request
from gongkai.law.casework import Option, RequestCase
from gongkai.law.casework import request as casework
from gongkai.law.casework.doing import Reading
from gongkai.law.casework.story import RequestStory


@dataclass(frozen=True, slots=True)
class CaseView:
    """One request with everything that its page shows. `options` are those of the reader's role today."""

    request: Request
    case: RequestCase
    light: Light
    lines: tuple[Line, ...]
    options: tuple[Option, ...]
    sealed: int
    """How many sealed records can still be opened."""
    shredded: int
    writable: bool
    """Whether the reader's own organ handles it: others only look on."""
    written: tuple[Entry, ...]
    """The entries of the journal from which all this follows."""
    reading: Reading[RequestStory, RequestCase]
    """The acts, walked once: what other roles may do is asked of it."""


@dataclass(frozen=True, slots=True)
class OwedCase:
    """A request for which a department owes an answer."""

    pk: int
    number: str
    subject: str
    case: RequestCase


@dataclass(frozen=True, slots=True)
class Owed:
    """The first of them, and how many there are."""

    cases: tuple[OwedCase, ...]
    total: int


def case(actor: Actor, request_id: int, today: date) -> CaseView:
    """One request after all its acts, replayed from the journal once: three queries.

    Not found (`Request.DoesNotExist`): a request of an organ that the reader may not read.
    """
    row = readable(actor).select_related("person").get(pk=request_id)
    seen = sight(KIND, casework.reading, row.pk, row.organ_id, actor, today)
    told = (seen.lines, seen.options, seen.sealed, seen.shredded, seen.writable, seen.written, seen.reading)
    return CaseView(row, seen.reading.case, light(row, today, rules.calendar()), *told)


@transaction.atomic
def personal(actor: Actor, request_id: int, why: str, now: datetime) -> Mapping[int, Mapping[str, str]]:
    """The private fields that were told, by the number of the act they came with. Each reading goes into the journal.

    `why` is a code of `journal.vault.REASONS`. Refused: `people.rights.Forbidden`; `journal.refusals.VaultRefusal`. Not
    found: as `case`. Shredded records are left out.
    """
    rights.demand(actor, "personal.read")
    row = readable(actor).get(pk=request_id, organ_id=actor.organ_id)
    return casebook.opened(entries.entries(KIND.subject, row.pk), actor, why, now)


def owed_by_departments(actor: Actor, most: int = 50) -> Owed:
    """The requests in hand of the reader's organs for which departments of the house owe answers, the longest overdue first.

    Three queries; every case is replayed, so that no more than `most` are told at once.
    """
    waiting = readable(actor).filter(department_due_on__isnull=False, closed_on__isnull=True, voided_on__isnull=True)
    rows = list(waiting.order_by("department_due_on", "pk")[:most])
    told = {pk: casebook.story(written).acts for pk, written in casebook.each_case(KIND, [row.pk for row in rows])}
    calendar, settings = rules.calendar(), rules.settings()
    found = tuple(
        OwedCase(row.pk, row.number, row.subject, casework.replay(told[row.pk], calendar, settings)) for row in rows
    )
    return Owed(found, waiting.count())


def readable(actor: Actor) -> QuerySet[Request]:
    """The requests of the organs that a reader may read."""
    organs = rights.open_organs(actor, "request.read")
    return Request.objects.all() if organs is None else Request.objects.filter(organ_id__in=organs)
