"""The office's day is the same for commands that start Django and for those that do not."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

import pytest

from gongkai.faces.cli import wall


class _Late(datetime):
    """An evening in Greenwich, when it is tomorrow in the office."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> _Late:
        at = datetime.fromisoformat("2026-11-22T22:30:00+00:00").astimezone(tz)
        return cls.fromisoformat(at.isoformat())


def test_the_day_is_the_offices_and_not_the_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wall, "datetime", _Late)
    assert wall.today() == date(2026, 11, 23)
