"""A folder and keys of its own for every test."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def papers_folder(settings: Any, tmp_path: Path) -> Path:
    settings.VAULT_KEYS = str(tmp_path / "keys.json")
    settings.PAPERS_ROOT = tmp_path / "papers"
    return tmp_path / "papers"
