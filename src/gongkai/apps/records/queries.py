"""What may a person see of requests to correct records: the list, and one case with all that follows from its acts?

Narrowed to the organs that the reader may read; another organ's case is not found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from gongkai.apps import casebook
from gongkai.apps.case_pages import Page, narrowed, page, sight
from gongkai.apps.casebook import Line
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal.models import Entry
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.records.kind import KIND
from gongkai.apps.records.models import RecordCorrection
from gongkai.law.casework import Option
from gongkai.law.casework import record as casework
from gongkai.law.casework.doing import Reading
from gongkai.law.casework.due import ENDED
from gongkai.law.casework.record import RecordCase
from gongkai.law.casework.record_story import RecordStory

_DONE = (*ENDED, "told")
"""States in which the applicant is owed nothing any more."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty values narrow nothing. `open` is True for those whose applicant was not told yet."""

    state: str = ""
    outcome: str = ""
    text: str = ""
    year: int | None = None
    open: bool | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case with everything that its page shows."""

    record: RecordCorrection
    case: RecordCase
    lines: tuple[Line, ...]
    options: tuple[Option, ...]
    sealed: int
    shredded: int
    writable: bool
    written: tuple[Entry, ...]
    """The entries of the journal from which all this follows."""
    reading: Reading[RecordStory, RecordCase]
    """The acts, walked once: what other roles may do is asked of it."""


def cases(actor: Actor, wanted: Filters) -> Page[RecordCorrection]:
    """One page of a list, the next to be done first: two queries. A page beyond the last is the last."""
    return page(_narrowed(_readable(actor), wanted), wanted.page)


def case(actor: Actor, record_id: int, today: date) -> CaseView:
    """One case after all its acts, replayed from the journal. Not found: `RecordCorrection.DoesNotExist`."""
    row = _readable(actor).select_related("person").get(pk=record_id)
    seen = sight(KIND, casework.reading, row.pk, row.organ_id, actor, today)
    told = (seen.lines, seen.options, seen.sealed, seen.shredded, seen.writable, seen.written, seen.reading)
    return CaseView(row, seen.reading.case, *told)


@transaction.atomic
def personal(actor: Actor, record_id: int, why: str, now: datetime) -> Mapping[int, Mapping[str, str]]:
    """The private fields that were told, by the number of the act they came with. Each reading goes into the journal.

    Refused: `people.rights.Forbidden`; `journal.refusals.VaultRefusal`. Not found: as `case`. Shredded ones are left out.
    """
    rights.demand(actor, "personal.read")
    row = _readable(actor).get(pk=record_id, organ_id=actor.organ_id)
    return casebook.opened(entries.entries(KIND.subject, row.pk), actor, why, now)


def of_code(digest: str) -> RecordCorrection | None:
    """The request whose query code has this digest; who knows the code is the applicant, no other right is asked."""
    if not digest:
        return None
    return RecordCorrection.objects.select_related("organ", "person").filter(code=digest).first()


def _readable(actor: Actor) -> QuerySet[RecordCorrection]:
    organs = rights.open_organs(actor, "record.read")
    if organs is None:
        return RecordCorrection.objects.all()
    return RecordCorrection.objects.filter(organ_id__in=organs)


def _narrowed(rows: QuerySet[RecordCorrection], wanted: Filters) -> QuerySet[RecordCorrection]:
    exact = {"state": wanted.state, "outcome": wanted.outcome, "received_on__year": wanted.year}
    if wanted.open is not None:
        rows = rows.exclude(state__in=_DONE) if wanted.open else rows.filter(state__in=_DONE)
    return narrowed(rows, exact, wanted.text, ("number", "subject"))
