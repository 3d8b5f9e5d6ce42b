"""What journeys share: an installation of its own with an empty database, as `gongkai run` finds it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.rigs import databases


@pytest.fixture
def installation(
    django_db_setup: None, django_db_blocker: Any, run_folder: Path, tmp_path: Path
) -> Iterator[Mapping[str, str]]:
    """Its settings; its data are below `tmp_path / "var"`."""
    told = {"SECRET_KEY": "visible-" * 8, "GONGKAI_API_A_MINUTE": "0"}
    with (
        django_db_blocker.unblock(),
        databases.copied(run_folder, databases.EMPTY, lambda: None, beside="-installed") as name,
    ):
        if connection.vendor == "sqlite":
            (tmp_path / "var").mkdir()
            shutil.copyfile(name, tmp_path / "var" / "gongkai.sqlite3")
        else:
            told["DATABASE_URL"] = os.environ["DATABASE_URL"].replace("@/postgres?", f"@/{name}?")
        yield told
