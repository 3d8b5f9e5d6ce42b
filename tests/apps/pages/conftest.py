"""Each test has its own pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rigs.kept_pages import own_pages


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path) -> Iterator[Path]:
    with own_pages(tmp_path) as folder:
        yield folder
