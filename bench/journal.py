"""Verifying a journal of millions beside hashing the same bytes; and what recording one entry costs.

In a process of its own, so that its peak of memory is that of verifying.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import time
from datetime import UTC, date, datetime

from bench import million
from bench.measure import Figure, side_by_side

RATIO, LIMIT_MB, APPEND_MS = 5.0, 300.0, 1.5
_SAMPLE, _ROUNDS = 20_000, 5


def figures() -> list[Figure]:
    """How many times the time of the hash alone verifying takes, the peak of memory, the time to record one entry."""
    million.ready()
    command = [sys.executable, "-m", "bench.journal"]
    ran = subprocess.run(command, check=True, capture_output=True, text=True, env=million.environment())  # noqa: S603 -- ourselves
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    count = f"{found['entries'] / 10_000:.0f} 万条台账日志"
    return [
        Figure(
            f"核验 {count}（共 {found['verify']:.1f} s）：每条 / 只算 SM3",
            f"{found['verify'] / found['entries'] * 1e6:.2f} µs",
            f"{found['hash'] * 1e6:.2f} µs",
            found["verify"] / found["entries"] / found["hash"],
            "×",
            RATIO,
        ),
        Figure("同上：进程的内存峰值", f"{found['peak_mb']:.0f} MB", "", found["peak_mb"], "MB", LIMIT_MB),
        Figure(
            "登记一条台账日志（SQLite，在一次办理中）",
            f"{found['append']:.2f} ms",
            "",
            found["append"],
            "ms",
            APPEND_MS,
        ),
    ]


def measure() -> dict[str, float]:
    """Processor seconds of verifying and of hashing one entry, the peak of memory, milliseconds of recording one."""
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.db import transaction  # noqa: PLC0415 -- the same

    from gongkai.apps.journal import actions, queries, verification  # noqa: PLC0415 -- the same
    from gongkai.apps.journal.canonical import sm3  # noqa: PLC0415 -- the same
    from gongkai.apps.people.actor import program  # noqa: PLC0415 -- the same

    start = time.process_time()
    verdict = queries.verify()
    taken = time.process_time() - start
    assert not verdict.broken, verdict.broken
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    link = b"0" * 64 + b"\n"
    lines = [link + bytes(fields) for _, _, fields in verification._rows(million.ORGAN, 0, _SAMPLE)]

    def hashing() -> None:
        for line in lines:
            sm3(line)

    alone, _ = side_by_side(hashing, lambda: None, _ROUNDS)
    actor, now = program(million.ORGAN), datetime(2026, 1, 5, tzinfo=UTC)
    data = {"channel": "web", "applicant": "natural", "subject": "关于某某事项的信息", "items": 1}
    times = []
    with transaction.atomic():
        for number in range(300):
            start = time.perf_counter()
            actions.append("request", number + 1, "note", date(2026, 1, 5), actor, now, data)
            times.append(time.perf_counter() - start)
        transaction.set_rollback(True)
    return {
        "entries": verdict.entries,
        "verify": taken,
        "hash": alone / len(lines),
        "peak_mb": peak,
        "append": sorted(times)[len(times) // 2] * 1000,
    }


if __name__ == "__main__":
    print(json.dumps(measure()))
