"""What was written in a case, as its applicant may see it: opened by the program, each reading with a trace.

Gives:   `opening`, the public data of the first act; `at_opening`, its private fields; `of_act`, those of one act; `same`, whether a form was sent before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from gongkai.apps.journal import queries as entries
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.people.actor import program
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.requests.models import Request

WHY = "applicant"
_BY_PROGRAM = ("channel", "code", "origin")


Own = Request | RecordCorrection
"""What an applicant has a code for."""


def written(row: Own) -> list[Entry]:
    """The entries of a case with their sealed records."""
    subject = Subject.REQUEST if isinstance(row, Request) else Subject.RECORD
    return entries.entries(subject.value, row.pk)


def opening(row: Own) -> Mapping[str, object]:
    """The public data of the first act, as it was entered."""
    data: Mapping[str, object] = written(row)[0].data["data"]
    return data


def at_opening(row: Own, now: datetime) -> Mapping[str, str]:
    """The private fields of the first act; empty once they are shredded."""
    return of_act(row, written(row), 1, now)


def of_act(row: Own, acts: Sequence[Entry], place: int, now: datetime) -> Mapping[str, str]:
    """The private fields that were told at one act, by its number; empty where there are none, or no longer."""
    if not 0 < place <= len(acts):
        return {}
    record = acts[place - 1].personal
    if record is None or record.shredded_at is not None:
        return {}
    return vault.open_(record, program(row.organ_id), WHY, now)


def same(there: Own, told: Mapping[str, object], private: Mapping[str, str], now: datetime) -> bool:
    """Whether a form that came with the token of a case tells what that case was opened with."""
    words = {name: value.strip() for name, value in private.items() if value.strip()}
    first = opening(there)
    alike = all(first.get(name) == value for name, value in told.items() if name not in _BY_PROGRAM)
    return alike and at_opening(there, now) == words
