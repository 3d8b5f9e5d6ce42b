"""A list of the desk over a hundred thousand items, on both databases: a page by every filter, the slowest of twenty each.

In processes and data folders of their own. Beside it stands a plain query by an index that reads the same page of the same table.
Rows are written past the program, in bulk, with the guards lifted, because the doors would take hours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from bench.measure import Figure
from tests.rigs import postgresql

ROWS, LIMIT_MS, TURNS = 100_000, 100.0, 20
_NOW = datetime(2026, 6, 2, 1, tzinfo=UTC)
_WORDS = (
    "春季造林",
    "农田水利",
    "医疗保险",
    "义务教育",
    "安全生产",
    "乡村道路",
    "食品抽检",
    "财政预算",
    "招考公告",
    "环境监测",
)
_RARE = "高标准农田"


def figures() -> Iterator[Figure]:
    """The slowest page in milliseconds on each database."""
    yield from _on("SQLite", "")
    with postgresql.private_cluster() as url:
        yield from _on("PostgreSQL", url)


def _on(name: str, url: str) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GONGKAI_DATA": folder, "DATABASE_URL": url, "SECRET_KEY": "bench" * 20}
        command = [sys.executable, "-m", "bench.items"]
        ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 -- ourselves
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    plain = found.pop("plain")
    worst = max(found, key=lambda each: found[each])
    what = f"办公端列表 {ROWS} 条信息（{name}），{len(found)} 种筛选各 {TURNS} 次，最慢的第95百分位（{worst}）"
    yield Figure(what, f"{found[worst]:.1f} ms", f"按索引直接取一页 {plain:.1f} ms", found[worst], "ms", LIMIT_MS)


def measure() -> dict[str, float]:
    """The 95th percentile of each filter, in milliseconds: of processor time on SQLite, which works in this process and so means the
    same however busy the machine is; of the clock on PostgreSQL.
    """
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same
    from django.db import connection  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    actors = _fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    found = {name: _p95(task, clock) for name, task in _tasks(actors).items()}

    def plain() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM publishing_item WHERE organ_id = 1 ORDER BY id DESC LIMIT 51")
            cursor.fetchall()

    return {**found, "plain": _p95(plain, clock)}


def _tasks(actors: dict[str, Any]) -> dict[str, Callable[[], object]]:
    from gongkai.apps.publishing import queries  # noqa: PLC0415 -- needs Django set up

    clerk, head, today = actors["clerk"], actors["head"], _NOW.date()
    wanted = {
        "全部": queries.ItemFilters(),
        "第千页": queries.ItemFilters(after=ROWS // 2),
        "往回": queries.ItemFilters(before=ROWS // 2),
        "状态": queries.ItemFilters(state="first_review"),
        "已公开": queries.ItemFilters(state="live"),
        "栏目": queries.ItemFilters(column="栏目7"),
        "年份": queries.ItemFilters(year=2024),
        "体裁": queries.ItemFilters(genre="questions"),
        "常见词": queries.ItemFilters(text="造林"),
        "罕见词": queries.ItemFilters(text=_RARE),
        "没有的词": queries.ItemFilters(text="没有这个词"),
        "索引号": queries.ItemFilters(text="bench-2026-00777"),
        "字母": queries.ItemFilters(text="ETC"),
        "两词": queries.ItemFilters(text="造林 第9"),
        "栏目和词": queries.ItemFilters(column="栏目7", text=_RARE),
        "我的": queries.ItemFilters(mine=True),
        "逾期": queries.ItemFilters(late=True),
        "应急": queries.ItemFilters(emergency=True),
        "待补审": queries.ItemFilters(owing=True),
        "解读逾期": queries.ItemFilters(late_interpretation=True),
        "待评估": queries.ItemFilters(evaluate=True),
        "已定时": queries.ItemFilters(scheduled=True),
    }
    tasks: dict[str, Callable[[], object]] = {
        name: lambda each=each: queries.items(clerk, each, _NOW)  # type: ignore[misc]  # bound as it stands
        for name, each in wanted.items()
    }
    tasks["待我审签"] = lambda: queries.items(head, queries.ItemFilters(to_sign=True), _NOW)
    tasks["今日"] = lambda: queries.board(head, today)
    return tasks


def _p95(task: Callable[[], object], clock: Callable[[], float]) -> float:
    task()
    times = []
    for _ in range(TURNS):
        start = clock()
        task()
        times.append((clock() - start) * 1000)
    return sorted(times)[int(TURNS * 0.95) - 1]


def _fill() -> dict[str, Any]:
    """An organ with its people and items of every state, as an office has them: most of them public."""
    from django.db import transaction  # noqa: PLC0415 -- needs Django set up

    from gongkai.apps.organs.models import Organ, OrganName  # noqa: PLC0415 -- the same
    from gongkai.apps.people.actor import Actor  # noqa: PLC0415 -- the same
    from gongkai.apps.people.models import Person, Post  # noqa: PLC0415 -- the same
    from gongkai.apps.publishing.models import Item, Publication, Version  # noqa: PLC0415 -- the same
    from tests.rigs.journal import lifted  # noqa: PLC0415 -- the same

    organ = Organ.objects.create(pk=1, code="bench", kind="office", level="county", since=date(2000, 1, 1))
    OrganName.objects.create(organ=organ, name="某县人民政府办公室", since=date(2000, 1, 1))
    actors = {}
    for role in ("clerk", "head"):
        person = Person.objects.create(username=role, name=role)
        Post.objects.create(person=person, organ=organ, role=role, since=date(2000, 1, 1))
        actors[role] = Actor(str(person.pk), person.name, organ.pk, role)
    chance = Random(7)
    with lifted(), transaction.atomic():
        for first in range(1, ROWS + 1, 5000):
            rows = [_row(at, chance, actors["clerk"].person) for at in range(first, first + 5000)]
            # What points at one another is written in one transaction: keys are compared at its end.
            Item.objects.bulk_create([Item(**each, working_id=each["id"]) for each in rows])
            Version.objects.bulk_create(
                Version(id=at, item_id=at, number=1, title="x", meta="{}", digest="0" * 64, person="1", written_at=_NOW)
                for at in range(first, first + 5000)
            )
            public = [each for each in rows if each["published_on"]]
            Publication.objects.bulk_create(
                Publication(
                    id=each["id"],
                    version_id=each["id"],
                    way="reviewed",
                    digest="0" * 64,
                    day=each["published_on"],
                    published_at=_NOW,
                    person="1",
                )
                for each in public
            )
    return actors


def _row(at: int, chance: Random, writer: str) -> dict[str, Any]:
    """One item: ninety in a hundred public, the newest under way."""
    year = 2016 + at * 11 // (ROWS + 1)
    day = date(year, 1, 1) + timedelta(days=chance.randrange(140 if year == 2026 else 365))
    under_way = at > ROWS - 3000
    state = chance.choice(("draft", "first_review", "second_review", "secrecy_review", "third_review", "cleared"))
    if not under_way:
        state = chance.choices(("live", "withdrawn", "withheld", "archived", "owing"), (90, 4, 3, 2, 0.05))[0]
    public = state in ("live", "withdrawn", "archived", "owing")
    word = _RARE if at % 9000 == 17 else chance.choice(_WORDS)
    genre = chance.choices(("information", "policy", "normative", "text", "questions", "news"), (80, 5, 2, 5, 2, 6))[0]
    near = _NOW.date() + timedelta(days=chance.randrange(-10, 20))
    return {
        "id": at,
        "organ_id": 1,
        "number": f"bench-{year}-{at:05}",
        "title": f"关于做好{year}年{word}工作第{at}号{'ETC' if at % 50 == 0 else ''}有关事项的通知",
        "column": f"栏目{at % 20}",
        "genre": genre,
        "way": "emergency" if public and chance.random() < 0.01 else "reviewed" if public else "drafted",
        "state": state,
        "published_on": day if public else None,
        "interprets": "",
        "writer": writer if chance.random() < 0.2 else "99",
        "due": near if under_way else None,
        "stage_due": near if state.endswith("review") else None,
        "evaluate_on": near if state == "withheld" else None,
        "explain_by": day + timedelta(days=3) if public and genre in ("policy", "normative") else None,
        "acts": 1,
        "live_id": at if public else None,
    }


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    print(json.dumps(measure(), ensure_ascii=False))
