"""What do the cases of a period look like: how many came and how, how old the open ones are, how they ended, how long they took, where late
ones lay, what applicants said of them?

Takes:   the reader, a period, one organ or all that the reader may read, today.
Gives:   `Figures`: plain counts, each with the `Filters` that list exactly its cases.

Scans of an index that has every column asked for, and of the open cases; once more by organ for whoever sees several. Registrations taken back as mistakes count nowhere; a case
counts as ended on the day of its first end, as the return does.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Case, Count, Q, QuerySet, Value, When

from gongkai.apps import rules
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.requests.filters import Filters
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.viewing import readable
from gongkai.law.calendar import Calendar
from gongkai.law.casework import Refusal
from gongkai.law.casework.lateness import STEPS
from gongkai.law.clocks.receipt import RULES
from gongkai.law.clocks.reply import REPLY_WORKING_DAYS
from gongkai.law.decisions import DECISIONS

LONGEST_DAYS = 1100
AGES = (5, 10, REPLY_WORKING_DAYS, 2 * REPLY_WORKING_DAYS)
TAKEN = (5, 10, 15, REPLY_WORKING_DAYS, 30, 2 * REPLY_WORKING_DAYS)
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
    """All of them, in three queries, five with a row for each organ. Refused (`Refusal`): a period that ends before it begins, or is too long to be counted on a page;
    `Forbidden`: an organ that the reader may not read.
    """
    rights.demand(actor, "request.read", organ_id)
    if until < since:
        raise Refusal(f"起止日期颠倒了：{since} 在 {until} 之后，请改正。")
    if (until - since).days > LONGEST_DAYS:
        raise Refusal(f"一次最多统计{LONGEST_DAYS}天（约三年），请缩短起止日期。")
    rows = readable(actor) if organ_id is None else Request.objects.filter(organ_id=organ_id)
    came = Filters(came_from=since, came_to=until, valid=True, organ_id=organ_id, order="received")
    ended = Filters(closed_from=since, closed_to=until, valid=True, organ_id=organ_id, order="closed")
    running = Filters(open=True, organ_id=organ_id)
    plain = rows.order_by()
    arrivals = plain.filter(came_on__range=(since, until), voided_on__isnull=True)
    ends = plain.filter(ended_on__range=(since, until), voided_on__isnull=True)
    open_ones = plain.filter(running=True)
    arrived, closed, opened = _arrived(arrivals), _closed(ends), _running(open_ones)
    seen = rights.open_organs(actor, "request.read")
    several = organ_id is None and (seen is None or len(seen) > 1)
    each_organ = _organs(arrivals, ends, opened, (came, ended, replace(ended, late=True), running)) if several else {}
    return Figures(
        _arrivals(arrived, came, since, until),
        _channels(arrived, came),
        _ages(opened, running, today, rules.calendar()),
        _outcomes(closed, ended),
        _taken(closed, ended),
        _lateness(closed, ended),
        _scores(closed, ended),
        each_organ,
    )


Arrived = Counter[tuple[date, str]]
Opened = Counter[tuple[date, int]]
"""By the day of receipt and the organ."""


@dataclass(frozen=True, slots=True)
class _End:
    counted: str
    late: bool
    days: int | None
    step: str
    score: int | None


def _arrived(rows: QuerySet[Request]) -> Arrived:
    groups = rows.values_list("came_on", "channel").annotate(n=Count("*"))
    return Counter({(day, channel): n for day, channel, n in groups})


def _closed(rows: QuerySet[Request]) -> Counter[_End]:
    late = Case(When(late_days__gt=0, then=Value(True)), default=Value(False))
    columns = ("counted", "late", "reply_days", "late_step", "score")
    groups = rows.annotate(late=late).values_list(*columns).annotate(n=Count("*"))
    return Counter({_End(*group): n for *group, n in groups})


def _running(rows: QuerySet[Request]) -> Opened:
    groups = rows.values_list("came_on", "organ_id").annotate(n=Count("*"))
    return Counter({(day, organ): n for day, organ, n in groups})


def _arrivals(arrived: Arrived, came: Filters, since: date, until: date) -> Table:
    codes = [channel.value for channel in RULES]
    by: Counter[tuple[date, str]] = Counter()
    for (day, channel), n in arrived.items():
        by[day.replace(day=1), channel] += n
    lines = []
    for first, last in _months(since, until):
        month = replace(came, came_from=max(first, since), came_to=min(last, until))
        cells = [Counted(by[first, code], replace(month, channel=code)) for code in codes]
        lines.append(Line(f"{first:%Y-%m}", (Counted(sum(each.how_many for each in cells), month), *cells)))
    return Table("arrivals", ("合计", *(rule.label for rule in RULES.values())), tuple(lines))


def _channels(arrived: Arrived, came: Filters) -> Table:
    by: Counter[str] = Counter()
    for (_, channel), n in arrived.items():
        by[channel] += n
    lines = [
        Line(rule.label, (Counted(by[each.value], replace(came, channel=each.value)),)) for each, rule in RULES.items()
    ]
    return Table("channels", ("件数",), tuple(lines))


def _ages(opened: Opened, running: Filters, today: date, calendar: Calendar) -> Table:
    """By working days since receipt, or since arrival while it is not received."""
    bounds = [_back(today, each, calendar) for each in AGES]
    lines, last, least = [], date.max, 0
    for most, first in zip((*AGES, None), (*bounds, None), strict=True):
        low = first or date.min
        n = sum(number for (day, _), number in opened.items() if low <= day <= last)
        label = f"{least}至{most}个工作日" if most else f"{least}个工作日以上"
        to = None if last == date.max else last
        lines.append(Line(label, (Counted(n, replace(running, came_from=first, came_to=to)),)))
        if first:
            last, least = first - timedelta(1), (most or 0) + 1
    return Table("ages", ("件数",), tuple(lines))


def _outcomes(closed: Counter[_End], ended: Filters) -> Table:
    by: Counter[str] = Counter()
    for end, n in closed.items():
        by[end.counted] += n
    lines = [
        Line(f"第{each.line}行：{each.name}", (Counted(by[each.code], replace(ended, decision=each.code)),))
        for each in DECISIONS
        if by[each.code]
    ]
    return Table("outcomes", ("件数",), tuple(lines))


def _taken(closed: Counter[_End], ended: Filters) -> Table:
    lines, least = [], 0
    for most in (*TAKEN, None):
        within = replace(ended, days_from=least, days_to=most)
        fits = [
            (end.late, n)
            for end, n in closed.items()
            if end.days is not None and end.days >= least and (most is None or end.days <= most)
        ]
        label = f"{least}至{most}个工作日" if most else f"{least}个工作日以上"
        on_time, late = sum(n for was, n in fits if not was), sum(n for was, n in fits if was)
        cells = (
            Counted(on_time + late, within),
            Counted(on_time, replace(within, late=False)),
            Counted(late, replace(within, late=True)),
        )
        lines.append(Line(label, cells))
        least = (most or 0) + 1
    return Table("taken", ("合计", "按期", "逾期"), tuple(lines))


def _lateness(closed: Counter[_End], ended: Filters) -> Table:
    by: Counter[str] = Counter()
    for end, n in closed.items():
        if end.late:
            by[end.step] += n
    late = replace(ended, late=True)
    lines = [Line(label, (Counted(by[step], replace(late, late_step=step)),)) for step, label in STEPS.items()]
    return Table("lateness", ("件数",), tuple(lines))


def _scores(closed: Counter[_End], ended: Filters) -> Table:
    by = Counter({score: sum(n for end, n in closed.items() if end.score == score) for score in SCORES})
    return Table(
        "scores",
        ("件数",),
        tuple(Line(f"{score}分", (Counted(by[score], replace(ended, score=score)),)) for score in SCORES),
    )


def _organs(
    arrived: QuerySet[Request], closed: QuerySet[Request], opened: Opened, wanted: Sequence[Filters]
) -> Mapping[int, tuple[Counted, ...]]:
    late = Count("pk", filter=Q(late_days__gt=0))
    ends = list(closed.values_list("organ_id").annotate(n=Count("*"), late=late))
    running: Counter[int] = Counter()
    for (_, organ), n in opened.items():
        running[organ] += n
    found = (
        dict(arrived.values_list("organ_id").annotate(n=Count("*"))),
        {organ: n for organ, n, _ in ends},
        {organ: n for organ, _, n in ends if n},
        running,
    )
    return {
        organ: tuple(
            Counted(numbers.get(organ, 0), replace(each, organ_id=organ))
            for numbers, each in zip(found, wanted, strict=True)
        )
        for organ in sorted({organ for numbers in found for organ in numbers})
    }


def _months(since: date, until: date) -> Iterator[tuple[date, date]]:
    first = since.replace(day=1)
    while first <= until:
        following = (first + timedelta(32)).replace(day=1)
        yield first, following - timedelta(1)
        first = following


def _back(today: date, working_days: int, calendar: Calendar) -> date:
    """The earliest day from which to today there are no more than so many working days."""
    day = today
    while working_days > 0 or not calendar.works(day):
        working_days -= calendar.works(day)
        day -= timedelta(1)
    return day
