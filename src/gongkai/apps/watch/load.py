"""How many requests of each person fall due on each of the next working days?

Takes:   the store's steps, which say who a request was given to and its next day. Gives: a `Load`: one row a person, by key and not by name; one
         for each name that no login has; one for what was given to nobody.
Unclear: leave is not known here; the law knows no period that waits for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, DateField, Value, When

from gongkai.apps import rules
from gongkai.apps.journal.models import Subject
from gongkai.apps.people import queries as people
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor
from gongkai.apps.watch.models import Step

WORKING_DAYS = 20
HEAVY = 3
"""So many falling due for one person on one day make the day red."""
_Whose = tuple[int | None, str]
"""A person's key, or the name of somebody without a login."""
_NOBODY: _Whose = (None, "")
LEAVE = "请假不在本系统登记，期限也不因请假、换人而停止；不在岗的，请把申请交办给别人。"


@dataclass(frozen=True, slots=True)
class Row:
    """One person. `counts` are by day as in `Load.days`; `late` what should have been done before today. `name` is empty for nobody,
    `key` None for nobody and for a name that no login has; two people of one name are shown with their logins."""

    name: str
    key: int | None
    late: int
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return self.late + sum(self.counts)


@dataclass(frozen=True, slots=True)
class Load:
    """The next working days, today first, and who has how much in them."""

    days: tuple[date, ...]
    rows: tuple[Row, ...]
    unsettled: bool
    """Whether some of these days may still move: a year's holidays are not known."""


def load(actor: Actor, today: date) -> Load:
    """The load of the reader's own organ: three queries. What the applicant is awaited for is nobody's load. `people.rights.Forbidden`."""
    rights.demand(actor, "request.read")
    calendar = rules.calendar()
    days = [calendar.on_or_after(today)]
    while len(days) < WORKING_DAYS:
        days.append(calendar.advance(days[-1], 1))
    found = Step.objects.filter(
        organ_id=actor.organ_id, subject=Subject.REQUEST.value, ended_on=None, waiting=False, due__lte=days[-1]
    )
    clerks = {post.person_id for post in people.colleagues(actor.organ_id, today) if post.role == rights.CLERK}
    late: dict[_Whose, int] = dict.fromkeys((*((key, "") for key in sorted(clerks)), _NOBODY), 0)
    counts: dict[_Whose, dict[date, int]] = {whose: {} for whose in late}
    felt_on: dict[date, date] = {}
    # Of what has passed nobody asks on which day: it is one group of each person.
    day = Case(When(due__lt=today, then=Value(date.min)), default="due", output_field=DateField())
    groups = found.order_by().annotate(day=day).values_list("assignee", "assigned", "day")
    for key, written, due, how_many in groups.annotate(how_many=Count("*")):
        # A name may have been written otherwise before it was changed: the key is who it is.
        whose = (key, "") if key else (None, written)
        late.setdefault(whose, 0)
        its = counts.setdefault(whose, {})
        if due < today:
            late[whose] += how_many
        else:
            # A day of rest is felt on the working day before it: afterwards it is too late.
            felt = felt_on.get(due) or felt_on.setdefault(due, max(calendar.on_or_before(due), days[0]))
            its[felt] = its.get(felt, 0) + how_many
    called = people.called(key for key, _ in late if key)
    rows = [
        Row(called[key] if key else written, key, n, tuple(counts[key, written].get(day, 0) for day in days))
        for (key, written), n in late.items()
    ]
    rows.sort(key=lambda row: (row.name == "", -row.total, row.name))
    return Load(tuple(days), tuple(rows), not all(calendar.settled(day.year) for day in (days[0], days[-1])))
