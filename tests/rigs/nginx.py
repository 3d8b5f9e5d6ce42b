"""The real nginx with the configuration that `gongkai pages nginx` prints, in front of a server of the test."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

_PATIENCE_SECONDS = 20


@dataclass(frozen=True)
class Answer:
    """What came back. Names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """Where it listens."""

    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request, the path exactly as given. Underscores in names of headers stand for hyphens."""
        told = {name.replace("_", "-"): value for name, value in {"Host": "localhost", **headers}.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in told.items():
                line.putheader(name, value)
            line.endheaders()
            answer = line.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, found, answer.read())


def executable() -> str | None:
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(configuration: str, port: int, folder: Path) -> Iterator[Server]:
    """nginx with this file among its settings, until the block ends. Skips where there is none on this machine."""
    program = executable()
    if program is None:
        pytest.skip("没有 nginx（apt-get install nginx-light）")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "gongkai.conf").write_text(configuration, encoding="utf-8")
    places = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # Its workers read what the test wrote: as the same user.
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/errors warn; events {{ }}"
        f"\nhttp {{ access_log {folder}/access; {places} include {folder}/gongkai.conf; }}\n",
        encoding="utf-8",
    )
    words = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
    try:
        _wait_for(port, process, folder)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(_PATIENCE_SECONDS)


def _wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + _PATIENCE_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, (folder / "errors").read_text(encoding="utf-8")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise AssertionError((folder / "errors").read_text(encoding="utf-8"))
