"""Near-duplicates over half a million request texts, on both databases, beside rapidfuzz over the plain texts; and how well pairs are told apart.

In processes and data folders of their own. Texts of invented matters, places, years and forms, each as frequent as such things are; for some of them the
same said in another order, with a story around it, with other words: those must be found. Whether pairs that people wrote are told apart is counted over
the families of tests/texts/likeness_pairs.txt, by whole texts and by sketches.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any

from bench.ground import NAMES, answer, ground, say
from bench.measure import Figure, backend, processor_clock
from tests.texts.test_likeness import pairs

ROWS, QUERIES = int(os.environ.get("BENCH_ALIKE_ROWS", "500000")), 300
LIMIT_MS = 150.0
_BESIDE = 10
_TODAY = date(2026, 6, 2)
_SAME = ("para", "order", "added")
_NEAR = ("year", "place", "number")
_CLASSES = {
    "para": "改写",
    "order": "调换次序",
    "added": "前后加话",
    "deep": "完全换了说法",
    "year": "另一年份",
    "place": "另一地点",
    "number": "另一文号",
    "other": "同一事项的别的信息",
    "unrelated": "无关",
}


def figures() -> Iterator[Figure]:
    """How pairs are told apart, then each database."""
    for database, name in NAMES.items():
        with ground("alike", database) as environment:
            yield from _of(name, answer("bench.alike", environment))


def _of(name: str, told: str) -> Iterator[Figure]:
    found: dict[str, Any] = json.loads(told)
    if name == "SQLite":
        yield from _labelled(found["labelled"])
    rows = f"{ROWS} 件申请中找相近的（{name}）"
    half, most = found["near"]
    beside = f"rapidfuzz 逐件比对原文 {found['rapidfuzz_ms']:.0f} ms"
    yield Figure(f"{rows}：第95百分位", f"{most:.1f} ms（中位 {half:.1f} ms）", beside, most, "ms", LIMIT_MS)
    for kind, share in found["recall"].items():
        other = f"rapidfuzz {found['rapidfuzz_recall'][kind]:.2f}"
        yield Figure(f"{rows}：{kind}的，找到的比例", f"{share:.3f}", other, share, "", 0.9, at_least=True)
    half, most = found["put"]
    yield Figure(f"{rows}：登记时加一件，第95百分位", f"{most:.1f} ms（中位 {half:.1f} ms）", "", most, "ms", 20.0)
    yield Figure(
        f"{rows}：全部做成", f"{found['size']:.0f} MB", f"原文 {found['text']:.0f} MB", found["seconds"], "s", None
    )


def _labelled(told: dict[str, Any]) -> Iterator[Figure]:
    for how, counted in told.items():
        rows = f"{counted['pairs']} 对人写的申请（{how}）"
        parts = "，".join(f"{_CLASSES[what]} {right}/{many}" for what, (right, many) in counted["classes"].items())
        for level in ("same", "near"):
            share, recall = counted[level]
            label = {"same": "内容基本相同", "near": "内容相近以上"}[level]
            yield Figure(
                f"{rows}：判为“{label}”的，准确率",
                f"查全率 {recall:.3f}（不含完全换了说法的）",
                "",
                share,
                "",
                0.9,
                at_least=True,
            )
        yield Figure(f"{rows}：各类判对的", parts, "", counted["right"], "", None)


def measure() -> dict[str, Any]:
    """All figures of one database."""
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same
    from django.db import connection  # noqa: PLC0415 -- the same

    from gongkai.apps.alike import keeping, matching  # noqa: PLC0415 -- the same
    from gongkai.apps.alike.sketch import sketch  # noqa: PLC0415 -- the same
    from gongkai.texts.likeness import features  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    organ = _organ()
    clock = processor_clock(backend(connection))
    made = list(texts(ROWS, Random(7)))
    told: dict[str, Any] = {"labelled": labelled(organ), "text": sum(len(each.encode()) for each in made) / 1e6}
    told |= _filled(organ, made, clock)
    planted = list(_planted(made, Random(11)))

    def near(text: str) -> set[int]:
        found = sketch(organ, features(text))
        return {each.case for each in matching.like(organ, [found])} if found else set()

    told["near"] = _times([partial(near, text) for _, _, text in planted], clock)
    told["recall"] = _recall(planted, made, near)
    fresh = list(texts(200, Random(13)))
    told["put"] = _times(
        [partial(keeping.put, [_told(organ, ROWS + at, each)]) for at, each in enumerate(fresh)], clock
    )
    return told | _rapidfuzz(made, planted)


def _filled(organ: int, made: Sequence[str], clock: Callable[[], float]) -> dict[str, float]:
    """Signatures of all texts: what they took, in seconds and megabytes. Those of a database that was kept are told as they were noted then."""
    from django.conf import settings  # noqa: PLC0415 -- only the process that measures
    from django.db import connection, transaction  # noqa: PLC0415 -- the same

    from gongkai.apps.alike import keeping  # noqa: PLC0415 -- the same

    noted = Path(settings.DATA, f"alike-{ROWS}.json")
    if noted.exists():
        known: dict[str, float] = json.loads(noted.read_text(encoding="ascii"))
        return known
    before, began = _size(), clock()
    for start in range(0, ROWS, 2000):
        with transaction.atomic():
            keeping.put((_told(organ, at, made[at]) for at in range(start, min(start + 2000, ROWS))), first=True)
        if (start + 2000) % 100_000 == 0:
            say(f"{start + 2000} 件的比对特征已经做成")
    told = {"seconds": clock() - began, "size": (_size() - before) / 1e6}
    with connection.cursor() as cursor:
        # As autovacuum leaves it.
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    noted.write_text(json.dumps(told), encoding="ascii")
    return told


def labelled(organ: int) -> dict[str, Any]:
    """Pairs of people's sentences, judged by whole texts and by sketches."""
    from gongkai.apps.alike.sketch import compared, sketch  # noqa: PLC0415 -- only the process that measures
    from gongkai.texts.likeness import features, likeness  # noqa: PLC0415 -- the same

    def by_sketch(one: str, other: str) -> str:
        left, right = sketch(organ, features(one)), sketch(organ, features(other))
        return compared(left, right).level if left and right else ""

    def by_text(one: str, other: str) -> str:
        return likeness(features(one), features(other)).level

    return {"全文": _judged(by_text), "比对特征": _judged(by_sketch)}


