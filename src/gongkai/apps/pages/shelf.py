"""The kept pages of this machine as files, and the index of what each was made from. Nothing here asks the database.

Below `DATA/pages`: `site` is what is served, `index.sqlite3` tells which page carries which scopes, `new` holds drafts, `aside` what was
thrown away at one stroke and is deleted at leisure, `lock` lets one process of the machine at a time change anything.

Never half a page: both files of a page are drafted elsewhere and renamed, the packed one first; they go in the other order. So a page
that can be seen is whole, and its packed file, if there is one, says the same. A page is never replaced: it is removed, and made again.
Readers ask by time and size whether it is still the same (as nginx does), so no page is made twice within one second.

Nothing is forced to the disk, for a page can be made again: when the machine itself was started anew, all pages are (pages/generation).
"""

from __future__ import annotations

import fcntl
import gzip
import itertools
import json
import os
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.config import kept_pages

FEW = 3000
"""More pages than these are not removed one by one: the whole folder is put aside."""
_PAUSE = 0.002
_SCHEMA = """
CREATE TABLE told (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE page (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, kept INTEGER NOT NULL, made INTEGER NOT NULL, until TEXT NOT NULL);
CREATE INDEX page_until ON page (until) WHERE kept = 1;
CREATE TABLE scope (scope TEXT NOT NULL, page INTEGER NOT NULL, PRIMARY KEY (scope, page)) WITHOUT ROWID;
CREATE INDEX scope_page ON scope (page);
CREATE TABLE again (path TEXT PRIMARY KEY) WITHOUT ROWID;
"""
_counter = itertools.count()


class Busy(Exception):
    """Somebody else has held the lock for too long."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that lies ready: `until` is the last day on which it is true."""

    path: str
    plain: Path
    packed: Path
    scopes: frozenset[str]
    until: date

    def drop(self) -> None:
        """It was not wanted."""
        for each in (self.plain, self.packed):
            each.unlink(missing_ok=True)


def draft(path: str, content: bytes, scopes: Iterable[str], until: date) -> Draft:
    """Both files of a page, where nobody serves them. `OSError`: the disk is full or not to be written."""
    folder = kept_pages.home() / "new"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{os.getpid()}-{threading.get_ident()}-{next(_counter)}"
    made = Draft(path, folder / name, folder / f"{name}{kept_pages.PACKED}", frozenset(scopes), until)
    try:
        made.plain.write_bytes(content)
        made.packed.write_bytes(gzip.compress(content, 6, mtime=0))
    except OSError:
        made.drop()
        raise
    return made


@contextmanager
def held(patience: float) -> Iterator[Shelf]:
    """The shelf, with nobody else changing it. `Busy` after so many seconds."""
    home = kept_pages.home()
    home.mkdir(parents=True, exist_ok=True)
    with (home / "lock").open("a") as file:
        end = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= end:
                    raise Busy from None
                time.sleep(_PAUSE)
        shelf = Shelf(home)
        try:
            yield shelf
        finally:
            shelf.close()


def exists(path: str) -> bool:
    """Whether there is a page of this address now."""
    lies = kept_pages.relative(path)
    return bool(lies) and (kept_pages.site() / lies).is_file()


def swept_aside(seconds: float) -> bool:
    """Delete what was put aside, for at most so long. Whether all is gone."""
    end = time.monotonic() + seconds
    folder = kept_pages.home() / "aside"
    for base, _, names in os.walk(folder, topdown=False):
        for name in names:
            Path(base, name).unlink(missing_ok=True)
            if time.monotonic() > end:
                return False
        if Path(base) != folder:
            with suppress(OSError):
                os.rmdir(base)
    return True


