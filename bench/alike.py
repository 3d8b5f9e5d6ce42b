"""Near-duplicates over half a million request texts, on both databases, beside rapidfuzz over the plain texts; and how well pairs are told apart.

In processes and data folders of their own. For some of the texts of bench.alike_texts the same said in another order, with a story around it, with other words:
those must be found. Whether pairs that people wrote are told apart is counted over two sets: the families by which thresholds and words were chosen, and those
by which nothing was (tests/texts); by whole texts and by sketches. Filling once takes minutes: `BENCH_KEEP=folder` keeps it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from bench import alike_filled
from bench.alike_filled import ORGAN, ROWS
from bench.alike_texts import ONE, planted, texts
from bench.ground import NAMES, answer, ground
from bench.measure import Figure, backend, processor_clock
from tests.texts.test_likeness import HELD_OUT, TUNED, pairs

QUERIES, LIMIT_MS = 300, 150.0
_BESIDE = 12
_SAME = ("para", "order", "added", "short", "pasted")
_NEAR = ("year", "place", "person", "number")
_CLASSES = {
    "para": "改写",
    "order": "调换次序",
    "added": "前后加话",
    "short": "短文",
    "pasted": "整封信贴入",
    "deep": "完全换了说法",
    "year": "另一年份",
    "place": "另一地点",
    "person": "另一人",
    "number": "另一文号",
    "other": "同一事项的别的信息",
    "unrelated": "无关",
}
Answer = TypeVar("Answer")
_SETS = {"选定界限所用的": TUNED, "留出检验的": HELD_OUT}


def figures() -> Iterator[Figure]:
    """How pairs are told apart, then each database."""
    with ExitStack() as open_:
        kept = os.environ.get("BENCH_KEEP", "")
        shared = (
            Path(kept).resolve() / "alike-shared" if kept else Path(open_.enter_context(tempfile.TemporaryDirectory()))
        )
        shared.mkdir(parents=True, exist_ok=True)
        plain: dict[str, Any] = {}
        for database, name in NAMES.items():
            with ground("alike", database) as environment:
                own = {**environment, "GONGKAI_VAULT_KEYS": str(shared / "keys.json")}
                if not plain:
                    plain = json.loads(answer("bench.alike", own, "plain", str(shared)))
                    yield from _labelled(plain["labelled"])
                yield from _of(name, json.loads(answer("bench.alike", own, "database", str(shared))), plain)


def _of(name: str, found: dict[str, Any], plain: dict[str, Any]) -> Iterator[Figure]:
    rows = f"{ROWS} 件申请中找相近的（{name}）"
    beside = {"near": f"rapidfuzz 逐件比对原文 {plain['rapidfuzz_ms']:.0f} ms"}
    labels = {
        "near": "第95百分位",
        "crowd": f"{found['crowd_size']} 件要同一信息的，第95百分位",
        "person": f"同一人的 {found['person_size']} 件，第95百分位",
    }
    for what, label in labels.items():
        half, most = found[what]
        ours = f"{most:.1f} ms（中位 {half:.1f} ms）"
        yield Figure(f"{rows}：{label}", ours, beside.get(what, ""), most, "ms", LIMIT_MS)
    yield Figure(f"{rows}：没有全看、屏幕上说明的", f"{found['cut']:.3f}", "", found["cut"], "", None)
    for kind, share in found["recall"].items():
        other = f"rapidfuzz {plain['rapidfuzz_recall'].get(kind, 0):.2f}"
        yield Figure(f"{rows}：{kind}的，找到的比例", f"{share:.3f}", other, share, "", 0.9, at_least=True)
    half, most = found["put"]
    yield Figure(f"{rows}：登记时加一件，第95百分位", f"{most:.1f} ms（中位 {half:.1f} ms）", "", most, "ms", 20.0)
    size = f"{found['size']:.0f} MB"
    yield Figure(f"{rows}：装入数据库", size, f"原文 {plain['text']:.0f} MB", found["seconds"], "s", None)


def _labelled(told: Mapping[str, Any]) -> Iterator[Figure]:
    for how, counted in told.items():
        rows = f"{counted['pairs']} 对人写的申请（{how}）"
        parts = "，".join(f"{_CLASSES[what]} {right}/{many}" for what, (right, many) in counted["classes"].items())
        for level, label in {"same": "内容基本相同", "near": "内容相近以上"}.items():
            share, recall, whole = counted[level]
            ours = f"查全率 {recall:.3f}（连完全换了说法的 {whole:.3f}）"
            yield Figure(f"{rows}：判为“{label}”的，准确率", ours, "", share, "", 0.9, at_least=True)
        yield Figure(f"{rows}：各类判对的", parts, "", counted["right"], "", None)


def _plain(shared: Path) -> dict[str, Any]:
    """What both databases share: sketches made, pairs judged, and the same question asked of the plain texts."""
    from django.core.management import call_command  # noqa: PLC0415 -- only the process that measures loads Django
    from django.db import connection  # noqa: PLC0415 -- the same

    from gongkai.apps.alike import sketch  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    # The keys are made before there are several to make them, and no connection goes to any of these.
    sketch.key_of(ORGAN)
    connection.close()
    alike_filled.make(shared)
    made = list(texts(ROWS, Random(7)))
    size = sum(len(each.encode()) for each in made) / 1e6
    return {"labelled": _judged_all(), "text": size, **_rapidfuzz(made, list(planted(made, _BESIDE, Random(11))))}


def _database(shared: Path) -> dict[str, Any]:
    """All figures of one database."""
    from django.conf import settings  # noqa: PLC0415 -- only the process that measures loads Django
    from django.core.management import call_command  # noqa: PLC0415 -- the same
    from django.db import connection  # noqa: PLC0415 -- the same

    from gongkai.apps.alike import keeping, matching  # noqa: PLC0415 -- the same
    from gongkai.apps.alike.models import Signature  # noqa: PLC0415 -- the same
    from gongkai.apps.alike.sketch import sketch  # noqa: PLC0415 -- the same
    from gongkai.texts.likeness import features  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    _organ()
    told: dict[str, Any] = alike_filled.fill(shared, Path(settings.DATA))
    clock = processor_clock(backend(connection))
    made = list(texts(ROWS, Random(7)))
    asked = list(planted(made, QUERIES, Random(11)))

    def near(text: str) -> matching.Found:
        found = sketch(ORGAN, features(text))
        return matching.like(ORGAN, [found]) if found else matching.Found((), cut=False)

    def of_person(text: str) -> list[matching.Match]:
        found = sketch(ORGAN, features(text))
        return matching.by_person(ORGAN, [found], alike_filled.OFTEN) if found else []

    answers, told["near"] = _times([partial(near, text) for _, _, text in asked], clock)
    told["cut"] = sum(each.cut for each in answers) / len(answers)
    told["recall"] = _recall(asked, made, [{one.case for one in each.matches} for each in answers])
    of_one = [text for text in made if ONE in text]
    told["crowd_size"] = len(of_one)
    answers, told["crowd"] = _times([partial(near, f"{text}，盼复") for text in of_one[:60]], clock)
    if not all(each.cut and each.matches for each in answers):
        raise AssertionError("what is not looked at must be said")
    told["person_size"] = Signature.objects.filter(organ_id=ORGAN, lookup=alike_filled.OFTEN).count()
    _, told["person"] = _times([partial(of_person, text) for _, _, text in asked[:60]], clock)
    fresh = [alike_filled.told(ROWS + at, text) for at, text in enumerate(texts(200, Random(13)))]
    _, told["put"] = _times([partial(keeping.put, [each]) for each in fresh], clock)
    return told


def _judged_all() -> dict[str, Any]:
    """Pairs of people's sentences of both sets, judged by whole texts and by sketches."""
    from gongkai.apps.alike.sketch import compared, sketch  # noqa: PLC0415 -- only the process that measures loads Django
    from gongkai.texts.likeness import features, likeness  # noqa: PLC0415 -- the same

    def by_sketch(one: str, other: str) -> str:
        left, right = sketch(ORGAN, features(one)), sketch(ORGAN, features(other))
        return compared(left, right).level if left and right else ""

    def by_text(one: str, other: str) -> str:
        return likeness(features(one), features(other)).level

    ways = {"全文": by_text, "比对特征": by_sketch}
    return {f"{name}，{how}": _judged(of, level) for name, of in _SETS.items() for how, level in ways.items()}


