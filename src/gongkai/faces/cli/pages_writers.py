"""Writing many pages on all cores: one process hands out addresses, the others render and keep them.

Killed at any moment, nothing is half done: a page that exists is true, and the next run writes those that do not.
"""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from multiprocessing.context import ForkProcess
from queue import Empty
from typing import Any

from django.db import connections
from django.utils import timezone

from gongkai.apps.pages import actions, rendering, shelf

_FORK = multiprocessing.get_context("fork")
_TOGETHER = 25
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Written:
    """Addresses that were looked at: pages kept, addresses without a page to keep, and pages that were overtaken."""

    kept: int = 0
    without: int = 0
    left: int = 0

    @property
    def seen(self) -> int:
        return self.kept + self.without + self.left

    def __add__(self, other: Written) -> Written:
        """This round and the one after it, which looked again at whatever had no page."""
        return Written(self.kept + other.kept, other.without, other.left)


def written(paths: Iterator[str], jobs: int, progress: Callable[[Written], None]) -> Written:
    """Write these, with so many processes."""
    handed: Any = _FORK.Queue()
    told: Any = _FORK.Queue()
    connections.close_all()
    writers = [_FORK.Process(target=_write, args=(handed, told), daemon=True) for _ in range(jobs)]
    for each in writers:
        each.start()
    try:
        return _handed_out(paths, handed, told, writers, progress)
    finally:
        for each in writers:
            each.terminate()
            each.join()


def _handed_out(
    paths: Iterator[str], handed: Any, told: Any, writers: list[ForkProcess], progress: Callable[[Written], None]
) -> Written:
    done, under_way = Written(), 0
    while some := list(islice(paths, _TOGETHER)):
        handed.put(some)
        under_way += 1
        # Bounded: whoever names the addresses waits for whoever writes.
        while not told.empty() or under_way > 4 * len(writers):
            done, under_way = _added(done, told, writers), under_way - 1
            progress(done)
    while under_way:
        done, under_way = _added(done, told, writers), under_way - 1
        progress(done)
    return done


def _added(done: Written, told: Any, writers: list[ForkProcess]) -> Written:
    while True:
        try:
            one: Written = told.get(timeout=5)
        except Empty:
            if not all(each.is_alive() for each in writers):
                raise ChildProcessError("a writer ended") from None
        else:
            return Written(done.kept + one.kept, done.without + one.without, done.left + one.left)


def _write(handed: Any, told: Any) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while True:
        told.put(_some(handed.get()))


def _some(paths: Iterable[str]) -> Written:
    pages = dict(rendering.rendered(path for path in paths if not shelf.exists(path)))
    made = [page for page in pages.values() if page is not None]
    actions.keep(made, timezone.now(), _PATIENCE)
    kept = sum(shelf.exists(path) for path, page in pages.items() if page is not None)
    return Written(kept, sum(page is None for page in pages.values()), len(made) - kept)
