"""Every kind of page of the portal as a screen reader is told of it, tables on a telephone too; all faults at once."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from playwright.sync_api import Browser, Page, Route

from tests.browser import spoken
from tests.faces.portal.every_page import pages
from tests.rigs import browser as rig
from tests.rigs.demo_county import DemoCounty

ROOT = "http://localhost"
MORE = {
    "search, nothing": "/search/?q=没有的词语",
    "search, narrowed": "/search/?q=河湖&year=2024&kind=policy",
    "search, faults": "/search/?q=河湖&year=x",
    "library, on a day": "/policies/?validity=repealed&day=2024-01-01",
    "lost": "/xxgk/changto/items/",
}
"""Other faces of the same pages."""


def _answer(route: Route) -> None:
    """The page as the program makes it, without a server between: the county is read, nothing else is done."""
    path = route.request.url.removeprefix(ROOT)
    if path.startswith("/static/"):
        place = finders.find(path.removeprefix("/static/"))
        assert isinstance(place, str), path
        route.fulfill(path=place)
        return
    told: Any = Client().get(path)
    body = b"".join(told) if told.streaming else told.content
    route.fulfill(status=told.status_code, headers=dict(told.headers), body=body)


@pytest.fixture
def reader(chromium: Browser) -> Any:
    with rig.opened(chromium, ROOT, "desktop") as page:
        page.route("**/*", _answer)
        yield page


def test_every_kind_of_page_can_be_listened_to(demo_county: DemoCounty, reader: Page) -> None:
    rig.look_at_every_size(reader)
    wrong: list[str] = []
    titles: dict[str, str] = {}
    for name, path in {route or "home": path for route, (path, _) in pages().items()}.items() | MORE.items():
        reader.goto(path)
        titles[name] = reader.title()
        led_to = name not in ("home", "lost")
        wrong += [f"{name}: {sentence}" for sentence in spoken.faults(reader, led_to)]
        if reader.locator("main table").count():
            # Where there is no room for its columns a table is laid out in another way; it has to remain a table.
            wrong += [f"{name}, {size}: {each}" for size in rig.sizes(reader) for each in spoken.faults(reader, led_to)]
    reader.complaints.clear()  # type: ignore[attr-defined]  # the browser reports the 404 itself
    same = [title for title, count in Counter(titles.values()).items() if count > 1]
    wrong += [f"called the same: {[name for name in titles if titles[name] == title]}" for title in same]
    # Nobody who listens goes through a page to learn whether anything was found: its title is the first that is read.
    for name, words in {"search/": "找到", "search, narrowed": "找到", "search, nothing": "没有找到"}.items():
        if words not in titles[name]:
            wrong.append(f"{name}: the title does not tell what was found: {titles[name]}")
    assert not wrong, "\n".join(sorted(set(wrong)))
