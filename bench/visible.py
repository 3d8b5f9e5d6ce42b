"""How long after the act that makes a text public does everybody find it? On its page, in the search, in the feed, in the open data.

The whole service runs as an operator starts it, with its worker; the act is done by another process, and the service is asked over
the network until it answers with the new text everywhere.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Figure
from bench.serving import prepared
from tests.rigs.served import serving

TIMES, LIMIT_SECONDS = 100, 2.0
_SECRET = "bench-" * 12
_PATIENCE_SECONDS = 30.0


def figures() -> Iterator[Figure]:
    """The 95th percentile of what took longest, over all publications."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepared(folder)
        with serving(folder, SECRET_KEY=_SECRET, GONGKAI_API_A_MINUTE="0") as root:
            environment = {**os.environ, "GONGKAI_DATA": str(folder / "var"), "SECRET_KEY": _SECRET, "BENCH_ROOT": root}
            ran = subprocess.run(  # noqa: S603 -- ourselves
                [sys.executable, "-m", "bench.visible", str(TIMES)],
                check=True,
                capture_output=True,
                text=True,
                env=environment,
            )
    took: list[float] = json.loads(ran.stdout.splitlines()[-1])
    worst = statistics.quantiles(took, n=20)[-1]
    what = f"办理公开后，页面、搜索、订阅、开放数据都看得到：{TIMES} 次的第95百分位 / 中位"
    yield Figure(what, f"{worst:.2f} s", f"{statistics.median(took):.2f} s", worst, "s", LIMIT_SECONDS)


def _measure(times: int) -> list[float]:
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.utils import timezone  # noqa: PLC0415 -- the same

    from gongkai.apps.publishing import actions  # noqa: PLC0415 -- the same
    from gongkai.apps.publishing.content import Content  # noqa: PLC0415 -- the same
    from tests.apps.publishing.desk import BODY, FIELDS, drafted, house, signed  # noqa: PLC0415 -- the same

    where, root = house("visible"), os.environ["BENCH_ROOT"]
    for path in ("/", "/feed.xml", "/xxgk/visible/items/"):
        _asked(root + path)
    took = []
    for turn in range(times):
        title = f"第{turn + 1}号造林公告"
        row = drafted(where, Content({**FIELDS, "title": title}, BODY), timezone.now())
        row = signed(where, row, now=timezone.now())
        begun = time.monotonic()
        actions.act(where.clerk, row.pk, "publish", {}, timezone.now())
        _until_seen(root, row.number, title)
        took.append(time.monotonic() - begun)
    return took


def _until_seen(root: str, number: str, title: str) -> None:
    waiting = {
        f"{root}/xxgk/visible/items/{number}/",
        f"{root}/search/?{urllib.parse.urlencode({'q': title})}",
        f"{root}/feed.xml",
        f"{root}/xxgk/visible/items/",
        f"{root}/data/items.json",
    }
    end = time.monotonic() + _PATIENCE_SECONDS
    while waiting:
        waiting -= {each for each in waiting if _shows(_asked(each), number)}
        if waiting and time.monotonic() > end:
            raise RuntimeError(f"{number} is not seen at {sorted(waiting)}")
        if waiting:
            time.sleep(0.02)


def _shows(text: str, number: str) -> bool:
    return number in text


def _asked(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 -- our own server
            body: bytes = answer.read()
            return body.decode()
    except urllib.error.HTTPError as refusal:
        return f"{refusal.code}"


if __name__ == "__main__":
    print(json.dumps(_measure(int(sys.argv[1]))))
