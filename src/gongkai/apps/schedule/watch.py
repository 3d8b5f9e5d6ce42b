"""The worker: starts each job when its time has come, in a process of its own, and sees how it ends.

Takes:   a clock. Gives: `Watch.keep`, which returns after SIGTERM or SIGINT.

A process a run, forked from this one: a job that crashes, leaks or hangs takes nobody with it, and a run dies with the worker, even
one that was killed (its lock is then free, and what it had not committed never was). No queue stands between (docs/decisions/schedule.md).
"""

from __future__ import annotations

import ctypes
import logging
import multiprocessing
import os
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.connection import wait
from multiprocessing.context import ForkProcess
from types import FrameType

from django.db import DatabaseError, connections

from gongkai.apps.schedule import actions, queries
from gongkai.apps.schedule.actions import Clock
from gongkai.apps.schedule.jobs import Standing, job

_LOG = logging.getLogger("gongkai.schedule")
_FORK = multiprocessing.get_context("fork")
_TICK_SECONDS, _GRACE_SECONDS = 2.0, 20.0
_BEAT = timedelta(seconds=30)
_PR_SET_PDEATHSIG = 1


@dataclass(slots=True)
class _Run:
    process: ForkProcess
    ends_by: datetime


class Watch:
    """One worker of one machine."""

    def __init__(self, clock: Clock, standing: tuple[Standing, ...] = ()) -> None:
        self._clock = clock
        self._standing = standing
        self._beside: dict[str, ForkProcess] = {}
        self._runs: dict[str, _Run] = {}
        self._begun = clock()
        self._last_beat: datetime | None = None
        self._stopping = False

    def keep(self) -> None:
        """Work until a signal says to stop; runs under way get some seconds to end."""
        with _woken_by_signals(self._stop) as woken:
            self._tried(self._begin)
            while not self._stopping:
                self._tried(self._turn)
                wait([woken, *(each.process.sentinel for each in self._runs.values())], _TICK_SECONDS)
            self._end()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _tried(self, step: Callable[[], None]) -> None:
        """A database that is away for a while (restarted, moved) ends no worker: the next turn asks again."""
        try:
            step()
        except DatabaseError as error:
            connections.close_all()
            _LOG.warning("数据库没有应答（%s），稍后再试。", type(error).__name__)

    def _begin(self) -> None:
        now = self._clock()
        actions.arrange(now)
        actions.interrupted(now)

    def _turn(self) -> None:
        now = self._clock()
        if self._last_beat is None or now - self._last_beat >= _BEAT or now < self._last_beat:
            actions.beat(socket.gethostname(), os.getpid(), self._begun, now)
            self._last_beat = now
        self._reap(now)
        self._keep_standing()
        for key in queries.due(now):
            if key not in self._runs:
                self._start(key, now)

    def _reap(self, now: datetime) -> None:
        for key, run in list(self._runs.items()):
            if run.process.is_alive():
                if now > run.ends_by:
                    run.process.kill()
                    run.process.join()
                    self._runs.pop(key)
                    actions.died(key, f"运行超过{queries.span(job(key).limit)}，已终止，将重试。", now)
                continue
            self._runs.pop(key)
            if run.process.exitcode:
                actions.died(key, f"运行中被终止（{run.process.exitcode}），将重试。", now)

    def _start(self, key: str, now: datetime) -> None:
        # A connection must not be shared between two processes.
        connections.close_all()
        process = _FORK.Process(target=_run_in_child, args=(key, self._clock, os.getpid()), name=f"gongkai {key}")
        process.start()
        self._runs[key] = _Run(process, now + job(key).limit)

    def _keep_standing(self) -> None:
        """Start what is to go on all the time, again where it ended: a turn later, so that a fault does not fill the machine."""
        for each in self._standing:
            before = self._beside.get(each.key)
            if before is not None and before.is_alive():
                continue
            if before is not None:
                _LOG.error("“%s”意外停止（%s），重新启动。", each.name, before.exitcode)
            connections.close_all()
            process = _FORK.Process(
                target=_stand_in_child, args=(each, self._clock, os.getpid()), name=f"gongkai {each.key}"
            )
            process.start()
            self._beside[each.key] = process

    def _end(self) -> None:
        for process in self._beside.values():
            process.terminate()
        waiting = [*(each.process for each in self._runs.values()), *self._beside.values()]
        for process in waiting:
            process.join(_GRACE_SECONDS)
            if process.is_alive():
                process.kill()
                process.join()
        self._tried(lambda: actions.gone(socket.gethostname()))
        connections.close_all()


def _run_in_child(key: str, clock: Clock, parent: int) -> None:
    _die_with(parent)
    # A service manager and a terminal signal the whole group: what is begun is finished, the worker waits for it.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_IGN)
    signal.set_wakeup_fd(-1)
    actions.run(key, clock)
    connections.close_all()


def _stand_in_child(what: Standing, clock: Clock, parent: int) -> None:
    _die_with(parent)
    os.nice(what.nice)
    signal.set_wakeup_fd(-1)
    ending = (signal.SIGTERM, signal.SIGINT)
    # Blocked and waited for: what is begun is finished, and no signal falls between two waits.
    signal.pthread_sigmask(signal.SIG_BLOCK, ending)
    what.act(clock, lambda seconds: signal.sigtimedwait(ending, seconds) is not None)
    connections.close_all()


def _die_with(parent: int) -> None:
    """Let the kernel end this process when the worker dies, by whatever signal (Linux)."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


@contextmanager
def _woken_by_signals(handler: Callable[[int, FrameType | None], None]) -> Iterator[int]:
    """A file descriptor that becomes readable with SIGTERM or SIGINT, so that no signal falls between two waits."""
    reading, writing = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    before = {number: signal.signal(number, handler) for number in (signal.SIGTERM, signal.SIGINT)}
    old = signal.set_wakeup_fd(writing)
    try:
        yield reading
    finally:
        signal.set_wakeup_fd(old)
        for number, was in before.items():
            signal.signal(number, was)
        os.close(reading)
        os.close(writing)
