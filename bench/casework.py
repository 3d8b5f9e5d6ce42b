"""Daily casework over half a million cases of sixty organs, on both databases: every filter, order, page and search of the list, the page of a
case, the first page of the desk, figures of a year and of three years; the pages asked twenty times each, their queries nine times. A database that
was kept (`BENCH_KEEP`) is migrated first, so that it is as one that is filled now.

Beside it stands the usual design over the same table: a list that counts all its rows and looks for words by `icontains`, as an admin site
does. Times are of the processor, that of the database server too.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench import cases_made
from bench.cases_made import CASES, ORGANS, RARE, TODAY
from bench.ground import NAMES, answer, ground, say
from bench.measure import Figure, backend, processor_clock

LIMIT_MS, TURNS, QUERY_TURNS = 100.0, 20, 9
_NOW = datetime(2026, 6, 2, 1, tzinfo=UTC)
_DEEP = 5_000
_QUERIES = "列表和计数的查询"


def figures() -> Iterator[Figure]:
    """The slowest of each kind in milliseconds, on each database."""
    for database, called in NAMES.items():
        with ground("cases", database) as environment:
            yield from _of(called, answer("bench.casework", environment, *sys.argv[2:]))


def _of(called: str, told: str) -> Iterator[Figure]:
    found: dict[str, dict[str, tuple[float, float]]] = json.loads(told)
    usual = found.pop("usual")
    for kind, tasks in found.items():
        worst = max(tasks, key=lambda each: tasks[each][1])
        half, most = tasks[worst]
        turns = QUERY_TURNS if kind == _QUERIES else TURNS
        what = f"{CASES} 件申请、{ORGANS} 个机关（{called}）：{kind}，{len(tasks)} 种各 {turns} 次，最慢的是“{worst}”，第95百分位"
        beside = "通常的做法：" + "，".join(f"{name} {times[1]:.0f} ms" for name, times in usual.items())
        yield Figure(what, f"{most:.1f} ms（中位 {half:.1f} ms）", beside, most, "ms", LIMIT_MS)


def measure() -> dict[str, dict[str, tuple[float, float]]]:
    """Median and 95th percentile of each task in milliseconds of processor time."""
    actors = ready()
    _watched()
    from django.db import connection  # noqa: PLC0415 -- Django is set up by now

    clock = processor_clock(backend(connection))
    # As in each process that serves (config/gunicorn).
    gc.collect()
    gc.freeze()
    with patch("django.utils.timezone.now", return_value=_NOW):
        found = {
            _QUERIES: _each(_queries(actors), clock, QUERY_TURNS),
            "案件页、列表页、首页、图表": _each(_pages(actors), clock, TURNS),
            "usual": _each(_usual(), clock, QUERY_TURNS),
        }
    if "-v" in sys.argv:
        for kind, tasks in found.items():
            for name, (half, most) in tasks.items():
                print(f"{kind}  {name}: {half:.1f} / {most:.1f} ms", file=sys.stderr)
    return found


def _watched() -> None:
    """The watch has looked at all that is open, as on any morning: the first page shows what it found."""
    from gongkai.apps.watch import rounds  # noqa: PLC0415 -- Django is set up by now
    from gongkai.apps.watch.models import Round  # noqa: PLC0415 -- the same

    if not Round.objects.filter(day=TODAY).exclude(finished_at=None).exists():
        rounds.walk(_NOW)
        say("巡查已经做完")
        _looked_over()


def _looked_over() -> None:
    """The statistics by which the database plans are those of what lies there now."""
    from django.db import connection  # noqa: PLC0415 -- Django is set up by now

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def ready() -> dict[str, Any]:
    """Everything is there, made now unless it was kept; the officers who ask, by role and organ."""
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same
    from django.db import connection  # noqa: PLC0415 -- the same
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415 -- the same

    from gongkai.apps.organs.models import Organ, OrganName  # noqa: PLC0415 -- the same
    from gongkai.apps.people.actor import Actor  # noqa: PLC0415 -- the same
    from gongkai.apps.people.models import Person, Post  # noqa: PLC0415 -- the same
    from gongkai.apps.requests.models import Request  # noqa: PLC0415 -- the same

    waiting = MigrationExecutor(connection)
    if waiting.migration_plan(waiting.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
        _looked_over()
    call_command("collectstatic", verbosity=0, interactive=False)
    since = date(2000, 1, 1)
    if not Organ.objects.exists():
        large = Organ.objects.create(pk=1, code="bench1", kind="office", level="county", since=since)
        rest = [
            Organ(pk=at, code=f"bench{at}", kind="department", level="county", since=since, parent=large)
            for at in range(2, ORGANS + 1)
        ]
        Organ.objects.bulk_create(rest)
        OrganName.objects.bulk_create(
            OrganName(organ=each, name=f"某县第{each.pk}机关", since=since) for each in (large, *rest)
        )
        for role, organ in (("clerk", 1), ("head", 1), ("supervisor", 1), ("clerk", 7)):
            person = Person.objects.create(username=f"{role}{organ}", name=f"{role}{organ}")
            Post.objects.create(person=person, organ_id=organ, role=role, since=since)
    if not Request.objects.exists():
        cases_made.fill()
    posts = Post.objects.select_related("person")
    return {
        f"{each.role}{each.organ_id}": Actor(str(each.person_id), each.person.name, each.organ_id, each.role)
        for each in posts
    }


def _queries(actors: Mapping[str, Any]) -> dict[str, Callable[[], object]]:
    from gongkai.apps.requests import queries  # noqa: PLC0415 -- needs Django set up
    from gongkai.apps.requests.queries import ORDERS, Filters, Light  # noqa: PLC0415 -- the same

    wanted = {
        "未办结": Filters(open=True),
        "全部": Filters(),
        **{f"全部，{label}": Filters(order=order) for order, (label, _) in ORDERS.items()},
        **{f"第{_DEEP}页，{label}": Filters(order=order, page=_DEEP) for order, (label, _) in ORDERS.items()},
        **{f"灯：{light.value}": Filters(light=light) for light in Light},
        "已办结": Filters(open=False),
        "待审核": Filters(states=("proposed",)),
        "年份": Filters(year=2019),
        "少见的渠道": Filters(channel="phone"),
        "网上": Filters(channel="web"),
        "申请人类别": Filters(applicant="legal"),
        "结论": Filters(decision="not_found"),
        "结论和申请人类别": Filters(decision="not_found", applicant="legal"),
        "结论、年份、按办结": Filters(decision="not_found", year=2019, order="closed"),
        "迟办": Filters(late=True),
        "迟办的环节": Filters(late_step="review"),
        "迟办的环节和渠道": Filters(late_step="review", channel="fax"),
        "交给某人": Filters(assigned="经办7"),
        "交给某人的未办结": Filters(assigned="经办7", open=True),
        "延期": Filters(extension="requested"),
        "评分": Filters(score=1),
        "科室逾期": Filters(department_late=True),
        "在征求意见": Filters(asked_open=True),
        "期限之间": Filters(due_from=TODAY, due_to=date(2026, 6, 9)),
        "办结之间": Filters(closed_from=date(2020, 1, 1), closed_to=date(2020, 3, 31)),
        "用了多少天": Filters(days_from=20, days_to=20),
        "编号": Filters(text="2019-2"),
        "整个编号": Filters(text="2022-250000"),
        "常见词": Filters(text="土地征收"),
        "两字": Filters(text="土地"),
        "罕见词": Filters(text=RARE),
        "没有的词": Filters(text="没有这个词"),
        "两个词": Filters(text="土地 泉头"),
        "词和年份": Filters(text="土地征收", year=2019),
        "词和未办结": Filters(text="土地征收", open=True),
        "词和结论": Filters(text="土地征收", decision="not_found"),
    }
    tasks: dict[str, Callable[[], object]] = {}
    for who, called in (("clerk1", "大机关"), ("clerk7", "小机关"), ("supervisor1", "六十个机关")):
        actor = actors[who]
        for name, each in wanted.items():
            tasks[f"{called}：{name}"] = lambda actor=actor, each=each: queries.cases(actor, each, TODAY)  # type: ignore[misc]  # bound as it stands
        tasks[f"{called}：按灯计数"] = lambda actor=actor: queries.counts(actor, TODAY)  # type: ignore[misc]  # the same
        tasks[f"{called}：今日"] = lambda actor=actor: queries.today(actor, TODAY, 50)  # type: ignore[misc]  # the same
    named = Filters(name=cases_made.name(77))
    tasks["申请人全名"] = lambda: queries.cases(actors["clerk1"], named, TODAY)
    tasks["案件"] = lambda: queries.case(actors["clerk1"], 200_000, TODAY)
    return tasks


def _pages(actors: Mapping[str, Any]) -> dict[str, Callable[[], object]]:
    from django.test import Client  # noqa: PLC0415 -- needs Django set up

    from gongkai.apps.people.models import Person  # noqa: PLC0415 -- the same

    tasks: dict[str, Callable[[], object]] = {}
    addresses = {
        "首页": "/desk/",
        "列表": "/desk/requests/",
        "列表，全部": "/desk/requests/?state=",
        f"列表，第{_DEEP}页": f"/desk/requests/?state=&page={_DEEP}",
        "列表，最后一页": "/desk/requests/?state=&page=999999",
        "列表，找词": "/desk/requests/?state=&q=土地征收",
        "图表": "/desk/requests/figures/",
        "图表，三年": "/desk/requests/figures/?since=2023-06-10&until=2026-05-30",
        # The longest period whose ends lie in the middle of months: most days that no count tells.
        "图表，三年，自月中": "/desk/requests/figures/?since=2023-06-15&until=2026-05-15",
        "案件页，两项": "/desk/requests/200001/",
        "案件页，二十二项": "/desk/requests/200000/",
    }
    for who, called in (("clerk1", "大机关"), ("supervisor1", "六十个机关")):
        client = Client(SERVER_NAME="localhost")
        person = Person.objects.get(pk=actors[who].person)
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        for name, address in addresses.items():
            tasks[f"{called}：{name}"] = lambda client=client, address=address: _asked(client, address)  # type: ignore[misc]  # the same
    return tasks


def _asked(client: Any, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"


def _usual() -> dict[str, Callable[[], object]]:
    """What an admin site does: all rows counted, words by `icontains`, the page by an offset over whole rows."""
    from django.core.paginator import Paginator  # noqa: PLC0415 -- needs Django set up
    from django.db.models import Q  # noqa: PLC0415 -- the same

    from gongkai.apps.requests.models import Request  # noqa: PLC0415 -- the same

    def page(number: int, *narrow: Q) -> Callable[[], object]:
        rows = Request.objects.filter(*narrow).select_related("person").order_by("next_due_on", "subject")
        return lambda: list(Paginator(rows, 50).get_page(number))

    word = Q(number__icontains="土地征收") | Q(subject__icontains="土地征收")
    return {"列表": page(1), f"第{_DEEP}页": page(_DEEP), "找词": page(1, word)}


def _each(
    tasks: Mapping[str, Callable[[], object]], clock: Callable[[], float], turns: int
) -> dict[str, tuple[float, float]]:
    return {name: _times(task, clock, turns) for name, task in tasks.items()}


def _times(task: Callable[[], object], clock: Callable[[], float], turns: int) -> tuple[float, float]:
    task()
    times = []
    for _ in range(int(os.environ.get("BENCH_TURNS", turns))):
        start = clock()
        task()
        times.append((clock() - start) * 1000)
    return sorted(times)[len(times) // 2], sorted(times)[max(0, int(len(times) * 0.95) - 1)]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    print(json.dumps(measure(), ensure_ascii=False))
