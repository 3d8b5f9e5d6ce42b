"""Every kind of page that citizens ask for, rendered anew over a hundred thousand public items, six in ten of them of one office, on both
databases, of twenty turns each.

In processes and data folders of their own. Beside it stands the page of help, which asks no database. Rows are written past the
program, in bulk, with the guards lifted, because the doors would take hours.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from bench.items import _NOW, ROWS, TURNS, _fill, _times
from bench.measure import Figure, backend, processor_clock
from tests.rigs import postgresql

LIMIT_MS = 50.0
_BODY = "<p>各乡镇人民政府：</p>" + "<p>现将有关事项通知如下，请认真贯彻执行，按时报送进展情况。</p>" * 40
_BIG = "bench"
_ACTIVITIES = 500


def figures() -> Iterator[Figure]:
    """The slowest page in milliseconds on each database."""
    yield from _on("SQLite", "")
    with postgresql.private_cluster() as url:
        yield from _on("PostgreSQL", url)


def _on(name: str, url: str) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GONGKAI_DATA": folder, "DATABASE_URL": url, "SECRET_KEY": "bench" * 20}
        # All questions come from one address here.
        environment["GONGKAI_API_A_MINUTE"] = "0"
        command = [sys.executable, "-m", "bench.portal"]
        ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)  # noqa: S603 -- ourselves
    found: dict[str, tuple[float, float]] = json.loads(ran.stdout.splitlines()[-1])
    plain = found.pop("plain")[0]
    for what, (_, most) in sorted(found.items(), key=lambda each: -each[1][1]):
        print(f"  {name} {what}: {most:.1f} ms", file=sys.stderr)
    worst = max(found, key=lambda each: found[each][1])
    half, most = found[worst]
    what = f"{ROWS} 条信息（{name}）：门户页面不经缓存，{len(found)} 种各 {TURNS} 次，最慢的是“{worst}”，第95百分位"
    yield Figure(
        what, f"{most:.1f} ms（中位 {half:.1f} ms）", f"不问数据库的帮助页 {plain:.1f} ms", most, "ms", LIMIT_MS
    )


def measure() -> dict[str, tuple[float, float]]:
    """Median and 95th percentile of each kind of page, in milliseconds of processor time, that of the database server too: it means the
    same however busy the machine is.
    """
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same
    from django.db import connection  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    _fill()
    numbers = _made_whole()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    clock = processor_clock(backend(connection))
    with patch("django.utils.timezone.now", return_value=_NOW):
        return {name: _times(_asked(address), clock) for name, address in _addresses(numbers).items()}


def _addresses(numbers: dict[str, str]) -> dict[str, str]:
    """By what it is called; with a query, so that no page is kept and none is answered from what was kept."""
    organ = f"/xxgk/{_BIG}"
    return {
        "plain": "/help/?b",
        "首页": "/?b",
        "专栏": "/xxgk/?b",
        "按名称找机关": "/xxgk/?q=机关",
        "机关": f"{organ}/?b",
        "指南": f"{organ}/guide/?b",
        "制度": f"{organ}/system/?b",
        "法定主动公开内容": f"{organ}/items/?b",
        "法定主动公开内容的中间一页": f"{organ}/items/?page=1300",
        "法定主动公开内容的最后一页": f"{organ}/items/?page=999999",
        "一年公开的信息": f"{organ}/years/2024/?page=100",
        "栏目": f"{organ}/columns/c7/?b",
        "栏目的中间一页": f"{organ}/columns/c7/?page=60",
        "栏目连同下级": f"{organ}/columns/top/?b",
        "栏目连同下级的中间一页": f"{organ}/columns/top/?page=400",
        "栏目的一年": f"{organ}/columns/top/2022/?b",
        "目录": f"{organ}/catalogue/?b",
        "目录的中间一页": f"{organ}/catalogue/?page=500",
        "目录的一个栏目": f"{organ}/catalogue/?column=top&page=100",
        "规范性文件": f"{organ}/documents/?b",
        "全部规范性文件": f"{organ}/documents/?all=1&page=10",
        "依申请公开": f"{organ}/apply/?b",
        "活动": f"{organ}/activities/?b",
        "一个活动": f"{organ}/activities/HD-7/?b",
        "一条信息": f"{organ}/items/{numbers['information']}/?b",
        "一份政策": f"{organ}/items/{numbers['policy']}/?b",
        "一份解读": f"{organ}/items/{numbers['text']}/?b",
        "没有的页面": f"{organ}/items/{_BIG}-2030-99999/?b",
        "旧网址": "/zwgk/2019/t20190304_7.html?b",
        "统计": "/statistics/?b",
        "机关的统计": f"/statistics/{_BIG}/?b",
        "统计数据": "/statistics/figures.csv?b",
        "年报": "/reports/?b",
        "政策文件库": "/policies/?b",
        "政策解读": "/policies/interpretations/?b",
        "网站地图": "/sitemap/?b",
        "依申请公开总页": "/apply/?b",
        "咨询": "/ask/?b",
        "咨询答复": "/answers/?b",
        "数据开放": "/data/?b",
        "订阅源": "/feed.xml?b",
        "订阅源（RSS）": "/rss.xml?b",
        "机关的订阅源": f"{organ}/feed.xml?b",
        "栏目的订阅源": f"{organ}/columns/top/feed.xml?b",
        "网站地图索引": "/sitemap.xml?b",
        "机器用的数据：信息，第一块": "/data/items.csv?b",
        "机器用的数据：信息 JSON，第一块": "/data/items.json?b",
        "机器用的数据：规范性文件，第一块": "/data/documents.csv?b",
        "机器用的数据：栏目": "/data/columns.csv?b",
        "接口：信息": "/api/items",
        "接口：一个机关的信息": f"/api/items?organ={_BIG}&limit=100",
        "接口：一个栏目一年的信息": f"/api/items?organ={_BIG}&column=top&year=2022",
        "接口：一种体裁的信息": "/api/items?genre=policy&limit=100",
        "接口：近来变了的信息": "/api/items?since=2026-05-20&limit=100",
        "接口：多年来变了的信息": "/api/items?since=2018-01-01&limit=100",
        "接口：一个机关近来变了的信息": f"/api/items?organ={_BIG}&since=2026-05-20&limit=100",
        "接口：已撤下的信息": "/api/items/removed?limit=100",
        "接口：一条信息": f"/api/items/{_BIG}/{numbers['policy']}",
        "接口：规范性文件": "/api/documents?limit=100",
        "接口：栏目": "/api/columns",
        "接口：一个机关的栏目": f"/api/columns?organ={_BIG}",
        "接口：机关": "/api/organs",
        "接口：活动": "/api/activities?limit=100",
        "接口：咨询答复": "/api/answers?limit=100",
    }


def _asked(address: str) -> Callable[[], object]:
    from django.http import StreamingHttpResponse  # noqa: PLC0415 -- needs Django set up
    from django.test import Client  # noqa: PLC0415 -- the same

    client = Client(SERVER_NAME="localhost")

    def asked() -> None:
        answer = client.get(address)
        if isinstance(answer, StreamingHttpResponse):
            # Whoever downloads waits for the first piece; the rest comes as fast as it is taken.
            next(iter(answer), None)
        wanted = 404 if "-2030-" in address else 301 if address.startswith("/zwgk/") else 200
        assert answer.status_code == wanted, f"{address}: {answer.status_code}"

    return asked


def _made_whole() -> dict[str, str]:
    """Columns in a tree, texts, interpretations, register, activities and old addresses for what `_fill` made; the number of one item
    of each of three genres."""
    from django.db import connection, transaction  # noqa: PLC0415 -- needs Django set up

    from gongkai.apps.columns.models import Column  # noqa: PLC0415 -- the same
    from gongkai.apps.documents.models import Document  # noqa: PLC0415 -- the same
    from gongkai.apps.publishing.models import Batch, Item, MovedItem, Version  # noqa: PLC0415 -- the same
    from gongkai.apps.publishing.moving_in.old_addresses import path_of  # noqa: PLC0415 -- the same
    from gongkai.apps.supervision.models import Activity, Session  # noqa: PLC0415 -- the same
    from tests.rigs.journal import lifted  # noqa: PLC0415 -- the same

    opened = {"organ_id": 1, "kind": "policies", "opened_on": date(2000, 1, 1), "section": "statutory"}
    Column.objects.create(slug="top", name="法定主动公开", serves="20.1", **opened)
    Column.objects.bulk_create(
        Column(slug=f"c{at}", name=f"栏目{at}", parent="top" if at < 12 else "", serves=f"20.{at % 15 + 1}", **opened)
        for at in range(20)
    )
    public = Item.objects.filter(published_on__isnull=False, state__in=("live", "owing"))
    with lifted(), transaction.atomic():
        for organ_id in range(1, 6):
            policies = list(
                public.filter(organ_id=organ_id, genre__in=("policy", "normative")).values_list("number", flat=True)
            )
            rows = list(public.filter(organ_id=organ_id, genre__in=("text", "questions", "news")).only("pk"))
            for at, row in enumerate(rows):
                row.interprets = policies[at % len(policies)]
            Item.objects.bulk_update(rows, ["interprets"], 2000)
        withdrawn = Item.objects.filter(state="withdrawn", published_on__isnull=False)
        withdrawn.update(withdrawn_on=_NOW.date(), withdrawn_how="mistaken")
        genres = ("information", "policy", "text")
        chosen = {genre: public.filter(organ_id=1, genre=genre).exclude(interprets="") for genre in genres}
        chosen |= {genre: public.filter(organ_id=1, genre=genre) for genre in genres[:2]}
        numbers = {}
        for genre, rows_of in chosen.items():
            row = rows_of.order_by("pk")[len(rows_of) // 2]
            numbers[genre] = row.number
            told = {"genre": genre, "column": row.column, "interprets": row.interprets, "attribute": "proactive"}
            Version.objects.filter(item=row).update(title=row.title, body=_BODY, meta=json.dumps(told))
        rules = public.filter(organ_id=1, genre="normative")
        Document.objects.bulk_create(
            Document(
                organ_id=1,
                kind="normative",
                number=f"某政发〔{row.published_on.year}〕{row.pk}号",
                title=row.title,
                issued_on=row.published_on,
                in_force_on=row.published_on,
                item=row.number,
            )
            for row in rules
            if row.published_on
        )
        batch = Batch.objects.create(organ_id=1, name="旧站", digest="0" * 64, rows=1, person="1", begun_at=_NOW)
        MovedItem.objects.bulk_create(
            MovedItem(
                organ_id=1, batch=batch, item=row, key=f"{row.pk:064}", path=path_of(f"/zwgk/2019/t20190304_{at}.html")
            )
            for at, row in enumerate(public.filter(organ_id=1, way="imported"))
        )
        Activity.objects.bulk_create(
            Activity(
                organ_id=1,
                number=f"HD-{at}",
                kind="open_day",
                title=f"第{at}次政务公开日",
                held_on=_NOW.date() - timedelta(at + 1),
            )
            for at in range(_ACTIVITIES)
        )
        named = list(public.filter(organ_id=1, genre="policy").values_list("number", flat=True))
        Session.objects.bulk_create(
            Session(
                organ_id=1,
                number=f"HD-{at}-{place}",
                activity=f"HD-{at}",
                title=f"第{place}场",
                noted_on=_NOW.date() - timedelta(at + 9),
                planned_for=_NOW.date() - timedelta(at + 1),
                policies=named[(3 * at + place) % len(named)] if at else numbers["policy"],
                items=numbers["text"],
            )
            for at in range(_ACTIVITIES)
            for place in range(3)
        )
    connection.close()
    return numbers


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    found: dict[str, Any] = measure()
    print(json.dumps(found, ensure_ascii=False))
