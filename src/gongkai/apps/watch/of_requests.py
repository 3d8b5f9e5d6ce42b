"""What is to be told of open requests, and what is next to be done in each?

Takes:   rows of requests, the day. Gives: `look`.
"""

from __future__ import annotations

from datetime import date

from gongkai.apps import rules
from gongkai.apps.journal.models import Subject
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.models import Request
from gongkai.apps.watch.looked import Fact, Looked, Next
from gongkai.law.casework import due as lights
from gongkai.law.procedures import REQUEST

_STEPS = {
    "arrived": "confirm",
    "handling": "propose",
    "correcting": "receive_correction",
    "paying": "pay_fee",
    "proposed": "review",
    "reviewed": "sign",
    "signed": "serve",
}
_TELLS = (lights.OVERDUE, lights.LAPSED, lights.TODAY, *lights.SOON)


def look(rows: list[Request], today: date) -> list[Looked]:
    """Open requests as they stand."""
    calendar = rules.calendar()
    told = []
    for row in rows:
        event = _STEPS[row.state]
        transition = REQUEST.row(row.state, event)
        role = transition.roles[0] if transition else "clerk"
        name = REQUEST.events[event]
        facts = []
        lit = lights.light(row.next_due_on, today, calendar, awaiting=row.awaiting)
        due_name = requests.NEXT_DUE.get(row.next_due_key, "")
        if lit in _TELLS:
            sentence = f"{due_name}：最后一天 {row.next_due_on}，{lit.words}。"
            facts.append(
                Fact(
                    f"{row.next_due_key}.{lit.key}:{row.next_due_on}",
                    f"{row.next_due_key}.{lit.key}",
                    sentence,
                    row.next_due_on,
                    lit.urgency,
                    event,
                    role,
                )
            )
        late = bool(row.next_due_on and row.next_due_on < today)
        told.append(
            Looked(
                Subject.REQUEST.value,
                row.pk,
                row.organ_id,
                row.number,
                row.acts,
                row.assigned,
                row.next_due_on,
                due_name,
                row.provisional,
                tuple(facts),
                Next(event, name, row.next_due_on, role, late, row.awaiting),
            )
        )
    return told
