"""The demo county for tests: loaded once a run and database, then copied; every test sees it whole and leaves it so.

`demo_county` switches this process to a database that holds the county, inside a transaction that is
rolled back. Such a test takes no `django_db` mark: its database is another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.rigs import databases

TODAY = date(2026, 11, 20)
"""A Friday: the running year of the county is seen from here."""


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

    with override_settings(VAULT_KEYS=str(keys)):
        load(TODAY)


@pytest.fixture
def demo_county(demo_database: tuple[str, Path], django_db_blocker: Any, settings: Any) -> Iterator[DemoCounty]:
    """The county as of `TODAY`, whatever the test does to it."""
    name, keys = demo_database
    settings.VAULT_KEYS = str(keys)
    with django_db_blocker.unblock(), databases.connected_to(name), transaction.atomic():
        yield DemoCounty()
        transaction.set_rollback(True)
