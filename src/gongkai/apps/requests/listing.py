"""One page of a list of requests, and how many there are: what the desk's list, first page and export take.

Narrowed to the organs that the reader may read. A page of half a million rows costs what its place in an index costs; beyond `COUNTED`
rows nobody is told an exact number that took a walk through all of them, except of open cases, which are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from operator import itemgetter

from django.db.models import QuerySet

from gongkai.apps import rules
from gongkai.apps.organs.queries import all_ids
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.requests.filters import CANDIDATES, FEW_ORGANS, PAGE_ROWS, Filters, narrowed, several
from gongkai.apps.requests.lights import Light, counted, light
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.projection import NEXT_DUE
from gongkai.apps.requests.viewing import readable

COUNTED = 10_000
"""So many are counted; more are «more than»."""
_DEEP = 40 * COUNTED
"""From so many on the end is asked for before a page is: it may be nearer, or pass already."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list."""

    request: Request
    light: Light
    next_due: str
    """What the next day to watch is about, empty for none."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: `number` of `pages`, `total` cases in all.

    `more`: there are more than `total`, and more pages than `pages`. `cut`: more than `CANDIDATES` had the words that were looked for, and
    only the newest of them are here.
    """

    rows: tuple[Row, ...]
    number: int
    pages: int
    total: int
    more: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Today:
    """Open cases by light, and those to look at first."""

    counts: Mapping[Light, int]
    first: tuple[Row, ...]


def cases(actor: Actor, wanted: Filters, today: date) -> Page:
    """One page of a list, two queries, three with words to look for, four for a page beyond the last: it is the last.

    Refused with `Forbidden`: looking for an applicant's name by who may not read it, for the answer would tell it.
    """
    found, cut = selected(actor, wanted, today)
    ids = _ordered(found) if wanted.text.split() or several(wanted) else None
    total, more = _total(found, wanted) if ids is None else (len(ids), False)
    if more and wanted.page * PAGE_ROWS > _DEEP:
        total, more = found.order_by().count(), False
    pages = max(1, ceil(total / PAGE_ROWS))
    number = max(1, wanted.page)
    if not more:
        number = min(number, pages)
    begun = (number - 1) * PAGE_ROWS
    if ids is not None:
        rows = _of(Request.objects.filter(pk__in=ids[begun : begun + PAGE_ROWS]), found)
    else:
        rows = _shown(found, begun, PAGE_ROWS, None if more else total) if total else []
    if more and not rows:
        total, more = found.order_by().count(), False
        pages = ceil(total / PAGE_ROWS)
        number = min(number, pages)
        rows = _shown(found, (number - 1) * PAGE_ROWS, PAGE_ROWS, total)
    if more:
        pages = max(pages, number + (len(rows) == PAGE_ROWS))
    return Page(_lines(rows, today), number, pages, total, more, cut)


def selected(actor: Actor, wanted: Filters, today: date, most: int = CANDIDATES) -> tuple[QuerySet[Request], bool]:
    """Every request that a list shows, in its order; whether more than `most` had its words. Refused as `cases`."""
    if wanted.name.strip():
        rights.demand(actor, "personal.read")
    return narrowed(readable(actor), wanted, today, rights.open_organs(actor, "request.read"), most)


def today(actor: Actor, day: date, first: int = 10) -> Today:
    """How many open cases show which light, and the most urgent: three queries at most, whatever has ended."""
    seen = _seen(actor)
    running, _ = narrowed(seen, Filters(open=True), day)
    rows = _shown(running, 0, first)
    return Today(counted(seen, day, rules.calendar()), _lines(rows, day))


def counts(actor: Actor, day: date) -> Mapping[Light, int]:
    """How many open cases of the reader's organs show which light: one query of an index."""
    return counted(_seen(actor), day, rules.calendar())


def _seen(actor: Actor) -> QuerySet[Request]:
    """As `readable`; who sees all organs asks for none of them, so that an index serves in its own order."""
    organs = rights.open_organs(actor, "request.read")
    if organs is not None and len(organs) > FEW_ORGANS and organs >= set(all_ids()):
        return Request.objects.all()
    return readable(actor)


def row(request: Request, day: date) -> Row:
    """A request as a line of a list. Select `person` with it."""
    return _lines([request], day)[0]


def _lines(requests: Iterable[Request], day: date) -> tuple[Row, ...]:
    # Once for all of them: whoever asks for the calendar looks whether a notice has come.
    calendar = rules.calendar()
    return tuple(Row(each, light(each, day, calendar), NEXT_DUE.get(each.next_due_key, "")) for each in requests)


def _total(found: QuerySet[Request], wanted: Filters) -> tuple[int, bool]:
    plain = found.order_by()
    if wanted.open:
        return plain.count(), False
    number = plain.values("pk")[: COUNTED + 1].count()
    return min(number, COUNTED), number > COUNTED


def _ordered(found: QuerySet[Request]) -> list[int] | None:
    """The ids of all rows in their order; None where there are more than are counted. They are read once, for their number and for the page; and put
    in order here, for a database that is asked for few of them in an order may walk through all rows that have that order.
    """
    columns = [str(each) for each in found.query.order_by]
    told = list(found.order_by().values_list("pk", *(each.lstrip("-") for each in columns))[: COUNTED + 1])
    if len(told) > COUNTED:
        return None
    for at, each in reversed(list(enumerate(columns, 1))):
        told.sort(key=itemgetter(at), reverse=each.startswith("-"))
    return [pk for pk, *_ in told]


def _shown(found: QuerySet[Request], begun: int, many: int, total: int | None = None) -> list[Request]:
    """Rows of a page; `total` is how many there are, where that is known. Their place is found in the index first, so that no row is read that is not
    shown, from the end if it is nearer.
    """
    if total is not None and begun > total // 2:
        many = min(many, total - begun)
        found, begun = found.reverse(), total - begun - many
    return _of(Request.objects.filter(pk__in=found.values("pk")[begun : begun + many]), found)


def _of(rows: QuerySet[Request], found: QuerySet[Request]) -> list[Request]:
    return list(rows.select_related("person").order_by(*found.query.order_by))
