"""Which kept pages are true no more, and which may be kept? The acts of everybody who changes or writes what the public sees.

Takes:   `changed` in the transaction of an act; everything else outside of one.
Gives:   kept pages that are never older than the last act by more than the milliseconds between its commit and the removal of the
         files; by two seconds where the program was killed in between (`sweep`, each second by the worker).

A page that was begun before an act and ended after it must not be kept: whoever renders notes the newest change before reading
(`queries.newest`), and under the lock of the machine nothing newer may concern the page (`keep`). An act that commits after that look
finds the page when it sweeps, for it waits for the same lock.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from gongkai.apps.pages import generation, queries, shelf
from gongkai.apps.pages.models import Stale
from gongkai.apps.pages.scopes import EVERYTHING
from gongkai.apps.pages.shelf import Busy, Draft, Shelf
from gongkai.config import kept_pages

_LOG = logging.getLogger("gongkai.pages")
_PATIENCE = 5.0
"""How long an act waits for whoever is writing pages; beyond that the worker removes what it made untrue."""
_SHORT, _LONG_PATIENCE = 0.2, 30.0
_REMEMBERED_DAYS = 7
"""A machine that did not look for longer makes all its pages anew."""
_here = threading.local()


@dataclass(frozen=True, slots=True)
class Rendered:
    """A page as it was rendered: `since` is the newest change known before anything was read, `day` the day it was made of,
    `until` the last day on which it is true.
    """

    path: str
    content: bytes
    scopes: frozenset[str]
    since: int
    day: date
    until: date


def changed(*scopes: str) -> None:
    """What these scopes name is true no more once the transaction ends. Called within it; the files go right after the commit."""
    if not scopes:
        return
    with transaction.atomic():
        Stale.objects.bulk_create([Stale(scope=scope) for scope in dict.fromkeys(scopes)])
        transaction.on_commit(_once().sweep)


class _Once:
    """One sweep for however many changes of one transaction."""

    def __init__(self) -> None:
        self.done = False

    def sweep(self) -> None:
        if not self.done:
            self.done = True
            swept_after_commit()


def _once() -> _Once:
    found: _Once | None = getattr(_here, "once", None)
    if found is None or found.done:
        found = _here.once = _Once()
    return found


def swept_after_commit() -> None:
    """Remove what is true no more, from within an act that is done already: whatever goes wrong is left to the worker."""
    try:
        sweep(timezone.now())
    except Busy:
        _LOG.warning("页面文件正忙，过时的页面由定时任务随后清除。")
    except (OSError, DatabaseError):
        _LOG.exception("过时的页面没有清除，由定时任务随后再试。")


def sweep(now: datetime, patience: float = _PATIENCE) -> int:
    """Remove every kept page that a change, or the day, has made untrue. How many. `Busy`, `OSError`, `DatabaseError`."""
    with shelf.held(patience) as kept:
        return _swept(kept, now)


def _swept(kept: Shelf, now: datetime) -> int:
    gone = _turned(kept, timezone.localdate(now))
    seq, mark = int(kept.told("seq") or 0), kept.told("mark")
    found = Stale.objects.filter(seq__gte=seq).order_by("seq").values_list("seq", "scope", "at")
    rows = [(number or 0, scope, at) for number, scope, at in found]
    if kept.told("known") and seq and not (rows and (rows[0][0], _mark(rows[0])) == (seq, mark)):
        # The database is another one, or was put back, or this machine was away for too long: nobody knows what changed.
        _LOG.warning("数据库与页面文件对不上（换过、恢复过，或者停得太久），全部页面重新生成。")
        kept.throw_away(int(now.timestamp()))
        gone += 1
    elif kept.told("known"):
        fresh = {row[1] for row in rows if row[0] > seq}
        if EVERYTHING in fresh:
            gone += kept.count()
            kept.throw_away(int(now.timestamp()))
        elif fresh:
            gone += kept.remove(fresh)
            kept.tell(touched="\n".join([*filter(None, kept.told("touched").split("\n")), *sorted(fresh)][-200:]))
    last, told = (rows[-1][0], _mark(rows[-1])) if rows else (0, "")
    if not kept.told("known") or (last, told) != (seq, mark):
        kept.tell(seq=str(last), mark=told, known="1")
    return gone


def _mark(row: tuple[int, str, datetime]) -> str:
    return f"{row[1]} {row[2].isoformat()}"


def _turned(kept: Shelf, today: date) -> int:
    """The day as it is now: pages that were true until yesterday go, then the new day is told to whoever serves."""
    before = kept.told("day")
    if before == today.isoformat() and kept_pages.told_day() == today:
        return 0
    gone = 0
    if before and before > today.isoformat():
        # The clock was put back: what was made of a later day is not true today.
        kept.throw_away(0)
    elif before:
        gone = kept.remove_before(today)
    kept.tell(day=today.isoformat())
    draft = kept_pages.home() / f"day.{os.getpid()}"
    draft.write_text(today.isoformat(), encoding="ascii")
    os.rename(draft, kept_pages.day_file())
    return gone


def begin(now: datetime) -> bool:
    """At the start of a server: pages of another generation are thrown away, and what changed meanwhile. Whether any were."""
    with shelf.held(_LONG_PATIENCE) as kept:
        other = kept.told("generation") != generation.current()
        if other:
            kept.throw_away(0)
            kept.tell(generation=generation.current())
        kept.drop_old_drafts(now.timestamp() - 3600)
        _swept(kept, now)
        # The worker begins a little later; until then nothing is older than this look.
        kept_pages.beat_file().touch()
    return other


def begin_serving() -> bool:
    """The same for a server that is just being loaded. False: it could not be done, and this server serves no kept page."""
    try:
        begin(timezone.now())
    except (Busy, OSError, DatabaseError):
        _LOG.exception("页面文件没有核对，这个进程不直接送出页面文件。")
        return False
    return True


def is_ours() -> bool:
    """Whether the kept pages are of this program with these settings, or nobody's yet."""
    with shelf.held(_PATIENCE) as kept:
        return kept.told("generation") in ("", generation.current())


