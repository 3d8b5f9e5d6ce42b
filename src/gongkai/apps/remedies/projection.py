"""Which cached columns follow from a review or a suit after all its acts?

Takes:   what `law.casework.remedy.replay` says and the story of the journal.
Gives:   every column of `Remedy` but organ and number. Nothing else in the program assigns them; a test looks for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gongkai.apps.casebook import Story
from gongkai.apps.remedies.models import Remedy
from gongkai.law.casework import RemedyCase

OWN_DUTIES = ("review_answer", "suit_answer", "compliance")
"""Beginnings of the keys of those deadlines that bind the organ itself; the others bind the forum or the party."""
ENDED = ("archived",)


def project(row: Remedy, case: RemedyCase, told: Story) -> Remedy:
    """Set every cached column of a row. Does not save it."""
    for name, value in columns(case, told).items():
        setattr(row, name, value)
    return row


def columns(case: RemedyCase, told: Story) -> Mapping[str, object]:
    """Every cached column by name."""
    next_due_on, next_due_key = next_due(case)
    return {
        "state": case.state,
        "acts": len(told.acts),
        "group": case.group,
        "capacity": case.capacity,
        "subject": case.subject,
        "forum": case.forum,
        "request_number": case.request_number,
        "person_id": told.person,
        "received_on": case.received,
        "next_due_on": next_due_on,
        "next_due_key": next_due_key,
        "outcome": case.outcome,
        "closed_on": case.closed,
    }


def next_due(case: RemedyCase) -> tuple[date | None, str]:
    """The next day by which the organ itself must act, and the key of that deadline; (None, "") when none runs."""
    own = ((each.due, each.key) for each in case.deadlines if each.key.startswith(OWN_DUTIES))
    return min(own, default=(None, "")) if case.state not in ENDED else (None, "")
