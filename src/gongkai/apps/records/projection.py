"""Which cached columns follow from a request to correct a record after all its acts?

Takes:   what `law.casework.record.replay` says and the story of the journal.
Gives:   every column of `RecordCorrection` but organ and number. Nothing else in the program assigns them.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.apps.casebook import Story
from gongkai.apps.records.models import RecordCorrection
from gongkai.law.casework.record import RecordCase


def project(row: RecordCorrection, case: RecordCase, told: Story) -> RecordCorrection:
    """Set every cached column of a row. Does not save it."""
    for name, value in columns(case, told).items():
        setattr(row, name, value)
    return row


def columns(case: RecordCase, told: Story) -> Mapping[str, object]:
    """Every cached column by name."""
    watched = case.deadlines[0] if case.deadlines else None
    return {
        "state": case.state,
        "acts": len(told.acts),
        "channel": case.channel,
        "applicant": case.applicant,
        "subject": case.subject,
        "request_number": case.request_number,
        "identified": case.identified,
        "code": case.code,
        "person_id": told.person,
        "received_on": case.received,
        "next_due_on": watched.due if watched else None,
        "next_due_key": watched.key if watched else "",
        "provisional": watched.provisional if watched else False,
        "awaiting": case.awaiting,
        "finding": case.finding,
        "outcome": case.outcome,
        "closed_on": case.closed,
        "voided_on": case.voided,
    }
