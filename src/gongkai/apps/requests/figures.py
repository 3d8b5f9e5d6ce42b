"""What do the cases of a period look like: how many came and how, how old the open ones are, how they ended, how long they took, where late
ones lay, what applicants said of them?

Takes:   the reader, a period, one organ or all that the reader may read, today.
Gives:   `Figures`: plain counts, each with the `Filters` that list exactly its cases.

Whole months are counted by the database as they are written, in the transaction of each act (`of_period`), open cases when they are asked for: nothing here is of
an earlier moment. Registrations taken back as mistakes count nowhere; a case counts as ended on the day of its first end, as the return does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet

from gongkai.apps import rules
from gongkai.apps.organs.queries import all_ids
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.requests import of_period
from gongkai.apps.requests.filters import Filters
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.month_counts import ENDED, LATE_STEP, SCORE, TAKEN, TOOK, taken_key
from gongkai.apps.requests.of_period import Came, Ended, months
from gongkai.law.calendar import Calendar
from gongkai.law.casework import Refusal
from gongkai.law.casework.lateness import STEPS
from gongkai.law.clocks.receipt import RULES
from gongkai.law.clocks.reply import REPLY_WORKING_DAYS
from gongkai.law.decisions import DECISIONS

LONGEST_DAYS = 1100
AGES = (5, 10, REPLY_WORKING_DAYS, 2 * REPLY_WORKING_DAYS)
SCORES = (5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number and the list that shows its cases."""

    how_many: int
    wanted: Filters


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its name, and a count for each column."""

    label: str
    cells: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One question answered: the columns' names and the rows; the first column is what is drawn."""

    key: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything of a period. `organs` has a row for each organ where the reader sees several."""

    arrivals: Table
    channels: Table
    ages: Table
    outcomes: Table
    taken: Table
    lateness: Table
    scores: Table
    organs: Mapping[int, tuple[Counted, ...]]
    """Came, ended, late, open: by organ."""


def figures(actor: Actor, since: date, until: date, today: date, organ_id: int | None = None) -> Figures:
    """All of them, in seven queries at most, twelve with a row for each organ. Refused (`Refusal`): a period that ends before it begins, or is too
    long to be counted on a page; `Forbidden`: an organ that the reader may not read.
    """
    rights.demand(actor, "request.read", organ_id)
    if until < since:
        raise Refusal(f"起止日期颠倒了：{since} 在 {until} 之后，请改正。")
    if (until - since).days > LONGEST_DAYS:
        raise Refusal(f"一次最多统计{LONGEST_DAYS}天（约三年），请缩短起止日期。")
    seen = rights.open_organs(actor, "request.read")
    organs = seen if organ_id is None else frozenset({organ_id})
    several = organ_id is None and (seen is None or len(seen) > 1)
    if several and seen is not None and seen >= set(all_ids()):
        # Whoever sees all organs asks for none of them: an index then serves in its own order.
        organs = None
    rows = Request.objects.all() if organs is None else Request.objects.filter(organ_id__in=organs)
    came = Filters(came_from=since, came_to=until, valid=True, organ_id=organ_id, order="received")
    ended = Filters(closed_from=since, closed_to=until, valid=True, organ_id=organ_id, order="closed")
    running = Filters(open=True, organ_id=organ_id)
    arrived = of_period.came(organs, since, until, several)
    closed = of_period.ended(organs, since, until, several)
    bounds = [_back(today, each, rules.calendar()) for each in AGES]
    opened = _opened(rows.order_by().filter(running=True), bounds)
    wanted = (came, ended, replace(ended, late=True), running)
    return Figures(
        _arrivals(arrived, came, since, until),
        _channels(arrived, came),
        _ages(opened, running, bounds),
        _outcomes(closed, ended),
        _taken(closed, ended),
        _lateness(closed, ended),
        _scores(closed, ended),
        _organs(arrived, closed, opened, wanted) if several else {},
    )


@dataclass(frozen=True, slots=True)
class _Opened:
    """Open cases: by organ, and how many came on each of some days or later."""

    by_organ: Mapping[int, int]
    since: tuple[int, ...]


def _opened(rows: QuerySet[Request], bounds: Sequence[date]) -> _Opened:
    # Columns of the index alone: what else is counted would have every row read.
    young = {f"since_{at}": Count("came_on", filter=Q(came_on__gte=day)) for at, day in enumerate(bounds)}
    found: list[tuple[int, ...]] = list(rows.values_list("organ_id").annotate(n=Count("*"), **young))
    since = tuple(sum(row[2 + at] for row in found) for at in range(len(bounds)))
    return _Opened({organ: n for organ, n, *_ in found}, since)


def _arrivals(arrived: Came, came: Filters, since: date, until: date) -> Table:
    codes = [channel.value for channel in RULES]
    lines = []
    for first, last in months(since, until):
        month = replace(came, came_from=max(first, since), came_to=min(last, until))
        cells = [Counted(arrived.by_month[first, code], replace(month, channel=code)) for code in codes]
        lines.append(Line(f"{first:%Y-%m}", (Counted(sum(each.how_many for each in cells), month), *cells)))
    return Table("arrivals", ("合计", *(rule.label for rule in RULES.values())), tuple(lines))


def _channels(arrived: Came, came: Filters) -> Table:
    by: Counter[str] = Counter()
    for (_, channel), n in arrived.by_month.items():
        by[channel] += n
    lines = [
        Line(rule.label, (Counted(by[each.value], replace(came, channel=each.value)),)) for each, rule in RULES.items()
    ]
    return Table("channels", ("件数",), tuple(lines))


def _ages(opened: _Opened, running: Filters, bounds: Sequence[date]) -> Table:
    """By working days since receipt, or since arrival while it is not received."""
    lines, last, least, younger = [], date.max, 0, 0
    everything = sum(opened.by_organ.values())
    for most, first, n in zip((*AGES, None), (*bounds, None), (*opened.since, everything), strict=True):
        label = f"{least}至{most}个工作日" if most else f"{least}个工作日以上"
        to = None if last == date.max else last
        lines.append(Line(label, (Counted(n - younger, replace(running, came_from=first, came_to=to)),)))
        if first:
            last, least, younger = first - timedelta(1), (most or 0) + 1, n
    return Table("ages", ("件数",), tuple(lines))


def _outcomes(closed: Ended, ended: Filters) -> Table:
    lines = [
        Line(f"第{each.line}行：{each.name}", (Counted(n, replace(ended, decision=each.code)),))
        for each in DECISIONS
        if (n := closed.all[ENDED, each.code])
    ]
    return Table("outcomes", ("件数",), tuple(lines))


def _taken(closed: Ended, ended: Filters) -> Table:
    lines, least = [], 0
    for most in (*TAKEN, None):
        within = replace(ended, days_from=least, days_to=most)
        key = TOOK, taken_key(least)
        label = f"{least}至{most}个工作日" if most else f"{least}个工作日以上"
        both, late = closed.all[key], closed.late[key]
        cells = (
            Counted(both, within),
            Counted(both - late, replace(within, late=False)),
            Counted(late, replace(within, late=True)),
        )
        lines.append(Line(label, cells))
        least = (most or 0) + 1
    return Table("taken", ("合计", "按期", "逾期"), tuple(lines))


def _lateness(closed: Ended, ended: Filters) -> Table:
    late = replace(ended, late=True)
    lines = [
        Line(label, (Counted(closed.late[LATE_STEP, step], replace(late, late_step=step)),))
        for step, label in STEPS.items()
    ]
    return Table("lateness", ("件数",), tuple(lines))


def _scores(closed: Ended, ended: Filters) -> Table:
    lines = [
        Line(f"{score}分", (Counted(closed.all[SCORE, str(score)], replace(ended, score=score)),)) for score in SCORES
    ]
    return Table("scores", ("件数",), tuple(lines))


def _organs(
    arrived: Came, closed: Ended, opened: _Opened, wanted: Sequence[Filters]
) -> Mapping[int, tuple[Counted, ...]]:
    found = (arrived.by_organ, closed.by_organ, closed.late_by_organ, opened.by_organ)
    with_any = sorted({organ for numbers in found for organ, n in numbers.items() if n})
    return {
        organ: tuple(
            Counted(numbers.get(organ, 0), replace(each, organ_id=organ))
            for numbers, each in zip(found, wanted, strict=True)
        )
        for organ in with_any
    }


def _back(today: date, working_days: int, calendar: Calendar) -> date:
    """The earliest day from which to today there are no more than so many working days."""
    day = today
    while working_days > 0 or not calendar.works(day):
        working_days -= calendar.works(day)
        day -= timedelta(1)
    return day
