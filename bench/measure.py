"""How long does one thing take beside another?

Both are run in turns, so that whatever else the machine does falls on both; the median of each is compared.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.backends.base.base import BaseDatabaseWrapper

Task = Callable[[], object]


@dataclass(frozen=True)
class Figure:
    """One line of the table. `value` is a ratio or a number of seconds, `limit` what it may be at most (or at
    least), None for a line that is there to be read beside another."""

    what: str
    ours: str
    beside: str
    value: float
    unit: str
    limit: float | None
    at_least: bool = False

    @property
    def kept(self) -> bool:
        if self.limit is None:
            return True
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def side_by_side(ours: Task, beside: Task, rounds: int) -> tuple[float, float]:
    """Median seconds of processor time of each, after one unmeasured round."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for task, kept in zip((ours, beside), times, strict=True):
            start = time.process_time()
            task()
            if turn:
                kept.append(time.process_time() - start)
    return statistics.median(times[0]), statistics.median(times[1])


def backend(connection: BaseDatabaseWrapper) -> int | None:
    """The number of the server's process that works for a connection; None for a database that works in this process."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        found: int = cursor.fetchone()[0]
    return found


def processor_clock(server: int | None) -> Callable[[], float]:
    """Seconds of processor time that were spent so far: of this process, and of the process of the database server that works for it
    (its number, None where the database works in this one). It means the same however busy the machine is.
    """
    if server is None:
        return time.process_time
    of_server = Path(f"/proc/{server}/schedstat")
    return lambda: time.process_time() + int(of_server.read_text().split()[0]) / 1e9


def compare(what: str, ours: Task, beside: Task, *, limit: float | None, rounds: int) -> Figure:
    """A figure: how many times as long ours takes."""
    mine, theirs = side_by_side(ours, beside, rounds)
    return Figure(what, f"{mine * 1000:.1f} ms", f"{theirs * 1000:.1f} ms", mine / theirs, "×", limit)


def child_seconds(command: Sequence[str], rounds: int) -> float:
    """Median processor seconds of a command, user and system."""
    kept = []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- our own interpreter and words
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        kept.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(kept)
