"""How is each sort of case looked at?

Takes:   rows of other apps, the day. Gives: `SORTS`, each with its open rows and a look that tells `Looked`.

Reviews, suits, messages and requests to correct records are told by the day that their cached columns watch, requests by the law's own rules (`of_requests`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.apps import rules
from gongkai.apps.journal.models import Subject
from gongkai.apps.questions import watched as questions
from gongkai.apps.records import watched as records
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.remedies import watched as remedies
from gongkai.apps.requests import watched as requests
from gongkai.apps.watch import of_requests
from gongkai.apps.watch.looked import Fact, Looked, Next
from gongkai.law.casework import RequestCase
from gongkai.law.casework import due as lights
from gongkai.law.procedures import QUESTION, RECORD, REMEDY
from gongkai.law.procedures.record_forms import WEB
from gongkai.law.procedures.table import Procedure

Rows = list[Any]
"""Cached rows of one sort, as its app gives them."""

_REMEDY_STEPS = {"notified": "answer", "held": "answer", "answered": "conclude", "concluded": "comply"}
_QUESTION_STEPS = {
    "received": "accept",
    "handling": "draft",
    "asked": "supplement",
    "drafted": "sign",
    "signed": "answer",
}
_RECORD_STEPS = {"asked": "add_evidence", "proposed": "sign", "signed": "tell"}
_TELLS = (lights.OVERDUE, lights.TODAY, *lights.SOON)
"""Lights that somebody is told of."""


@dataclass(frozen=True, slots=True)
class Sort:
    """One sort of case. `open_after` and `among` give its open rows; `look` tells them, without what the store
    knows of them when its last word is True. `after` tells one right after an act, None where it has ended; a sort without it is looked at
    as by the round."""

    subject: str
    open_after: Callable[[int, int], Rows]
    among: Callable[[Collection[int]], Rows]
    look: Callable[[Rows, date, bool], Sequence[Looked]]
    after: Callable[[Any, RequestCase, date], Looked | None] | None = None


def _by_day(
    subject: str, procedure: Procedure, steps: Callable[[Any], str], waiting: Collection[str]
) -> Callable[[Rows, date, bool], list[Looked]]:
    """A look by the day that the cached columns watch."""

    def look(rows: Rows, today: date, anew: bool = False) -> list[Looked]:
        calendar = rules.calendar()
        return [
            _looked(
                subject,
                procedure,
                row,
                steps(row),
                row.state in waiting,
                lights.light(row.next_due_on, today, calendar),
            )
            for row in rows
        ]

    return look


def _looked(subject: str, procedure: Procedure, row: Any, event: str, waits: bool, lit: lights.Light) -> Looked:
    transition = procedure.row(row.state, event) if event else None
    role = transition.roles[0] if transition else "clerk"
    name = procedure.events.get(event, procedure.states[row.state])
    facts: tuple[Fact, ...] = ()
    if row.next_due_on and lit in _TELLS and not waits:
        kind = f"{row.next_due_key}.{lit.key}"
        sentence = f"{name}：最后一天 {row.next_due_on}，{lit.words}。"
        facts = (Fact(f"{kind}:{row.next_due_on}", kind, sentence, row.next_due_on, lit.urgency, event, role),)
    return Looked(
        subject=subject,
        subject_id=row.pk,
        organ_id=row.organ_id,
        number=row.number,
        acts=row.acts,
        assigned=getattr(row, "assigned", ""),
        assignee=getattr(row, "assignee_id", None),
        due=row.next_due_on,
        due_name=name,
        provisional=getattr(row, "provisional", False),
        facts=facts,
        next=Next(event, name, row.next_due_on, role, late=lit == lights.OVERDUE and not waits, waiting=waits),
    )


def _of_state(steps: Mapping[str, str]) -> Callable[[Any], str]:
    return lambda row: steps.get(row.state, "")


def _of_record(row: RecordCorrection) -> str:
    """What comes next for a request to correct a record: who asks by the web is looked at first, and what was found decides what may be proposed."""
    if row.state == "handling":
        if row.channel == WEB and not row.identified:
            return "identify"
        return "propose" if row.finding else "verify"
    return _RECORD_STEPS.get(row.state, "")


SORTS: tuple[Sort, ...] = (
    Sort(Subject.REQUEST.value, requests.open_after, requests.among, of_requests.look, of_requests.after),
    Sort(
        Subject.REMEDY.value,
        remedies.open_after,
        remedies.among,
        _by_day(Subject.REMEDY.value, REMEDY, _of_state(_REMEDY_STEPS), ()),
    ),
    Sort(
        Subject.QUESTION.value,
        questions.open_after,
        questions.among,
        _by_day(Subject.QUESTION.value, QUESTION, _of_state(_QUESTION_STEPS), ("asked",)),
    ),
    Sort(
        Subject.RECORD.value,
        records.open_after,
        records.among,
        _by_day(Subject.RECORD.value, RECORD, _of_record, ("asked",)),
    ),
)
"""Every sort of case that is watched, in the order of the walk."""


def sort(subject: str) -> Sort | None:
    """The sort of a subject of the journal; None for one that is not watched."""
    return next((each for each in SORTS if each.subject == subject), None)
