"""How far has a request come, as its applicant sees it by number and code?

Every mistake gives the same: None. What is looked for is the code's keyed digest, so that no number is known from how long an answer
takes. What was written is opened by the program, each reading with a trace.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps import casebook, query_codes, rules
from gongkai.apps.applying import contesting, opened, telling
from gongkai.apps.applying.seen import Decided, Elsewhere, Progress
from gongkai.apps.journal.models import Subject
from gongkai.apps.organs import queries as organs
from gongkai.apps.papers import queries as papers
from gongkai.apps.papers.queries import Opened
from gongkai.apps.people.actor import APPLICANT
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.models import Request
from gongkai.law.casework import CaseAct, RequestCase
from gongkai.law.casework import request as casework
from gongkai.law.casework.alerts_of_others import other_organ_awaited
from gongkai.law.casework.due import ENDED
from gongkai.law.casework.filling import text
from gongkai.law.clocks.service import MANNERS
from gongkai.law.decisions import decision
from gongkai.law.procedures import REQUEST
from gongkai.law.procedures.request_forms import SCORES

__all__ = ["Opened", "Progress", "find", "open_paper", "progress"]

OWN_ACTS = ("receive_correction", "give_reasons", "fee_notice_received", "withdraw", "service_received", "rate")
"""What an applicant does himself, by number and code."""


def find(number: str, code: str, organ: str = "") -> Request | None:
    """The request that a number and a code name; None for any mistake. `organ` is needed only where two organs gave the same number to a
    request that was handed from one to the other.
    """
    wanted = number.strip()
    found = [each for each in requests.of_code(query_codes.REQUESTS.digest(code)) if each.number == wanted]
    return next((each for each in found if each.organ.code == organ), found[0] if found and not organ else None)


@transaction.atomic
def progress(number: str, code: str, now: datetime, organ: str = "") -> Progress | None:
    """Everything that the applicant may know; None for any mistake, so that nothing tells which. The reading is journaled."""
    row = find(number, code, organ)
    return None if row is None else _seen(row, now)


@transaction.atomic
def open_paper(number: str, code: str, paper_id: int, now: datetime, organ: str = "") -> Opened | None:
    """A paper that is shown to the applicant, on its way out; None for a wrong number or code, or another's paper.

    Refused: as `papers.queries.open_shown`.
    """
    row = find(number, code, organ)
    if row is None or all(paper_id != each.id for each in papers.shown_to_applicant(Subject.REQUEST.value, row.pk)):
        return None
    return papers.open_shown(Subject.REQUEST.value, row.pk, paper_id, now)


def _seen(row: Request, now: datetime) -> Progress:
    today, calendar, settings = casebook.local_day(now), rules.calendar(), rules.settings()
    written = opened.written(row)
    read = casework.reading(telling.unnamed(casebook.story(written).acts), calendar, settings)
    case, organ = read.case, row.organ
    served = telling.served(case)
    may = frozenset(each.event for each in read.options(APPLICANT, APPLICANT, today) if each.allowed)
    private = opened.of_act(row, written, _opening_place(case), now)
    waiting = case.awaiting
    # Without the other organ's answer no last day can be told: what the ledger holds until then is too early.
    standing = waiting or other_organ_awaited(case)
    return Progress(
        request_id=row.pk,
        acts=len(written),
        number=row.number,
        organ_id=organ.pk,
        organ_code=organ.code,
        organ=organs.name_on(organ.pk, today),
        phone=organ.phone,
        hours=organ.office_hours,
        subject=case.subject,
        content=private.get("content", ""),
        shredded=written[0].personal is not None and written[0].personal.shredded_at is not None,
        state=telling.state(case),
        now=telling.now(case, today),
        arrived=case.arrived,
        received=case.received,
        due=case.clocks.reply if case.clocks and not standing and case.state not in ENDED else None,
        why=telling.why(case, settings),
        waiting=waiting,
        late=case.late,
        steps=telling.steps(case, today, settings),
        notices=telling.notices(case, today),
        fee=telling.fee(case, calendar),
        consulted=telling.consulted(case),
        decided=_decided(case, served),
        remedies=None if case.voided else contesting.remedies(case, served, organ, today),
        papers=tuple(each for each in papers.shown_to_applicant(Subject.REQUEST.value, row.pk) if each.by != APPLICANT),
        handed=_handed(row, case, now),
        origin=_origin(row, case, now),
        parts=tuple(_part(row, number) for number in case.into),
        rated=SCORES.get(case.rated, ""),
        may=may.intersection(OWN_ACTS) - _done_already(case, served),
    )


def _opening_place(case: RequestCase) -> int:
    return next(act.seq for act in case.acts if act.event in REQUEST.openings)


def _done_already(case: RequestCase, served: CaseAct | None) -> set[str]:
    """What the procedure would take once more, and an applicant need not be asked twice."""
    got = served and any(act.event == "service_received" and act.seq > served.seq for act in case.acts)
    # Who withdrew was sent nothing.
    nothing_came = case.decision == "withdrawn" or served is None
    given = telling.reasons_given(case)
    return {*(["service_received"] if got or nothing_came else []), *(["give_reasons"] if given else [])}


def _decided(case: RequestCase, served: CaseAct | None) -> Decided | None:
    """The decision as it was told; None until it left the house."""
    if served is None or case.decided is None or not case.decision:
        return None
    found = decision(case.decision)
    told = next((act for act in reversed(case.acts) if text(act.data, "decision") == case.decision), None)
    told = told or next((act for act in reversed(case.acts) if act.event.startswith("declare_")), served)
    return Decided(
        name=found.name,
        reply=found.reply,
        title=found.letter.name if found.letter else "",
        number=case.number,
        decided=case.decided,
        served=served.day,
        manner=MANNERS.get(text(served.data, "manner"), ""),
        reason=text(told.data, "reason"),
        cites=found.grounds,
        parts=tuple(decision(each).name for each in case.withheld),
    )


def _handed(row: Request, case: RequestCase, now: datetime) -> Elsewhere | None:
    """The organ to which it was handed, and its number there once that organ has registered it."""
    if not case.handed_to:
        return None
    to = organs.organ(case.handed_to, casebook.local_day(now))
    there = next((each for each in requests.of_origin(row.number, to.pk) if each.code == row.code), None)
    return _elsewhere(to.code, to.pk, there, row, now)


def _origin(row: Request, case: RequestCase, now: datetime) -> Elsewhere | None:
    if not case.origin:
        return None
    carrying = requests.of_code(row.code)
    before = next((each for each in carrying if each.number == case.origin and each.pk != row.pk), None)
    if before is None:
        return Elsewhere("", "", case.origin, False)
    return _elsewhere(before.organ.code, before.organ_id, before, row, now)


def _part(row: Request, number: str) -> Elsewhere:
    same = any(each.number == number and each.organ_id == row.organ_id for each in requests.of_code(row.code))
    return Elsewhere(row.organ.code, "", number, same)


def _elsewhere(code: str, organ_id: int, there: Request | None, row: Request, now: datetime) -> Elsewhere:
    name = organs.name_on(organ_id, casebook.local_day(now))
    return Elsewhere(code, name, there.number if there else "", there is not None and there.code == row.code)
