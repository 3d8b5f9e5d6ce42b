"""Which cached columns follow from a request after all its acts?

Takes:   what `law.casework.request.replay` says, and the story of the journal.
Gives:   every column of `Request` but organ and number. Nothing else in the program assigns them; a test looks for it.

Nothing here depends on today: lights are computed when a page is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.apps.casebook import Story
from gongkai.apps.requests.models import Request
from gongkai.law.casework import RequestCase, due, next_deadline
from gongkai.law.casework.lateness import late_step
from gongkai.law.clocks.reply import KEY as REPLY

NEXT_DUE = {
    due.CONFIRMATION: "与申请人确认",
    due.CORRECTION: "补正期满",
    due.PAYMENT: "缴费期满",
    REPLY: "答复",
}
"""What the next day to watch is about, by the key of its deadline."""


def project(row: Request, case: RequestCase, told: Story) -> Request:
    """Set every cached column of a row. Does not save it."""
    for name, value in columns(case, told).items():
        setattr(row, name, value)
    return row


def columns(case: RequestCase, told: Story) -> Mapping[str, object]:
    """Every cached column by name."""
    watched = next_deadline(case)
    return {
        "state": case.state,
        "acts": len(told.acts),
        "channel": case.channel,
        "applicant": case.applicant,
        "subject": case.subject,
        "items": case.items,
        "person_id": told.person,
        "arrived_on": case.arrived,
        "received_on": case.received,
        "corrected_on": case.corrected,
        "due_on": case.due,
        "next_due_on": watched.due if watched else None,
        "next_due_key": watched.key if watched else "",
        "provisional": case.provisional,
        "awaiting": case.awaiting,
        "open_branches": sum(branch.replied is None for branch in case.branches),
        "extension": case.extension,
        "decision": case.decision,
        "letter_number": case.number,
        "counted": case.counted,
        "closed_on": case.closed,
        "voided_on": case.voided,
        "fee_yuan": case.fee,
        "fee_paid_on": case.fee_paid_on,
        "assigned": case.assigned,
        "assignee_id": int(case.assignee) if case.assignee else None,
        "late_days": case.late,
        "branch_due_on": min((each.due for each in case.branches if each.due and each.replied is None), default=None),
        "department_due_on": min((each.until for each in case.departments if each.replied is None), default=None),
        "acted_on": max((act.day for act in case.acts), default=None),
        "code": case.code,
        "origin": case.origin,
        "score": int(case.rated) if case.rated else None,
        "came_on": case.received or case.arrived,
        "watch_on": watched.due if watched else date.max,
        "ended_on": case.closed or date.min,
        "running": case.state not in due.ENDED,
        "reply_days": case.took,
        "late_step": late_step(case),
        "proof_partly": True if case.proof_lacks else None,
    }
