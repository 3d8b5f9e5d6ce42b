"""Requests, reviews and suits of the county: each led from act to act through the doors that everybody uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

from demo import county, doors
from demo.agenda import Agenda
from demo.officers import Officers
from demo.plan import Course, Planned, remedy_opening, request_opening
from demo.situations import BadSituation, Situation
from gongkai.apps.remedies import actions as remedies
from gongkai.apps.remedies.models import Remedy
from gongkai.law.calendar import Calendar
from gongkai.law.casework import Refusal
from gongkai.law.procedures import REMEDY, REQUEST
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.procedures.request_forms import REQUEST_FORMS

_FIRST = "new"


class Registry:
    """Puts every case on the agenda. Gives letters their numbers, and remedies the number of their request."""

    def __init__(self, officers: Officers, agenda: Agenda, calendar: Calendar, today: date) -> None:
        self._officers, self._agenda, self._calendar, self._today = officers, agenda, calendar, today
        self._fillings = county.fillings()
        self._letters: Counter[tuple[str, int]] = Counter()
        self._numbers: dict[str, str] = {}

    def put_all(self) -> None:
        """Every case of the county, requests before what was brought against them."""
        applicants: dict[str, int] = {}
        for order, situation in enumerate(county.requests()):
            who = situation.about.get("who", situation.key)
            # Who is called by a name with “@” is the same in all files.
            who = who if who.startswith("@") else f"{situation.file}:{who}"
            number = applicants.setdefault(who, len(applicants))
            opening = request_opening(situation, self._fillings)
            persons = county.persons(situation, number)
            course = Course(
                situation, REQUEST, REQUEST_FORMS, self._fillings, self._calendar, self._today, order, opening, persons
            )
            self._go_on(course, _FIRST, None, self._request)
        for order, situation in enumerate(county.remedies()):
            # The opening names the request's number, which is known when the request is registered.
            self._agenda.put(self._start(situation), self._beginning(situation, order))

    def _start(self, situation: Situation) -> date:
        return self._remedy_course(situation, 0, "", "").base

    def _beginning(self, situation: Situation, order: int) -> Callable[[datetime], None]:
        def begin(now: datetime) -> None:
            forums = self._officers.told(situation.organ)
            forum = forums["review_organ" if situation.about["group"] == "review" else "court"]
            course = self._remedy_course(situation, order, forum, self._numbers.get(situation.about.get("of", ""), ""))
            planned = course.next(_FIRST, None)
            if planned is not None:
                self._remedy(course, planned, now, None)

        return begin

    def _remedy_course(self, situation: Situation, order: int, forum: str, number: str) -> Course:
        opening = remedy_opening(situation, forum, number)
        persons = county.persons(situation, order)
        return Course(
            situation, REMEDY, REMEDY_FORMS, self._fillings, self._calendar, self._today, order, opening, persons
        )

    def _go_on(self, course: Course, state: str, due: date | None, do: _Doing, case_id: int | None = None) -> None:
        planned = course.next(state, due)
        if planned is not None:
            self._agenda.put(planned.entered, lambda now: do(course, planned, now, case_id))

    def _request(self, course: Course, planned: Planned, now: datetime, case_id: int | None) -> None:
        actor = self._officers.actor(course.situation.organ, planned.role, planned.seat)
        data = self._numbered(course.situation.organ, planned)
        case = doors.Case(course.situation, course.order, self._officers)
        with _naming(course, planned):
            if case_id is None:
                row = doors.opened(case, actor, planned, data, now, course.situation.file in county.DAILY)
                self._numbers[course.situation.reference] = row.number
            else:
                row = doors.done(case, actor, planned, data, case_id, now)
        self._go_on(course, row.state, row.due_on, self._request, row.pk)

    def _remedy(self, course: Course, planned: Planned, now: datetime, case_id: int | None) -> None:
        actor = self._officers.actor(course.situation.organ, planned.role, planned.seat)
        row: Remedy
        with _naming(course, planned):
            if case_id is None:
                row = remedies.open_remedy(actor, "", planned.day, planned.data, planned.private, now)
            else:
                row = remedies.act(actor, case_id, planned.event, planned.day, planned.data, planned.private, now)
        self._go_on(course, row.state, row.next_due_on, self._remedy, row.pk)

    def _numbered(self, organ: str, planned: Planned) -> dict[str, object]:
        if not planned.number:
            return dict(planned.data)
        year = planned.day.year
        self._letters[organ, year] += 1
        head = self._officers.told(organ)["letters"]
        return {**planned.data, "number": f"{head}〔{year}〕{self._letters[organ, year]}号"}


_Doing = Callable[[Course, Planned, datetime, int | None], None]


@contextmanager
def _naming(course: Course, planned: Planned) -> Iterator[None]:
    """Says which line of the files an act came from when the law refuses it: whoever changes a line must find it."""
    try:
        yield
    except Refusal as refusal:
        where = f"{course.situation.reference} {planned.event} {planned.day}"
        raise BadSituation(f"{where}：{refusal.reason}") from refusal
