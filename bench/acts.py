"""What does one act cost, from the form to the committed row, on SQLite? And a year's published items at once?

In a process of its own, on a fresh database in a temporary folder; every act is a transaction that is committed.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial

from bench.measure import Figure

LIMIT_MS, LIMIT_SECONDS = 10.0, 2.0
ITEMS = 3938
_CASES, _NOTES = 100, 20
_DAY = date(2024, 3, 4)
_NOW = datetime(2024, 6, 3, 2, tzinfo=UTC)
_REGISTRATION: dict[str, object] = {
    "channel": "counter",
    "applicant": "natural",
    "subject": "道路绿化招标文件",
    "items": 1,
    "wanted_form": "paper",
    "wanted_way": "mail",
}
_PRIVATE = {"applicant_name": "某甲", "contact": "电话", "content": "名称、文号"}
_REPLY: dict[str, object] = {
    "decision": "provided",
    "reason": "可以公开。",
    "number": "1号",
    "manner": "mail",
    "evidence": "挂号信",
}


def figures() -> list[Figure]:
    """Median processor milliseconds of registering, of an act late in a case, of the reply; seconds of a year's items."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        environment = {
            **os.environ,
            "GONGKAI_DATA": folder,
            "DATABASE_URL": "",
            "SECRET_KEY": "only-for-the-bench-" * 4,
        }
        ran = subprocess.run(
            [sys.executable, "-m", "bench.acts"], check=True, capture_output=True, text=True, env=environment
        )
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return [
        *(
            Figure(f"{what}（SQLite，{_CASES} 件的中位数）", f"{found[key]:.1f} ms", "", found[key], "ms", LIMIT_MS)
            for key, what in (
                ("register", "登记一件申请"),
                ("note", f"办理一项（已有 {_NOTES} 项的申请）"),
                ("reply", "补录一份答复"),
            )
        ),
        Figure(f"登记 {ITEMS} 条公开信息", f"{found['items']:.2f} s", "", found["items"], "s", LIMIT_SECONDS),
    ]


def measure() -> dict[str, float]:
    """The figures, in this process."""
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    os.environ["GONGKAI_LOG_LEVEL"] = "ERROR"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    from gongkai.annual.ledger.model import LedgerItem  # noqa: PLC0415 -- the same
    from gongkai.apps.organs.models import Organ  # noqa: PLC0415 -- the same
    from gongkai.apps.people.actor import Actor  # noqa: PLC0415 -- the same
    from gongkai.apps.publishing import actions as publishing  # noqa: PLC0415 -- the same
    from gongkai.apps.requests import actions  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    organ = Organ.objects.create(code="bench", kind="office", level="county", since=date(2000, 1, 1))
    clerk, head = (Actor(str(n), "某人", organ.pk, role) for n, role in enumerate(("clerk", "head"), 1))
    made: list[int] = []

    def register() -> None:
        made.append(actions.open_request(clerk, "register", _DAY, _REGISTRATION, _PRIVATE, _NOW).pk)

    def act(by: Actor, event: str, data: dict[str, object], day: date) -> Callable[[int], object]:
        return lambda pk: actions.act(by, pk, event, day, data, {}, _NOW)

    seconds = {"register": _median([_timed(register) for _ in range(_CASES)])}
    notes = [act(clerk, "note", {"note": f"查阅档案第{n}卷"}, _DAY + timedelta(1)) for n in range(_NOTES + 1)]
    for pk in made:
        for note in notes[:_NOTES]:
            note(pk)
    seconds["note"] = _median([_timed(partial(notes[_NOTES], pk)) for pk in made])
    reply = act(head, "record_reply", _REPLY, _DAY + timedelta(9))
    seconds["reply"] = _median([_timed(partial(reply, pk)) for pk in made])
    items = [LedgerItem(f"A{n}", f"通知公告第{n}号", "通知公告", _DAY) for n in range(ITEMS)]
    taken = _timed(lambda: publishing.record_items(clerk, items, _NOW))
    return {**{name: value * 1000 for name, value in seconds.items()}, "items": taken}


def _timed(work: Callable[[], object]) -> float:
    """Processor seconds: what else the machine does is not counted."""
    start = time.process_time()
    work()
    return time.process_time() - start


def _median(times: list[float]) -> float:
    return statistics.median(times)


if __name__ == "__main__":
    print(json.dumps(measure()))