class Shelf:
    """Changes to the kept pages, by whoever holds the lock."""

    def __init__(self, home: Path) -> None:
        self._home, self._site = home, home / "site"
        self._file = home / "index.sqlite3"
        fresh = not self._file.exists()
        if fresh:
            self._put_aside()
        self._index = self._opened(fresh)

    def _opened(self, fresh: bool) -> sqlite3.Connection:
        index = sqlite3.connect(self._file, isolation_level=None)
        # A kill loses nothing, since the system keeps what was written; a power cut makes all pages anew anyway.
        index.executescript("PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=OFF;")
        if fresh:
            index.executescript(f"BEGIN; {_SCHEMA} COMMIT;")
        return index

    def close(self) -> None:
        self._index.close()

    def told(self, name: str) -> str:
        """What was noted down under a name, empty for nothing."""
        row = self._index.execute("SELECT value FROM told WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def tell(self, **values: str) -> None:
        """Note down."""
        self._index.executemany("INSERT OR REPLACE INTO told VALUES (?, ?)", values.items())

    def count(self) -> int:
        """How many pages are kept."""
        return int(self._index.execute("SELECT COUNT(*) FROM page WHERE kept = 1").fetchone()[0])

    def put(self, drafts: Collection[Draft], second: int) -> list[str]:
        """Let drafts be seen, made in this second. Gives the addresses that were; the others were there already, or were made
        within this second before. `OSError`: the disk.
        """
        wanted = [each for each in drafts if second > int(self.told("floor") or 0) and self._is_new(each.path, second)]
        self._index.execute("BEGIN IMMEDIATE")
        for each in wanted:
            # The index first: a page that can be seen is one that can be found by its scopes.
            self._noted(each, second)
        self._index.execute("COMMIT")
        for each in wanted:
            place = self._site / kept_pages.relative(each.path)
            place.parent.mkdir(parents=True, exist_ok=True)
            for file in (each.packed, each.plain):
                os.utime(file, (second, second))
            os.rename(each.packed, f"{place}{kept_pages.PACKED}")
            os.rename(each.plain, place)
        return [each.path for each in wanted]

    def _is_new(self, path: str, second: int) -> bool:
        if exists(path):
            return False
        row = self._index.execute("SELECT made FROM page WHERE path = ?", (path,)).fetchone()
        return row is None or int(row[0]) < second

    def _noted(self, each: Draft, second: int) -> None:
        key = self._index.execute(
            "INSERT INTO page (path, kept, made, until) VALUES (?, 1, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET kept = 1, made = excluded.made, until = excluded.until RETURNING id",
            (each.path, second, each.until.isoformat()),
        ).fetchone()[0]
        self._index.execute("DELETE FROM scope WHERE page = ?", (key,))
        self._index.executemany("INSERT INTO scope VALUES (?, ?)", [(scope, key) for scope in each.scopes])
        self._index.execute("DELETE FROM again WHERE path = ?", (each.path,))

    def remove(self, scopes: Collection[str]) -> int:
        """Remove every page that carries one of the scopes. How many."""
        found = dict(
            self._index.execute(
                "SELECT DISTINCT page.id, page.path FROM scope JOIN page ON page.id = scope.page "
                "WHERE kept = 1 AND scope IN (SELECT value FROM json_each(?))",
                (json.dumps(list(scopes)),),
            )
        )
        return self._removed(found)

    def remove_before(self, day: date) -> int:
        """Remove every page that is not true on this day any more. How many."""
        return self._removed(
            dict(self._index.execute("SELECT id, path FROM page WHERE kept = 1 AND until < ?", (day.isoformat(),)))
        )

    def _removed(self, found: dict[int, str]) -> int:
        if len(found) > FEW:
            self.throw_away(int(self.told("floor") or 0))
            return len(found)
        for path in found.values():
            self.unlink(path)
        self._index.execute("BEGIN IMMEDIATE")
        keys = [(key,) for key in found]
        self._index.executemany("DELETE FROM scope WHERE page = ?", keys)
        self._index.executemany("UPDATE page SET kept = 0 WHERE id = ?", keys)
        self._index.executemany("INSERT OR IGNORE INTO again VALUES (?)", [(path,) for path in found.values()])
        self._index.execute("COMMIT")
        return len(found)

    def unlink(self, path: str) -> None:
        """Take the files of an address away."""
        place = self._site / kept_pages.relative(path)
        # The plain file first: it is by that one that a page is there.
        place.unlink(missing_ok=True)
        place.with_name(f"{place.name}{kept_pages.PACKED}").unlink(missing_ok=True)

    def throw_away(self, floor: int) -> None:
        """Put every page aside at one stroke; what was noted down stays. No page is made before the second after `floor`."""
        kept = dict(self._index.execute("SELECT name, value FROM told"))
        made = self._index.execute("SELECT COALESCE(MAX(made), 0) FROM page").fetchone()[0]
        self._put_aside()
        self._index.close()
        self._file.unlink()
        self._index = self._opened(fresh=True)
        self.tell(**{**kept, "floor": str(max(floor, int(made))), "filled": ""})

    def _put_aside(self) -> None:
        if self._site.is_dir():
            aside = self._home / "aside"
            aside.mkdir(exist_ok=True)
            os.rename(self._site, aside / f"{time.monotonic_ns()}-{os.getpid()}")
        self._site.mkdir()

    def again(self, count: int) -> list[str]:
        """Some of the addresses that lost their page and are to have one again."""
        return [row[0] for row in self._index.execute("SELECT path FROM again LIMIT ?", (count,))]

    def want(self, paths: Iterable[str]) -> None:
        """Note down addresses that are to have a page."""
        self._index.executemany("INSERT OR IGNORE INTO again VALUES (?)", [(path,) for path in paths])

    def unwanted(self, paths: Iterable[str]) -> None:
        """Forget them: there is nothing at the address, or it is not kept."""
        self._index.executemany("DELETE FROM again WHERE path = ?", [(path,) for path in paths])

    def waiting(self) -> int:
        """How many addresses are to have a page again."""
        return int(self._index.execute("SELECT COUNT(*) FROM again").fetchone()[0])

    def drop_old_drafts(self, before: float) -> None:
        """Delete drafts from before a moment, which killed processes left behind."""
        for each in (self._home / "new").glob("*"):
            with suppress(OSError):
                if each.stat().st_mtime < before:
                    each.unlink()


def orphans() -> Iterator[str]:
    """Files below `site` that the index does not know, as they lie there."""
    site = kept_pages.site()
    with sqlite3.connect(kept_pages.home() / "index.sqlite3") as index:
        for base, _, names in os.walk(site):
            for name in names:
                lies = os.path.relpath(os.path.join(base, name), site).removesuffix(kept_pages.PACKED)
                path = "/" + lies.removesuffix(kept_pages.INDEX)
                if not index.execute("SELECT 1 FROM page WHERE path = ? AND kept = 1", (path,)).fetchone():
                    yield os.path.relpath(os.path.join(base, name), site)
