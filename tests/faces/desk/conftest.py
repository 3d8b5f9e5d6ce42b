"""The office of the desk's tests, and people who are logged in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from unittest.mock import patch

import pytest
from django.test import Client
from django.utils import timezone

from tests.faces.desk.world import Office, office
from tests.faces.logged_in import logged_in
from tests.rigs import begun

TODAY = date(2026, 11, 20)


@contextmanager
def friday() -> Iterator[None]:
    """The desk reads the clock at its edge; here it is always the same morning."""
    with patch.object(timezone, "now", lambda: datetime(2026, 11, 20, 2, tzinfo=UTC)):
        yield


@pytest.fixture
def on_a_friday() -> Iterator[None]:
    with friday():
        yield


@begun.rows
def _here() -> Office:
    with friday():
        return office()


@begun.rows
def _elsewhere(_here: Office) -> Office:
    with friday():
        return office("land", "昌图县自然资源局", 2)


@pytest.fixture
def here(on_a_friday: None, _here: Office) -> Office:
    return _here


@pytest.fixture
def elsewhere(here: Office, _elsewhere: Office) -> Office:
    return _elsewhere


@pytest.fixture
def enter() -> Callable[[Office, str], Client]:
    """A client logged in as somebody in a role."""

    def entered(where: Office, role: str) -> Client:
        return logged_in(where.people[role])

    return entered
