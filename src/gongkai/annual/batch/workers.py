"""How is work spread over the cores so that no single item can stop the rest?

Takes:   a function of a module, items, and how many seconds one item may take.
Gives:   the outcome of each item as it comes, also of those that were stopped, ran out of memory, or took their process
         down with them.
Unclear: nothing. The pools of the standard library were left aside: they cannot stop one item, and one dead process
         fails everything that waits behind it.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any

MEMORY_BYTES = 2 * 1024**3
"""What one process may take. A report needs some tens of megabytes; a bomb needs everything there is."""

MOST_AT_ONCE = 8
"""Items given to a process at once, so that it need not wait for the next one."""


class NoProcess(RuntimeError):
    """The machine lets no process start: one Chinese sentence."""


class End(Enum):
    """How an item ended."""

    DONE = "done"
    FAILED = "failed"
    TOO_LONG = "too_long"
    TOO_BIG = "too_big"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Outcome:
    """`index` is the item's place in the input; `value` what the function gave, or the name of its error."""

    index: int
    end: End
    value: Any = None


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0))


def run(
    task: Callable[[Any], Any], items: Sequence[Any], *, seconds: float, processes: int | None = None
) -> Iterator[Outcome]:
    """The outcome of `task(item)` for each item, in the order in which they end.

    `task` must be a function of a module, so that another process can find it. Whoever stops iterating, or is
    interrupted, leaves no process behind.
    """
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([task.__module__])
    count = min(processes or cores(), len(items))
    share = max(1, min(MOST_AT_ONCE, len(items) // (8 * max(1, count))))
    waiting = deque(range(len(items)))
    workers: list[_Worker] = []
    try:
        workers += [_Worker(context, task) for _ in range(count)]
        left = len(items)
        while left:
            for outcome in _round(workers, items, waiting, seconds, share):
                left -= 1
                yield outcome
            workers[:] = [worker if worker.alive else _Worker(context, task) for worker in workers]
    finally:
        for worker in workers:
            worker.stop()


def _round(
    workers: list[_Worker], items: Sequence[Any], waiting: deque[int], seconds: float, share: int
) -> list[Outcome]:
    """Wait until something happens, then collect what has ended and hand out work."""
    deadlines = [worker.started + seconds for worker in workers if worker.indexes]
    pause = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
    ready = set(wait([worker.connection for worker in workers if worker.indexes or not worker.ready], pause))
    outcomes = []
    for worker in workers:
        if worker.connection in ready:
            outcomes += worker.receive()
        elif worker.indexes and time.monotonic() >= worker.started + seconds:
            outcomes.append(Outcome(worker.indexes.popleft(), End.TOO_LONG))
            worker.stop()
        if not worker.alive:
            waiting.extendleft(reversed(worker.indexes))
        elif worker.ready and not worker.indexes and waiting:
            worker.send([waiting.popleft() for _ in range(min(share, len(waiting)))], items)
    return outcomes


class _Worker:
    """One process and what it has still to do: the items `indexes`, the first of them since `started`.

    It is given work only when it has none, so that never both ends write and wait for each other.
    """

    def __init__(self, context: ForkServerContext, task: Callable[[Any], Any]) -> None:
        self.connection, theirs = context.Pipe()
        self.process: ForkServerProcess = context.Process(target=_serve, args=(theirs, task), daemon=True)
        self.process.start()
        theirs.close()
        self.ready = False
        self.alive = True
        self.indexes: deque[int] = deque()
        self.started = 0.0

    def send(self, indexes: list[int], items: Sequence[Any]) -> None:
        self.indexes, self.started = deque(indexes), time.monotonic()
        try:
            self.connection.send([items[index] for index in indexes])
        except OSError:
            self.stop()  # It died idle. Its items go back to be done by another.

    def receive(self) -> list[Outcome]:
        """The outcome of the item at hand, if this was one: the first word of a process only says that it is ready."""
        try:
            message = self.connection.recv()
        except (EOFError, OSError):
            self.stop()
            if not self.ready:
                raise NoProcess("读取年报的子进程起不来；请检查内存和权限。") from None
            return [Outcome(self.indexes.popleft(), End.DIED)] if self.indexes else []
        if not self.ready:
            self.ready = True
            return []
        self.started = time.monotonic()
        return [Outcome(self.indexes.popleft(), *message)]

    def stop(self) -> None:
        if self.alive:
            self.alive = False
            self.process.kill()
            self.process.join()
            self.connection.close()


def _serve(connection: Connection, task: Callable[[Any], Any]) -> None:
    """The life of one process: say ready, then answer one item after the other until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # The parent decides when to stop.
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    with suppress(EOFError, OSError):  # The other end is gone: whoever asked has stopped.
        connection.send(None)
        while True:
            for item in connection.recv():
                connection.send(_answer(task, item))


def _answer(task: Callable[[Any], Any], item: Any) -> tuple[End, Any]:
    try:
        return End.DONE, task(item)
    except MemoryError:
        return End.TOO_BIG, None
    except Exception as error:  # One hostile file must not end the others, whatever it provokes.
        return End.FAILED, type(error).__name__
