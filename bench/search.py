"""Search over a hundred thousand things, on both databases, beside tantivy: whole answers with count, filters and a page of twenty with what was found
marked, for queries of two to eight characters that occur, very common words among them.

In processes and data folders of their own. What has to be found is told by looking through every text; one that is not found is a figure
that is missed. Beside stands tantivy over the same texts, single characters and phrases, the top twenty of them and the count.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from bench.measure import Figure
from tests.rigs import postgresql

ROWS, QUERIES = 100_000, 300
LIMITS_MS = {"SQLite": 10.0, "PostgreSQL": 30.0}
PAGE_MS = 50.0
"""A page that nothing kept, rendered whole."""
_TODAY = date(2026, 6, 2)
_EVERYWHERE = "测试县人民政府"
_OFTEN = ("公开", "工作", "通知", "管理", "政府信息")
_WORDS = 20_000


def figures() -> Iterator[Figure]:
    """Recall and the 95th percentile of each database, and tantivy beside it."""
    yield from _on("SQLite", "")
    with postgresql.private_cluster() as url:
        yield from _on("PostgreSQL", url)


def _on(name: str, url: str) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GONGKAI_DATA": folder, "DATABASE_URL": url, "SECRET_KEY": "bench" * 20}
        command = [sys.executable, "-m", "bench.search"]
        ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 -- ourselves
    found: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    rows = f"{ROWS} 条的全文检索（{name}）"
    lost = f"{found['wanted'] - found['found']} 条没有找到"
    yield Figure(
        f"{rows}：{found['queries']} 个 2–8 字的词，查全率",
        lost,
        "逐条核对全文",
        found["recall"],
        "",
        1.0,
        at_least=True,
    )
    beside = f"tantivy 逐字短语 {found['tantivy'][1]:.1f} ms（中位 {found['tantivy'][0]:.1f} ms）"
    for kind, (half, most) in found["times"].items():
        ours = f"{most:.1f} ms（中位 {half:.1f} ms）"
        yield Figure(f"{rows}：{kind}，第95百分位", ours, beside, most, "ms", LIMITS_MS[name])
    for kind, (half, most) in found["pages"].items():
        yield Figure(f"{rows}：{kind}，第95百分位", f"{most:.1f} ms（中位 {half:.1f} ms）", beside, most, "ms", PAGE_MS)
    size = f"{found['size']:.0f} MB，其中原文 {found['text']:.0f} MB"
    yield Figure(f"{rows}：建立索引", size, f"tantivy {found['tantivy_seconds']:.0f} s", found["seconds"], "s", None)


def texts(count: int, random: Random) -> Iterator[tuple[str, str]]:
    """Titles and texts of invented words, each as frequent as words of a language are."""
    characters = [bytes((0xB0 + row, 0xA1 + cell)).decode("gb2312") for row in range(39) for cell in range(94)]
    words = [_word(characters, random) for _ in range(_WORDS)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(_WORDS)))
    for at in range(count):
        chosen = random.choices(words, cum_weights=weights, k=random.randint(60, 240))
        title = f"关于{''.join(chosen[:6])}的{random.choice(('通知', '公告', '意见', '批复'))}"
        pieces = ["".join(chosen[start : start + 9]) for start in range(6, len(chosen), 9)]
        often = [each for each in _OFTEN if random.random() < 0.24]
        head = _EVERYWHERE if random.random() < 0.8 else "本机关"
        yield title, f"{head}{at % 97}号：{'，'.join(often)}。\n" + "，".join(pieces) + "。\n2024年3月7日"


def _word(characters: Sequence[str], random: Random) -> str:
    """Of the commoner characters more often than of the others."""
    length = random.choice((2, 2, 2, 3, 4))
    return "".join(characters[int(len(characters) * random.random() ** 2)] for _ in range(length))


def measure() -> dict[str, Any]:
    """Median and 95th percentile in milliseconds of processor time, on PostgreSQL with that of the server's process."""
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same
    from django.db import connection  # noqa: PLC0415 -- the same

    from gongkai.apps.search.queries import Query, search  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    made = list(texts(ROWS, Random(7)))
    clock = processor_clock()
    before, began = _size(), clock()
    with _indexed_afterwards():
        _fill(made)
    told: dict[str, Any] = {"seconds": clock() - began, "size": (_size() - before) / 1e6}
    told["text"] = sum(len(f"{title}{text}".encode()) for title, text in made) / 1e6
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    queries = occurring(made, Random(11))
    common = [_EVERYWHERE, *_OFTEN, *(each[:2] for each in _OFTEN), "人民政府", "年3月", "关于"]
    told |= _recall(made, queries)
    told["times"] = {
        "文中有的 2–8 字": _times([partial(search, Query(q), _TODAY) for q in queries], clock),
        "四分之一以上的信息都有的词": _times([partial(search, Query(q), _TODAY) for q in common * 5], clock),
        "同样的词，按机关、年份、类别筛选": _times(
            [
                partial(search, Query(q, organ=f"o{at % 5}", year=2016 + at % 10, kind="information"), _TODAY)
                for at, q in enumerate([*queries[:150], *common * 3])
            ],
            clock,
        ),
        "同样的词，按栏目、有效性筛选": _times(
            [partial(search, Query(q, column="栏目3"), _TODAY) for q in common * 2]
            + [partial(search, Query(q, validity="in_force"), _TODAY) for q in common * 2],
            clock,
        ),
        "两个词": _times(
            [partial(search, Query(f"{q} {p}"), _TODAY) for q, p in zip(queries[:100], common * 9, strict=False)],
            clock,
        ),
        "没有的词（并推测本意）": _times(
            [partial(search, Query(q[::-1] + "鑫"), _TODAY) for q in queries[:100]], clock
        ),
    }
    told["pages"] = pages(queries, common, clock)
    told |= _tantivy(made, queries)
    return told


