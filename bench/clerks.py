"""Two hundred clerks at once on PostgreSQL: their acts come in evenly, ten a second, and are served by two processes of four threads as
gunicorn has them, each thread with a connection of its own; real acts through the doors. Spread over sixty organs, and all in one.

Afterwards the journal is asked: every act that was acknowledged stands in it exactly once, nothing else does, all chains verify, and every
cached row is what the journal says. Times are of the wall from the moment at which a clerk presses the button, waiting for a thread among them;
the machine's processors also run the database.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bench.measure import Figure
from tests.rigs import postgresql

CLERKS, PROCESSES, THREADS, TURNS = 200, 2, 4, 4
LIMIT_MS = 300.0
PAUSE_SECONDS = 20.0
"""A clerk who has done one act reads before the next; two hundred come to ten acts a second, a county's year in an hour."""
_DAY = date(2026, 6, 2)
_NOW = datetime(2026, 6, 2, 1, tzinfo=UTC)


def figures() -> Iterator[Figure]:
    """The slow acts in milliseconds for each spread; what was lost or doubled."""
    with postgresql.private_cluster() as url, tempfile.TemporaryDirectory() as folder:
        for organs in (60, 1):
            yield from _spread(url, folder, organs)


def _spread(url: str, folder: str, organs: int) -> Iterator[Figure]:
    environment = {**os.environ, "GONGKAI_DATA": folder, "DATABASE_URL": url, "SECRET_KEY": "bench" * 20}

    def child(what: str, *words: str) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "bench.clerks", what, str(organs), *words]
        return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)  # noqa: S603 -- ourselves

    child("prepare").communicate()
    begin = str(time.time() + 6)
    working = [child("work", str(each), begin) for each in range(PROCESSES)]
    answers = [each.communicate()[0] for each in working]
    if any(each.returncode for each in working):
        raise RuntimeError("一个进程没有做完")
    told = [json.loads(each.splitlines()[-1]) for each in answers]
    acked = [entry for each in told for entry in each["acked"]]
    Path(folder, "acked.json").write_text(json.dumps(acked), encoding="ascii")
    checked = json.loads(child("check").communicate()[0].splitlines()[-1])
    times = sorted(each for one in told for each in one["times"])
    where = "六十个机关" if organs > 1 else "同一个机关"
    p95, half = times[int(len(times) * 0.95)], times[len(times) // 2]
    what = f"{CLERKS} 名经办人同时办理（PostgreSQL，{where}，{len(times)} 项）：一项办理的第95百分位"
    yield Figure(what, f"{p95:.0f} ms（中位 {half:.0f} ms，最慢 {times[-1]:.0f} ms）", "", p95, "ms", LIMIT_MS)
    wrong = checked["lost"] + checked["doubled"] + checked["broken"] + sum(each["refused"] for each in told)
    what = f"同上：丢失、重复、被拒绝的办理和核验不了的链（共确认 {len(acked)} 项）"
    yield Figure(what, f"{wrong}", "", float(wrong), "项", 0.0)


def _django() -> None:
    import django  # noqa: PLC0415 -- only the processes that work load it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    logging.disable(logging.INFO)


def _prepare(organs: int) -> None:
    from django.core.management import call_command  # noqa: PLC0415 -- needs Django set up

    from gongkai.apps.organs.models import Organ  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    first = 1000 if organs == 1 else 1
    since = date(2000, 1, 1)
    for at in range(first, first + organs):
        Organ.objects.create(pk=at, code=f"at-once-{at}", kind="office", level="county", since=since)
    from gongkai.apps.journal import vault  # noqa: PLC0415 -- the same

    vault.lookup("样本")  # the keys are made once, before anybody asks at once


def _work(organs: int, process: int, begin: float) -> None:
    """A share of the clerks: each registers a request and then notes what he did on it, by turns."""
    mine = range(process, CLERKS, PROCESSES)
    times: list[float] = []
    acked: list[tuple[int, int, str]] = []
    refused = 0

    def one(clerk: int, turn: int) -> None:
        nonlocal refused
        due = begin + turn * PAUSE_SECONDS + PAUSE_SECONDS * clerk / CLERKS
        if (wait := due - time.time()) > 0:
            time.sleep(wait)
        try:
            _act(organs, clerk, turn, acked)
        except Exception as error:
            print(f"{clerk}: {error!r}", file=sys.stderr)
            refused += 1
        times.append((time.time() - due) * 1000)

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(lambda each: one(each[1], each[0]), [(turn, clerk) for turn in range(TURNS) for clerk in mine]))
    print(json.dumps({"times": times, "acked": acked, "refused": refused}))


_OPEN: dict[int, int] = {}


def _act(organs: int, clerk: int, turn: int, acked: list[tuple[int, int, str]]) -> None:
    from django.db import close_old_connections  # noqa: PLC0415 -- needs Django set up

    from gongkai.apps.people.actor import Actor  # noqa: PLC0415 -- the same
    from gongkai.apps.requests import actions  # noqa: PLC0415 -- the same

    organ = 1000 if organs == 1 else 1 + clerk % organs
    actor = Actor(str(clerk + 1), f"经办{clerk}", organ, "clerk")
    now = _NOW + timedelta(seconds=turn)
    close_old_connections()
    if turn % 2 == 0:
        data = {"channel": "counter", "applicant": "natural", "subject": f"第{clerk}人第{turn}件", "items": 1,
                "wanted_form": "electronic", "wanted_way": "email"}  # fmt: skip
        private = {"applicant_name": f"样本{clerk}", "contact": "电话", "content": "预算"}
        row = actions.open_request(actor, "register", _DAY, data, private, now)
        _OPEN[clerk] = row.pk
        acked.append((organ, row.pk, "register"))
    else:
        actions.act(actor, _OPEN[clerk], "note", _DAY, {"note": f"第{turn}次"}, {}, now)
        acked.append((organ, _OPEN[clerk], "note"))
    close_old_connections()


def _check(organs: int) -> None:
    from django.conf import settings  # noqa: PLC0415 -- needs Django set up

    from gongkai.apps.journal.models import Entry  # noqa: PLC0415 -- the same
    from gongkai.apps.journal.verification import verify  # noqa: PLC0415 -- the same
    from gongkai.apps.requests import actions  # noqa: PLC0415 -- the same

    told = json.loads(Path(settings.DATA, "acked.json").read_text(encoding="ascii"))
    acked = Counter((organ, pk, event) for organ, pk, event in told)
    mine = Entry.objects.filter(subject="request", organ_id__gte=1000 if organs == 1 else 1)
    if organs > 1:
        mine = mine.filter(organ_id__lt=1000)
    kept = Counter(mine.values_list("organ_id", "subject_id", "event"))
    broken = len(actions.rebuild(check=True).differences) + len(verify().broken)
    lost, doubled = (acked - kept).total(), (kept - acked).total()
    print(json.dumps({"lost": lost, "doubled": doubled, "broken": broken}))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    _django()
    if sys.argv[1] == "prepare":
        _prepare(int(sys.argv[2]))
    elif sys.argv[1] == "work":
        _work(int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
    else:
        _check(int(sys.argv[2]))
