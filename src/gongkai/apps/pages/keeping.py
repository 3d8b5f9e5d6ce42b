"""What does the worker do beside its jobs? Look each second for pages that are true no more, and write again what was removed.

Takes:   a clock, and when to stop. Gives: nothing; the beat of the sweeper is the time of a file (config/kept_pages).

Two processes, for rendering may take its time and sweeping may not. Neither has a queue: what is to be swept stands in the database,
what is to be written in the index beside the pages, and a page that exists is true. So both may be killed at any moment.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Protocol

from django.conf import settings
from django.db import DatabaseError, connections
from django.utils import timezone
from django.utils.module_loading import import_string

from gongkai.apps.pages import actions, generation, rendering, shelf
from gongkai.apps.pages.shelf import Busy
from gongkai.config import kept_pages

Clock = Callable[[], datetime]
Stopping = Callable[[float], bool]
"""Waits for so many seconds; whether to stop."""
BEAT_SECONDS = 0.5
_LOG = logging.getLogger("gongkai.pages")
_FORGET_EVERY = timedelta(hours=1)
_TOGETHER = 20
_PATIENCE = 10.0


class Address(Protocol):
    """What the enumerator of all addresses gives."""

    @property
    def path(self) -> str: ...


def sweep_on(clock: Clock, stopping: Stopping) -> None:
    """Sweep until told to stop."""
    forgotten: datetime | None = None
    while True:
        now = clock()
        with _patiently():
            actions.sweep(now, _PATIENCE)
            kept_pages.beat_file().touch()
            if forgotten is None or now - forgotten > _FORGET_EVERY:
                actions.forget(now)
                forgotten = now
        shelf.swept_aside(0.2)
        if stopping(BEAT_SECONDS):
            return


def write_on(clock: Clock, stopping: Stopping) -> None:
    """Write again what was removed, then whatever has no page yet, until told to stop."""
    writer = Writer(clock)
    while True:
        done = False
        with _patiently():
            done = writer.turn()
        if stopping(0.0 if done else BEAT_SECONDS):
            return


class Writer:
    """One who writes pages: first what was removed by an act, then a round through all addresses where none was finished yet."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._round: Iterator[str] | None = None

    def turn(self) -> bool:
        """Some pages. Whether there is more to do at once."""
        paths = self._removed()
        if paths is None:
            # The pages belong to a server with other settings or of another release; it writes them itself.
            return False
        return self.write(paths) if paths else self._fill()

    def write(self, paths: list[str]) -> bool:
        """Render these and keep them. Whether all were dealt with; what was made within this very second before is not: no page is
        made twice in one.
        """
        pages = dict(rendering.rendered(path for path in paths if not shelf.exists(path)))
        actions.keep([page for page in pages.values() if page is not None], self._clock(), _PATIENCE)
        dealt_with = [path for path in paths if shelf.exists(path) or pages.get(path) is None]
        with shelf.held(_PATIENCE) as kept:
            kept.unwanted(dealt_with)
        return len(dealt_with) == len(paths)

    def _removed(self) -> list[str] | None:
        with shelf.held(_PATIENCE) as kept:
            if kept.told("generation") not in ("", generation.current()):
                return None
            if touched := [scope for scope in kept.told("touched").split("\n") if scope]:
                kept.tell(touched="")
                today = timezone.localdate(self._clock())
                named = (path for scope in touched for path in _of_scope(scope, today))
                kept.want(path for path in named if kept_pages.relative(path))
            return kept.again(_TOGETHER)

    def _fill(self) -> bool:
        if self._round is None:
            with shelf.held(_PATIENCE) as kept:
                if kept.told("filled"):
                    return False
            self._round = missing(timezone.localdate(self._clock()))
        some = list(islice(self._round, _TOGETHER))
        if some:
            return self.write(some)
        self._round = None
        with shelf.held(_PATIENCE) as kept:
            kept.tell(filled=self._clock().isoformat())
        return False


def missing(today: date) -> Iterator[str]:
    """Every address that has no page now."""
    everything: Callable[[date], Iterator[Address]] = import_string(settings.KEPT_ADDRESSES + ".everything")
    return (each.path for each in everything(today) if kept_pages.relative(each.path) and not shelf.exists(each.path))


def _of_scope(scope: str, today: date) -> list[str]:
    named: Callable[[str, date], list[str]] = import_string(settings.KEPT_ADDRESSES + ".of_scope")
    return named(scope, today)


@contextmanager
def _patiently() -> Iterator[None]:
    """A database, a disk that is away for a while ends nothing: the next turn tries again."""
    try:
        yield
    except (DatabaseError, OSError, Busy) as error:
        connections.close_all()
        _LOG.warning("页面文件这一轮没有做成（%s），稍后再试。", type(error).__name__)
