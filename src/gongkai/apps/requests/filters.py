"""Which requests does a list show, in which order?

Takes:   `Filters`, as an address or a form tells them.
Gives:   the narrowed rows. Text is looked for in number and subject; a name only whole, by its keyed digest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OrderBy, Q, QuerySet

from gongkai.apps.journal import vault
from gongkai.apps.requests.lights import ENDED, Light
from gongkai.apps.requests.models import Request

PAGE_ROWS = 50

_LAST_FIRST = (F("received_on").desc(nulls_first=True), F("pk").desc())
ORDERS: Mapping[str, tuple[str, tuple[OrderBy | str, ...]]] = {
    "due": ("最急的在前", (F("next_due_on").asc(nulls_last=True), "pk")),
    "received": ("最近收到的在前", _LAST_FIRST),
    "number": ("按登记编号", ("number",)),
    "closed": ("最近办结的在前", (F("closed_on").desc(nulls_last=True), F("pk").desc())),
}
"""Orders of a list by code, with their names."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty values narrow nothing. `open` is True for unfinished, False for finished cases.

    `year` is that of receipt, or of arrival while a case is not received. `name` is an applicant's whole name.
    """

    states: tuple[str, ...] = ()
    light: Light | None = None
    due_from: date | None = None
    due_to: date | None = None
    applicant: str = ""
    text: str = ""
    name: str = ""
    assigned: str = ""
    year: int | None = None
    open: bool | None = None
    decision: str = ""
    extension: str = ""
    order: str = "due"
    page: int = 1


def narrowed(rows: QuerySet[Request], wanted: Filters) -> QuerySet[Request]:
    """The rows that fit; `lit` rows (queries) for a filter by light."""
    exact = {
        "state__in": wanted.states,
        "lit": wanted.light.name if wanted.light else "",
        "next_due_on__gte": wanted.due_from,
        "next_due_on__lte": wanted.due_to,
        "applicant": wanted.applicant,
        "assigned": wanted.assigned,
        "counted": wanted.decision,
        "extension": wanted.extension,
        "person__lookup": vault.lookup(wanted.name) if wanted.name.strip() else "",
    }
    rows = rows.filter(**{column: value for column, value in exact.items() if value})
    if wanted.open is not None:
        rows = rows.exclude(state__in=ENDED) if wanted.open else rows.filter(state__in=ENDED)
    if wanted.year is not None:
        first, last = date(wanted.year, 1, 1), date(wanted.year, 12, 31)
        unreceived = Q(received_on__isnull=True, arrived_on__range=(first, last))
        rows = rows.filter(Q(received_on__range=(first, last)) | unreceived)
    for word in wanted.text.split():
        rows = rows.filter(Q(number__icontains=word) | Q(subject__icontains=word))
    return rows.order_by(*ORDERS.get(wanted.order, ORDERS["due"])[1])
