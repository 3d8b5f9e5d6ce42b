"""Monitors are told the truth about the database, the migrations and the calendar."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from gongkai.apps.schedule import queries as schedule
from gongkai.apps.schedule.models import Beat
from gongkai.config import health
from tests.rigs.kept_pages import own_pages

pytestmark = pytest.mark.django_db


def _answer(client: Client) -> tuple[int, dict[str, Any]]:
    response = client.get("/healthz")
    return response.status_code, response.json()


def test_an_installation_in_order_says_ok(client: Client) -> None:
    status, body = _answer(client)
    assert status == 200
    assert (body["status"], body["database"], body["migrations"]) == ("ok", "ok", "ok")


def test_a_sweeper_that_stands_still_is_said_but_is_no_outage(client: Client, tmp_path: Path) -> None:
    with own_pages(tmp_path) as pages:
        assert _answer(client)[1]["pages"] == "none"
        (pages / "site").mkdir(parents=True)
        (pages / "beat").touch()
        assert _answer(client)[1]["pages"] == "ok"
        os.utime(pages / "beat", (0, 0))
        assert (_answer(client)[0], _answer(client)[1]["pages"]) == (200, "late")
        Beat.objects.create(machine="here", pid=1, begun_at=timezone.now(), seen_at=timezone.now())
        assert "清除过时的页面" in "".join(schedule.examined(timezone.now()).faults)


def test_a_database_that_does_not_answer_is_a_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "database_answers", lambda: False)
    status, body = _answer(client)
    assert status == 503
    assert body["database"] == "no answer"
    assert body["migrations"] == "unknown"


def test_a_missing_migration_is_a_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "missing_migrations", lambda: ["reporting.0002_later"])
    status, body = _answer(client)
    assert (status, body["migrations"]) == (503, "missing")


def test_a_year_without_its_notice_is_said_but_is_no_outage(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 12, 1, 4, tzinfo=UTC))
    status, body = _answer(client)
    assert status == 200
    assert set(body["calendar"]) == {"2026", "2027"}
    assert body["calendar"]["2026"] == "notice"


def test_the_database_really_is_the_one_the_pass_is_for(settings: Any) -> None:
    assert connection.vendor in settings.DATABASES["default"]["ENGINE"]
