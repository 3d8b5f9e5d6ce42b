"""Read and check a stranger's report without ever letting it hold up or bring down the web server.

Each web process starts one reading process on demand (`reading_server`, `forking`); every check runs in a child of it under the
kernel's limits of time and memory. At most `AT_ONCE` checks run at a time, others wait a little and are then sent away.

Takes:   a job (`wire.Job`).
Gives:   an `Examination`, or `NotExamined` (the file), `TooHard` (a limit), `Busy`, each one Chinese sentence.
"""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from gongkai.apps.reporting.examination import Examination, unpack
from gongkai.apps.reporting.wire import DONE, PREVIOUS, REPORT, UNREADABLE, Job, receive_all, send_job

AT_ONCE = 2
"""Checks at a time in one web process."""
WAITING = 1
"""How many may wait for a place. With `AT_ONCE` fewer than a web process has threads, so that pages still get through."""
PATIENCE_SECONDS = 10
"""How long a check waits for its turn."""

_GRACE_SECONDS = 2  # For starting up and for the answer on its way, beyond the limit that the kernel keeps.
_DYING_SECONDS = 0.1  # Between the end of a process and the moment when its parent can see it.
_BUSY = "现在同时体检的人多，请过一会儿再提交；您填的文字还在下面。"
_log = logging.getLogger(__name__)


class NotExamined(Exception):
    """The check gave no result: one Chinese sentence. `part` says which file it is about (`wire.REPORT`, `PREVIOUS`)."""

    def __init__(self, sentence: str, part: str = REPORT) -> None:
        super().__init__(sentence)
        self.part = part


class TooHard(NotExamined):
    """A limit of time or memory ended the reading."""


class Busy(NotExamined):
    """All places are taken."""


class ReadingProcess:
    """The reading process of this web process: started when first needed, and again if it has died.

    `module` is what it runs; it must serve as `forking.serve` does.
    """

    def __init__(self, module: str = "gongkai.apps.reporting.reading_server") -> None:
        self._module = module
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._room = threading.BoundedSemaphore(AT_ONCE + WAITING)
        self._owner = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def warm(self) -> None:
        """Start it in the background, so that it is ready by the time a form has been filled in. Does not wait."""
        with self._lock:
            self._start_if_gone()

    def examine(self, job: Job) -> Examination:
        """Read and check. Raises `NotExamined` or one of its kinds; anything else is a fault of ours and raised as such."""
        return _understand(self.answer(job), job)

    def answer(self, job: Job) -> bytes:
        """What the module answers to a job, in a place of its own; empty when the kernel ended it. Raises `Busy`."""
        with self.place():
            answer = self._ask(job)
            if not answer and self._gone():  # Not the child was ended but the whole process: no fault of the file.
                answer = self._ask(job)
                if not answer and self._gone():
                    raise RuntimeError("the reading process does not stay up; what it said is on stderr")
        return answer

    @contextmanager
    def place(self) -> Iterator[None]:
        """One of the `AT_ONCE` places. `Busy` when too many wait already, or none becomes free in time."""
        if not self._room.acquire(blocking=False):
            raise Busy(_BUSY)
        try:
            if not self._places.acquire(timeout=PATIENCE_SECONDS):
                raise Busy(_BUSY)
            try:
                yield
            finally:
                self._places.release()
        finally:
            self._room.release()

    @property
    def process_id(self) -> int | None:
        """The running process, None before the first check."""
        return self._process.pid if self._process is not None else None

    def stop(self) -> None:
        """End it; a later check starts a new one."""
        with self._lock:
            self._close()

    def _ask(self, job: Job) -> bytes:
        ours, theirs = socket.socketpair()
        with ours:
            ours.settimeout(job.seconds + _GRACE_SECONDS)
            with theirs:
                self._hand_over(theirs)
            try:
                send_job(job, ours)
                return receive_all(ours)
            except OSError:  # Timed out, or the child was ended while it still received.
                return b""

    def _gone(self) -> bool:
        with self._lock:
            if self._process is None:
                return True
            try:
                self._process.wait(_DYING_SECONDS)
            except subprocess.TimeoutExpired:
                return False
            return True

    def _hand_over(self, channel: socket.socket) -> None:
        with self._lock:
            for attempt in (1, 2):
                self._start_if_gone()
                assert self._control is not None
                try:
                    socket.send_fds(self._control, [b"j"], [channel.fileno()])
                    return
                except OSError:  # It died between two checks.
                    self._close()
                    if attempt == 2:
                        raise

    def _start_if_gone(self) -> None:
        forked = self._owner != os.getpid()
        if forked:  # The parent's reading process is not ours to use or to end.
            self._process = self._control = None
        if self._process is not None and self._process.poll() is None:
            return
        self._close()
        self._owner = os.getpid()
        ours, theirs = socket.socketpair()
        with theirs:
            descriptor = theirs.fileno()
            self._process = subprocess.Popen(  # noqa: S603 - our interpreter, a module of ours, a number
                [sys.executable, "-m", self._module, str(descriptor)],
                pass_fds=[descriptor],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(),
            )
        self._control = ours

    def _close(self) -> None:
        if self._control is not None:
            self._control.close()  # It ends by itself when this closes; nothing has to be killed.
            self._control = None
        if self._process is not None:
            try:
                self._process.wait(_GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            self._process = None


def _environment() -> dict[str, str]:
    """Of our environment only what an interpreter needs: the reading process has no business with keys and addresses."""
    wanted = ("PATH", "HOME", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
    return {name: os.environ[name] for name in wanted if name in os.environ} | {"PYTHONUTF8": "1"}


def _understand(answer: bytes, job: Job) -> Examination:
    tag, body = answer[:1], answer[1:]
    if tag == DONE:
        return unpack(body)
    if tag == UNREADABLE:
        data = json.loads(body)
        raise NotExamined(str(data["message"]), PREVIOUS if data["part"] == PREVIOUS else REPORT)
    if not tag:
        raise TooHard(
            f"这份文件太复杂，在 {job.seconds} 秒和 {job.memory_mb} MB 内存之内读不完。"
            "请只保留年报正文，另存为网页或 Word 文件后再试，或者改为粘贴文字。"
        )
    _log.error("a report could not be examined\n%s", body.decode("utf-8", "replace"))
    if b"MemoryError" in body[-200:]:
        raise TooHard(f"这份文件展开后超过 {job.memory_mb} MB 内存。请只保留年报正文，另存为网页或 Word 文件后再试。")
    raise RuntimeError("the reading process failed; its traceback is in the log")


reading = ReadingProcess()
"""The one of this process."""
