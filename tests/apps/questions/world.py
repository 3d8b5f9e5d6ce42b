"""Messages for tests, brought to a state by the public doors."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from gongkai.apps.people.actor import program
from gongkai.apps.questions import actions
from gongkai.apps.questions.actions import Received
from gongkai.apps.questions.models import Question
from tests.apps.office import Office, at

MONDAY = date(2026, 3, 2)
NAME, PHONE = "欧阳锦绣", "13912345678"
TEXT = f"城区供热补贴怎样申请？我家住在幸福小区，电话{PHONE}。"
ASKED: Mapping[str, str] = {"asker_name": NAME, "contact": PHONE, "title": "供热补贴怎样申请", "text": TEXT}
ANSWER = "请带身份证到街道便民服务中心申请，五个工作日内办结。"
CLEAN = {"public_title": "供热补贴怎样申请", "public_question": "城区供热补贴怎样申请？", "public_answer": ANSWER}


def asked(where: Office, day: date = MONDAY, **changed: object) -> Received:
    """A message from the portal."""
    data: dict[str, object] = {"kind": "consult", "channel": "web", "publish": True, **changed}
    return actions.receive(program(where.organ.pk), where.organ.pk, day, data, ASKED, at(day))


def accepted(where: Office, day: date = MONDAY, **changed: object) -> Received:
    found = asked(where, day, **changed)
    data = {"kind": found.question.kind, "subject": "供热补贴申请"}
    actions.act(where.clerk, found.question.pk, "accept", day, data, {}, at(day, 10))
    return found


def drafted(where: Office, day: date = MONDAY, **changed: object) -> Received:
    found = accepted(where, day, **changed)
    actions.act(where.clerk, found.question.pk, "draft", day, {}, {"answer": ANSWER}, at(day, 11))
    return found


def answered(where: Office, day: date = MONDAY, **changed: object) -> Received:
    found = drafted(where, day, **changed)
    next_day = day + timedelta(1)
    actions.act(where.head, found.question.pk, "sign", next_day, {}, {}, at(next_day))
    actions.act(where.clerk, found.question.pk, "answer", next_day, {"manner": "online"}, {}, at(next_day, 10))
    return found


def prepared(where: Office, texts: Mapping[str, str] = CLEAN, day: date = MONDAY) -> Received:
    found = answered(where, day)
    actions.act(where.clerk, found.question.pk, "prepare", day + timedelta(1), {}, texts, at(day + timedelta(1), 11))
    return found


def published(where: Office, day: date = MONDAY) -> Received:
    found = prepared(where, day=day)
    actions.act(where.head, found.question.pk, "publish", day + timedelta(1), {}, {}, at(day + timedelta(1), 12))
    return found


def fresh(found: Received) -> Question:
    return Question.objects.get(pk=found.question.pk)
