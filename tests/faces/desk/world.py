"""A small office for the desk's tests: two organs, people in every role, cases brought into a state by real acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from gongkai.apps.organs import actions as organs
from gongkai.apps.organs.models import Organ
from gongkai.apps.people import actions as people
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.people.models import Person, Role
from gongkai.apps.questions import actions as questions
from gongkai.apps.questions.actions import Received
from gongkai.apps.records import actions as records
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.remedies import actions as remedies
from gongkai.apps.remedies.models import Remedy
from gongkai.apps.requests import actions as requests
from gongkai.apps.requests.models import Request
from gongkai.law.procedures.request_forms import REQUEST_FORMS

PASSWORD = "clear-water-3-mills"
SINCE = date(2020, 1, 1)

ARRIVAL: dict[str, object] = {
    "channel": "counter",
    "applicant": "natural",
    "subject": "某路改造工程的预算",
    "items": 1,
    "wanted_form": "electronic",
    "wanted_way": "email",
}
PRIVATE = {"applicant_name": "张三丰", "contact": "电话 0410-0000000", "content": "某路改造工程的预算文件"}


@dataclass(frozen=True, slots=True)
class Office:
    """An organ and one person for every role in it."""

    organ: Organ
    people: dict[str, Person]

    def actor(self, role: str) -> Actor:
        person = self.people[role]
        return Actor(str(person.pk), person.name, self.organ.pk, role)


def office(code: str = "office", name: str = "昌图县人民政府办公室", number: int = 1) -> Office:
    """An organ with a person for every role, each with the same password; logins are role and number."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    organ = organs.found(program(0), code, name, "office", "county", SINCE, at)
    forums = {
        "review_organ": "昌图县人民政府",
        "court": "昌图县人民法院",
        "review_online": "https://example.org/review",
    }
    organs.describe(program(organ.pk), organ.pk, forums, SINCE, at)
    found = {}
    for place, role in enumerate(Role.values):
        called = f"{'甲乙丙丁戊己庚辛'[place]}{'一二三四'[number - 1]}"
        person = people.join(program(organ.pk), f"{role}{number}", called, PASSWORD, at)
        people.appoint(program(organ.pk), person, organ.pk, role, SINCE, at)
        found[role] = person
    return Office(Organ.objects.get(pk=organ.pk), found)


class Case:
    """A request led from act to act, each a few minutes after the one before."""

    def __init__(self, where: Office, day: date, event: str = "register", **told: object) -> None:
        self.where, self.day = where, day
        self.now = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
        data = {**ARRIVAL, **told}
        self.row: Request = requests.open_request(where.actor("clerk"), event, day, data, PRIVATE, self._tick())

    def _tick(self) -> datetime:
        self.now += timedelta(minutes=5)
        return self.now

    def do(self, event: str, role: str = "clerk", day: date | None = None, **told: Any) -> Case:
        """One act by a role; what is private goes its own way."""
        if day is not None:
            self.now = max(self.now, datetime(day.year, day.month, day.day, 1, tzinfo=UTC))
        names = {field.name for field in REQUEST_FORMS[event].fields if field.private}
        private = {name: value for name, value in told.items() if name in names}
        data = {name: value for name, value in told.items() if name not in names}
        self.row = requests.act(
            self.where.actor(role), self.row.pk, event, day or self.day, data, private, self._tick()
        )
        return self


NOTIFIED: dict[str, object] = {
    "group": "review",
    "capacity": "own",
    "forum": "昌图县人民政府",
    "subject": "不服某件答复",
    "procedure": "ordinary",
}


def remedy(where: Office, day: date, **told: object) -> Remedy:
    """A review that has come in."""
    now = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    return remedies.open_remedy(where.actor("clerk"), "", day, {**NOTIFIED, **told}, {"party_name": "李四光"}, now)


RECEIVED: dict[str, object] = {
    "channel": "letter",
    "applicant": "natural",
    "subject": "户籍登记表上的出生日期",
}
CLAIM = {
    "applicant_name": "李四光",
    "contact": "0410-0000001",
    "wrong": "写成1971年，应为1917年。",
    "evidence": "出生医学证明",
}


def record(where: Office, day: date, **told: object) -> RecordCorrection:
    """A request to correct a record that has come in."""
    now = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    return records.open_record(where.actor("clerk"), day, {**RECEIVED, **told}, CLAIM, now)


ASKED = {
    "title": "供热补贴怎样申请",
    "text": "我家在幸福小区，电话 13912345678。",
    "asker_name": "王小二",
    "contact": "13912345678",
}


def question(where: Office, day: date, **told: object) -> Received:
    """A message that has come in through the site."""
    now = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
    data: dict[str, object] = {"kind": "consult", "channel": "web", "publish": True, **told}
    return questions.receive(program(where.organ.pk), where.organ.pk, day, data, ASKED, now)
