"""One child a job: how a process that has loaded its libraries serves strangers' files without being harmed by them.

A fresh interpreter with the readers loaded would cost half a second a job; a fork of this one costs milliseconds. The
child works under limits that the kernel keeps, sends its answer and ends, whatever happened in it.

Takes:   on the control socket, one socket a job (as a file descriptor); on that socket a job (`wire`).
Gives:   on the job's socket the answer (`wire`).
Unclear: nothing; decision bounded-reading.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import resource
import select
import signal
import socket
import traceback
from collections.abc import Callable, Sequence

from gongkai.apps.reporting.wire import FAILED, Job, receive_job

_OPEN_FILES = 64
_NICENESS = 5


def serve(control: socket.socket, answer: Callable[[Job], bytes], late: Sequence[str] = ()) -> None:
    """Fork a child for every socket that arrives, until the control socket is closed; the child sends `answer(job)`.

    `late` names slow libraries that some jobs need. They are loaded while nobody is waiting, so that the first job need
    not wait for all of them, and later ones need not load any.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the web server; this process follows it.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # The kernel then clears ended children away by itself.
    waiting = list(late)
    while True:
        while waiting and not select.select([control], [], [], 0)[0]:
            importlib.import_module(waiting.pop(0))
            gc.freeze()  # Collecting in a child would otherwise copy the pages of all this.
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            _live(socket.socket(fileno=descriptors[0]), answer)
        for descriptor in descriptors:
            os.close(descriptor)


def _live(channel: socket.socket, answer: Callable[[Job], bytes]) -> None:
    """The whole life of a child; it never returns."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        job = receive_job(channel)
        _limit(job)
        channel.sendall(answer(job))
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
