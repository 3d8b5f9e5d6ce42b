"""Every test on SQLite, and at the same time those that touch the database on PostgreSQL.

What is missing on this machine is said; on the integration machine (CI=true) it is a failure.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from tests.rigs import passes, postgresql

WORKERS = str(min(4, max(2, os.cpu_count() or 2)))
"""Of each pass. Together they are more than there are processors: a test that waits, for a server, a browser or another worker, leaves
its processor to the others, and none is idle while a pass comes to its last tests.
"""


def main() -> int:
    chosen = sys.argv[1:]
    # A hundred processes are started: what one has compiled no other needs to compile.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    try:
        postgresql.require()
    except postgresql.Missing as reason:
        print("== SQLite，全部测试", flush=True)
        with _pytest("", None, *chosen) as alone:
            code = alone.wait()
        print(f"! 跳过 PostgreSQL：{reason}", flush=True)
        return code or int(os.environ.get("CI") == "true")
    with ExitStack() as ends:
        between = Path(ends.enter_context(tempfile.TemporaryDirectory()))
        os.environ[passes.BETWEEN] = str(between)
        print("== SQLite，全部测试", flush=True)
        first = ends.enter_context(_pytest("", None, *chosen))
        url, said = ends.enter_context(postgresql.private_cluster()), between / "said"
        elsewhere = [f"--ignore={folder}" for folder in passes.NO_DATABASE]
        into = ends.enter_context(said.open("wb"))
        second = ends.enter_context(_pytest(url, into, "-m", "database", *elsewhere, *chosen))
        code = first.wait()
        print("== PostgreSQL，用到数据库的测试（与上面同时）", flush=True)
        told = _tell(said, second)
    # 5: nothing selected. Right only when the caller narrowed the choice to tests without a database.
    return code or (0 if told == 5 and chosen else told)


def _pytest(database: str, into: IO[bytes] | None, *words: str) -> subprocess.Popen[bytes]:
    """A pass that has begun; what it says goes `into` a file, or is seen at once."""
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, "--dist", "worksteal", *words]
    return subprocess.Popen(command, env={**os.environ, "DATABASE_URL": database}, stdout=into)


def _tell(said: Path, running: subprocess.Popen[bytes]) -> int:
    """What a pass has said, and goes on to say until it ends; how it ended."""
    with said.open("rb") as lines:
        while True:
            code = running.poll()
            sys.stdout.buffer.write(lines.read())
            sys.stdout.buffer.flush()
            if code is not None:
                return code
            time.sleep(0.2)


if __name__ == "__main__":
    sys.exit(main())
