"""What do the pages of every sort of case show alike: a page of their list, and one case with all that follows from its acts?

Rights are asked before, by the app whose cases they are: here come only rows that the reader may see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Generic, Protocol, TypeVar

from django.core.paginator import Paginator
from django.db.models import F, Model, Q, QuerySet

from gongkai.apps import casebook, rules
from gongkai.apps.casebook import Kind, Line
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal.models import Entry
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.law.calendar import Calendar
from gongkai.law.casework import CaseAct, Option
from gongkai.law.casework.doing import Reading
from gongkai.law.casework.walk import S
from gongkai.law.settings import Settings

PAGE_ROWS = 50
Row = TypeVar("Row", bound=Model)


class Replayed(Protocol):
    """What follows from the acts of a case, as far as its timeline asks."""

    @property
    def void(self) -> tuple[CaseAct, ...]: ...


C = TypeVar("C", bound=Replayed)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of a list: `number` of `pages`, `total` cases in all."""

    rows: tuple[Row, ...]
    number: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class Sight(Generic[S, C]):
    """One case as its reader sees it. `options` are those of the reader's role today; none where another organ handles it."""

    reading: Reading[S, C]
    written: tuple[Entry, ...]
    lines: tuple[Line, ...]
    options: tuple[Option, ...]
    writable: bool

    @property
    def sealed(self) -> int:
        """How many sealed records can still be opened."""
        return sum(line.sealed and not line.shredded for line in self.lines)

    @property
    def shredded(self) -> int:
        return sum(line.shredded for line in self.lines)


def page(found: QuerySet[Row], number: int) -> Page[Row]:
    """One page, the next to be done first: two queries. A page beyond the last is the last."""
    ordered = found.order_by(F("next_due_on").asc(nulls_last=True), "-received_on", "-pk")
    shown = Paginator(ordered.select_related("person"), PAGE_ROWS).get_page(max(1, number))
    return Page(tuple(shown), shown.number, shown.paginator.num_pages, shown.paginator.count)


def narrowed(rows: QuerySet[Row], exact: Mapping[str, object], text: str, looked_in: Sequence[str]) -> QuerySet[Row]:
    """The rows whose columns are `exact`, where something is told, and which have every word of `text` in one of the columns `looked_in`."""
    rows = rows.filter(**{column: value for column, value in exact.items() if value})
    for word in text.split():
        rows = rows.filter(reduce(or_, (Q(**{f"{column}__icontains": word}) for column in looked_in)))
    return rows


def sight(
    kind: Kind,
    reading_of: Callable[[Sequence[CaseAct], Calendar, Settings], Reading[S, C]],
    case_id: int,
    organ_id: int,
    actor: Actor,
    today: date,
) -> Sight[S, C]:
    """One case after all its acts, replayed from the journal once: two queries. `organ_id` is the organ that handles it."""
    written = entries.entries(kind.subject, case_id)
    acts = casebook.story(written).acts
    reading = reading_of(acts, rules.calendar(), rules.settings())
    writable = organ_id == actor.organ_id
    options: tuple[Option, ...] = ()
    if writable and actor.role in kind.procedure.roles:
        options = reading.options(actor.role, actor.person, today)
    names = people.names({act.person for act in acts})
    lines = casebook.timeline(kind, written, reading.case.void, names, rights.ROLE_NAMES)
    return Sight(reading, tuple(written), lines, options, writable)
