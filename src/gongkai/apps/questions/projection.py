"""Which cached columns follow from a message after all its acts?

Takes:   what `law.questions.question.replay` says and the story of the journal.
Gives:   every column of `Question` but organ and number. Nothing else in the program assigns them; a test looks for it.
"""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.apps.casebook import Story
from gongkai.apps.questions.models import Question
from gongkai.law.clocks import question as clocks
from gongkai.law.questions.case import QuestionCase, next_deadline


def project(row: Question, case: QuestionCase, told: Story) -> Question:
    """Set every cached column of a row. Does not save it."""
    for name, value in columns(case, told).items():
        setattr(row, name, value)
    return row


def columns(case: QuestionCase, told: Story) -> Mapping[str, object]:
    """Every cached column by name."""
    days = {each.key: each.due for each in case.deadlines}
    watched = next_deadline(case)
    return {
        "state": case.state,
        "acts": len(told.acts),
        "kind": case.kind,
        "channel": case.channel,
        "topic": case.subject,
        "about": case.about,
        "about_organ": case.about_organ,
        "person_id": told.person,
        "code": case.code,
        "received_on": case.received,
        "since": case.since,
        "due_on": days.get(clocks.ANSWER),
        "line_on": days.get(clocks.LINE),
        "next_due_on": watched.due if watched else None,
        "next_due_key": watched.key if watched else "",
        "provisional": any(each.provisional for each in case.deadlines),
        "assigned": case.assigned,
        "assignee_id": int(case.assignee) if case.assignee else None,
        "answered_on": case.answered,
        "closed_on": case.closed,
        "voided_on": case.voided,
        "working_days": case.working_days,
        "late_days": case.late,
        "allowed": case.allowed,
        "shown": case.shown,
        "published_on": case.published if case.shown else None,
        "digest": case.digest if case.shown else "",
        "found": case.found,
        "urged_on": case.urged,
        "rectified_on": case.rectified,
        "item": case.item,
        "origin": case.origin,
        "moved_to": case.moved_to,
    }
