"""How do the web process and the reading process talk?

One socket a job. First the job: a length, a JSON head of that length, then the files one after the other; then the
sender shuts its side. The answer is one tag and what belongs to it, until the socket is closed: DONE and a packed
examination, UNREADABLE and JSON with the part and the sentence, FAILED and a traceback, nothing at all when the kernel
ended the reading. JSON and not pickle: what comes from a process that read a stranger's file is data, never code.
"""

from __future__ import annotations

import json
import socket
import struct
from dataclasses import dataclass

DONE, UNREADABLE, FAILED = b"D", b"R", b"F"

REPORT, PREVIOUS = "report", "previous"

_LENGTH = struct.Struct("!I")
_PIECE_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Job:
    """Files to read, by part (`REPORT`, `PREVIOUS`): bytes and the name they came with; and the bounds of the work."""

    files: dict[str, tuple[bytes, str]]
    seconds: int
    memory_mb: int


def send_job(job: Job, channel: socket.socket) -> None:
    """Send a job; the channel stays open for the answer."""
    head = json.dumps(
        {
            "seconds": job.seconds,
            "memory_mb": job.memory_mb,
            "files": [[part, name, len(data)] for part, (data, name) in job.files.items()],
        }
    ).encode()
    channel.sendall(_LENGTH.pack(len(head)) + head)
    for data, _ in job.files.values():
        channel.sendall(data)
    channel.shutdown(socket.SHUT_WR)


def receive_job(channel: socket.socket) -> Job:
    """The job that `send_job` sent at the other end."""
    data = receive_all(channel)
    (length,) = _LENGTH.unpack_from(data)
    position = _LENGTH.size + length
    head = json.loads(data[_LENGTH.size : position])
    files = {}
    for part, name, size in head["files"]:
        files[part] = (data[position : position + size], name)
        position += size
    return Job(files, head["seconds"], head["memory_mb"])


def receive_all(channel: socket.socket) -> bytes:
    """Everything until the other side closes."""
    pieces = []
    while piece := channel.recv(_PIECE_BYTES):
        pieces.append(piece)
    return b"".join(pieces)
