"""What does a table of all half a million cases take, piece by piece, and how much memory? The databases are those of `casework`.

A piece is what is done between two looks at whether somebody stopped the table; a table that was cut off goes on with the next piece.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.cases_made import CASES, ORGANS, TODAY
from bench.casework import ready
from bench.ground import NAMES, answer, ground
from bench.measure import Figure, backend, processor_clock

LIMIT_SECONDS, LIMIT_MB = 60.0, 300.0
_PIECES = 20
_NOW = datetime(2026, 6, 2, 1, tzinfo=UTC)


def figures() -> Iterator[Figure]:
    """Seconds of the processor for a whole table, the slowest piece, the peak of memory."""
    for database, called in NAMES.items():
        with ground("cases", database) as environment:
            told = json.loads(answer("bench.exports", environment))
        what = f"{CASES} 件申请、{ORGANS} 个机关（{called}）：全部导出为 CSV，{told['rows']} 行，{told['size'] / 1e6:.0f} MB"
        shown = (
            f"{told['seconds']:.1f} s（每 2000 件中位 {told['half'] * 1000:.0f} ms，最慢 {told['most'] * 1000:.0f} ms）"
        )
        yield Figure(what, shown, "", told["seconds"], "s", LIMIT_SECONDS)
        yield Figure(
            "同上：进程的内存峰值",
            f"{told['peak']:.0f} MB",
            f"开始时 {told['base']:.0f} MB",
            told["peak"],
            "MB",
            LIMIT_MB,
        )


def _measure() -> dict[str, float]:
    actor = ready()["supervisor1"]
    from django.db import connection  # noqa: PLC0415 -- Django is set up by now

    from gongkai.apps.requests.queries import Filters  # noqa: PLC0415 -- the same
    from gongkai.apps.saved import actions, queries  # noqa: PLC0415 -- the same

    clock = processor_clock(backend(connection))
    base = _peak()
    begun = clock()
    table = actions.ask(actor, Filters(), "csv", TODAY, _NOW)
    pieces: list[float] = []
    while True:
        last = clock()
        done = actions.make_waiting(_NOW, _PIECES)
        if done:
            break
        pieces.append((clock() - last) / _PIECES)
    seconds = clock() - begun
    with queries.file_of(actor, table.pk, _NOW) as file:
        size = file.seek(0, os.SEEK_END)
    rows = queries.table(actor, table.pk, _NOW).done
    actions.sweep(table.until)
    return {
        "rows": rows, "size": size, "seconds": seconds, "base": base, "peak": _peak(),
        "half": statistics.median(pieces), "most": max(pieces),
    }  # fmt: skip


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    print(json.dumps(_measure()))
