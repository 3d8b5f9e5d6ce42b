"""Acts through the one door: what they write, what they refuse, and that nothing is half done."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.journal.models import Entry
from gongkai.apps.requests.models import Request
from tests.apps.office import MONDAY, closed, office, opened

pytestmark = pytest.mark.django_db


def test_a_registration_starts_the_clock_and_writes_one_entry() -> None:
    where = office()
    row = opened(where)
    assert (row.number, row.state, row.acts) == ("2024-0001", "handling", 1)
    assert (row.received_on, row.due_on) == (MONDAY, date(2024, 4, 1))
    assert row.masked_name == "欧***"
    entry = Entry.objects.get(subject="request")
    assert (entry.subject_id, entry.event, entry.person) == (row.pk, "register", where.clerk.person)


def test_a_recorded_reply_ends_the_case() -> None:
    where = office()
    row = closed(where, opened(where), date(2024, 3, 20))
    assert (row.state, row.counted, row.closed_on, row.acts) == ("closed", "provided", date(2024, 3, 20), 2)
    assert Request.objects.get(pk=row.pk).next_due_on is None
