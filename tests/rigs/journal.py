"""The database without what it refuses: for tests of what is found out when somebody with all rights over it went past the guards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from gongkai.apps.journal import triggers
from gongkai.apps.publishing import triggers as item_triggers
from gongkai.apps.reporting import triggers as report_triggers


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
