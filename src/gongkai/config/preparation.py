"""What must be true before the first request: the database answers and is migrated, style sheets are collected.

Needs Django set up (`start_django`). What is already in order is left alone, so that a restart costs nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import DatabaseError

from gongkai.config import health, migrating


class NotReady(Exception):
    """What stands in the way, and how to mend it, in one Chinese sentence."""


def prepare(tell: Callable[[str], None]) -> None:
    """Migrate and collect as far as needed, telling each step. Raises `NotReady`."""
    if not health.database_answers():
        raise NotReady("连不上数据库。请检查 DATABASE_URL，以及数据库服务是否已启动。")
    try:
        if health.missing_migrations():
            tell("· 更新数据库")
            migrating.migrate()
    except DatabaseError as error:
        raise NotReady(f"数据库更新失败：{_first_line(error)}。请核对数据库用户是否有建表的权限。") from error
    _collect_static(tell)


def _first_line(error: DatabaseError) -> str:
    """What the database said, without the hints and positions that it adds below."""
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _collect_static(tell: Callable[[str], None]) -> None:
    state = static_state()
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == state:
        return
    tell("· 收集样式文件")
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(state, encoding="ascii")


def static_state() -> str:
    """A hash over every style sheet and picture of every app."""
    found = [(path, storage.path(path)) for finder in get_finders() for path, storage in finder.list([])]
    state = hashlib.sha256()
    for path, place in sorted(found):
        state.update(f"{path}\0".encode() + Path(place).read_bytes())
    return state.hexdigest()
