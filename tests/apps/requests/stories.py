"""Whole lives of requests, told in lines (tests/law/casework/telling) and done through the door of the app."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random

from gongkai.apps import rules
from gongkai.apps.people.actor import APPLICANT, Actor, applicant
from gongkai.apps.requests import actions
from gongkai.apps.requests.kind import KIND, OPENING
from gongkai.apps.requests.models import Request
from gongkai.law.casework import CaseAct, Refusal
from gongkai.law.casework import request as casework
from gongkai.law.procedures.request_forms import REQUEST_FORMS
from tests.apps.office import Office, at
from tests.law.casework import telling
from tests.law.casework.test_properties import filled

SECRET = "端木蓝田机密"
"""Stands in every private field, so that a leak anywhere can be found."""
LATER = at(date(2026, 6, 30))

STORIES: Mapping[str, Sequence[str]] = {
    "the long way": (
        "2024-03-04 register",
        "2024-03-05 assign",
        "2024-03-05 note",
        "2024-03-06 ask_correction until=2024-03-20",
        "2024-03-11 receive_correction",
        "2024-03-12 ask_reasons",
        "2024-03-13 give_reasons",
        "2024-03-13 delay until=2024-05-31",
        "2024-03-14 consult_third_party label=第三方甲",
        "2024-03-15 third_party_received label=第三方甲",
        "2024-03-20 third_party_replied label=第三方甲",
        "2024-03-20 consult_co_producer label=共同机关",
        "2024-03-21 co_producer_received label=共同机关",
        "2024-03-25 co_producer_replied label=共同机关",
        "2024-03-25 consult_other_organ label=县档案馆",
        "2024-03-26 other_organ_replied label=县档案馆",
        "2024-03-26 request_extension working_days=5",
        "2024-03-26 refuse_extension",
        "2024-03-27 request_extension working_days=10",
        "2024-03-27 approve_extension",
        "2024-03-28 notify_extension",
        "2024-03-28 ask_department until=2024-03-28",
        "2024-03-28 search",
        "2024-03-28 confer",
        "2024-03-29 urge_department",
        "2024-03-29 department_replied",
        "2024-03-29 propose",
        "2024-03-29 return",
        "2024-04-01 propose",
        "2024-04-01 review",
        "2024-04-02 sign",
        "2024-04-02 tell_third_party label=第三方甲",
        "2024-04-03 serve",
        "2024-04-08 service_received",
        "2024-04-09 archive",
        "2024-06-03 reopen until=2024-06-30",
        "2024-06-05 record_reply",
    ),
    "confirmed, charged, paid, withdrawn": (
        "2024-03-04 log_arrival channel=email",
        "2024-03-04 unreachable",
        "2024-03-06 confirm",
        "2024-03-07 charge_fee",
        "2024-03-08 fee_notice_received",
        "2024-03-08 take_back_fee",
        "2024-03-09 charge_fee",
        "2024-03-10 fee_notice_received",
        "2024-03-12 pay_fee",
        "2024-03-13 withdraw",
    ),
    "lapsed without correction": (
        "2024-03-04 register",
        "2024-03-05 ask_correction until=2024-03-11",
        "2024-03-13 declare_lapsed",
        "2024-03-14 serve",
    ),
    "lapsed without payment": (
        "2024-03-04 register",
        "2024-03-05 charge_fee",
        "2024-03-06 fee_notice_received",
        "2024-04-10 declare_unpaid",
        "2024-04-11 serve",
    ),
    "corrected": (
        "2024-03-04 register",
        "2024-03-05 note",
        "2024-03-06 correct target=2 annul=yes",
        "2024-03-07 correct target=1 to=2024-03-01",
        "2024-03-12 record_reply",
    ),
    "registered twice": (
        "2024-03-04 register",
        "2024-03-05 note",
        "2024-03-06 void ground=duplicate duplicate_of=2024-0001",
    ),
}


def actor_of(where: Office, role: str) -> Actor:
    officers = {"clerk": where.clerk, "reviewer": where.reviewer, "head": where.head}
    return applicant(where.organ.pk) if role == APPLICANT else officers[role]


def perform(where: Office, lines: Sequence[str], now: datetime = LATER, number: str = "") -> Request:
    """Do every line by the person whose role it is; the request after the last."""
    before: list[CaseAct] = []
    row = None
    for line in lines:
        act = telling.one(line, before, KIND.procedure, REQUEST_FORMS)
        before.append(act)
        row = do(where, row, act, now, number)
    assert row is not None
    return row


def do(where: Office, row: Request | None, act: CaseAct, now: datetime = LATER, number: str = "") -> Request:
    """One act through the door, its private fields filled with `SECRET`."""
    by = actor_of(where, act.role)
    private = private_of(act.event)
    if row is None:
        return actions.open_request(by, act.event, act.day, act.data, private, now, number)
    return actions.act(by, row.pk, act.event, act.day, act.data, private, now, based_on=row.acts)


def private_of(event: str) -> dict[str, str]:
    return {field.name: SECRET for field in REQUEST_FORMS[event].fields if field.private and field.required}


def wander(where: Office, random: Random, steps: int, first: date) -> Request:
    """A request that takes any way the procedure allows, some steps long at most, through the door."""
    row: Request | None = None
    acts: list[CaseAct] = []
    day = first
    for _ in range(steps):
        role = "clerk" if row is None else random.choice(("clerk", "reviewer", "head"))
        by = actor_of(where, role)
        offered = casework.options(acts, role, by.person, day, rules.calendar(), rules.settings())
        may = [each for each in offered if each.allowed and each.event != "correct"]
        if row is None:
            may = [each for each in may if each.event in OPENING]
        if may:
            option = random.choice(may)
            act = CaseAct(len(acts) + 1, option.event, day, role, by.person, filled(option.form, day, random))
            try:
                row = do(where, row, act)
            except Refusal:
                continue
            acts.append(act)
        day += timedelta(random.randint(0, 6))
    return row or do(where, None, telling.one(f"{first} register", [], KIND.procedure, REQUEST_FORMS))