def clear(now: datetime) -> int:
    """Throw every kept page away. How many there were. `Busy`, `OSError`."""
    with shelf.held(_PATIENCE) as kept:
        count = kept.count()
        kept.throw_away(int(now.timestamp()))
    return count


def keep(pages: Sequence[Rendered], now: datetime, patience: float = _SHORT) -> list[str]:
    """Keep pages that are still true. Gives the addresses that were kept; the others are there already, or were overtaken by a
    change, by midnight or by another release, or the disk would not take them (said in the log and to the doctor).
    """
    if connection.in_atomic_block or not pages:
        # What this transaction reads may never become true.
        return []
    drafts: list[tuple[Rendered, Draft]] = []
    try:
        for each in pages:
            if not shelf.exists(each.path):
                drafts.append((each, shelf.draft(each.path, each.content, each.scopes, each.until)))
        with shelf.held(patience) as kept:
            done = kept.put(_true(kept, drafts, now), int(now.timestamp())) if drafts else []
        _well()
    except Busy:
        return []
    except OSError as error:
        _ill(error)
        return []
    finally:
        for _, made in drafts:
            made.drop()
    return done


def _true(kept: Shelf, drafts: Iterable[tuple[Rendered, Draft]], now: datetime) -> list[Draft]:
    today = timezone.localdate(now)
    if not kept.told("generation"):
        kept.tell(generation=generation.current())
    if kept.told("generation") != generation.current():
        return []
    if kept.told("day") != today.isoformat() or not kept.told("known"):
        _swept(kept, now)
    some = list(drafts)
    changes = queries.newer(min(each.since for each, _ in some))
    return [
        made
        for each, made in some
        if each.day == today <= each.until and not queries.concerned(changes, each.scopes, each.since)
    ]


def _ill(error: OSError) -> None:
    said = f"页面文件写不进去（{error.strerror or type(error).__name__}），页面照常显示，只是每次现做。请检查磁盘空间和权限。"
    if queries.fault() != said:
        _LOG.error(said)
    try:
        kept_pages.fault_file().write_text(said, encoding="utf-8")
    except OSError:
        # A full disk takes not even that; the log has it.
        _LOG.error(said)


def _well() -> None:
    if kept_pages.fault_file().exists():
        kept_pages.fault_file().unlink(missing_ok=True)


def forget(now: datetime) -> int:
    """Delete changes that every machine has long since seen; the newest stays, for it says which database this is. How many."""
    old = Stale.objects.filter(at__lt=now - timedelta(days=_REMEMBERED_DAYS), seq__lt=queries.newest())
    return int(old.delete()[0])
