"""Requests from the portal for tests, brought to a state by the public doors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.apps import query_codes
from gongkai.apps.applying import actions
from gongkai.apps.applying.actions import Applied
from gongkai.apps.requests import actions as requests
from gongkai.apps.requests.models import Request
from tests.apps.office import Office, at

MONDAY = date(2026, 3, 2)
NAME, PHONE = "欧阳锦绣", "13912345678"
CONTENT = "2025年城区供热补贴发放明细，幸福小区"
TOLD: Mapping[str, object] = {
    "applicant": "natural",
    "subject": "供热补贴发放情况",
    "items": 1,
    "wanted_form": "electronic",
    "wanted_way": "online",
}
PRIVATE: Mapping[str, str] = {"applicant_name": NAME, "contact": PHONE, "content": CONTENT}


def applied(where: Office, day: date = MONDAY, token: str = "", **changed: object) -> Applied:
    """A request from the portal."""
    told = {**TOLD, **changed}
    return actions.apply(where.organ.pk, day, told, PRIVATE, (), at(day), token or query_codes.token())


def handled(where: Office, day: date = MONDAY, **changed: object) -> Applied:
    """A request from the portal that the clerk confirmed the same day."""
    found = applied(where, day, "", **changed)
    do(where, "clerk", found, "confirm", day, how="电话确认")
    return found


def do(where: Office, by: str, found: Applied, event: str, day: date, /, hour: int = 10, **data: object) -> Request:
    """Any act by one of the office."""
    private = {name: str(data.pop(name)) for name in ("body_name",) if name in data}
    return requests.act(getattr(where, by), found.request.pk, event, day, data, private, at(day, hour))


def fresh(found: Applied) -> Request:
    return Request.objects.get(pk=found.request.pk)
