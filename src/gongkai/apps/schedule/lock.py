"""One run of a job at a time, on however many machines, and free again the moment its process dies.

PostgreSQL: an advisory lock of the session. SQLite lives on one machine: a lock of the operating system on a file in the data
folder. Neither can be left behind by a process that was killed, as a row saying «locked» would be.
"""

from __future__ import annotations

import fcntl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

_NAMESPACE = 0x676B


@contextmanager
def alone(key: str) -> Iterator[bool]:
    """Whether nobody else runs this job; held until the block ends. Does not wait."""
    if connection.vendor == "postgresql":
        with _advisory(key) as free:
            yield free
    else:
        with _of_file(key) as free:
            yield free


@contextmanager
def _advisory(key: str) -> Iterator[bool]:
    # Two signed numbers of 32 bits: ours, and one for the job.
    words = (_NAMESPACE, zlib.crc32(key.encode()) - 2**31)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", words)
        row = cursor.fetchone()
    free = bool(row and row[0])
    try:
        yield free
    finally:
        if free:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", words)


@contextmanager
def _of_file(key: str) -> Iterator[bool]:
    folder = Path(settings.DATA) / "locks"
    folder.mkdir(exist_ok=True)
    with (folder / f"{key}.lock").open("w", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