def _judged(level: Callable[[str, str], str]) -> dict[str, Any]:
    told = [(what, level(one, other)) for what, one, other in pairs()]
    wanted = {**dict.fromkeys(_SAME, "same"), **dict.fromkeys(_NEAR, "near")}
    many = Counter(what for what, _ in told)
    right = Counter(what for what, found in told if found == wanted.get(what, "" if what != "deep" else "same"))

    def share(levels: Sequence[str], kinds: Sequence[str]) -> tuple[float, float]:
        said = [what for what, found in told if found in levels]
        meant = [found in levels for what, found in told if what in kinds]
        return sum(what in (*kinds, "deep") for what in said) / max(1, len(said)), sum(meant) / len(meant)

    return {
        "pairs": len(told),
        "classes": {what: (right[what], many[what]) for what in _CLASSES},
        "right": sum(right.values()) / len(told),
        "same": share(("same",), _SAME),
        "near": share(("same", "near"), (*_SAME, *_NEAR)),
    }


_ASKS = ("申请公开{}", "{}", "请公开{}", "您好，{}，谢谢", "依据政府信息公开条例，申请公开{}", "本人需要{}，请提供")
_FORMS = [
    "名单",
    "补助明细",
    "批复文件",
    "施工合同",
    "验收报告",
    "资金拨付情况",
    "招标公告",
    "中标结果",
    "规划图",
    "实施方案",
    "处罚决定书",
    "会议纪要",
    "收费标准",
    "审计报告",
    "征地公告",
    "监测数据",
]
_ENDS = ["镇", "乡", "村", "小区", "路", "街道", "社区", "水库"]
_STORIES = (
    "因家中房屋与邻居发生争议",
    "多次到现场反映都没有得到回复",
    "作为一名普通居民很关心这件事",
    "为了维护自己的合法权益",
)


