"""One small office on a day in May, and a way to make things findable in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from gongkai.apps.organs.models import Organ, OrganName
from gongkai.apps.search import actions
from gongkai.apps.search.findable import Findable, Kind
from tests.apps.office import at

TODAY = date(2026, 5, 4)
Tell = Callable[..., None]


@pytest.fixture(autouse=True)
def _in_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(TODAY))


def office(code: str, name: str) -> Organ:
    made = Organ.objects.create(code=code, kind="office", level="county", since=date(2008, 5, 1))
    OrganName.objects.create(organ=made, name=name, since=made.since)
    return made


@pytest.fixture
def tell(db: None) -> Tell:
    organs = {"office": office("office", "测试县办公室"), "water": office("water", "测试县水利局")}

    def told(number: str, title: str, text: str = "", ago: int = 0, organ: str = "office", **more: Any) -> None:
        kind = more.pop("kind", Kind.INFORMATION)
        key = f"item:{organ}/{number}"
        day = TODAY - timedelta(ago)
        actions.put([Findable(kind, key, organs[organ].pk, number, title, day, text, **more)])

    return told
