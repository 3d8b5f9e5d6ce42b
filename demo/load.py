"""The demo county, from nothing to today: every organ, person, item, case, message and report, through the doors of everybody.

Takes:   an installation without organs, today. Gives: the county, the same for the same day wherever it is made; all of it
         or nothing. Years to 2025 are written down; what runs is seen from today.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from enum import Enum

from django.db import transaction
from django.utils import timezone

from demo.agenda import Agenda
from demo.cases import Registry
from demo.desk import Desk
from demo.drafting import Drafting
from demo.officers import Officers
from demo.old_site import OldSite
from demo.publications import Publications
from demo.questions import Messages
from demo.records import Records
from demo.reports import Reports
from demo.upkeep import Upkeep
from gongkai.apps import acted, rules
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal.models import Subject
from gongkai.apps.organs import queries as organs
from gongkai.apps.people.actor import program

FIRST_TODAY, LAST_TODAY = date(2026, 1, 1), date(2098, 12, 31)
EVENT = "demo"
"""The entry in the county's chain that tells a demo county from an office's own data."""

TOP = "changtu"


class Standing(Enum):
    """What an installation holds."""

    EMPTY = "empty"
    DEMO = "demo"
    OWN = "own"


class NotLoaded(Exception):
    """Why the county is not loaded, in one Chinese sentence."""


def standing() -> Standing:
    """Whether there is nothing yet, the demo county, or an office's own data."""
    if not organs.all_ids():
        return Standing.EMPTY
    try:
        top = organs.organ(TOP, FIRST_TODAY)
    except organs.NoSuchOrgan:
        return Standing.OWN
    marked = any(entry.event == EVENT for entry in entries.entries(Subject.ORGAN.value, top.pk))
    return Standing.DEMO if marked else Standing.OWN


def load(today: date, tell: Callable[[date], None] = lambda day: None) -> bool:
    """Load the county as of `today`, telling the day of every act. False when it is there already.

    Refused (`NotLoaded`): an installation with data of its own; a day before 2026, when the years that are written down are
    not over.
    """
    if not FIRST_TODAY <= today <= LAST_TODAY:
        raise NotLoaded(f"演示县以 {FIRST_TODAY} 至 {LAST_TODAY} 之间的一天为今天，不能是 {today}；请改 --today。")
    with transaction.atomic(), _without_looking_for_cycles(), _told_to_nobody():
        found = standing()
        if found is Standing.OWN:
            raise NotLoaded("这里已有机关和数据，演示县只能装进空的系统；请另设 GONGKAI_DATA 或 DATABASE_URL 后再装。")
        if found is Standing.DEMO:
            return False
        _fill(today, tell)
    return True


@contextmanager
def _without_looking_for_cycles() -> Iterator[None]:
    """Tens of thousands of rows come and go, hardly one of them in a cycle: looking for some is a tenth of the whole."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


@contextmanager
def _told_to_nobody() -> Iterator[None]:
    """The watch would look at a case after each of its acts, and the outbox would tell of years that are gone. Its rounds at the end look
    at all that is open, and from its day on the outbox is told (`demo.desk`).
    """
    heard = dict(acted.listeners)
    acted.listeners.clear()
    try:
        yield
    finally:
        acted.listeners.clear()
        acted.listeners.update(heard)


def _fill(today: date, tell: Callable[[date], None]) -> None:
    calendar, officers = rules.calendar(), Officers()
    agenda = Agenda(timezone.get_default_timezone(), today)

    def found(now: datetime) -> None:
        officers.found(now)
        top = officers.organ(TOP).pk
        journal.append(Subject.ORGAN.value, top, EVENT, now.date(), program(top), now, {"today": today.isoformat()})

    agenda.put(officers.since - timedelta(1), found)
    desk = Desk(officers, agenda, calendar, today)
    desk.put_all()
    for room in (Publications, OldSite, Upkeep, Drafting, Registry, Records, Reports, Messages):
        room(officers, agenda, calendar, today).put_all()
    for day in agenda.run():
        tell(day)
    agenda.close(desk.finish)
