"""Who counts what readers do must not let a reader wait: while somebody else writes for long, the count is left out.

Gives:   `for_nobody`: inside it the database refuses after a moment (`OperationalError`) instead of waiting for its lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

_PATIENCE_MS = 50


@contextmanager
def for_nobody() -> Iterator[None]:
    """One writer of SQLite may write for minutes (a batch that is moved in); the others wait for it, this one hardly."""
    if connection.vendor != "sqlite":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = {_PATIENCE_MS}")
            yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (usual,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
        try:
            yield
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
