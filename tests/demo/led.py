"""The county's cases led by the law alone, without a database: quick enough for many days."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from demo import county
from demo.plan import Course, remedy_opening, request_opening
from demo.situations import Situation
from gongkai.law.calendar import official
from gongkai.law.casework import CaseAct, RemedyCase, RequestCase, remedy, request
from gongkai.law.casework.due import ENDED, Light, light, next_deadline
from gongkai.law.procedures import REMEDY, REQUEST
from gongkai.law.procedures.remedy_forms import REMEDY_FORMS
from gongkai.law.procedures.request_forms import REQUEST_FORMS


@dataclass(frozen=True, slots=True)
class Led:
    """One case as it stands on a day, and the acts that led there."""

    situation: Situation
    acts: tuple[CaseAct, ...]
    case: Any
    lit: Light


def requests(today: date, file: str = "") -> Iterator[Led]:
    """Every request of a file, or of all."""
    fillings = county.fillings()
    for order, situation in enumerate(each for each in county.requests() if file in ("", each.file)):
        opening = request_opening(situation, fillings)
        yield from _led(_course(situation, REQUEST, REQUEST_FORMS, order, opening, today), request, today)


def remedies(today: date, file: str = "") -> Iterator[Led]:
    """Every review and suit of a file, or of all."""
    for order, situation in enumerate(each for each in county.remedies() if file in ("", each.file)):
        opening = remedy_opening(situation, "昌图县人民政府", "")
        yield from _led(_course(situation, REMEDY, REMEDY_FORMS, order, opening, today), remedy, today)


def _course(situation: Situation, procedure: Any, forms: Any, order: int, opening: Any, today: date) -> Course:
    persons = county.persons(situation, order)
    return Course(situation, procedure, forms, county.fillings(), official(), today, order, opening, persons)


def _led(course: Course, law: Any, today: date) -> Iterator[Led]:
    acts: list[CaseAct] = []
    case: RequestCase | RemedyCase | None = None
    while planned := course.next(case.state if case else "new", getattr(case, "due", None)):
        data = {**planned.data, **({"number": "昌政公开〔2024〕1号"} if planned.number else {})}
        person = f"{planned.role}{planned.seat if planned.role == 'clerk' else ''}"
        act = CaseAct(len(acts) + 1, planned.event, planned.day, planned.role, person, data)
        case = law.attempt(acts, act, planned.entered, official())
        acts.append(act)
    if case is None:
        return
    watched = next_deadline(case)
    lit = light(
        watched.due if watched else None,
        today,
        official(),
        awaiting=getattr(case, "awaiting", False),
        ended=case.state in ENDED,
    )
    yield Led(course.situation, tuple(acts), case, lit)
