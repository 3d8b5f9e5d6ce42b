"""A folder of kept pages of one's own, empty at the start of each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from gongkai.config import kept_headers


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path) -> Iterator[Path]:
    with override_settings(DATA=tmp_path):
        kept_headers.standard.cache_clear()
        yield tmp_path / "pages"
    kept_headers.standard.cache_clear()
