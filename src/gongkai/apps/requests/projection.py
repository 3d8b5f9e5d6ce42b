"""Which cached columns follow from a request after all its acts?

Takes:   what `law.casework.request.replay` says, the story of the journal, the calendar and settings that were used.
Gives:   every column of `Request` but organ and number. Nothing else in the program assigns them; a test looks for it.

Nothing here depends on today: lights are computed when a page is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.apps.casebook import Story
from gongkai.apps.requests.models import Request
from gongkai.law.calendar import Calendar
from gongkai.law.casework import RequestCase
from gongkai.law.settings import Settings

ENDED = ("closed", "archived")
"""States in which no period runs any more."""

CONFIRMATION, CORRECTION, PAYMENT, OPINION, REPLY = "confirmation", "correction", "fee_payment", "opinion", "reply"
NEXT_DUE = {
    CONFIRMATION: "与申请人确认",
    CORRECTION: "补正期满",
    PAYMENT: "缴费期满",
    OPINION: "征求意见期满",
    REPLY: "答复",
}
"""What the next day to watch is about."""


def project(row: Request, case: RequestCase, told: Story, calendar: Calendar, settings: Settings) -> Request:
    """Set every cached column of a row. Does not save it."""
    for name, value in columns(case, told, calendar, settings).items():
        setattr(row, name, value)
    return row


def columns(case: RequestCase, told: Story, calendar: Calendar, settings: Settings) -> Mapping[str, object]:
    """Every cached column by name."""
    next_due_on, next_due_key = next_due(case, calendar, settings)
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
        "next_due_on": next_due_on,
        "next_due_key": next_due_key,
        "provisional": case.provisional,
        "awaiting": case.awaiting,
        "open_branches": sum(branch.replied is None for branch in case.branches),
        "extension": case.extension,
        "decision": case.decision,
        "letter_number": case.number,
        "counted": case.counted,
        "closed_on": case.closed,
        "fee_yuan": case.fee,
        "fee_paid_on": case.fee_paid_on,
        "assigned": case.assigned,
        "late_days": case.late,
    }


def next_due(case: RequestCase, calendar: Calendar, settings: Settings) -> tuple[date | None, str]:
    """The next day that somebody must watch, and what it is about; (None, "") for a case that waits for nothing.

    While a correction or a payment is awaited that is the applicant's last day: the period to reply stands still.
    """
    if case.state in ENDED:
        return None, ""
    if case.received is None:
        if _last_day(case, "unreachable"):
            return None, ""
        return calendar.advance(case.arrived, settings.confirmation_gap), CONFIRMATION
    if case.state == "correcting":
        until = next((act.data.get("until") for act in reversed(case.acts) if act.event == "ask_correction"), None)
        return (date.fromisoformat(str(until)), CORRECTION) if until else (None, "")
    if case.state == "paying" and case.clocks is not None:
        last = next((each.due for each in case.clocks.others if each.key == PAYMENT), None)
        return (last, PAYMENT) if last else (None, "")
    days = [(branch.due, OPINION) for branch in case.branches if branch.replied is None and branch.due]
    if case.due is not None and not case.awaiting:
        days.append((case.due, REPLY))
    return min(days, default=(None, ""))


def _last_day(case: RequestCase, event: str) -> date | None:
    return next((act.day for act in reversed(case.acts) if act.event == event), None)
