"""The demo county for tests: loaded once a run and database, then copied; every test sees it whole and leaves it so.

`demo_county` switches this process to a database that holds the county, inside a transaction that is
rolled back. Such a test takes no `django_db` mark: its database is another.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

TODAY = date(2026, 11, 20)
"""A Friday: the running year of the county is seen from here."""


@dataclass(frozen=True, slots=True)
class DemoCounty:
    """What a test gets: the day that counts as today."""

    today: date = TODAY


@pytest.fixture(scope="session")
def demo_database(
    django_test_environment: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """The name of this process's database with the county, and the vault's keys that belong to it.

    Made apart from the test database, which pytest-django makes only for tests with its mark.
    """
    from django.db import connection

    shared = tmp_path_factory.getbasetemp()
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        # All workers of one run have their folders in one.
        shared = shared.parent
    with django_db_blocker.unblock():
        connection.close()
        name = _copied(shared, worker) if connection.vendor == "sqlite" else _cloned(shared, worker)
        yield name, shared / "demo-keys.json"
        if connection.vendor != "sqlite":
            _dropped(shared, name)


@pytest.fixture
def demo_county(demo_database: tuple[str, Path], django_db_blocker: Any, settings: Any) -> Iterator[DemoCounty]:
    """The county as of `TODAY`, whatever the test does to it."""
    from django.db import transaction

    name, keys = demo_database
    settings.VAULT_KEYS = str(keys)
    with django_db_blocker.unblock(), connected_to(name), transaction.atomic():
        yield DemoCounty()
        transaction.set_rollback(True)


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Another database in the place of the usual one, for this process."""
    from django.db import connection

    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@contextmanager
def _alone(shared: Path) -> Iterator[None]:
    """One process of the run at a time."""
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _filled(name: str, shared: Path) -> None:
    """Make the tables and load the county into an empty database, under keys of its own."""
    from django.core.management import call_command
    from django.test import override_settings

    from demo.load import load

    with override_settings(VAULT_KEYS=str(shared / "demo-keys.json")), connected_to(name):
        call_command("migrate", interactive=False, verbosity=0)
        load(TODAY)


def _copied(shared: Path, worker: str) -> str:
    """SQLite: a file made by the first who comes, copied by the others."""
    made, own = shared / "demo.sqlite3", shared / f"demo-{worker or 'own'}.sqlite3"
    with _alone(shared):
        if not made.exists():
            beside = shared / "demo-new.sqlite3"
            _filled(str(beside), shared)
            beside.rename(made)
    shutil.copyfile(made, own)
    return str(own)


def _cloned(shared: Path, worker: str) -> str:
    """PostgreSQL: a database made by the first who comes; the others take it for their template."""
    template = f"demo_{shared.name}".replace("-", "_").lower()
    own = f"{template}_{worker or 'own'}"
    with _alone(shared):
        if not (shared / "demo-made").exists():
            _execute(f'CREATE DATABASE "{template}"')
            _filled(template, shared)
            (shared / "demo-made").touch()
        _execute(f'CREATE DATABASE "{own}" TEMPLATE "{template}"')
    return own


def _dropped(shared: Path, name: str) -> None:
    with _alone(shared):
        _execute(f'DROP DATABASE IF EXISTS "{name}"')


def _execute(statement: str) -> None:
    from django.db import connection

    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(statement)
