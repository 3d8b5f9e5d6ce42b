"""Which database do the settings name?

Takes:   DATABASE_URL (empty: SQLite in the data folder).
Gives:   Django's description of it. SQLite is set up for a server: write-ahead log, the write lock taken at the start of a
         transaction (so that two writers wait for each other instead of failing half-way), foreign keys enforced.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dj_database_url

from gongkai.config.environment import BadSetting

_SQLITE: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; "
        # A search reads hundreds of rows all over its tables: with the two megabytes of old it read most pages twice.
        "PRAGMA cache_size=-16000;"
    ),
}
_ENGINES = ("django.db.backends.sqlite3", "django.db.backends.postgresql")


def describe(url: str, folder: Path) -> dict[str, Any]:
    """Django's DATABASES entry. Refuses an address that is none and databases other than SQLite and PostgreSQL."""
    address = url or f"sqlite:///{folder / 'gongkai.sqlite3'}"
    try:
        database: dict[str, Any] = {**dj_database_url.parse(address)}
    except (ValueError, KeyError) as error:
        raise BadSetting("DATABASE_URL 不是数据库地址。写法：postgres://用户:密码@主机:5432/库名。") from error
    if database["ENGINE"] not in _ENGINES or database["NAME"] in ("", None, ":memory:"):
        raise BadSetting("DATABASE_URL 只能是 sqlite:///文件 或 postgres://用户:密码@主机:5432/库名。")
    if database["ENGINE"] == _ENGINES[0]:
        database["OPTIONS"] = {**database.get("OPTIONS", {}), **_SQLITE}
    else:
        database["CONN_MAX_AGE"] = 60
        database["CONN_HEALTH_CHECKS"] = True
    return database
