"""Which open cases does a new calendar notice move, and is there one that has not been taken up yet?

Law:     the State Council's yearly notice makes provisional days certain (law/calendar)
Takes:   the calendar before and after, today.
Gives:   `calendar_moved`, which brings the cached columns up to date and writes the list into the journal of each organ
         concerned; `moved_cases`, the latest such list for the desk; `rebuild_due`, a sentence while one is owed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from gongkai.apps import casebook, rules
from gongkai.apps.journal import actions as journal
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal.models import Subject
from gongkai.apps.people import rights
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.requests import counted_by
from gongkai.apps.requests.kind import KIND
from gongkai.apps.requests.lights import ENDED
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.projection import NEXT_DUE, project
from gongkai.law.calendar import Calendar, OutsideCalendar
from gongkai.law.casework import Refusal
from gongkai.law.casework import request as casework
from gongkai.law.clocks.ledger import Impossible
from gongkai.law.clocks.reply import KEY as REPLY

EVENT = "calendar_moved"
TOLD_DAYS = 30


@dataclass(frozen=True, slots=True)
class Moved:
    """One open case whose days moved: the last day to reply before and after, or that of what is next to be done."""

    organ_id: int
    request_id: int
    number: str
    what: str
    before: date | None
    after: date | None
    why: str


def calendar_moved(before: Calendar, after: Calendar, today: date, now: datetime) -> tuple[Moved, ...]:
    """Bring open cases up to the calendar `after`; those whose days moved, by organ and new day.

    What moved is told from the cached days, those that the desk has shown; `before` tells which notices are new.
    All or nothing. Each organ concerned gets one entry in its journal with the list.
    """
    settings = rules.settings()
    moved: list[Moved] = []
    news = [notice for notice in after.notices if notice not in before.notices]
    why = "、".join(f"《{notice.title}》" for notice in news) or "放假安排或者口径设置有变动"
    with transaction.atomic():
        running = Request.objects.select_for_update().exclude(state__in=ENDED).order_by("pk")
        rows = {row.pk: row for row in running}
        for request_id, written in casebook.each_case(KIND, rows):
            told, row = casebook.story(written), rows[request_id]
            try:
                case = casework.replay(told.acts, after, settings)
            except (Refusal, Impossible, OutsideCalendar):
                continue  # gongkai rebuild names what cannot be replayed, with the reason
            shown = row.due_on, row.next_due_on, row.next_due_key
            project(row, case, told).save(force_update=True)
            moved += _moves(row, *shown, why)
        counted_by.remember(after, settings, now)
        moved.sort(key=lambda each: (each.organ_id, each.after or today, each.number))
        for organ_id, some in _by_organ(moved).items():
            journal.append(Subject.ORGAN, organ_id, EVENT, today, program(organ_id), now, {"moved": some, "why": why})
    return tuple(moved)


def rebuild_due() -> str:
    """What has changed since the cached days were computed, as a sentence with the remedy; empty when nothing has."""
    change = counted_by.change(rules.calendar(), rules.settings())
    if not change:
        return ""
    return f"{change.sentence}，已登记的期限还按原来的算。请执行 gongkai rebuild --calendar。"


def calendar_before() -> Calendar:
    """The calendar by which the cached days were computed last."""
    return counted_by.calendar_before(rules.calendar())


def moved_cases(actor: Actor, today: date) -> tuple[tuple[datetime, str, tuple[Moved, ...]], ...]:
    """The lists of moved cases in the actor's own organ: when, by which notice, which cases.

    The latest three at most, and none older than `TOLD_DAYS`: by then everybody has seen them.
    """
    rights.demand(actor, "request.read")
    recent = today - timedelta(TOLD_DAYS)
    found = entries.latest(Subject.ORGAN, actor.organ_id, actor.organ_id, EVENT, limit=3)
    return tuple(
        (each.recorded_at, each.data["why"], tuple(_listed(each.organ_id, each.data)))
        for each in found
        if each.day >= recent
    )


def _moves(row: Request, due: date | None, next_due: date | None, key: str, why: str) -> Iterator[Moved]:
    """The reply's last day if it moved; else that of what is to be watched next."""
    if due != row.due_on:
        yield Moved(row.organ_id, row.pk, row.number, NEXT_DUE[REPLY], due, row.due_on, why)
    elif next_due != row.next_due_on:
        what = NEXT_DUE.get(row.next_due_key or key, "")
        yield Moved(row.organ_id, row.pk, row.number, what, next_due, row.next_due_on, why)


def _by_organ(moved: list[Moved]) -> Mapping[int, list[dict[str, object]]]:
    lists: dict[int, list[dict[str, object]]] = {}
    for each in moved:
        lists.setdefault(each.organ_id, []).append(
            {
                "id": each.request_id,
                "number": each.number,
                "what": each.what,
                "before": each.before.isoformat() if each.before else None,
                "after": each.after.isoformat() if each.after else None,
            }
        )
    return lists


def _listed(organ_id: int, kept: Mapping[str, object]) -> Iterator[Moved]:
    listed = kept["moved"]
    assert isinstance(listed, list), "written by calendar_moved"
    for each in listed:
        days = [date.fromisoformat(each[name]) if each[name] else None for name in ("before", "after")]
        yield Moved(organ_id, each["id"], each["number"], each["what"], days[0], days[1], str(kept["why"]))
