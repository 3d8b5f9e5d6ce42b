"""Databases of a run: each made once, whoever asks first, and copied for every process of the run.

Takes:   a name and how an empty database becomes the one that is wanted.
Gives:   a copy for this process alone: a file beside the others on SQLite, a clone of a template on PostgreSQL.

pytest-django would lead every process through all migrations, and after a test with a server of its own empty every table and
tell the rights of every model anew; here the copy is made again.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from gongkai.config import migrating

EMPTY = "empty"
"""The database with its tables and nothing in them."""


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that all processes of one run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if _worker() else own


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any, run_folder: Path) -> Iterator[None]:
    """The test database of this process, in the place of pytest-django's."""
    with django_db_blocker.unblock(), copied(run_folder, EMPTY, migrating.migrate) as name:
        connection.settings_dict["NAME"] = name
        emptied = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]
        TransactionTestCase._fixture_teardown = lambda case: _restore(run_folder, name)  # type: ignore[attr-defined]
        yield
        TransactionTestCase._fixture_teardown = emptied  # type: ignore[attr-defined]
        connection.close()


def _restore(shared: Path, own: str) -> None:
    """The copy as it was made, whatever guards its rows; a server that is still connected goes on with it."""
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with contextlib.closing(sqlite3.connect(_called(shared, EMPTY))) as made:
            made.backup(connection.connection)
    else:
        connection.close()
        _drop(shared, own)
        _duplicate(_called(shared, EMPTY), own)


@contextmanager
def copied(shared: Path, name: str, fill: Callable[[], None], start: str = "", beside: str = "") -> Iterator[str]:
    """This process's copy of a database, for as long as it is wanted; `beside` tells it from another copy of the same.

    `fill` makes it out of a copy of `start`, or out of nothing; it is called once a run.
    """
    connection.close()
    yield (own := _copy(shared, name, f"{_worker() or 'own'}{beside}", fill, start))
    _drop(shared, own)


def lay_empty(shared: Path, folder: Path) -> None:
    """Put the empty database where an installation with its data in `folder` looks for it. Needs `django_db_setup`; SQLite alone."""
    if connection.vendor == "sqlite":
        shutil.copyfile(_called(shared, EMPTY), folder / "gongkai.sqlite3")


@contextmanager
def connected_to(name: str) -> Iterator[None]:
    """Another database in the place of the usual one, for this process."""
    connection.close()
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


def _worker() -> str:
    return os.environ.get("PYTEST_XDIST_WORKER", "")


def _copy(shared: Path, name: str, owner: str, fill: Callable[[], None], start: str) -> str:
    """The name of a new copy; made first, if nobody made it."""
    with alone(shared, name):
        made, told = shared / f"made-{name}", _called(shared, name)
        if not made.exists():
            if start:
                _duplicate(_called(shared, start), told)
            elif connection.vendor == "postgresql":
                _execute(f'CREATE DATABASE "{told}"')
            with connected_to(told):
                fill()
            made.touch()
        own = _called(shared, f"{name}-{owner}")
        _duplicate(told, own)
    return own


def _called(shared: Path, name: str) -> str:
    """How the database calls it: a path, or a name within the cluster."""
    if connection.vendor == "sqlite":
        return str(shared / f"{name}.sqlite3")
    return f"{shared.name}_{name}".replace("-", "_").lower()


def _duplicate(of: str, to: str) -> None:
    if connection.vendor == "sqlite":
        # Closing the last connection has written the log into the file: it is whole by itself.
        shutil.copyfile(of, to)
    else:
        # Durability is off in the cluster: copying files is far cheaper than logging every page.
        _execute(f'CREATE DATABASE "{to}" TEMPLATE "{of}" STRATEGY FILE_COPY')


def _drop(shared: Path, name: str) -> None:
    if connection.vendor == "postgresql":
        with alone(shared, "drop"):
            _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    else:
        Path(name).unlink(missing_ok=True)


@contextmanager
def alone(shared: Path, name: str) -> Iterator[None]:
    """One process of the run at a time."""
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _execute(statement: str) -> None:
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute(statement)
