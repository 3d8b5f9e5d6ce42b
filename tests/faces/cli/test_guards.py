"""Every table that guards itself is known to the doctor and to `gongkai verify`, and gets back what it lost."""

from __future__ import annotations

import pytest
from django.db import connection

from gongkai.apps.reporting import triggers as reports
from gongkai.faces.cli import guards
from tests.rigs import journal


@pytest.mark.django_db
def test_what_is_missing_is_named_and_put_back() -> None:
    assert guards.missing() == []
    journal.remove()
    lost = guards.missing()
    assert set(lost) >= set(reports.statements(connection.vendor)), "frozen reports are guarded as well"
    assert sorted(guards.restore()) == sorted(lost)
    assert guards.missing() == []
