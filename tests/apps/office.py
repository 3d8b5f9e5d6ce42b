"""An office for tests: an organ with its people, and cases brought to a state by the public doors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from gongkai.apps.organs.models import Kind, Level, Organ, OrganName
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.models import Person, Post
from gongkai.apps.requests import actions
from gongkai.apps.requests.models import Request

MONDAY = date(2024, 3, 4)
NAME = "欧阳锦绣"
SECRETS = {"applicant_name": NAME, "contact": "一三九零零零零", "content": "关于某某道路绿化的会议材料"}
REGISTRATION: Mapping[str, object] = {
    "channel": "counter",
    "applicant": "natural",
    "subject": "道路绿化招标文件",
    "items": 1,
    "wanted_form": "paper",
    "wanted_way": "mail",
}
BY_MAIL = {"manner": "mail", "evidence": "挂号信XA1"}
DECISION = {"decision": "provided", "reason": "属于可以公开的信息。", "number": "昌政公开〔2024〕1号", **BY_MAIL}


@dataclass(frozen=True)
class Office:
    """One organ and an actor for each role."""

    organ: Organ
    clerk: Actor
    reviewer: Actor
    head: Actor
    leader: Actor
    compiler: Actor


def at(day: date, hour: int = 9) -> datetime:
    """A moment of a day here."""
    return datetime.combine(day, time(hour - 8 if hour >= 8 else 0), UTC)


def office(code: str = "changtu", parent: Organ | None = None) -> Office:
    """A new organ with a person in each role."""
    organ = Organ.objects.create(code=code, kind=Kind.OFFICE, level=Level.COUNTY, since=date(2000, 1, 1), parent=parent)
    OrganName.objects.create(organ=organ, name=f"{code}办公室", since=date(2000, 1, 1))
    return Office(organ, *(member(organ, role) for role in ("clerk", "reviewer", "head", "leader", "compiler")))


def member(organ: Organ, role: str, username: str = "") -> Actor:
    """One more person with a post, as actor."""
    count = Person.objects.count()
    person = Person.objects.create(username=username or f"{role}{count}", name=f"{role}甲{count}")
    Post.objects.create(person=person, organ=organ, role=role, since=date(2000, 1, 1))
    return Actor(str(person.pk), person.name, organ.pk, role)


def opened(
    where: Office, day: date = MONDAY, now: datetime | None = None, number: str = "", **changed: object
) -> Request:
    """A registered request; by a channel that needs confirmation a logged arrival."""
    data = {**REGISTRATION, **changed}
    event = "log_arrival" if data["channel"] in ("email", "web", "ordinary_mail", "fax") else "register"
    return actions.open_request(where.clerk, event, day, data, SECRETS, now or at(day), number)


def closed(where: Office, row: Request, day: date, decision: str = "provided") -> Request:
    """The request answered on a day, recorded afterwards in one act."""
    return actions.act(where.head, row.pk, "record_reply", day, {**DECISION, "decision": decision}, {}, at(day))
