"""What is to be told of open requests, and what is next to be done in each?

Takes:   rows of requests, the day. Gives: `look`.

Requests of which the cached columns say that nothing is to be told are passed over (law/casework/watching); the acts of the others are
read together and judged by the law's own rules (law/casework/alerts). One that cannot be counted any more is itself told of.
"""

from __future__ import annotations

from datetime import date

from gongkai.apps import rules
from gongkai.apps.journal.models import Subject
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests import watched
from gongkai.apps.requests.models import Request
from gongkai.apps.watch.looked import Fact, Looked, Next
from gongkai.law.casework import RequestCase
from gongkai.law.casework.alert import STEPS, Alert
from gongkai.law.casework.alerts import alerts
from gongkai.law.casework.watching import Horizon, may_alert
from gongkai.law.procedures import REQUEST

_UNCOUNTED = "uncounted"


def look(rows: list[Request], today: date) -> list[Looked]:
    """Open requests as they stand: the journal is asked once for all whose acts must be read."""
    horizon = Horizon.of(today, rules.calendar())
    asked = [row.pk for row in rows if may_alert(row, horizon)]
    told = {case_id: _facts(case, today) for case_id, case in watched.replayed(sorted(asked))}
    return [_looked(row, told.get(row.pk, ()), today) for row in rows]


def _facts(case: RequestCase | None, today: date) -> tuple[Fact, ...]:
    if case is None:
        sentence = "按现行的放假安排和口径，这件申请已有的登记互相矛盾，算不出期限：请打开核对，必要时更正登记。"
        return (Fact(_UNCOUNTED, _UNCOUNTED, sentence, None, 0, "correct", "clerk", ("clerk", "head")),)
    return tuple(_fact(each) for each in alerts(case, today, rules.calendar(), rules.chosen()))


def _fact(each: Alert) -> Fact:
    return Fact(each.key, each.kind, each.sentence, each.due, each.urgency, each.next_event, each.role, each.told)


def _looked(row: Request, facts: tuple[Fact, ...], today: date) -> Looked:
    event = STEPS[row.state]
    transition = REQUEST.row(row.state, event)
    late = bool(row.next_due_on and row.next_due_on < today)
    return Looked(
        Subject.REQUEST.value,
        row.pk,
        row.organ_id,
        row.number,
        row.acts,
        row.assigned,
        row.next_due_on,
        requests.NEXT_DUE.get(row.next_due_key, ""),
        row.provisional,
        facts,
        Next(
            event, REQUEST.events[event], row.next_due_on, transition.roles[0] if transition else "", late, row.awaiting
        ),
    )
