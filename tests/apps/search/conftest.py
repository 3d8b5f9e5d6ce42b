"""One small office, and a way to make things findable in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from gongkai.apps.organs.models import Organ, OrganName
from gongkai.apps.search import actions
from gongkai.apps.search.findable import Findable, Kind

TODAY = date(2026, 6, 1)
Tell = Callable[..., Findable]


@pytest.fixture
def organ(db: None) -> Organ:
    made = Organ.objects.create(code="office", kind="office", level="county", since=date(2008, 5, 1))
    OrganName.objects.create(organ=made, name="测试县人民政府办公室", short_name="县府办", since=made.since)
    return made


@pytest.fixture
def tell(organ: Organ) -> Tell:
    def told(number: str, title: str, text: str = "", day: date = TODAY, **more: Any) -> Findable:
        kind = more.pop("kind", Kind.INFORMATION)
        key = more.pop("key", f"item:office/{number}")
        made = Findable(kind, key, more.pop("organ_id", organ.pk), number, title, day, text, **more)
        actions.put([made])
        return made

    return told
