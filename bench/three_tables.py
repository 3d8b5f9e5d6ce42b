"""The three tables from a million requests with their acts, beside one grouped SQL scan of the same rows.

Both run in a process of its own, in turns, so that its peak of memory is that of making the tables.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from datetime import date

from bench import million
from bench.measure import Figure, side_by_side

LIMIT, LIMIT_MB = 3.0, 300.0
ROUNDS = 5
SCAN = (
    "SELECT applicant, counted, closed_on IS NULL, COUNT(*) FROM requests_request WHERE organ_id = %s "
    "GROUP BY applicant, counted, closed_on IS NULL"
)


def figures() -> list[Figure]:
    """How many times one grouped scan the tables take, and the peak of memory of the process that makes them."""
    seconds = million.ready()
    command = [sys.executable, "-m", "bench.three_tables"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env=million.environment())  # noqa: S603 -- ourselves
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    size = million.DATABASE.stat().st_size / 1e9
    made = f"，用 {seconds:.0f} s 做成" if seconds else "，已做好"
    what = (
        f"{found['requests'] / 10_000:.0f} 万件申请和 {found['entries'] / 10_000:.0f} 万条办理记录"
        f"（{size:.1f} GB{made}）：三张表 / 一次分组 SQL"
    )
    ratio = found["ours"] / found["scan"]
    return [
        Figure(what, f"{found['ours']:.2f} s", f"{found['scan']:.2f} s", ratio, "×", LIMIT),
        Figure("同上：进程的内存峰值", f"{found['peak_mb']:.0f} MB", "", found["peak_mb"], "MB", LIMIT_MB),
    ]


def measure() -> dict[str, float]:
    """Seconds of both, and the peak of memory, in this process."""
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.db import connection  # noqa: PLC0415 -- the same

    from gongkai.annual.compile.tables import tables  # noqa: PLC0415 -- the same
    from gongkai.apps.reporting import queries  # noqa: PLC0415 -- the same

    year_end = date(million.YEAR, 12, 31)

    def ours() -> object:
        report = tables(queries.material(million.ORGAN, million.YEAR, year_end, {}))
        assert report.table3[1][6].value, "no requests were counted"
        return report

    def scan() -> object:
        with connection.cursor() as cursor:
            cursor.execute(SCAN, [million.ORGAN])
            return cursor.fetchall()

    mine, theirs = side_by_side(ours, scan, ROUNDS)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT COUNT(*) FROM requests_request), (SELECT MAX(seq) FROM journal_entry)")
        requests, entries = cursor.fetchone()
    return {"ours": mine, "scan": theirs, "peak_mb": peak, "requests": requests, "entries": entries}


if __name__ == "__main__":
    print(json.dumps(measure()))
