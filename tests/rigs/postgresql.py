"""A private PostgreSQL cluster for one command: made from Debian's binaries, gone afterwards.

    python -m tests.rigs.postgresql COMMAND…     runs COMMAND with DATABASE_URL set

PostgreSQL refuses to run as root; there it runs as the user `postgres` that Debian's package makes, else as `nobody`.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

PORT = 5432  # names the socket's file; no network port is opened


class Missing(Exception):
    """There are no PostgreSQL binaries on this machine."""


def binaries() -> Path:
    """The folder with the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3].split(".")[0]))
    if found:
        return found[-1].parent
    if anywhere := shutil.which("initdb"):
        return Path(anywhere).resolve().parent
    raise Missing("没有 PostgreSQL 的服务程序（apt-get install postgresql）")


def require() -> None:
    """Raises `Missing` where no cluster can be made."""
    binaries()
    _owner()


def _owner() -> pwd.struct_passwd | None:
    """The user to run as, None for ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    raise Missing("没有可用的普通用户来运行 PostgreSQL")


@contextlib.contextmanager
def private_cluster(kept: Path | None = None, connections: int = 60) -> Iterator[str]:
    """A running cluster's DATABASE_URL. Durability is off: it lives for minutes. In a folder that is to be `kept` it is made once, and what
    lies in it is there the next time.
    """
    programs, owner = binaries(), _owner()
    folder = kept or Path(tempfile.mkdtemp(prefix="gongkai-pg-"))
    folder.mkdir(parents=True, exist_ok=True)
    data = folder / "data"
    if owner:
        os.chown(folder, owner.pw_uid, owner.pw_gid)

    def run(*command: str | Path) -> None:
        done = subprocess.run(
            [str(word) for word in command],
            cwd=folder,
            user=owner.pw_uid if owner else None,
            group=owner.pw_gid if owner else None,
            extra_groups=[] if owner else None,
            env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{done.stdout}")

    options = (
        f"-c listen_addresses='' -c unix_socket_directories='{folder}' -p {PORT} "
        f"-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections={connections}"
    )
    try:
        if not (data / "PG_VERSION").exists():
            run(programs / "initdb", "-D", data, "-U", "gongkai", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "-t", "60", "start")
        try:
            yield f"postgres://gongkai@/postgres?host={folder}&port={PORT}"
        finally:
            run(programs / "pg_ctl", "-D", data, "-m", "fast" if kept else "immediate", "-w", "stop")
    finally:
        if kept is None:
            shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    with private_cluster() as url:
        return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
