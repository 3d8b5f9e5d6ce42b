"""The watch over half a million cases of sixty organs, on both databases: the first round, which reads the acts of every open case, and that of
the next morning, which reads those of which something may have to be told. Seconds of the processor, that of the database server too.

Beside each stands the longest piece: so long an officer's act may have to wait where the database has one writer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bench import casework
from bench.cases_made import CASES
from bench.measure import Figure, backend, processor_clock
from tests.rigs import postgresql

LIMIT_SECONDS = 60.0
_NOW = datetime(2026, 6, 2, 1, tzinfo=UTC)


def figures() -> Iterator[Figure]:
    """Seconds of both rounds, on each database."""
    yield from _on("SQLite", "")
    with postgresql.private_cluster() as url:
        yield from _on("PostgreSQL", url)


def _on(called: str, url: str) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GONGKAI_DATA": folder, "DATABASE_URL": url, "SECRET_KEY": "bench" * 20}
        command = [sys.executable, "-m", "bench.watch"]
        ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)  # noqa: S603 -- ourselves
    for told in json.loads(ran.stdout.splitlines()[-1]):
        what = f"{CASES} 件申请，巡查其中没有办结的 {told['checked']} 件（{called}），{told['which']}，新提醒 {told['raised']} 条"
        beside = f"写得最久的一批 {told['longest'] * 1000:.0f} ms"
        yield Figure(what, f"{told['seconds']:.1f} s", beside, told["seconds"], "s", LIMIT_SECONDS)


def measure() -> list[dict[str, object]]:
    """Both rounds: how many cases, how many alerts, seconds, the longest of its transactions."""
    casework._ready()
    from django.db import connection  # noqa: PLC0415 -- Django is set up by now

    from gongkai.apps.watch import rounds  # noqa: PLC0415 -- the same
    from gongkai.apps.watch.keeping import keep  # noqa: PLC0415 -- the same

    clock = processor_clock(backend(connection))
    pieces: list[float] = []

    def timed(*told: object) -> tuple[int, int]:
        begun = clock()
        done = keep(*told)  # type: ignore[arg-type]  # handed on as they came
        pieces.append(clock() - begun)
        return done

    rounds.keep = timed  # type: ignore[attr-defined, assignment, unused-ignore]  # the same act, with a clock beside it
    found = []
    for which, now in (("第一次", _NOW), ("第二天早上", _NOW + timedelta(days=1))):
        pieces.clear()
        begun = clock()
        done = rounds.walk(now)
        assert done is not None
        seconds = clock() - begun
        found.append(
            {
                "which": which,
                "checked": done.checked,
                "raised": done.raised,
                "seconds": seconds,
                "longest": max(pieces),
            }
        )
    return found


if __name__ == "__main__":
    print(json.dumps(measure(), ensure_ascii=False))
