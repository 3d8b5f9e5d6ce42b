"""Until when an organ's report must be public, by the kind of organ (article 49)."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.organs.models import Kind
from gongkai.apps.reporting.deadlines import deadline
from gongkai.law.calendar import official


@pytest.mark.parametrize(
    ("kind", "due", "reminder", "noted"),
    [
        (Kind.GOVERNMENT, date(2025, 3, 31), date(2025, 3, 31), False),
        (Kind.OFFICE, date(2025, 3, 31), date(2025, 3, 31), False),
        # 31 January 2025 lay in the Spring Festival, and article 49 does not roll.
        (Kind.DEPARTMENT, date(2025, 1, 31), date(2025, 1, 27), False),
        (Kind.TOWNSHIP, date(2025, 1, 31), date(2025, 1, 27), True),
        (Kind.AUTHORISED, date(2025, 1, 31), date(2025, 1, 27), True),
    ],
)
def test_the_day_follows_the_kind_of_organ(kind: Kind, due: date, reminder: date, noted: bool) -> None:
    found = deadline(kind.value, 2024, official())
    assert (found.due, found.reminder) == (due, reminder)
    assert any("没有单列" in text for text in found.caveats) is noted
