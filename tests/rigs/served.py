"""The program as an operator runs it: `gongkai run` in a process of its own, with a data folder of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

_PATIENCE_SECONDS = 240
"""A start from nothing on a machine with other work; it is not waited for longer than it takes."""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextlib.contextmanager
def serving(folder: Path, **settings: str) -> Iterator[str]:
    """The root address of a running server; stopped by a signal at the end, as a service manager would."""
    port = _free_port()
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    log = (folder / "log").open("w+", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", "import sys; from gongkai.faces.cli import main; sys.exit(main())", "run"],
        env={**kept, "GONGKAI_DATA": str(folder / "var"), "PORT": str(port), "PYTHONUTF8": "1", **settings},
        stdout=log,
        stderr=subprocess.STDOUT,
    )
    root = f"http://127.0.0.1:{port}"
    try:
        _wait_for(root, process, folder / "log")
        yield root
        process.send_signal(signal.SIGTERM)
        assert process.wait(_PATIENCE_SECONDS) == 0, (folder / "log").read_text(encoding="utf-8")
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        log.close()


def _wait_for(root: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            urllib.request.urlopen(f"{root}/healthz", timeout=5).close()
            return
        except OSError:  # refused, reset, or too slow yet
            time.sleep(0.05)
    raise AssertionError(log.read_text(encoding="utf-8"))
