"""Which answers are shown and opened, and applied for all the same? What is the rate of 靠前指导?

Takes:   an actor, an organ, a period. Gives: `board`, counts per answer and month for the desk; `tally`, those of a year for the annual report.

A rate is of visits in which the text found something: counts tell nobody, so that whether he found what he sought is not known, only that he sent
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth

from gongkai.apps.guidance.models import NOTHING, WHOLE, Count
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.search import queries as search

RIGHT = "request.read"
LEAST_OPENED = 3
"""An answer that was opened less often says too little of itself."""
_COLUMNS = ("shown", "opened", "sent", "sent_opened")
_SUMS = {f"{name}_sum": Sum(name) for name in _COLUMNS}


@dataclass(frozen=True, slots=True, order=True)
class Counted:
    """How often: shown, opened, followed by an application, followed by one although opened."""

    shown: int = 0
    opened: int = 0
    sent: int = 0
    sent_opened: int = 0

    @property
    def kept(self) -> int:
        """In how many visits nothing was sent afterwards."""
        return self.shown - self.sent

    @property
    def rate(self) -> int | None:
        """Of a hundred visits, in how many nothing was sent; None where there was none."""
        return round(100 * self.kept / self.shown) if self.shown else None

    @property
    def to_improve(self) -> bool:
        """Whether most who opened it applied all the same, and enough did to say so."""
        return self.opened >= LEAST_OPENED and 2 * self.sent_opened > self.opened


@dataclass(frozen=True, slots=True)
class Line:
    """One answer and its counts. `known` is what the index says of it now; None: it is not public any more."""

    key: str
    counted: Counted
    known: search.Named | None


@dataclass(frozen=True, slots=True)
class Board:
    """What the desk is shown of a period: the answers, the whole, what found nothing, the whole by month."""

    lines: tuple[Line, ...]
    whole: Counted
    nothing: Counted
    months: tuple[tuple[date, Counted], ...] = ()

    @property
    def to_improve(self) -> tuple[Line, ...]:
        return tuple(each for each in self.lines if each.counted.to_improve)


def board(actor: Actor, since: date, organ_id: int | None = None, limit: int = 100) -> Board:
    """What was shown since a day in the organs that the actor may look at, or in one of them; what is to be improved first.

    Forbidden (`people.rights.Forbidden`): who may not read requests, or not those of this organ.
    """
    rights.demand(actor, RIGHT, organ_id)
    rows = Count.objects.filter(day__gte=since)
    if organ_id is not None:
        rows = rows.filter(organ_id=organ_id)
    elif (seen := rights.open_organs(actor, RIGHT)) is not None:
        rows = rows.filter(organ_id__in=seen)
    found = [(str(row["key"]), _counted(row)) for row in _summed(rows.exclude(key__in=(WHOLE, NOTHING)).values("key"))]
    found.sort(
        key=lambda each: (not each[1].to_improve, -each[1].sent_opened, -each[1].opened, -each[1].shown, each[0])
    )
    named = search.named([key for key, _ in found[:limit]])
    months = _summed(rows.filter(key=WHOLE).annotate(month=TruncMonth("day")).values("month"))
    return Board(
        tuple(Line(key, counted, named.get(key)) for key, counted in found[:limit]),
        _only(rows.filter(key=WHOLE)),
        _only(rows.filter(key=NOTHING)),
        tuple(sorted((row["month"], _counted(row)) for row in months)),
    )


def tally(organ_ids: Iterable[int], year: int) -> Counted:
    """The visits of a year in which something was shown, and what came of them: for the prose of the annual report."""
    return _only(Count.objects.filter(organ_id__in=tuple(organ_ids), day__year=year, key=WHOLE))


def _summed(grouped: QuerySet[Any, Any]) -> list[dict[str, Any]]:
    return list(grouped.annotate(**_SUMS))


def _counted(row: Mapping[str, Any]) -> Counted:
    return Counted(*(int(row[f"{name}_sum"] or 0) for name in _COLUMNS))


def _only(rows: QuerySet[Count]) -> Counted:
    return _counted(rows.aggregate(**_SUMS))
