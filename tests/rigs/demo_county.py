"""The demo county for tests: loaded once a run and database, then copied; every test sees it whole and leaves it so.

`demo_county` switches this process to a database that holds the county, inside a transaction that is
rolled back. Such a test takes no `django_db` mark: its database is another.

`demo_site` is the county behind a server, for journeys in a browser: in a copy for that test alone, on that same day.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from tests.rigs import databases

TODAY = date(2026, 11, 20)
"""A Friday: the running year of the county is seen from here."""
_MORNING = datetime(2026, 11, 20, 2, tzinfo=UTC)
"""Ten o'clock of that day in the county."""


@dataclass(frozen=True, slots=True)
class DemoCounty:
    """What a test gets: the day that counts as today."""

    today: date = TODAY


@pytest.fixture(scope="session")
def demo_database(django_db_setup: None, django_db_blocker: Any, run_folder: Path) -> Iterator[tuple[str, Path]]:
    """The name of this process's database with the county, and the vault's keys that belong to it."""
    keys = run_folder / "demo-keys.json"
    with (
        django_db_blocker.unblock(),
        databases.copied(run_folder, "demo", lambda: filled(keys), databases.EMPTY) as name,
    ):
        yield name, keys


def filled(keys: Path) -> None:
    """Load the county into the empty database that is connected, under keys of its own."""
    # The fixtures are read before Django knows its apps.
    from demo.load import load

    with override_settings(**_own(keys), NOTICES_DRY=True):
        load(TODAY)


def _own(keys: Path) -> dict[str, str]:
    """What belongs to the county beside its database, wherever in the run it was loaded."""
    beside = {"MEDIA_ROOT": "demo-files", "PAPERS_ROOT": "demo-papers"}
    return {"VAULT_KEYS": str(keys), **{name: str(keys.with_name(folder)) for name, folder in beside.items()}}


@pytest.fixture
def demo_county(demo_database: tuple[str, Path], django_db_blocker: Any) -> Iterator[DemoCounty]:
    """The county as of `TODAY`, whatever the test does to it."""
    name, keys = demo_database
    with (
        override_settings(**_own(keys)),
        django_db_blocker.unblock(),
        databases.connected_to(name),
        transaction.atomic(),
    ):
        yield DemoCounty()
        transaction.set_rollback(True)


@pytest.fixture
def demo_site(
    live_server: Any,
    demo_database: tuple[str, Path],
    run_folder: Path,
    django_db_blocker: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[str]:
    """Where a browser finds the county as of `TODAY`."""
    _, keys = demo_database
    monkeypatch.setattr(timezone, "now", lambda: _MORNING)
    # A name that was never used: what is left of another copy's log would be taken for its own.
    own = f"-{secrets.token_hex(4)}"
    with (
        override_settings(**_own(keys)),
        django_db_blocker.unblock(),
        databases.copied(run_folder, "demo", lambda: filled(keys), databases.EMPTY, own) as name,
        databases.connected_to(name),
    ):
        yield live_server.url