def texts(count: int, random: Random) -> Iterator[str]:
    """Requests: who asks where for what, of which year, in which form."""
    characters = [bytes((0xB0 + row, 0xA1 + cell)).decode("gb2312") for row in range(39) for cell in range(94)]

    def word(least: int, most: int) -> str:
        length = random.randint(least, most)
        return "".join(characters[int(len(characters) * random.random() ** 2)] for _ in range(length))

    places = [word(2, 3) + random.choice(_ENDS) for _ in range(3000)]
    matters = [word(2, 4) + word(2, 4) + word(0, 2) for _ in range(20_000)]
    by_place = list(accumulate(1 / (rank + 10) for rank in range(len(places))))
    by_matter = list(accumulate(1 / (rank + 20) for rank in range(len(matters))))
    for _ in range(count):
        (place,), (matter,) = (
            random.choices(places, cum_weights=by_place),
            random.choices(matters, cum_weights=by_matter),
        )
        forms = "和".join(random.sample(_FORMS, random.choice((1, 1, 2))))
        year = f"{2026 - int(12 * random.random() ** 2)}年" if random.random() < 0.7 else ""
        detail = f"，{word(4, 12)}" if random.random() < 0.5 else ""
        yield random.choice(_ASKS).format(f"{place}{year}{matter}{forms}{detail}")


def _planted(made: Sequence[str], random: Random) -> Iterator[tuple[str, int, str]]:
    """Texts said otherwise: how, of which, and the words."""
    for at in range(QUERIES):
        which = random.randrange(len(made))
        text = made[which]
        if at % 3 == 0:
            cut = random.randrange(len(text) // 3, len(text) * 2 // 3)
            yield "调换次序", which, f"{text[cut:]}，{text[:cut]}"
        elif at % 3 == 1:
            story = "，".join(random.sample(_STORIES, 2))
            yield "前后加话", which, f"{story}，{text}，望尽快答复"
        else:
            spot = random.randrange(2, len(text) - 3)
            yield "改动几字", which, f"请提供{text[:spot]}有关的{text[spot + 1 :]}材料"


def _recall(
    planted: Sequence[tuple[str, int, str]], made: Sequence[str], near: Callable[[str], set[int]]
) -> dict[str, float]:
    """Of each way the share whose text was found."""
    many: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for how, which, text in planted:
        many[how] += 1
        right[how] += bool({which} & near(text)) or any(made[each] == made[which] for each in near(text))
    return {how: right[how] / count for how, count in many.items()}


def _rapidfuzz(made: Sequence[str], planted: Sequence[tuple[str, int, str]]) -> dict[str, Any]:
    """The same question over plain texts that lie in memory."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 -- only the process that measures

    clock = processor_clock(None)
    few = planted[:_BESIDE]

    def near(text: str) -> set[int]:
        return {at for _, _, at in process.extract(text, made, scorer=fuzz.token_set_ratio, limit=20)}

    began = clock()
    for _, _, text in few:
        near(text)
    spent = (clock() - began) / len(few) * 1000
    return {"rapidfuzz_ms": spent, "rapidfuzz_recall": _recall(planted[: _BESIDE * 3], made, near)}


def _told(organ: int, case: int, text: str) -> Any:
    from gongkai.apps.alike.telling import Told  # noqa: PLC0415 -- only the process that measures

    return Told("request", case, organ, None, f"{case % 99_991:064}", _TODAY - timedelta(case % 3000), text)


def _organ() -> int:
    from gongkai.apps.organs.models import Organ  # noqa: PLC0415 -- only the process that measures

    organ, _ = Organ.objects.get_or_create(
        code="bench", defaults={"kind": "office", "level": "county", "since": date(2008, 5, 1)}
    )
    return int(organ.pk)


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


if __name__ == "__main__":
    print(json.dumps(measure()))
