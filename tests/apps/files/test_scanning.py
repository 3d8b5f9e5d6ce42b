"""The virus scanner: off by default; asked as clamd is asked; nothing gets in while it does not answer."""

from __future__ import annotations

import socket
import struct
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from gongkai.apps.files.refusal import NotStored
from gongkai.apps.files.scanning import scan


def _exactly(channel: socket.socket, count: int) -> bytes:
    data = b""
    while len(data) < count:
        data += channel.recv(count - len(data))
    return data


@contextmanager
def scanner(answer: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """Something that speaks as clamd does, at a socket of its own."""
    seen: list[bytes] = []
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listening:
        path = str(Path(folder) / "clamd")
        listening.bind(path)
        listening.listen()

        def serve() -> None:
            channel, _ = listening.accept()
            with channel:
                assert _exactly(channel, 10) == b"zINSTREAM\x00"
                while length := struct.unpack("!I", _exactly(channel, 4))[0]:
                    seen.append(_exactly(channel, length))
                channel.sendall(answer)

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"unix:{path}", seen
        thread.join()


def test_off_by_default(settings: Any) -> None:
    assert settings.CLAMD == ""
    scan(b"anything")


def test_clean_content_passes_whole(settings: Any) -> None:
    data = bytes(range(256)) * 1000
    with scanner(b"stream: OK\x00") as (address, seen):
        settings.CLAMD = address
        scan(data)
    assert b"".join(seen) == data


def test_what_it_finds_is_refused(settings: Any) -> None:
    with scanner(b"stream: Eicar-Test-Signature FOUND\x00") as (address, _):
        settings.CLAMD = address
        with pytest.raises(NotStored, match="Eicar-Test-Signature"):
            scan(b"x")


def test_no_verdict_is_no_leave(settings: Any) -> None:
    with scanner(b"INSTREAM size limit exceeded. ERROR\x00") as (address, _):
        settings.CLAMD = address
        with pytest.raises(NotStored, match="没有给出结论"):
            scan(b"x")


@pytest.mark.parametrize("address", ["unix:/nowhere/clamd", "127.0.0.1:1", "nonsense"])
def test_a_scanner_that_is_gone_lets_nothing_in(settings: Any, address: str) -> None:
    settings.CLAMD = address
    with pytest.raises(NotStored, match="没有应答"):
        scan(b"x")
