"""What the first page shows of the watch: its heartbeat, the most urgent alerts, what sorts there are, the load of the next days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from gongkai.apps.assigning import shown as named
from gongkai.apps.requests.queries import NO_LOGIN, Filters, Light
from gongkai.apps.watch import queries as watch
from gongkai.apps.watch.queries import Alert, Heartbeat, Row
from gongkai.faces.desk.cases import filtering
from gongkai.faces.desk.cases.records import RECORDS
from gongkai.faces.desk.cases.rooms import QUESTIONS, REMEDIES, REQUESTS
from gongkai.faces.desk.gate import Officer
from gongkai.faces.desk.lights import Lamp, lamp
from gongkai.law.procedures import QUESTION, RECORD, REMEDY, REQUEST

ROOMS = {"request": REQUESTS, "remedy": REMEDIES, "question": QUESTIONS, "record": RECORDS}
_EVENTS: Mapping[str, Mapping[str, str]] = {
    "request": REQUEST.events,
    "remedy": REMEDY.events,
    "question": QUESTION.events,
    "record": RECORD.events,
}
FIRST = 8
_SHAPES: Mapping[str, str] = {
    "confirmation": "◆",
    "third_party": "◧",
    "co_producer": "◧",
    "other_organ": "‖",
    "department": "▲",
    "extension": "▲",
    "payment": "◧",
    "service": "▲",
    "reply": "■",
    "delay": "■",
    "silence": "■",
    "provisional": "○",
    "uncounted": "■",
}
"""The shape of each sort of alert; those that are only called to mind have the plain one."""
_PLAIN = "●"
_LAMPS = {0: Light.OVERDUE, 1: Light.LAPSED, 2: Light.TODAY, 3: Light.SOON, 4: Light.WEEK}


@dataclass(frozen=True, slots=True)
class Line:
    """One alert: where it leads, and the act that settles it."""

    row: Alert
    lamp: Lamp
    url: str
    step: str
    step_url: str
    put_off_url: str


PEOPLE = 12
"""So many rows of the load on the first page: who has most stands first, and the way to all of them is shown."""


@dataclass(frozen=True, slots=True)
class Sort:
    """How many alerts of one sort."""

    label: str
    shape: str
    how_many: int
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One person's day: how many, where they are listed, whether that is much."""

    count: int
    url: str
    heavy: bool


@dataclass(frozen=True, slots=True)
class Person:
    """One row of the load; `of_nobody` for what was not given to anybody."""

    name: str
    of_nobody: bool
    late: Cell | None
    cells: Sequence[Cell | None]
    """By day; None for a day on which nothing is due."""
    total: int


@dataclass(frozen=True, slots=True)
class Grid:
    """The load: `months` head the days. `unlisted` is how many people have less than those who are shown, `unlisted_total` how much together."""

    days: Sequence[date]
    months: Sequence[tuple[str, int]]
    people: Sequence[Person]
    heavy: int
    leave: str
    unsettled: bool
    unlisted: int
    unlisted_total: int


def line(row: Alert) -> Line:
    """An alert as a line."""
    room = ROOMS[row.subject]
    page = "departments" if row.kind.startswith("department") else "case"
    step = _EVENTS[row.subject].get(row.event, "")
    return Line(
        row,
        lamp(_LAMPS.get(row.urgency, Light.WEEK)),
        room.url(page, row.subject_id),
        step,
        room.url("act", row.subject_id, row.event) if step else "",
        reverse("desk:watch:put_off", args=[row.pk]),
    )


def sorts(kinds: Mapping[str, int]) -> list[Sort]:
    """The sorts that there are, in the order of `watch.ABOUT`, each with its list; what fits none of them counts as other."""
    found: dict[str, int] = {}
    for kind, how_many in kinds.items():
        found[kind.partition(".")[0]] = found.get(kind.partition(".")[0], 0) + how_many
    home = reverse("desk:watch:alerts")
    listed = [
        Sort(name, _SHAPES.get(key, _PLAIN), found.pop(key), f"{home}?{urlencode({'sort': key})}")
        for key, name in watch.ABOUT.items()
        if found.get(key)
    ]
    if rest := sum(found.values()):
        listed.append(Sort("复议诉讼、留言、记录更正和其他", "○", rest, home))
    return listed


def grid(officer_: Officer, everybody: bool = True) -> Grid:
    """The load of the officer's organ; of the busiest `PEOPLE` and of what is nobody's, unless of `everybody`."""
    told = watch.load(officer_.actor, officer_.today)
    people = []
    rows = [row for row in told.rows if row.name or row.total]
    busiest = (
        rows if everybody or len(rows) <= PEOPLE else [*rows[:PEOPLE], *(row for row in rows[PEOPLE:] if not row.name)]
    )
    listed = REQUESTS.url("list")
    for row in busiest:
        cells = [_due(listed, row, count, day) for count, day in zip(row.counts, told.days, strict=True)]
        name = named(row.name, row.key) or "还没有交办"
        people.append(Person(name, not row.name, _late(listed, row), cells, row.total))
    months: list[tuple[str, int]] = []
    for day in told.days:
        name = f"{day.month}月"
        if months and months[-1][0] == name:
            months[-1] = (name, months[-1][1] + 1)
        else:
            months.append((name, 1))
    return Grid(
        told.days,
        months,
        people,
        watch.HEAVY,
        watch.LEAVE,
        told.unsettled,
        len(rows) - len(people),
        sum(row.total for row in rows) - sum(each.total for each in people),
    )


def _whose(row: Row) -> Filters:
    """What narrows the list to what one row of the load counts."""
    if row.key:
        return Filters(open=True, assignee=str(row.key))
    return Filters(open=True, assigned=row.name, assignee=NO_LOGIN if row.name else "", unassigned=not row.name)


def _due(listed: str, row: Row, count: int, day: date) -> Cell | None:
    if not count:
        return None
    wanted = replace(_whose(row), due_from=day, due_to=day)
    return Cell(count, f"{listed}?{filtering.address(wanted)}", count >= watch.HEAVY)


def _late(listed: str, row: Row) -> Cell | None:
    if not row.late:
        return None
    query = f"{filtering.address(_whose(row))}&{urlencode({'light': lamp(Light.OVERDUE).key})}"
    return Cell(row.late, f"{listed}?{query}", True)


def shown(officer_: Officer, mine: bool, everybody: bool = False) -> dict[str, object]:
    """What the first page takes: six queries."""
    actor, today = officer_.actor, officer_.today
    beat: Heartbeat = watch.heartbeat(actor, officer_.now)
    kinds = watch.kinds(actor)
    return {
        "beat": beat,
        "alerts": [line(row) for row in watch.first(actor, mine, FIRST, today)],
        "alert_sorts": sorts(kinds),
        "alert_total": sum(kinds.values()),
        "load": grid(officer_, everybody),
    }