def _judged(of: Path, level: Callable[[str, str], str]) -> dict[str, Any]:
    told = [(what, level(one, other)) for what, one, other in pairs(of)]
    wanted = {**dict.fromkeys((*_SAME, "deep"), "same"), **dict.fromkeys(_NEAR, "near")}
    many = Counter(what for what, _ in told)
    right = Counter(what for what, found in told if found == wanted.get(what, ""))

    def share(levels: Sequence[str], kinds: Sequence[str]) -> tuple[float, float, float]:
        said = [what for what, found in told if found in levels]
        meant = [found in levels for what, found in told if what in kinds]
        whole = [found in levels for what, found in told if what in (*kinds, "deep")]
        return (
            sum(what in (*kinds, "deep") for what in said) / len(said),
            sum(meant) / len(meant),
            sum(whole) / len(whole),
        )

    return {
        "pairs": len(told),
        "classes": {what: (right[what], many[what]) for what in _CLASSES if many[what]},
        "right": sum(right.values()) / len(told),
        "same": share(("same",), _SAME),
        "near": share(("same", "near"), (*_SAME, *_NEAR)),
    }


def _recall(asked: Sequence[tuple[str, int, str]], made: Sequence[str], found: Sequence[set[int]]) -> dict[str, float]:
    """Of each way the share whose text, or one with the same words, was found."""
    many: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for (how, which, _), cases in zip(asked, found, strict=True):
        many[how] += 1
        right[how] += which in cases or any(each < ROWS and made[each] == made[which] for each in cases)
    return {how: right[how] / count for how, count in many.items()}


