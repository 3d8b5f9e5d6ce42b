"""What did officers do with an alert: who put it off until when and why, who took that back?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from gongkai.apps.casebook import person_named
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.people import queries as people
from gongkai.apps.people.rights import ROLE_NAMES
from gongkai.apps.watch.models import WHY, Alert

PUT_OFF, TAKE_BACK = "put_off", "take_back"
EVENTS = {PUT_OFF: "暂缓", TAKE_BACK: "撤回暂缓"}


@dataclass(frozen=True, slots=True)
class Line:
    """One act on an alert: what, by whom, when; until which day and why, where it was put off."""

    event: str
    person: str
    role: str
    recorded_at: datetime
    until: date | None
    why: str


def put_off_history(row: Alert) -> list[Line]:
    """What was done with an alert that the reader may see, oldest first: two queries."""
    written = entries.entries(Subject.ALERT.value, row.pk, records=False)
    names = people.names({each.person for each in written})
    return [_line(each, names) for each in written]


def _line(entry: Entry, names: Mapping[str, str]) -> Line:
    told = entry.data
    return Line(
        EVENTS[entry.event],
        person_named(entry.person, names),
        ROLE_NAMES.get(entry.role, entry.role),
        entry.recorded_at,
        date.fromisoformat(told["until"]) if "until" in told else None,
        WHY.get(told.get("why", ""), ""),
    )