def processor_clock() -> Callable[[], float]:
    """Seconds of processor time of this process and of the server's that answers it, whatever else the machine does."""
    from django.db import connection  # noqa: PLC0415 -- only the process that measures

    if connection.vendor == "sqlite":
        return time.process_time
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        running = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return lambda: time.process_time() + int(running.read_text().split()[0]) / 1e9


def pages(queries: Sequence[str], common: list[str], clock: Callable[[], float]) -> dict[str, tuple[float, float]]:
    """The pages that citizens see, rendered whole, each query once: median and 95th percentile."""
    from django.core.management import call_command  # noqa: PLC0415 -- only the process that measures
    from django.test import Client  # noqa: PLC0415 -- the same

    call_command("collectstatic", verbosity=0, interactive=False)
    client = Client(SERVER_NAME="localhost")

    def asked(path: str, **told: str | int) -> Callable[[], object]:
        def ask() -> None:
            answer = client.get(path, dict[str, str | bytes | int | Iterable[str | bytes | int]](told))
            # Whoever asks for suggestions without end is told to wait; that is an answer too, but not the one measured.
            assert answer.status_code == 200, f"{path}: {answer.status_code}"

        return ask

    return {
        "搜索页面，文中有的词": _times([asked("/search/", q=q) for q in queries[:100]], clock),
        "搜索页面，四分之一以上的信息都有的词": _times([asked("/search/", q=q) for q in common * 3], clock),
        "搜索页面，带条件、往后翻": _times(
            [asked("/search/", q=q, organ=f"o{at % 5}", page=2, sort="newest") for at, q in enumerate(common * 3)],
            clock,
        ),
        "搜索页面，没有的词": _times([asked("/search/", q=q[::-1] + "鑫") for q in queries[:60]], clock),
        "搜索页面，不写词": _times([asked("/search/", year=2016 + at % 10) for at in range(20)], clock),
        "键入时的建议": _times([asked("/search/suggest/", q=q[:2]) for q in queries[:100]], clock),
    }


@contextmanager
def _indexed_afterwards() -> Iterator[None]:
    """PostgreSQL sorts a whole index in minutes; entering seventy million grams one by one takes it most of an hour."""
    from django.db import connection  # noqa: PLC0415 -- only the process that measures

    from gongkai.apps.search import index  # noqa: PLC0415 -- the same

    if connection.vendor == "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        for table in index.TABLES:
            cursor.execute(f"DROP INDEX {table}_grams")
        yield
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for table in index.TABLES:
            cursor.execute(index.gin(table))


