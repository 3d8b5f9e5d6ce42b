"""Every page of an organ with a hundred thousand items written anew, killed once in the middle and begun again: seconds on two cores."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.measure import Figure

LIMIT_SECONDS, JOBS = 600.0, 2
_KILLED_AFTER = 30.0
_WORDS = (sys.executable, "-c", "import sys; from gongkai.faces.cli import main; sys.exit(main())", "pages", "rebuild")


def figures() -> Iterator[Figure]:
    """Seconds of both runs together, and what the second one had to do again."""
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "GONGKAI_DATA": name, "SECRET_KEY": "bench" * 20, "GONGKAI_LOG_LEVEL": "ERROR"}
        subprocess.run([sys.executable, "-m", "bench.rebuild"], check=True, env=environment)
        site = Path(name) / "pages" / "site"
        begun = time.monotonic()
        # A group of its own, so that the kill reaches those who write, too.
        first = subprocess.Popen([*_WORDS, "--jobs", str(JOBS)], env=environment, start_new_session=True)  # noqa: S603 -- the same
        time.sleep(_KILLED_AFTER)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        before = _count(site)
        ran = subprocess.run(  # noqa: S603 -- the same
            [*_WORDS, "--jobs", str(JOBS), "--json"], env=environment, check=True, capture_output=True, text=True
        )
        seconds = time.monotonic() - begun
        told = json.loads(ran.stdout.splitlines()[-1])
        after = _count(site)
    what = f"{after} 页全部重新生成，{JOBS} 个进程，中途杀掉一次再接着做"
    yield Figure(what, f"{seconds:.0f} s", f"{after / seconds:.0f} 页/秒", seconds, "s", LIMIT_SECONDS)
    what = "接着做时重写的页 / 杀掉之前写好的页"
    again = max(0, before + told["written"] - after)
    yield Figure(what, str(again), str(before), again / max(1, before), "倍", 0.0)


def _count(site: Path) -> int:
    return sum(1 for path in site.rglob("*") if path.is_file() and path.suffix != ".gz")


def _prepare() -> None:
    import django  # noqa: PLC0415 -- only the process that prepares loads it

    os.environ["DJANGO_SETTINGS_MODULE"] = "gongkai.config.settings"
    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- the same

    from bench import portal  # noqa: PLC0415 -- the same

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    portal._fill()
    portal._made_whole()


if __name__ == "__main__":
    _prepare()
