"""How far has a request to correct a record come, as whoever asked sees it by number and code?

Every mistake gives the same: None. What is looked for is the code's keyed digest, so that no number is known from how long an answer
takes. What was written is opened by the program, each reading with a trace.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps import casebook, query_codes, rules
from gongkai.apps.applying import opened
from gongkai.apps.applying import record_telling as telling
from gongkai.apps.applying.record_seen import RecordProgress
from gongkai.apps.journal.models import Subject
from gongkai.apps.organs import queries as organs
from gongkai.apps.papers import queries as papers
from gongkai.apps.papers.models import PaperKind
from gongkai.apps.papers.queries import Opened, PaperLine
from gongkai.apps.people.actor import APPLICANT
from gongkai.apps.records import queries as records
from gongkai.apps.records.models import RecordCorrection
from gongkai.law.casework import record as casework

OWN_ACTS = ("add_evidence", "withdraw")
"""What whoever asked does himself, by number and code."""


def find(number: str, code: str) -> RecordCorrection | None:
    """The request that a number and a code name; None for any mistake."""
    found = records.of_code(query_codes.RECORDS.digest(code))
    return found if found is not None and found.number == number.strip() else None


@transaction.atomic
def progress(number: str, code: str, now: datetime) -> RecordProgress | None:
    """Everything that whoever asked may know; None for any mistake, so that nothing tells which. The reading is journaled."""
    row = find(number, code)
    return None if row is None else _seen(row, now)


@transaction.atomic
def open_paper(number: str, code: str, paper_id: int, now: datetime) -> Opened | None:
    """A paper that is shown to whoever asked, on its way out; None for a wrong number or code, or another's paper.

    Refused: as `papers.queries.open_shown`.
    """
    row = find(number, code)
    if row is None or all(paper_id != each.id for each in _papers(row, row.closed_on is not None)):
        return None
    return papers.open_shown(Subject.RECORD.value, row.pk, paper_id, now)


def _seen(row: RecordCorrection, now: datetime) -> RecordProgress:
    today, settings = casebook.local_day(now), rules.settings()
    written = opened.written(row)
    acts = casebook.story(written).acts
    case = casework.replay(acts, rules.calendar(), settings)
    options = casework.options(acts, APPLICANT, APPLICANT, today, rules.calendar(), settings)
    may = {each.event for each in options if each.allowed}
    private = opened.of_act(row, written, 1, now)
    return RecordProgress(
        record_id=row.pk,
        acts=len(written),
        number=row.number,
        organ_code=row.organ.code,
        organ=organs.name_on(row.organ_id, today),
        phone=row.organ.phone,
        hours=row.organ.office_hours,
        subject=case.subject,
        wrong=private.get("wrong", ""),
        evidence=private.get("evidence", ""),
        shredded=written[0].personal is not None and written[0].personal.shredded_at is not None,
        state=telling.state(case),
        now=telling.now(case),
        received=case.received,
        due=case.deadlines[0] if case.deadlines and not case.awaiting else None,
        late=telling.overdue(case, today),
        why=telling.why(case, settings),
        waiting=case.awaiting,
        notice=telling.notice(case),
        steps=telling.steps(case),
        result=telling.result(case),
        remedies=telling.remedies(case, row.organ),
        papers=_papers(row, case.closed is not None),
        may=frozenset(may.intersection(OWN_ACTS)),
    )


def _papers(row: RecordCorrection, told: bool) -> tuple[PaperLine, ...]:
    """What the desk lets him take. The reply is shown once it was told, so that nobody reads it here before it is given."""
    shown = papers.shown_to_applicant(Subject.RECORD.value, row.pk)
    return tuple(each for each in shown if each.by != APPLICANT and (told or each.kind != PaperKind.REPLY))
