"""How often did something happen lately, in all web processes of this machine together?

Takes:   a key, for how many seconds it counts, the moment.
Gives:   `added`, `so_far`: a table of fixed size in one file that every process maps into its memory. Nothing is waited for but
         another process's few microseconds; no database is asked.

A key is hashed under the site's secret: no address lies on the disk. When more is counted at once than the table holds, what was
counted least is forgotten first: rather somebody asks once too often than the disk fills or anybody is locked out.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_SLOT = struct.Struct("<QII")
"""Whose count, until when (seconds since 1970), how many."""
_SLOTS_A_ROW = 8
_ROW_BYTES = _SLOT.size * _SLOTS_A_ROW
_ROWS = 8192
_SIZE = _ROWS * _ROW_BYTES
_MOST = 2**32 - 1


class _Table:
    """The table of one file. Record locks hold between processes, forked ones too; threads of one process share a lock beside it."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        # Taken from the disk now: a page of the map that finds no room later would end the process.
        os.posix_fallocate(self._file, 0, _SIZE)
        self._map = mmap.mmap(self._file, _SIZE)
        self._threads = threading.Lock()
        os.register_at_fork(after_in_child=self._after_fork)

    def changed(self, key: bytes, row: int, until: int, now: int, by: int) -> int:
        """The count of a key after `by` was added to it; a key whose time is over begins anew."""
        at = row * _ROW_BYTES
        with self._alone(at):
            slots = list(_SLOT.iter_unpack(self._map[at : at + _ROW_BYTES]))
            identity = int.from_bytes(key, "little")
            place = next((n for n, (whose, end, _) in enumerate(slots) if whose == identity and end > now), None)
            if place is None and not by:
                return 0
            count = slots[place][2] if place is not None else 0
            if not by:
                return count
            if place is None:
                place = min(range(_SLOTS_A_ROW), key=lambda n: (slots[n][1] > now, slots[n][2]))
            else:
                until = slots[place][1]
            count = min(count + by, _MOST)
            _SLOT.pack_into(self._map, at + place * _SLOT.size, identity, until, count)
            return count

    def clear(self) -> None:
        with self._alone(0):
            self._map[:] = bytes(_SIZE)

    @contextmanager
    def _alone(self, at: int) -> Iterator[None]:
        with self._threads:
            fcntl.lockf(self._file, fcntl.LOCK_EX, _ROW_BYTES, at)
            try:
                yield
            finally:
                fcntl.lockf(self._file, fcntl.LOCK_UN, _ROW_BYTES, at)

    def _after_fork(self) -> None:
        self._threads = threading.Lock()


def added(key: str, seconds: int, now: int) -> int:
    """Count once more, for so many seconds from the first time on; how often that was."""
    return _changed(key, now + seconds, now, 1)


def so_far(key: str, now: int) -> int:
    """How often it was counted, without counting."""
    return _changed(key, 0, now, 0)


def forget_all() -> None:
    """Begin anew, for tests."""
    _table(settings.COUNTS_FILE).clear()


def _changed(key: str, until: int, now: int, by: int) -> int:
    digest = hashlib.blake2b(key.encode(), digest_size=12, key=_secret(settings.SECRET_KEY)).digest()
    row = int.from_bytes(digest[8:], "little") % _ROWS
    return _table(settings.COUNTS_FILE).changed(digest[:8], row, until, now, by)


@lru_cache(maxsize=1)
def _secret(of_site: str) -> bytes:
    return hashlib.blake2b(of_site.encode(), digest_size=32, person=b"gongkai counts").digest()


@lru_cache(maxsize=4)
def _table(path: str | Path) -> _Table:
    return _Table(Path(path))
