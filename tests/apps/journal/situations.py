"""A small office with a journal, for tests of what is kept in it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from gongkai.apps.journal import actions
from gongkai.apps.organs import actions as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import Actor, program

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
DAY = date(2026, 3, 2)
SINCE = date(2020, 1, 1)


def office(code: str = "office", parent_id: int | None = None) -> Organ:
    """An organ; its founding is entry 1 of its chain."""
    names = {"office": "测试县人民政府办公室", "bureau": "测试县水务局", "town": "测试县东风镇人民政府"}
    return organs.found(
        program(0), code, names.get(code, f"测试县{code}局"), "department", "county", SINCE, NOW, parent_id
    )


def clerk(organ: Organ, person: str = "7") -> Actor:
    return Actor(person, "经办人", organ.pk, "clerk")


def filled(organ: Organ, entries: int, now: datetime = NOW) -> None:
    """Acts of a clerk, until the chain has that many entries."""
    for number in range(2, entries + 1):
        data = {"number": number, "text": f"第{number}件\n第二行"}
        actions.append("request", number, "register", DAY, clerk(organ), now, data)
