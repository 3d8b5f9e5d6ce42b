"""Which cached columns follow from a review or a suit after all its acts?

Takes:   what `law.casework.remedy.replay` says and the story of the journal.
Gives:   every column of `Remedy` but organ and number. Nothing else in the program assigns them; a test looks for it.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.apps.casebook import Story
from gongkai.apps.remedies.models import Remedy
from gongkai.law.casework import RemedyCase, next_deadline


def project(row: Remedy, case: RemedyCase, told: Story) -> Remedy:
    """Set every cached column of a row. Does not save it."""
    for name, value in columns(case, told).items():
        setattr(row, name, value)
    return row


def columns(case: RemedyCase, told: Story) -> Mapping[str, object]:
    """Every cached column by name."""
    watched = next_deadline(case)
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
        "next_due_on": watched.due if watched else None,
        "next_due_key": watched.key if watched else "",
        "outcome": case.outcome,
        "closed_on": case.closed,
        "voided_on": case.voided,
    }
