"""The journal and frozen reports refuse to be emptied, but a test with a server of its own leaves rows behind that must go.

`flushable` lifts what the database refuses around the emptying between tests, and around nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test import TransactionTestCase

from gongkai.apps.journal import triggers
from gongkai.apps.publishing import triggers as item_triggers
from gongkai.apps.reporting import triggers as report_triggers


def make_flushable() -> None:
    """From now on every test that empties the database does so with the guards lifted."""
    emptied = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]

    def teardown(case: TransactionTestCase) -> None:
        with lifted():
            emptied(case)

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[attr-defined]


@contextmanager
def lifted() -> Iterator[None]:
    """The database without its guards, as somebody with all rights over it could make it."""
    remove()
    try:
        yield
    finally:
        restore()


def remove() -> None:
    with connection.cursor() as cursor:
        for name, made in _guards().items():
            table = f" ON {made.split(' ON ')[1].split()[0]}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{table}")
        if connection.vendor == "postgresql":
            cursor.execute("GRANT ALL ON journal_entry, journal_dailyhead TO CURRENT_USER")


def restore() -> None:
    with connection.cursor() as cursor:
        for statement in (
            *triggers.preparation(connection.vendor),
            *item_triggers.preparation(connection.vendor),
            *_guards().values(),
        ):
            cursor.execute(statement)


def _guards() -> dict[str, str]:
    kept = (triggers, report_triggers, item_triggers)
    return {name: made for each in kept for name, made in each.statements(connection.vendor).items()}
