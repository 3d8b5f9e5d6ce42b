"""The process in which strangers' files are read: one child a job, with little time, little memory and no files.

Started by `bounded` as `python -m gongkai.apps.reporting.reading_server FD`. It loads the readers once and then forks
for every job, because a fresh interpreter would cost half a second and a fork costs a few milliseconds. It imports no
Django and holds no connection, key or session. It ends when the socket that it was given is closed.

Takes:   on socket FD, one socket a job (as a file descriptor); on that socket a job (`wire`).
Gives:   on the job's socket the answer (`wire`).
Unclear: nothing; decision bounded-reading.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import resource
import signal
import socket
import sys
import traceback

from gongkai.annual.check import check
from gongkai.annual.read import read
from gongkai.annual.read.refusal import Unreadable
from gongkai.apps.reporting.examination import Examination, pack
from gongkai.apps.reporting.wire import DONE, FAILED, PREVIOUS, REFUSED, REPORT, Job, receive_job

# What the readers import late, loaded once here so that no child has to.
_PRELOAD = ("pdfplumber", "pypdfium2", "docx", "openpyxl", "python_calamine", "lxml.html", "selectolax.lexbor")
_OPEN_FILES = 64
_NICENESS = 5


def serve(control: socket.socket) -> None:
    """Fork a child for every socket that arrives, until the control socket is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the web server; this process follows it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # The kernel then clears ended children away by itself.
    for name in _PRELOAD:
        importlib.import_module(name)
    gc.collect()
    gc.freeze()  # Collecting in a child would otherwise copy the pages of all this.
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            _live(socket.socket(fileno=descriptors[0]))
        for descriptor in descriptors:
            os.close(descriptor)


def _live(channel: socket.socket) -> None:
    """The whole life of a child; it never returns."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        job = receive_job(channel)
        _limit(job)
        channel.sendall(_answer(job))
    except BaseException:
        # Whatever it was, the web process hears of it; if nobody listens any more, nobody has to.
        with contextlib.suppress(OSError):
            channel.sendall(FAILED + traceback.format_exc(limit=-12).encode("utf-8", "replace"))
    finally:
        channel.close()
        os._exit(0)


def _limit(job: Job) -> None:
    """Bounds that the kernel keeps, also inside a C library that never comes back to Python."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(job.seconds)
    _lower(resource.RLIMIT_CPU, job.seconds)
    _lower(resource.RLIMIT_AS, _mapped_bytes() + job.memory_mb * 1024 * 1024)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, _OPEN_FILES)
    os.nice(_NICENESS)


def _lower(what: int, limit: int) -> None:
    _, hard = resource.getrlimit(what)
    limit = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
    resource.setrlimit(what, (limit, limit))


def _mapped_bytes() -> int:
    """What is mapped already: mostly libraries, shared with every other child."""
    with open("/proc/self/statm", encoding="ascii") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _answer(job: Job) -> bytes:
    reports = {}
    for part, (data, name) in job.files.items():
        try:
            reports[part] = read(data, name)
        except Unreadable as refusal:
            return REFUSED + json.dumps({"part": part, "message": str(refusal)}).encode()
    report, previous = reports[REPORT], reports.get(PREVIOUS)
    return DONE + pack(Examination(report, previous, check(report, previous)))


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
