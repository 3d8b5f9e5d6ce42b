"""Lists of the desk over a county's hundred thousand items in five organs, on both databases: every filter, page and search of twenty
turns each, asked of the queries and of the page itself.

In processes and data folders of their own. Beside it stands a plain query by an index that reads the same page of the same table.
Rows are written past the program, in bulk, with the guards lifted, because the doors would take hours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

from bench.measure import Figure, backend, processor_clock
from tests.rigs import postgresql

ROWS, ORGANS, LIMIT_MS, TURNS = 100_000, 5, 100.0, 20
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
    found: dict[str, dict[str, tuple[float, float]]] = json.loads(ran.stdout.splitlines()[-1])
    plain = found.pop("plain")[""][0]
    for kind, tasks in found.items():
        worst = max(tasks, key=lambda each: tasks[each][1])
        half, most = tasks[worst]
        what = f"{ROWS} 条信息（{name}）：{kind}，{len(tasks)} 种筛选各 {TURNS} 次，最慢的是“{worst}”，第95百分位"
        ours = f"{most:.1f} ms（中位 {half:.1f} ms）"
        yield Figure(what, ours, f"按索引直接取一页 {plain:.1f} ms", most, "ms", LIMIT_MS)


def measure() -> dict[str, dict[str, tuple[float, float]]]:
    """Median and 95th percentile of each filter, in milliseconds of processor time, that of the database server too: it means the same
    however busy the machine is.
    """
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same
    from django.db import connection  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    actors = _fill()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    clock = processor_clock(backend(connection))
    with patch("django.utils.timezone.now", return_value=_NOW):
        lists = {name: _times(task, clock) for name, task in _tasks(actors).items()}
        pages = {name: _times(task, clock) for name, task in _pages(actors).items()}

    def plain() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM publishing_item WHERE organ_id = 1 ORDER BY id DESC LIMIT 51")
            cursor.fetchall()

    return {"办公端列表的查询": lists, "办公端列表的网页": pages, "plain": {"": _times(plain, clock)}}


def _tasks(actors: dict[str, Any]) -> dict[str, Callable[[], object]]:
    from gongkai.apps.publishing import queries  # noqa: PLC0415 -- needs Django set up

    clerk, head, above, today = actors["clerk"], actors["head"], actors["supervisor"], _NOW.date()
    wanted = {
        "全部": queries.ItemFilters(),
        "中间一页": queries.ItemFilters(after=ROWS // 2),
        "最后一页": queries.ItemFilters(after=60),
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
    watched = {
        "全部": queries.ItemFilters(),
        "中间一页": queries.ItemFilters(after=ROWS // 2),
        "栏目": queries.ItemFilters(column="栏目7"),
        "年份": queries.ItemFilters(year=2024),
        "罕见词": queries.ItemFilters(text=_RARE),
        "没有的词": queries.ItemFilters(text="没有这个词"),
        "解读逾期": queries.ItemFilters(late_interpretation=True),
    }
    for name, each in watched.items():
        tasks[f"监督人员看五个机关：{name}"] = lambda each=each: queries.items(above, each, _NOW)  # type: ignore[misc]  # the same
    tasks["待我审签"] = lambda: queries.items(head, queries.ItemFilters(to_sign=True), _NOW)
    tasks["今日"] = lambda: queries.board(head, today)
    return tasks


def _pages(actors: dict[str, Any]) -> dict[str, Callable[[], object]]:
    """The page of the desk, with its board and its templates, as a browser asks for it."""
    from django.test import Client  # noqa: PLC0415 -- needs Django set up

    from gongkai.apps.people.models import Person  # noqa: PLC0415 -- the same

    client = Client(SERVER_NAME="localhost")
    person = Person.objects.get(pk=actors["clerk"].person)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")

    def page(address: str) -> Callable[[], object]:
        def asked() -> None:
            answer = client.get(address)
            assert answer.status_code == 200, f"{address}: {answer.status_code}"

        return asked

    asked_for = {
        "全部": "",
        "中间一页": f"?after={ROWS // 2}",
        "已公开": "?state=live",
        "罕见词": f"?q={_RARE}",
        "没有的词": "?q=没有这个词",
        "逾期": "?what=late",
        "解读逾期": "?what=late_interpretation",
        "栏目和年份": "?column=栏目7&year=2024",
    }
    pages = {name: page(f"/desk/items/{query}") for name, query in asked_for.items()}
    return {**pages, "首页": page("/desk/")}


def _times(task: Callable[[], object], clock: Callable[[], float]) -> tuple[float, float]:
    task()
    times = []
    for _ in range(TURNS):
        start = clock()
        task()
        times.append((clock() - start) * 1000)
    return sorted(times)[TURNS // 2], sorted(times)[int(TURNS * 0.95) - 1]


def _fill() -> dict[str, Any]:
    """Five organs and items of every state, as a county has them: most of them public, half of them moved in, six in ten those of
    one office, whose people look on.
    """
    from django.db import transaction  # noqa: PLC0415 -- needs Django set up

    from gongkai.apps.organs.models import Organ, OrganName  # noqa: PLC0415 -- the same
    from gongkai.apps.people.actor import Actor  # noqa: PLC0415 -- the same
    from gongkai.apps.people.models import Person, Post  # noqa: PLC0415 -- the same
    from gongkai.apps.publishing.models import Item, Publication, Version  # noqa: PLC0415 -- the same
    from tests.rigs.journal import lifted  # noqa: PLC0415 -- the same

    organ = Organ.objects.create(pk=1, code="bench", kind="office", level="county", since=date(2000, 1, 1))
    others = [
        Organ(pk=at, code=f"bench{at}", kind="department", level="county", since=date(2000, 1, 1), parent=organ)
        for at in range(2, ORGANS + 1)
    ]
    Organ.objects.bulk_create(others)
    OrganName.objects.bulk_create(
        OrganName(organ=each, name=f"某县第{each.pk}机关", since=date(2000, 1, 1)) for each in (organ, *others)
    )
    actors = {}
    for role in ("clerk", "head", "supervisor"):
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
                    way=each["way"],
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
        "organ_id": 1 if at % 10 < 6 else at % 10 - 4,
        "number": f"bench-{year}-{at:05}",
        "title": f"关于做好{year}年{word}工作第{at}号{'ETC' if at % 50 == 0 else ''}有关事项的通知",
        "column": f"栏目{at % 20}",
        "genre": genre,
        "way": _way(at, chance) if public else "drafted",
        "state": state,
        "published_on": day if public else None,
        # One in thirty was corrected later.
        "renewed_on": min(day + timedelta(days=400), _NOW.date())
        if public and at % 30 == 5
        else day
        if public
        else None,
        "interprets": "",
        "writer": writer if chance.random() < 0.2 else "99",
        "due": near if under_way else None,
        "stage_due": near if state.endswith("review") else None,
        "evaluate_on": near if state == "withheld" else None,
        "explain_by": day + timedelta(days=3) if public and genre in ("policy", "normative") else None,
        "acts": 1,
        "live_id": at if public else None,
    }


def _way(at: int, chance: Random) -> str:
    """The older half came from the old site."""
    if at <= ROWS // 2:
        return "imported"
    return "emergency" if chance.random() < 0.01 else "reviewed"


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    print(json.dumps(measure(), ensure_ascii=False))
