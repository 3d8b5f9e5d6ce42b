"""What may a person see of requests: what a page of the return rests on? Lists: `listing`. One case with all that follows from its acts: `viewing`.

Everything here is narrowed to the organs that the reader may read (`people.rights`): another organ's request is not
found, as if there were none. Figures of the return are in `groups`, which asks for no reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import QuerySet

from gongkai.annual.compile.placing import weight
from gongkai.apps import casebook
from gongkai.apps.casebook import Line, Stored
from gongkai.apps.requests.applicants import Applicant, Brief, briefs, busy_below, by_applicant, of_month, own
from gongkai.apps.requests.filters import CANDIDATES, NO_LOGIN, ORDERS, Filters
from gongkai.apps.requests.groups import groups, matching, voided
from gongkai.apps.requests.kind import KIND
from gongkai.apps.requests.lights import Light, light
from gongkai.apps.requests.listing import COUNTED, Page, Row, Today, cases, counts, selected, today
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.monthly import MonthPlace, place_in_month
from gongkai.apps.requests.moves import Moved, moved_cases, rebuild_due
from gongkai.apps.requests.numbers import expected as expected_numbers
from gongkai.apps.requests.of_code import of_code, of_origin
from gongkai.apps.requests.projection import NEXT_DUE
from gongkai.apps.requests.viewing import CaseView, case, personal

__all__ = [
    "CANDIDATES",
    "COUNTED",
    "NEXT_DUE",
    "NO_LOGIN",
    "ORDERS",
    "Applicant",
    "Brief",
    "CaseView",
    "Filters",
    "Light",
    "Line",
    "MonthPlace",
    "Moved",
    "Page",
    "Row",
    "Stored",
    "Today",
    "briefs",
    "busy_below",
    "by_applicant",
    "by_number",
    "case",
    "cases",
    "counts",
    "decision_of",
    "expected_numbers",
    "fees",
    "groups",
    "light",
    "matching",
    "moved_cases",
    "numbers_of",
    "of_code",
    "of_month",
    "of_origin",
    "own",
    "paid",
    "personal",
    "place_in_month",
    "rebuild_due",
    "selected",
    "stored",
    "subject_of",
    "today",
    "voided",
    "weight",
]


def by_number(organ_id: int, number: str) -> int | None:
    """The id of the request of that 登记编号 in an organ, if there is one."""
    return Request.objects.filter(organ_id=organ_id, number=number).values_list("pk", flat=True).first()


def subject_of(organ_id: int, number: str) -> str:
    """What the request of that 登记编号 is called in an organ; empty where there is none, or it was annulled."""
    found = Request.objects.filter(organ_id=organ_id, number=number, voided_on=None)
    return found.values_list("subject", flat=True).first() or ""


def decision_of(organ_id: int, number: str) -> tuple[str, date] | None:
    """The decision by which the request of that 登记编号 first ended, and the day; None while it has not."""
    ended = Request.objects.filter(organ_id=organ_id, number=number, closed_on__isnull=False)
    found = ended.values_list("counted", "closed_on").first()
    return (found[0], found[1]) if found and found[1] else None


def numbers_of(rows: QuerySet[Request], limit: int | None = None) -> list[str]:
    """登记编号 of the requests behind a cell (`matching`), in their order."""
    return list(rows.values_list("number", flat=True)[:limit])


def fees(organ_id: int, year: int, as_of: date) -> tuple[int, int]:
    """How many requests paid a fee in the year up to a day, and how many yuan together."""
    amounts = paid(organ_id, year, as_of).values_list("fee_yuan", flat=True)
    return len(amounts), sum(amounts)


def paid(organ_id: int, year: int, as_of: date) -> QuerySet[Request]:
    """The requests that paid a fee in the year up to a day, the first paid first."""
    within = (date(year, 1, 1), min(as_of, date(year, 12, 31)))
    return Request.objects.filter(organ_id=organ_id, fee_paid_on__range=within).order_by("fee_paid_on", "number")


def stored(organ_id: int) -> Iterator[Stored]:
    """Every request of an organ with its acts, in the order of registration; a few hundred in memory at a time."""
    ids = Request.objects.filter(organ_id=organ_id).order_by("pk").values_list("pk", flat=True)
    return casebook.stored(KIND, ids)
