"""Which requests does a list show, in which order?

Takes:   `Filters`, as an address or a form tells them; the reader's organs; today.
Gives:   the narrowed rows, by columns that have an index. Text is looked for in number and subject, anywhere (`words`); a name only whole, by
         its keyed digest.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, fields
from datetime import date

from django.db.models import Q, QuerySet

from gongkai.apps import rules
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.organs.queries import all_ids
from gongkai.apps.requests import words
from gongkai.apps.requests.lights import Light, showing
from gongkai.apps.requests.models import Request

PAGE_ROWS = 50
CANDIDATES = 1000
"""So many requests that have the words are narrowed further, the newest; who finds more is told so."""
NO_LOGIN = "0"
"""What stands for the key of names that no login has."""
FEW_ORGANS = 3
_NOT_NARROWING = ("order", "page")
NAMED = 10_000
"""So many records of one name are looked at, the newest: more than anybody has."""

ORDERS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "due": ("最急的在前", ("watch_on", "pk")),
    "received": ("最近收到的在前", ("-came_on", "-pk")),
    "number": ("按登记编号", ("number", "pk")),
    "closed": ("最近办结的在前", ("-ended_on", "-pk")),
}
"""Orders of a list by code, with their names."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty values narrow nothing. `open` is True for unfinished, False for finished cases.

    `year` is that of receipt, or of arrival while a case is not received, as is `came_from` to `came_to`. `name` is an applicant's whole name.
    `assigned` is the name that was written at handing over; `assignee` the key of a person, or `NO_LOGIN` for names that no login has.
    `unassigned` are those given to nobody. `late` is whether the reply came late. `valid` leaves out what was taken back as a mistake. Days are inclusive.
    """

    states: tuple[str, ...] = ()
    light: Light | None = None
    due_from: date | None = None
    due_to: date | None = None
    applicant: str = ""
    text: str = ""
    name: str = ""
    assigned: str = ""
    assignee: str = ""
    unassigned: bool = False
    year: int | None = None
    open: bool | None = None
    decision: str = ""
    extension: str = ""
    channel: str = ""
    came_from: date | None = None
    came_to: date | None = None
    closed_from: date | None = None
    closed_to: date | None = None
    days_from: int | None = None
    days_to: int | None = None
    late: bool | None = None
    late_step: str = ""
    score: int | None = None
    asked_open: bool = False
    department_late: bool = False
    origin: str = ""
    taken_out: bool = False
    valid: bool = False
    organ_id: int | None = None
    order: str = "due"
    page: int = 1


def several(wanted: Filters) -> bool:
    """Whether more than one thing narrows the list: then no index has its rows in order, and they are read to be counted."""
    told = (
        each.name
        for each in fields(Filters)
        if each.name not in _NOT_NARROWING and getattr(wanted, each.name) != each.default
    )
    return len(list(told)) > 1


def narrowed(
    rows: QuerySet[Request],
    wanted: Filters,
    today: date,
    organs: Set[int] | None = None,
    most: int = CANDIDATES,
) -> tuple[QuerySet[Request], bool]:
    """The rows that fit, in their order; and whether more than `most` had the words, of which the newest were taken.

    `organs` are those of the reader, None for all; `rows` are narrowed to them already.
    """
    rows = rows.filter(*_conditions(wanted, today))
    cut = False
    if asked := wanted.text.split():
        within = organs if wanted.organ_id is None else {wanted.organ_id}
        # Whoever sees all organs asks for none of them: dozens of alternatives cost more than the words.
        if within is not None and len(within) > FEW_ORGANS and within >= set(all_ids()):
            within = None
        found = words.found(asked, within, wanted.year, wanted.open, most + 1)
        cut = len(found) > most
        rows = rows.filter(pk__in=found[:most])
        for word in asked:
            rows = rows.filter(Q(number__icontains=word) | Q(subject__icontains=word))
    return rows.order_by(*ORDERS.get(wanted.order, ORDERS["due"])[1]), cut


def _conditions(wanted: Filters, today: date) -> list[Q]:
    exact = {
        "organ_id": wanted.organ_id,
        "state__in": wanted.states,
        "watch_on__gte": wanted.due_from,
        "watch_on__lte": wanted.due_to,
        "came_on__gte": wanted.came_from,
        "came_on__lte": wanted.came_to,
        "ended_on__gte": wanted.closed_from,
        "ended_on__lte": wanted.closed_to,
        "applicant": wanted.applicant,
        "assigned": wanted.assigned,
        "counted": wanted.decision,
        "extension": wanted.extension,
        "channel": wanted.channel,
        "late_step": wanted.late_step,
        "origin": wanted.origin,
    }
    found = [Q(**{column: value}) for column, value in exact.items() if value]
    # Numbers of which 0 is one.
    counted = {"reply_days__gte": wanted.days_from, "reply_days__lte": wanted.days_to, "score": wanted.score}
    found += [Q(**{column: value}) for column, value in counted.items() if value is not None]
    if wanted.due_to is not None or wanted.due_from is not None:
        found.append(Q(next_due_on__isnull=False))
    if wanted.closed_to is not None:
        found.append(Q(closed_on__isnull=False))
    if wanted.open is not None:
        found.append(Q(running=wanted.open))
    if wanted.light is not None:
        found.append(showing(wanted.light, today, rules.calendar()))
    if wanted.year is not None:
        found.append(Q(came_on__range=(date(wanted.year, 1, 1), date(wanted.year, 12, 31))))
    if wanted.late is not None:
        found.append(Q(late_days__gt=0) if wanted.late else Q(late_days=0, reply_days__isnull=False))
    if wanted.asked_open:
        found.append(Q(running=True, open_branches__gt=0))
    if wanted.department_late:
        found.append(Q(running=True, department_due_on__lt=today))
    if wanted.taken_out:
        found.append(~Q(origin=""))
    if wanted.name.strip():
        # Those of the name first: a planner that joins would walk through the organ's cases.
        named = PersonalRecord.objects.filter(lookup=vault.lookup(wanted.name)).order_by("-pk").values("pk")[:NAMED]
        found.append(Q(person_id__in=named))
    if wanted.assignee == NO_LOGIN:
        found += [Q(assignee=None), ~Q(assigned="")]
    elif wanted.assignee.isdecimal():
        found.append(Q(assignee=int(wanted.assignee)))
    if wanted.unassigned:
        found.append(Q(assigned=""))
    if wanted.valid:
        found.append(Q(voided_on__isnull=True))
    return found
