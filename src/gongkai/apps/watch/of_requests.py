"""What is to be told of open requests, and what is next to be done in each?

Takes:   rows of requests, the day. Gives: `look` for the round, `after` for an act.

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
from gongkai.apps.watch.models import Step
from gongkai.law.casework import RequestCase
from gongkai.law.casework.alert import STEPS, Alert
from gongkai.law.casework.alerts import alerts
from gongkai.law.casework.due import ENDED
from gongkai.law.casework.plan import DEPARTMENTS, plan
from gongkai.law.casework.watching import Horizon, may_alert
from gongkai.law.procedures import REQUEST

_UNCOUNTED = Fact(
    "uncounted",
    "uncounted",
    "按现行的放假安排和口径，这件申请已有的登记互相矛盾，算不出期限：请打开核对，必要时更正登记。",
    None,
    0,
    "correct",
    "clerk",
    ("clerk", "head"),
)


def look(rows: list[Request], today: date, anew: bool = False) -> list[Looked]:
    """Open requests as they stand: the journal is asked once for all whose acts must be read.

    A step that was found after the same acts and for the same day is the same still, and is taken from the store unless `anew`.
    """
    horizon = Horizon.of(today, rules.calendar())
    kept = {} if anew else _kept(rows, today)
    asked = [row.pk for row in rows if row.pk not in kept or may_alert(row, horizon)]
    cases = dict(watched.replayed(sorted(asked)))
    return [_looked(row, cases.get(row.pk), row.pk in cases, kept.get(row.pk), today) for row in rows]


def after(row: Request, case: RequestCase, today: date) -> Looked | None:
    """One request as an act has just left it; None where it has ended. Nothing is read: what the act rests on is in hand."""
    return None if row.state in ENDED else _looked(row, case, True, None, today)


def _kept(rows: list[Request], today: date) -> dict[int, Next]:
    """The steps that hold still, by request; one whose day has passed is reckoned anew."""
    known = Step.objects.filter(subject=Subject.REQUEST.value, subject_id__in=[row.pk for row in rows], ended_on=None)
    now = {row.pk: (row.acts, row.next_due_on, row.assigned, row.assignee_id) for row in rows}
    return {
        each.subject_id: Next(each.event, each.name, each.by, each.role, each.late, each.waiting)
        for each in known
        if (each.acts, each.due, each.assigned, each.assignee_id) == now[each.subject_id]
        and (each.by is None or each.by >= today)
    }


def _looked(row: Request, case: RequestCase | None, read: bool, kept: Next | None, today: date) -> Looked:
    facts: tuple[Fact, ...] = ()
    if case is not None:
        facts = tuple(_fact(each) for each in alerts(case, today, rules.calendar(), rules.chosen()))
    elif read:
        facts = (_UNCOUNTED,)
    step = _next(row, case, today) if kept is None or read else kept
    return Looked(
        Subject.REQUEST.value,
        row.pk,
        row.organ_id,
        row.number,
        row.acts,
        row.assigned,
        row.assignee_id,
        row.next_due_on,
        requests.NEXT_DUE.get(row.next_due_key, ""),
        row.provisional,
        facts,
        step,
    )


def _fact(each: Alert) -> Fact:
    return Fact(each.key, each.kind, each.sentence, each.due, each.urgency, each.next_event, each.role, each.told)


def _next(row: Request, case: RequestCase | None, today: date) -> Next:
    """What carries the request on, by the day that the plan gives it; else by the day that is watched."""
    event, name, by = STEPS[row.state], REQUEST.events[STEPS[row.state]], row.next_due_on
    late = bool(by and by < today)
    stages = plan(case, today, rules.calendar(), rules.chosen()) if case else ()
    waits = bool(case and any(each.replied is None for each in case.departments))
    for stage in stages:
        # What may be left out is no step that everybody waits for.
        if stage.done or stage.key == "confer" or (stage.key == DEPARTMENTS and not waits):
            continue
        event = "department_replied" if stage.key == DEPARTMENTS else stage.key
        name, by, late = stage.name, stage.squeezed or stage.by, stage.late
        break
    transition = REQUEST.row(row.state, event)
    return Next(event, name, by, transition.roles[0] if transition else "", late, row.awaiting)
