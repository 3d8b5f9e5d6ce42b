"""Moving in a hundred thousand items of two kilobytes: judged, staged, accepted by another person; then held against their journal.

In a process and a data folder of its own. Beside it stands what Python needs only to read the rows of the file.
"""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

from bench.measure import Figure

ROWS, LIMIT_SECONDS, LIMIT_AFTER, LIMIT_MB = 100_000, 600.0, 60.0, 600.0
_WORDS = (
    "公开信息办理单位补贴标准社会保障农业农村生态环境交通运输教育卫生项目资金公告通知意见方案规划年度计划执行情况报告"
)


def figures() -> list[Figure]:
    """Processor seconds of the whole, which runs in one process; its peak of memory."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "GONGKAI_DATA": folder, "SECRET_KEY": "bench" * 20, "GONGKAI_LOG_LEVEL": "ERROR"}
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "-m", "bench.moving_in", str(ROWS)]
        ran = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)  # noqa: S603 -- ourselves
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    parts = f"核对 {found['examine']:.0f} s，登记 {found['stage']:.0f} s，核准 {found['accept']:.0f} s"
    whole = found["examine"] + found["stage"] + found["accept"]
    what = f"迁入 {ROWS} 条信息（每条 2 KB，{found['mb']:.0f} MB，SQLite）：{parts}"
    return [
        Figure(what, f"{whole:.0f} s", f"只读 csv {found['csv']:.1f} s", whole, "s", LIMIT_SECONDS),
        Figure("同一文件再迁入一次（没有新的内容）", f"{found['again']:.1f} s", "", found["again"], "s", None),
        Figure("同上：gongkai rebuild --check", f"{found['rebuild']:.1f} s", "", found["rebuild"], "s", LIMIT_AFTER),
        Figure("同上：gongkai verify 核验每一条", f"{found['verify']:.1f} s", "", found["verify"], "s", LIMIT_AFTER),
        Figure("同上：进程的内存峰值", f"{found['peak']:.0f} MB", "", found["peak"], "MB", LIMIT_MB),
    ]


def measure(rows: int) -> dict[str, float]:
    """Everything that `figures` shows."""
    source = Path(os.environ["GONGKAI_DATA"]) / "items.csv"
    _write(source, rows)
    found = {"mb": source.stat().st_size / 1e6, "csv": _only_read(source)}
    import django  # noqa: PLC0415 -- only the process that measures loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    from gongkai.apps.organs.models import Organ, OrganName  # noqa: PLC0415 -- the same
    from gongkai.apps.people.actor import Actor, program  # noqa: PLC0415 -- the same
    from gongkai.apps.people.models import Person, Post  # noqa: PLC0415 -- the same
    from gongkai.apps.publishing import rebuilding, verification  # noqa: PLC0415 -- the same
    from gongkai.apps.publishing.moving_in import actions  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    organ = Organ.objects.create(code="bench", kind="office", level="county", since=date(2000, 1, 1))
    OrganName.objects.create(organ=organ, name="某县人民政府办公室", since=date(2000, 1, 1))
    person = Person.objects.create(username="head", name="甲负责")
    Post.objects.create(person=person, organ=organ, role="head", since=date(2000, 1, 1))
    now, turn = datetime(2026, 6, 2, tzinfo=UTC), [time.process_time()]

    def tell(stage: str, done: int, total: int) -> None:
        if stage == "stage" and "examine" not in found:
            found["examine"] = time.process_time() - turn[0]
            turn[0] = time.process_time()

    batch = actions.stage(program(organ.pk), source, "", now, progress=tell).batch
    found["stage"] = time.process_time() - turn[0]
    start = time.process_time()
    actions.accept(Actor(str(person.pk), person.name, organ.pk, "head"), batch.pk, now)
    found["accept"] = time.process_time() - start
    start = time.process_time()
    assert not actions.stage(program(organ.pk), source, "", now).added, "nothing new"
    found["again"] = time.process_time() - start
    start = time.process_time()
    assert not rebuilding.rebuild(check=True).differences, "the rows are the sum of their entries"
    found["rebuild"] = time.process_time() - start
    start = time.process_time()
    assert not verification.verify(), "nothing was altered"
    found["verify"] = time.process_time() - start
    found["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def _write(path: Path, rows: int) -> None:
    chance = random.Random(4)
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["标题", "栏目", "信息来源", "原公开日期", "形成日期", "原网址", "正文"])
        for at in range(rows):
            day = date(2010 + at % 15, 1 + at % 12, 1 + at % 28).isoformat()
            text = "".join(f"<p>{''.join(chance.choices(_WORDS, k=100))}。</p>" for _ in range(6))
            writer.writerow(
                [f"关于第{at}项工作的通知", "通知公告", "某县水利局", f"{day} 09:30", day, f"/a/{at}.html", text]
            )


def _only_read(path: Path) -> float:
    start = time.process_time()
    with path.open(encoding="utf-8", newline="") as stream:
        for _ in csv.reader(stream):
            pass
    return time.process_time() - start


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)))
