"""What may a person see of reviews and suits: lists, and one case with all that follows from its acts?

Narrowed to the organs that the reader may read; another organ's case is not found. Figures of the return are in `groups`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from gongkai.apps import casebook
from gongkai.apps.case_pages import Page, narrowed, page, sight
from gongkai.apps.casebook import Line, Stored
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.remedies.groups import group_of, groups, matching, voided
from gongkai.apps.remedies.kind import KIND
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.requests import queries as requests
from gongkai.law.casework import Option, RemedyCase
from gongkai.law.casework import remedy as casework
from gongkai.law.casework.doing import Reading
from gongkai.law.casework.remedy_story import RemedyStory
from gongkai.law.decisions import decision, review_comes_first
from gongkai.law.returns import CASE_GROUPS
from gongkai.law.sources import review_law

REVIEW, DIRECT, AFTER_REVIEW = CASE_GROUPS
"""The groups of table 4, in the order of the form."""

__all__ = [
    "CaseView",
    "Filters",
    "Page",
    "about_request",
    "case",
    "cases",
    "group_of",
    "groups",
    "matching",
    "numbers_of",
    "personal",
    "stored",
    "voided",
]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty values narrow nothing. `open` is True for cases without an outcome."""

    group: str = ""
    outcome: str = ""
    state: str = ""
    text: str = ""
    name: str = ""
    request_number: str = ""
    year: int | None = None
    open: bool | None = None
    page: int = 1


@dataclass(frozen=True, slots=True)
class CaseView:
    """One case with everything that its page shows. `request_id` is that of the request it is about, if it names one."""

    remedy: Remedy
    case: RemedyCase
    lines: tuple[Line, ...]
    options: tuple[Option, ...]
    request_id: int | None
    sealed: int
    shredded: int
    writable: bool
    written: tuple[Entry, ...]
    """The entries of the journal from which all this follows."""
    reading: Reading[RemedyStory, RemedyCase]
    """The acts, walked once: what other roles may do is asked of it."""
    doubt: str = ""
    """Why the group of table 4 should be looked at again, by what is registered of its request."""


def cases(actor: Actor, wanted: Filters) -> Page[Remedy]:
    """One page of a list, the next to be done first: two queries whatever is asked. A page beyond the last is the last."""
    return page(_narrowed(_readable(actor), wanted), wanted.page)


def case(actor: Actor, remedy_id: int, today: date) -> CaseView:
    """One case after all its acts, replayed from the journal: five queries at most. Not found: `Remedy.DoesNotExist`."""
    row = _readable(actor).select_related("person").get(pk=remedy_id)
    seen = sight(KIND, casework.reading, row.pk, row.organ_id, actor, today)
    about = requests.by_number(row.organ_id, row.request_number) if row.request_number else None
    told = (seen.sealed, seen.shredded, seen.writable, seen.written, seen.reading, _doubt(row))
    return CaseView(row, seen.reading.case, seen.lines, seen.options, about, *told)


@transaction.atomic
def personal(actor: Actor, remedy_id: int, why: str, now: datetime) -> Mapping[int, Mapping[str, str]]:
    """The private fields that were told, by the number of the act they came with. Each reading goes into the journal.

    Refused: `people.rights.Forbidden`; `journal.refusals.VaultRefusal`. Not found: as `case`. Shredded ones are left out.
    """
    rights.demand(actor, "personal.read")
    row = _readable(actor).get(pk=remedy_id, organ_id=actor.organ_id)
    return casebook.opened(entries.entries(KIND.subject, row.pk), actor, why, now)


def _doubt(row: Remedy) -> str:
    if not row.request_number or row.capacity != "own":
        return ""
    if row.group == DIRECT:
        ended = requests.decision_of(row.organ_id, row.request_number)
        if ended and ended[1] <= row.received_on and review_comes_first(found := decision(ended[0]), ended[1]):
            return (
                f"所涉申请的结论是“{found.name}”，应先申请复议（{review_law.A23_1_I4.label}），"
                f"一般不会是“{CASE_GROUPS[DIRECT]}”；表四按类别分组，请复核类别。"
            )
    if row.group == AFTER_REVIEW:
        about = Remedy.objects.filter(
            organ_id=row.organ_id, request_number=row.request_number, group=REVIEW, voided_on=None
        )
        if not about.exists():
            return f"类别是“{CASE_GROUPS[AFTER_REVIEW]}”，但没有登记所涉申请的复议案件；请复核类别，或者补登复议案件。"
    return ""


def numbers_of(rows: QuerySet[Remedy], limit: int | None = None) -> list[str]:
    """The numbers of the cases behind a cell (`matching`), in their order."""
    return list(rows.values_list("number", flat=True)[:limit])


def about_request(actor: Actor, organ_id: int, request_number: str) -> list[Remedy]:
    """The reviews and suits about one request of an organ that the reader may see, oldest first."""
    about = _readable(actor).filter(organ_id=organ_id, request_number=request_number)
    return list(about.order_by("received_on", "pk"))


def stored(organ_id: int) -> Iterator[Stored]:
    """Every case of an organ with its acts, in the order of registration."""
    ids = Remedy.objects.filter(organ_id=organ_id).order_by("pk").values_list("pk", flat=True)
    return casebook.stored(KIND, ids)


def _readable(actor: Actor) -> QuerySet[Remedy]:
    organs = rights.open_organs(actor, "remedy.read")
    return Remedy.objects.all() if organs is None else Remedy.objects.filter(organ_id__in=organs)


def _narrowed(rows: QuerySet[Remedy], wanted: Filters) -> QuerySet[Remedy]:
    exact = {
        "group": wanted.group,
        "outcome": wanted.outcome,
        "state": wanted.state,
        "request_number": wanted.request_number,
        "received_on__year": wanted.year,
        "person__lookup": vault.lookup(wanted.name) if wanted.name.strip() else "",
    }
    if wanted.open is not None:
        in_hand = Q(closed_on__isnull=True, voided_on__isnull=True)
        rows = rows.filter(in_hand) if wanted.open else rows.exclude(in_hand)
    return narrowed(rows, exact, wanted.text, ("number", "subject", "forum"))
