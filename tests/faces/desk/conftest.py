"""The office of the desk's tests, and people who are logged in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from tests.faces.desk.world import Office, office

TODAY = date(2026, 11, 20)


@pytest.fixture
def on_a_friday(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk reads the clock at its edge; here it is always the same morning."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 2, tzinfo=UTC))


@pytest.fixture
def here(db: None, on_a_friday: None) -> Office:
    return office()


@pytest.fixture
def elsewhere(here: Office) -> Office:
    return office("land", "昌图县自然资源局", 2)


@pytest.fixture
def enter() -> Callable[[Office, str], Client]:
    """A client logged in as somebody in a role."""

    def entered(where: Office, role: str) -> Client:
        client = Client()
        client.force_login(where.people[role], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return entered
