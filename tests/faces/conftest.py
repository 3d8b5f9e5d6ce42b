"""What tests of the faces begin with is made once for those that follow one another (rigs/begun.py)."""

from __future__ import annotations

import pytest

from tests.rigs import begun
from tests.rigs.begun import _django_db_helper, _wanted_rows, beginnings

__all__ = ["_django_db_helper", "_wanted_rows", "beginnings"]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    begun.make_way(item)
