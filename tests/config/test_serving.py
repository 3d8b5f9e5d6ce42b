"""The web server and the worker side by side: both end with a signal, one that dies is noticed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Writes its process down, says when it was asked to end.
_STAND_IN = """
import os, signal, sys, time
folder, name, code = sys.argv[1], sys.argv[2], sys.argv[3]
def told(number, frame):
    open(f"{folder}/{name}.{signal.Signals(number).name}", "w").close()
    if number == signal.SIGTERM: sys.exit(0)
signal.signal(signal.SIGTERM, told)
signal.signal(signal.SIGHUP, told)
with open(f"{folder}/{name}", "a") as file: file.write(f"{os.getpid()}\\n")
if code != "stay": sys.exit(int(code))
while True: time.sleep(60)
"""
_SERVING = """
import signal, sys
from gongkai.config import serving
serving._FIRST_PAUSE = 0.1
serving._HEAD_START = 0.0
signal.signal(signal.SIGCHLD, lambda number, frame: None)
stand_in = open(sys.argv[2]).read()
words = lambda name, code: (sys.executable, "-c", stand_in, sys.argv[1], name, code)
sys.exit(serving.Serving(words("web", sys.argv[3]), words("worker", sys.argv[4])).keep())
"""


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen[bytes]]]:
    begun: list[subprocess.Popen[bytes]] = []
    (tmp_path / "stand_in.py").write_text(_STAND_IN)

    def start(web: str = "stay", worker: str = "stay") -> subprocess.Popen[bytes]:
        words = [sys.executable, "-c", _SERVING, str(tmp_path), str(tmp_path / "stand_in.py"), web, worker]
        begun.append(subprocess.Popen(words, stderr=subprocess.PIPE))
        return begun[-1]

    yield start
    for each in begun:
        each.kill()
        each.wait()
        assert each.stderr
        each.stderr.close()


def _processes(tmp_path: Path, name: str, count: int = 1) -> list[int]:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        path = tmp_path / name
        found = [int(line) for line in path.read_text().split()] if path.exists() else []
        if len(found) >= count:
            return found
        time.sleep(0.02)
    raise AssertionError(f"{name} was not started {count} times")


def _gone(process: int) -> bool:
    end = time.monotonic() + 20
    while Path(f"/proc/{process}").exists() and time.monotonic() < end:
        time.sleep(0.02)
    return not Path(f"/proc/{process}").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_both_in_order(
    serve: Callable[..., subprocess.Popen[bytes]], tmp_path: Path, number: signal.Signals
) -> None:
    serving = serve()
    web, worker = _processes(tmp_path, "web")[0], _processes(tmp_path, "worker")[0]
    serving.send_signal(number)
    assert serving.wait(20) == 0
    assert _gone(web)
    assert _gone(worker)
    assert (tmp_path / "web.SIGTERM").exists()
    assert (tmp_path / "worker.SIGTERM").exists()


def test_a_worker_that_dies_is_started_again_while_the_web_goes_on(
    serve: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    serving = serve()
    web = _processes(tmp_path, "web")[0]
    os.kill(_processes(tmp_path, "worker")[0], signal.SIGKILL)
    assert len(_processes(tmp_path, "worker", 2)) == 2
    assert Path(f"/proc/{web}").exists()
    assert serving.poll() is None


def test_the_web_server_takes_all_with_it(serve: Callable[..., subprocess.Popen[bytes]], tmp_path: Path) -> None:
    serving = serve(web="3")
    assert serving.wait(20) == 3
    for each in (tmp_path / "worker").read_text().split() if (tmp_path / "worker").exists() else ():
        assert _gone(int(each))


def test_killed_it_leaves_neither_behind(serve: Callable[..., subprocess.Popen[bytes]], tmp_path: Path) -> None:
    serving = serve()
    web, worker = _processes(tmp_path, "web")[0], _processes(tmp_path, "worker")[0]
    serving.kill()
    assert _gone(web)
    assert _gone(worker)


def test_the_settings_are_read_again_by_the_web_server(
    serve: Callable[..., subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    serving = serve()
    _processes(tmp_path, "web")
    serving.send_signal(signal.SIGHUP)
    end = time.monotonic() + 20
    while not (tmp_path / "web.SIGHUP").exists():
        assert time.monotonic() < end
        time.sleep(0.02)
    assert serving.poll() is None
