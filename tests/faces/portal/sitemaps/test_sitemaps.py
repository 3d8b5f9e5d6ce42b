"""The site map for programs: every page that everybody may read, once, and nothing else; read back with a parser."""

from __future__ import annotations

from typing import Any

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client

from gongkai.faces.portal.sitemaps import views
from tests.apps.columns.tree import opened
from tests.apps.publishing.desk import content, drafted, published
from tests.faces.portal.disclosure.published import Shown, normative, policy, shown, withdrawn
from tests.rigs import begun

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
HOST = "https://www.example.gov.cn"


@begun.rows
def _world() -> Shown:
    where = shown()
    opened(where.house.head, "notices", "通知公告")
    return where


@pytest.fixture
def world(settings: Any, _world: Shown) -> Shown:
    settings.SITE = {**settings.SITE, "domain": "www.example.gov.cn"}
    return _world


def _read(path: str, tag: str) -> list[dict[str, str]]:
    response = Client().get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    rows = fromstring(response.content).findall(f"s:{tag}", NAMES)
    return [{child.tag.partition("}")[2]: str(child.text) for child in row} for row in rows]


def _everything() -> list[dict[str, str]]:
    parts = [each["loc"].removeprefix(HOST) for each in _read("/sitemap.xml", "sitemap")]
    assert len(parts) == len(set(parts))
    found = [_read(part, "url") for part in parts]
    assert all(found), "no part is empty"
    return [each for rows in found for each in rows]


def test_every_page_stands_in_it_once_and_answers(world: Shown) -> None:
    first, kept = policy(world.house), normative(world.house, "昌政发〔2026〕3号")
    withdrawn(world.house, kept, "repealed", by="昌政发〔2026〕4号")
    rows = {each["loc"].removeprefix(HOST): each.get("lastmod", "") for each in _everything()}
    assert len(rows) == len(_everything())
    assert (rows[world.page(first)], rows[world.page(kept)]) == ("2026-03-02", "2026-03-09")
    assert {"/", "/xxgk/", "/data/", "/xxgk/changtu/columns/notices/", "/xxgk/changtu/years/2026/"} <= set(rows)
    wrong = {path: status for path in rows if (status := Client().get(path).status_code) != 200}
    assert not wrong


def test_what_is_not_public_stands_in_none(world: Shown) -> None:
    gone, hidden = published(world.house), drafted(world.house, content(title="草稿"))
    published(world.house)
    withdrawn(world.house, gone, "mistaken")
    paths = [each["loc"] for each in _everything()]
    assert not [path for path in paths if gone.number in path or hidden.number in path]
    assert not [path for path in paths if "/desk/" in path or "/api/items" in path or path.endswith((".xml", ".csv"))]


def test_a_long_year_is_told_in_parts(world: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST", 2)
    numbers = {published(world.house).number for _ in range(4)}
    parts = [each["loc"].removeprefix(HOST) for each in _read("/sitemap.xml", "sitemap")]
    assert [each for each in parts if "2026" in each] == [f"/sitemap-2026-{n}-changtu.xml" for n in (1, 2, 3)]
    told = [[each["loc"] for each in _read(f"/sitemap-2026-{n}-changtu.xml", "url")] for n in (1, 2, 3)]
    assert [len(each) for each in told] == [2, 2, 1]
    assert {path.split("/")[-2] for rows in told for path in rows} == numbers | {"2026"}
    for path in ("/sitemap-2026-4-changtu.xml", "/sitemap-2025-1-changtu.xml", "/sitemap-2026-0-changtu.xml"):
        assert Client().get(path).status_code == 404


def test_programs_are_told_what_to_leave_alone(world: Shown) -> None:
    response = Client().get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert {"Disallow: /desk/", "Disallow: /search/"} <= set(lines)
    assert f"Sitemap: {HOST}/sitemap.xml" in lines
