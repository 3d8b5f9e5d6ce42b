"""The watch over half a million cases of sixty organs, on both databases: the first round, which reads the acts of every open case, and that of
the next morning, which reads those of which something may have to be told. Seconds of the processor, that of the database server too.

Beside each stands the longest piece: so long an officer's act may have to wait where the database has one writer.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from bench import casework
from bench.cases_made import CASES
from bench.ground import NAMES, answer, ground, say
from bench.measure import Figure, backend, processor_clock

LIMIT_SECONDS = 60.0
_NOW = datetime(2026, 6, 2, 1, tzinfo=UTC)


def figures() -> Iterator[Figure]:
    """Seconds of both rounds, on each database."""
    for database, called in NAMES.items():
        with ground("cases", database) as environment:
            yield from _of(called, answer("bench.watch", environment))


def _of(called: str, said: str) -> Iterator[Figure]:
    for told in json.loads(said):
        what = f"{CASES} 件申请，巡查其中没有办结的 {told['checked']} 件（{called}），{told['which']}，新提醒 {told['raised']} 条"
        beside = f"写得最久的一批 {told['longest'] * 1000:.0f} ms"
        yield Figure(what, f"{told['seconds']:.1f} s", beside, told["seconds"], "s", LIMIT_SECONDS)


def measure() -> list[dict[str, object]]:
    """Both rounds: how many cases, how many alerts, seconds, the longest of its transactions."""
    casework.ready()
    from django.db import connection  # noqa: PLC0415 -- Django is set up by now

    from gongkai.apps.watch import rounds  # noqa: PLC0415 -- the same
    from gongkai.apps.watch.keeping import keep  # noqa: PLC0415 -- the same
    from gongkai.apps.watch.models import Alert, Round, Step  # noqa: PLC0415 -- the same

    for each in (Alert, Step, Round):
        # Of a database that was kept: the first round is one on which nothing was found before.
        each.objects.all().delete()
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
        say(f"巡查（{which}）：{done.checked} 件，{seconds:.1f} s")
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
