"""A database with a million requests and their acts, made once below var/bench and used again.

Rows and entries are written past the program, in bulk, because the doors would take hours; the entries are hashed as the
journal hashes them, the cached columns are those that the program would have written.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

REQUESTS = 1_000_000
YEAR = 2024
DATA = Path(__file__).parents[1] / "var" / "bench"
DATABASE = DATA / "gongkai.sqlite3"
ORGAN = 1
_STAMP = DATA / "made"
_VERSION = "1"
_BATCH = 10_000
_OPEN_SHARE = 0.03
_FIRST, _LONGEST_DAYS = date(YEAR - 1, 12, 1), 20


def environment() -> dict[str, str]:
    """The settings of a process that uses this database."""
    return {**os.environ, "GONGKAI_DATA": str(DATA), "DATABASE_URL": "", "SECRET_KEY": "only-for-the-bench-" * 4}


def ready() -> float:
    """Make the database if it is not there, or made otherwise. Gives the seconds that it took, 0 if it was there."""
    wanted = _wanted()
    if _STAMP.is_file() and DATABASE.is_file() and _STAMP.read_text(encoding="ascii") == wanted:
        return 0.0
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "bench.million"], check=True, env=environment())
    _STAMP.write_text(wanted, encoding="ascii")
    return time.perf_counter() - start


def _wanted() -> str:
    """What the file depends on: our own version, and every migration of the program."""
    apps = Path(__file__).parents[1] / "src" / "gongkai" / "apps"
    names = sorted(path.relative_to(apps).as_posix() for path in apps.glob("*/migrations/0*.py"))
    return "\n".join([_VERSION, str(REQUESTS), *names])


def make() -> None:
    """Migrate, then write everything in one go with the guards lifted."""
    import django  # noqa: PLC0415 -- only the process that makes the database loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same
    from django.db import connection  # noqa: PLC0415 -- the same

    from gongkai.apps.organs.models import Organ, OrganName  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    organ = Organ.objects.create(pk=ORGAN, code="bench", kind="office", level="county", since=date(2000, 1, 1))
    OrganName.objects.create(organ=organ, name="测试县人民政府办公室", since=date(2000, 1, 1))
    connection.close()  # The journal mode can be changed by the only one who has the file open.
    database = sqlite3.connect(DATABASE)
    database.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-100000;")
    guards = list(database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    for name, _ in guards:
        database.execute(f"DROP TRIGGER {name}")
    _fill(database)
    for _, made in guards:
        database.execute(made)
    database.execute("ANALYZE")
    database.commit()
    database.execute("PRAGMA journal_mode=WAL")
    database.close()


def _fill(database: sqlite3.Connection) -> None:
    from gongkai.apps.journal.canonical import GENESIS  # noqa: PLC0415 -- needs Django set up

    rows: list[Sequence[object]] = []
    entries: list[Sequence[object]] = []
    head, seq = GENESIS, 0
    for row, acts in _cases():
        for act in acts:
            seq += 1
            entry = _entry(head, seq, row["id"], act)
            head = str(entry[-1])
            entries.append(entry)
        rows.append(tuple(row.values()))
        if len(rows) == _BATCH or row["id"] == REQUESTS:
            _write(database, "requests_request", list(row), rows)
            _write(database, "journal_entry", _ENTRY, entries)
            rows, entries = [], []
    database.execute("INSERT INTO journal_chain (organ_id, seq, head) VALUES (?, ?, ?)", (ORGAN, seq, head))


def _write(database: sqlite3.Connection, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join("?" * len(columns))
    database.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)  # noqa: S608 -- names of this module


_ENTRY = (
    "organ_id", "seq", "subject", "subject_id", "event", "day", "recorded_at", "person", "role", "payload",
    "personal_digest", "hash",
)  # fmt: skip


def _entry(head: str, seq: int, request_id: int, act: tuple[str, date, str, dict[str, object]]) -> tuple[object, ...]:
    from gongkai.apps.journal.canonical import canonical, entry_hash  # noqa: PLC0415 -- needs Django set up

    event, day, role, data = act
    moment, payload = f"{day} 01:00:00.000000", canonical({"data": data})
    digest = entry_hash(head, ORGAN, seq, "request", request_id, event, day, moment, "1", role, payload, "")
    return (ORGAN, seq, "request", request_id, event, str(day), moment, "1", role, payload, "", digest)


def _cases() -> Iterator[tuple[dict[str, Any], list[tuple[str, date, str, dict[str, object]]]]]:
    """Requests in the order of receipt, with their cached columns and acts."""
    from gongkai.law.decisions import DECISIONS  # noqa: PLC0415 -- beside what it is used for
    from gongkai.law.procedures.request_forms import APPLICANT_KINDS  # noqa: PLC0415 -- the same

    draw, kinds = Random(YEAR), list(APPLICANT_KINDS)
    codes, days = [each.code for each in DECISIONS], (date(YEAR, 12, 31) - _FIRST).days + 1
    for number in range(1, REQUESTS + 1):
        received = _FIRST + timedelta((number - 1) * days // REQUESTS)
        applicant = kinds[0] if draw.random() < 0.8 else draw.choice(kinds)
        ended = None if draw.random() < _OPEN_SHARE else received + timedelta(draw.randrange(1, _LONGEST_DAYS))
        counted = draw.choice(codes) if ended else ""
        told = {"channel": "web", "applicant": applicant, "subject": f"第{number}件申请的事由", "items": 1}
        acts: list[tuple[str, date, str, dict[str, object]]] = [("register", received, "clerk", dict(told))]
        if ended:
            reply = {"decision": counted, "reason": "按实际情况答复。", "number": f"公开〔{ended.year}〕{number}号"}
            acts.append(("record_reply", ended, "head", {**reply, "manner": "mail", "evidence": "邮件号"}))
        yield _columns(number, received, ended, counted, told), acts


def _columns(number: int, received: date, ended: date | None, counted: str, told: dict[str, object]) -> dict[str, Any]:
    due = str(received + timedelta(28))
    return {
        "id": number, "organ_id": ORGAN, "number": f"{received.year}-{number:07}",
        "state": "closed" if ended else "handling", "acts": 2 if ended else 1, **told, "arrived_on": str(received),
        "received_on": str(received), "due_on": due, "next_due_on": None if ended else due,
        "next_due_key": "" if ended else "reply", "provisional": False, "awaiting": False, "open_branches": 0,
        "extension": "", "decision": counted, "letter_number": "", "counted": counted,
        "closed_on": str(ended) if ended else None, "fee_yuan": 0, "assigned": "", "late_days": 0, "came_on": str(received),
        "watch_on": "9999-12-31" if ended else due, "ended_on": str(ended) if ended else "0001-01-01",
        "running": ended is None, "code": "", "origin": "", "reply_days": None, "late_step": "",
    }  # fmt: skip


if __name__ == "__main__":
    make()
