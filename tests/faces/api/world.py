"""A county with something of everything that the interface tells, and how it is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache
from django.test import Client

from gongkai.apps.publishing.models import Item
from gongkai.apps.supervision import actions as supervision
from tests.apps.columns.tree import opened
from tests.apps.office import at
from tests.apps.publishing.desk import NOW, published
from tests.apps.questions import world as questions
from tests.apps.reporting.situations import brought_to, busy_office
from tests.faces.portal.disclosure.published import Shown, explained, normative, policy, shown, withdrawn
from tests.rigs import begun

MAY = date(2024, 5, 15)


@dataclass(frozen=True)
class County:
    """What was published: a policy with its interpretation, documents of the register, one of them repealed, one taken off."""

    shown: Shown
    policy: Item
    interpretation: Item
    repealing: Item
    repealed: Item
    mistaken: Item


@begun.rows
def world() -> County:
    """One county for all tests that follow one another."""
    cache.clear()
    return county()


def report() -> None:
    """The report of another office, published."""
    brought_to(busy_office("lands"), "published")


def county() -> County:
    where = shown()
    house = where.house
    opened(house.head, "all", "公开信息")
    opened(house.head, "notices", "通知公告", parent="all", every="months", times=3)
    first = policy(house)
    old = normative(house, "昌政发〔2026〕3号", effective_on="2026-03-02")
    new = normative(house, "昌政发〔2026〕5号", effective_on="2026-04-01", changes="废止 昌政发〔2026〕3号")
    told = {"kind": "open_day", "title": "政务公开日", "planned_on": date(2024, 4, 8), "planned_for": MAY}
    activity = supervision.plan(house.clerk, told, at(date(2024, 4, 8)))
    session = {"activity": activity.number, "title": "开放参观", "noted_on": date(2024, 4, 8), "planned_for": MAY}
    supervision.add_session(house.clerk, {**session, "kind": "interpretation"}, at(date(2024, 4, 8)))
    supervision.hold(house.clerk, activity.pk, MAY, 260, at(date(2024, 5, 16)))
    questions.published(house.office)
    return County(
        where,
        first,
        explained(house, first.number),
        new,
        old,
        withdrawn(house, published(house, now=NOW), "mistaken"),
    )


def asked(path: str, **headers: str) -> Any:
    """The answer to a question, which is 200."""
    response = Client().get(path, headers=headers)
    assert response.status_code == 200, (path, response.content.decode())
    assert response["Content-Type"] == "application/json; charset=utf-8"
    return response.json()


def problem(path: str, status: int, **headers: str) -> Any:
    """What is told to a question that cannot be answered."""
    response = Client().get(path, headers=headers)
    assert response.status_code == status, (path, response.content.decode())
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == status
    assert told["instance"] == path.partition("?")[0]
    assert told["detail"].endswith("。")
    return told