def _rapidfuzz(made: Sequence[str], asked: Sequence[tuple[str, int, str]]) -> dict[str, Any]:
    """The same question over plain texts that lie in memory."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 -- only the process that measures

    clock = processor_clock(None)
    began, found = clock(), []
    for _, _, text in asked:
        found.append({at for _, _, at in process.extract(text, made, scorer=fuzz.token_set_ratio, limit=20)})
    spent = (clock() - began) / len(asked) * 1000
    return {"rapidfuzz_ms": spent, "rapidfuzz_recall": _recall(asked, made, found)}


def _organ() -> None:
    from gongkai.apps.organs.models import Organ  # noqa: PLC0415 -- only the process that measures loads Django

    told = {"code": "bench", "kind": "office", "level": "county", "since": date(2008, 5, 1)}
    Organ.objects.get_or_create(pk=ORGAN, defaults=told)


def _times(
    tasks: Sequence[Callable[[], Answer]], clock: Callable[[], float]
) -> tuple[list[Answer], tuple[float, float]]:
    """What each answers; the milliseconds of the median and of the 95th percentile."""
    for task in tasks[:3]:
        task()
    answers, kept = [], []
    for task in tasks:
        start = clock()
        answers.append(task())
        kept.append((clock() - start) * 1000)
    kept.sort()
    return answers, (kept[len(kept) // 2], kept[int(len(kept) * 0.95)])


def main(what: str, shared: Path) -> None:
    """One part, in a process of its own."""
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    print(json.dumps(_plain(shared) if what == "plain" else _database(shared)))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