def _fill(made: Sequence[tuple[str, str]]) -> None:
    from gongkai.apps.organs.models import Organ, OrganName  # noqa: PLC0415 -- only the process that measures
    from gongkai.apps.search import actions  # noqa: PLC0415 -- the same
    from gongkai.apps.search.findable import Findable, Kind  # noqa: PLC0415 -- the same

    since = date(2008, 5, 1)
    organs = [Organ.objects.create(code=f"o{at}", kind="office", level="county", since=since) for at in range(5)]
    for at, organ in enumerate(organs):
        OrganName.objects.create(organ=organ, name=f"测试{at}局", short_name=f"{at}局", since=since)
    random = Random(3)
    actions.put(
        Findable(
            Kind.INFORMATION if at % 3 else Kind.POLICY,
            f"item:o{at % 5}/{at}",
            organs[at % 5].pk,
            f"o{at % 5}-{at}",
            title,
            _TODAY - timedelta(random.randrange(3650)),
            text,
            f"栏目{at % 30}",
        )
        for at, (title, text) in enumerate(made)
    )


def occurring(made: Sequence[tuple[str, str]], random: Random) -> list[str]:
    """Pieces of texts, as somebody might remember them: of two to eight characters that stand together."""
    found: list[str] = []
    while len(found) < QUERIES:
        _, text = random.choice(made)
        place = random.randrange(len(text))
        piece = text[place : place + random.randint(2, 8)]
        if len(piece) > 1 and piece.isalnum():
            found.append(piece)
    return found


def _recall(made: Sequence[tuple[str, str]], queries: Sequence[str]) -> dict[str, Any]:
    """Of all texts that have a query, how many are found; all of them are asked for, page by page past the ranking."""
    from gongkai.apps.search import index  # noqa: PLC0415 -- only the process that measures
    from gongkai.apps.search.finding import Limits, hits  # noqa: PLC0415 -- the same
    from gongkai.texts.grams import asked  # noqa: PLC0415 -- the same

    wanted = found = 0
    for query in queries:
        truth = {at for at, (title, text) in enumerate(made) if query in text or query in title}
        words = asked(query)
        answer, _ = hits(index.WORDS, [(each,) for each in words.wanted], (), Limits(), len(made))
        there = {int(each.key.rpartition("/")[2]) for each in answer}
        wanted, found = wanted + len(truth), found + len(truth & there)
    return {"queries": len(queries), "wanted": wanted, "found": found, "recall": found / max(1, wanted)}


def _times(tasks: Sequence[Callable[[], object]], clock: Callable[[], float]) -> tuple[float, float]:
    for task in tasks[:3]:
        task()
    kept = []
    for task in tasks:
        start = clock()
        task()
        kept.append((clock() - start) * 1000)
    kept.sort()
    return kept[len(kept) // 2], kept[int(len(kept) * 0.95)]


def _size() -> int:
    from django.db import connection  # noqa: PLC0415 -- only the process that measures

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        size: int = cursor.fetchone()[0]
    return size


def _tantivy(made: Sequence[tuple[str, str]], queries: Sequence[str]) -> dict[str, Any]:
    import tantivy  # noqa: PLC0415 -- only the process that measures

    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", tokenizer_name="whitespace", index_option="position")
    schema.add_integer_field("at", stored=True)
    with tempfile.TemporaryDirectory() as folder:
        index = tantivy.Index(schema.build(), path=folder)
        writer = index.writer(heap_size=200_000_000, num_threads=1)
        began = time.process_time()
        for at, (title, text) in enumerate(made):
            writer.add_document(tantivy.Document(text=" ".join(f"{title}\n{text}"), at=at))
        writer.commit()
        writer.wait_merging_threads()
        seconds = time.process_time() - began
        index.reload()
        searcher = index.searcher()

        def ask(query: str) -> object:
            words: Any = list(query)
            phrase = tantivy.Query.phrase_query(index.schema, "text", words)
            return searcher.search(phrase, 20, count=True)

        half, most = _times([partial(ask, q) for q in queries], time.process_time)
    return {"tantivy": (half, most), "tantivy_seconds": seconds}


if __name__ == "__main__":
    print(json.dumps(measure()))
