"""Whatever is given to machines is public: an item in every state of the procedure, and every operation, feed and file read for its words."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.files import actions as files
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.content import Content, FileRef
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.moving_in import actions as moving_in
from gongkai.faces.api.interface import document
from gongkai.faces.look.open_data.fields import DATASETS
from gongkai.law.procedures import PUBLICATION
from gongkai.law.procedures.publication import STAGES
from tests.apps.columns.tree import opened
from tests.apps.files.made import a_xlsx
from tests.apps.publishing.desk import FIELDS, NOW, House, house, signed
from tests.apps.publishing.moving_in import exports
from tests.faces.portal.disclosure.published import LATER

pytestmark = pytest.mark.django_db
SECRET, PUBLIC = "绝不能提前知道的事", "人人可以知道的事"
UNBORN = {"new"}
"""A state before there is anything: no item stands in it."""
SHOWN = {"live", "owing", "archived"}


class Planting:
    """Items brought to every state, each with its state in its words."""

    def __init__(self, where: House) -> None:
        self.where = where
        blob = files.store(where.clerk, a_xlsx((("数", SECRET),)), f"{SECRET}.xlsx", NOW)
        self.ref = FileRef(blob.digest, f"{SECRET}.xlsx")

    def text(self, word: str, state: str, **changed: object) -> Content:
        refs = (self.ref,) if word == SECRET else ()
        told = {"title": f"{word}{state}", "summary": f"{word}{state}", "keywords": word, "source": word}
        return Content({**FIELDS, **told, **changed}, f"<p>{word}{state}</p>", refs)

    def draft(self, word: str, state: str, **changed: object) -> Item:
        return actions.draft(self.where.clerk, self.text(word, state, **changed), NOW)

    def live(self, word: str, state: str) -> Item:
        return actions.act(self.where.clerk, signed(self.where, self.draft(word, state)).pk, "publish", {}, NOW)

    def all(self, folder: Path) -> None:
        self._before()
        self._public()
        self._after()
        row = {**exports.ROWS[0], "标题": f"{SECRET}staged", "正文": f"<p>{SECRET}</p>", "信息来源": SECRET}
        path = exports.csv_file(folder, [row])
        moving_in.stage(self.where.clerk, path, "", NOW)

    def _before(self) -> None:
        where, head = self.where, self.where.head
        self.draft(SECRET, "draft")
        codes = [code for code, _ in STAGES]
        actions.act(where.clerk, self.draft(SECRET, codes[0]).pk, "submit", {}, NOW)
        for done, awaited in pairwise(codes):
            signed(where, self.draft(SECRET, awaited), done)
        signed(where, self.draft(SECRET, "cleared"))
        scheduled = signed(where, self.draft(SECRET, "scheduled"))
        actions.act(where.clerk, scheduled.pk, "schedule", {"publish_at": "2026-03-02 18:00"}, NOW)
        withheld = {"attribute": "withheld", "ground": "internal", "ground_reason": "内部事务"}
        actions.act(where.clerk, self.draft(SECRET, "withhold_review", **withheld).pk, "propose_withhold", {}, NOW)
        kept = self.draft(SECRET, "withheld", **withheld)
        actions.act(where.clerk, kept.pk, "propose_withhold", {}, NOW)
        actions.act(head, kept.pk, "approve_withhold", {}, NOW)

    def _public(self) -> None:
        where = self.where
        self.live(PUBLIC, "live")
        # Beside what everybody reads there is a text on its way, which nobody may.
        changing = self.live(PUBLIC, "changing")
        actions.act(where.clerk, changing.pk, "correct", {"reason": "改数"}, LATER)
        actions.edit(where.clerk, changing.pk, self.text(SECRET, "改稿"), LATER)
        urgent = self.draft(PUBLIC, "owing")
        actions.act(where.leader, urgent.pk, "emergency", {"reason": "汛情"}, NOW)
        archived = self.live(PUBLIC, "archived")
        actions.act(where.head, archived.pk, "withdraw", {"how": "repealed", "reason": "见批示"}, LATER)
        actions.act(where.clerk, archived.pk, "archive", {}, LATER)

    def _after(self) -> None:
        where = self.where
        discarded = self.draft(SECRET, "discarded")
        actions.act(where.clerk, discarded.pk, "discard", {"reason": "不用了"}, NOW)
        for how, told in (("mistaken", {}), ("merged", {"successor": Item.objects.get(title=f"{PUBLIC}live").number})):
            taken = self.live(SECRET, "withdrawn")
            actions.act(where.head, taken.pk, "withdraw", {"how": how, "reason": SECRET, **told}, LATER)


def _given(path: str) -> str:
    response: Any = Client().get(path)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return f"{response.items()} {body.decode()}"


def _paths() -> list[str]:
    lists = [path for path in document()["paths"] if "{" not in path]
    words = [
        f"/api/search?q={SECRET}",
        "/api/search?q=绝不",
        "/api/items?limit=100",
        "/api/items?since=2020-01-01&limit=100",
    ]
    data = [f"/data/{each.name}.{kind}" for each in DATASETS.values() for kind in each.kinds]
    feeds = ["/feed.xml", "/rss.xml", "/xxgk/changtu/feed.xml", "/xxgk/changtu/columns/notices/feed.xml"]
    maps = ["/sitemap.xml", "/sitemap-pages-changtu.xml", "/sitemap-2026-1-changtu.xml"]
    items = [f"/api/items/changtu/{each.number}" for each in Item.objects.all()]
    return [*lists, *words, *data, *feeds, *maps, *items]


def test_an_item_in_every_state_is_given_to_machines_only_as_far_as_it_is_public(tmp_path: Path, settings: Any) -> None:
    settings.API_A_MINUTE = 0
    cache.clear()
    where = house()
    opened(where.head, "notices", "通知公告")
    Planting(where).all(tmp_path)
    states = set(Item.objects.values_list("state", flat=True))
    assert states | UNBORN == set(PUBLICATION.states), "one in every state"
    seen: dict[str, int] = {}
    for path in _paths():
        text = _given(path)
        # What was asked for may be said again.
        asked = path.count(SECRET)
        assert text.count(SECRET) <= asked, path
        seen[path] = text.count(PUBLIC)
    for path in ("/api/items", "/data/items.csv", "/data/items.json", "/feed.xml", "/rss.xml"):
        assert seen[path] >= 4, path
    hidden = Item.objects.filter(title__startswith=SECRET).values_list("number", flat=True)
    public = {
        each for path in ("/sitemap-2026-1-changtu.xml", "/data/items.csv") for each in hidden if each in _given(path)
    }
    assert not public
    assert {state for state in SHOWN if f"{PUBLIC}{state}" in _given("/data/items.json")} == SHOWN
    assert LexborHTMLParser(_given("/sitemap-2026-1-changtu.xml")).css_first("loc") is not None
