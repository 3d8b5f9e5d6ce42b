"""Where does a bench work? A data folder and a database of its own, gone afterwards; or kept and used again.

`BENCH_KEEP=folder` keeps what was filled under that folder, one place for each database, so that the next run measures at once. Benches that need the
same content share a place.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.rigs import postgresql

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
"""Databases by code, as the figures call them."""


@contextmanager
def ground(what: str, database: str, connections: int = 60) -> Iterator[Mapping[str, str]]:
    """The environment for processes that work there. `what` names the content, as far as places are shared."""
    keep = os.environ.get("BENCH_KEEP", "")
    if keep:
        place = Path(keep).resolve() / f"{what}-{database}"
        place.mkdir(parents=True, exist_ok=True)
        # The user that PostgreSQL runs as must be able to pass through.
        place.chmod(0o755)
        yield from _open(place, database, place / "server", connections)
        return
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        yield from _open(Path(name), database, None, connections)


def _open(folder: Path, database: str, kept: Path | None, connections: int) -> Iterator[Mapping[str, str]]:
    own = {"GONGKAI_DATA": str(folder), "SECRET_KEY": "bench" * 20, "GONGKAI_LOG_LEVEL": "ERROR"}
    if database == "sqlite":
        yield {**os.environ, **own, "DATABASE_URL": ""}
        return
    with postgresql.private_cluster(kept, connections) as url:
        yield {**os.environ, **own, "DATABASE_URL": url}


def answer(module: str, environment: Mapping[str, str], *words: str) -> str:
    """The last line that a module of the bench prints, run in a process of its own; what it says meanwhile is shown."""
    command = [sys.executable, "-m", module, *words]
    ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=dict(environment))  # noqa: S603 -- ourselves
    return ran.stdout.splitlines()[-1]


_BEGUN = time.monotonic()


def say(what: str) -> None:
    """One line of progress, beside the figures."""
    print(f"[{time.monotonic() - _BEGUN:6.1f} s] {what}", file=sys.stderr, flush=True)
