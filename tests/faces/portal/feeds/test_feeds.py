"""Feeds: what is public, once, under a name that never changes; read back with a parser, never by the eye."""

from __future__ import annotations

from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.organs import actions as organs
from gongkai.apps.organs import queries
from gongkai.apps.people.actor import program
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import Item
from gongkai.faces.portal.feeds.entries import identity
from tests.apps.columns.tree import opened
from tests.apps.office import at
from tests.apps.publishing.desk import NOW, content, drafted, published
from tests.faces.portal.disclosure.published import LATER, Shown, explained, normative, out, policy, shown, withdrawn
from tests.rigs import begun

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def _feed(path: str, **asked: Any) -> ElementTree.Element:
    response = Client().get(path, **asked)
    assert response.status_code == 200, path
    assert response["Content-Type"].split(";")[0] in ("application/atom+xml", "application/rss+xml")
    root: ElementTree.Element = fromstring(response.content)
    return root


def _entries(path: str, tag: str) -> list[str]:
    return [str(each.text) for each in _feed(path).findall(f"a:entry/a:{tag}", ATOM)]


def _name(item: Item) -> str:
    return identity(queries.installation(), item.organ_id, item.number)


@begun.rows
def _world() -> Shown:
    return shown()


@pytest.fixture
def world(settings: Any, _world: Shown) -> Shown:
    settings.SITE = {**settings.SITE, "domain": "www.example.gov.cn", "name": "昌图县政府信息公开"}
    return _world


def test_the_feed_of_the_site_tells_the_newest_with_whole_addresses_and_a_name_for_ever(world: Shown) -> None:
    item = policy(world.house)
    root = _feed("/feed.xml")
    entry = root.find("a:entry", ATOM)
    assert entry is not None
    told = {each.tag.partition("}")[2]: each for each in entry}
    assert told["title"].text == item.title
    assert told["id"].text == _name(item)
    assert told["link"].attrib["href"] == f"https://www.example.gov.cn{world.page(item)}"
    assert told["summary"].text == "造林补助的对象和标准。"
    assert str(told["published"].text).startswith("2026-03-02T")
    assert [each.attrib["rel"] for each in root.findall("a:link", ATOM)] == ["alternate", "self"]


def test_a_correction_moves_the_entry_up_and_keeps_its_name(world: Shown) -> None:
    first = policy(world.house)
    explained(world.house, first.number)
    before = _entries("/feed.xml", "id")
    actions.act(world.house.clerk, first.pk, "correct", {"reason": "改数"}, LATER)
    first = Item.objects.get(pk=first.pk)
    actions.edit(world.house.clerk, first.pk, content(title="春季造林补助办法（订正）", genre="policy"), LATER)
    out(world.house, Item.objects.get(pk=first.pk), LATER)
    after = _entries("/feed.xml", "id")
    assert sorted(after) == sorted(before)
    assert after[0] == _name(first)
    assert _entries("/feed.xml", "updated")[0].startswith("2026-03-09T")
    assert _entries("/feed.xml", "published")[0].startswith("2026-03-02T")
    assert _entries("/feed.xml", "title")[0] == "春季造林补助办法（订正）"


def test_what_was_taken_off_is_gone_and_what_was_repealed_is_marked(world: Shown) -> None:
    gone, kept = published(world.house), normative(world.house, "昌政发〔2026〕3号")
    withdrawn(world.house, gone, "mistaken")
    withdrawn(world.house, kept, "repealed", by="昌政发〔2026〕4号")
    assert _entries("/feed.xml", "id") == [_name(kept)]
    assert _entries("/feed.xml", "summary")[0].startswith("（废止）")


def test_drafts_are_in_no_feed(world: Shown) -> None:
    drafted(world.house, content(title="还没有公开"))
    opened(world.house.head, "notices", "通知公告")
    for path in ("/feed.xml", "/rss.xml", "/xxgk/changtu/feed.xml", "/xxgk/changtu/columns/notices/feed.xml"):
        assert "还没有公开" not in Client().get(path).content.decode(), path


def test_an_organ_and_a_column_have_feeds_of_their_own(world: Shown) -> None:
    other = shown("lands")
    mine, theirs = published(world.house), published(other.house)
    opened(world.house.head, "all", "公开信息")
    opened(world.house.head, "notices", "通知公告", parent="all")
    opened(world.house.head, "empty", "空栏目")
    for path in ("/xxgk/changtu/feed.xml", "/xxgk/changtu/columns/all/feed.xml"):
        assert _entries(path, "id") == [_name(mine)], path
    assert _entries("/xxgk/changtu/columns/empty/feed.xml", "id") == []
    assert len(_entries("/feed.xml", "id")) == 2
    assert theirs.number in Client().get("/rss.xml").content.decode()
    for path in ("/xxgk/nobody/feed.xml", "/xxgk/changtu/columns/none/feed.xml"):
        assert Client().get(path).status_code == 404


def test_rss_says_the_same(world: Shown) -> None:
    item = published(world.house)
    channel = _feed("/rss.xml").find("channel")
    assert channel is not None
    guid = channel.find("item/guid")
    assert guid is not None
    assert (guid.text, guid.attrib["isPermaLink"]) == (
        _name(item),
        "false",
    )
    assert channel.findtext("item/title") == item.title


def test_who_has_it_already_is_told_so(world: Shown) -> None:
    published(world.house)
    first = Client().get("/feed.xml")
    again = Client().get("/feed.xml", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    published(world.house, now=at(date(2026, 3, 3)))
    assert Client().get("/feed.xml", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_no_entry_costs_a_query(world: Shown, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(8):
        published(world.house)
    with django_assert_max_num_queries(12):
        _feed("/feed.xml")
    with django_assert_max_num_queries(14):
        _feed("/xxgk/changtu/feed.xml")


def test_neither_a_domain_nor_a_code_that_is_given_later_changes_a_name(settings: Any) -> None:
    settings.SITE = {**settings.SITE, "domain": ""}
    house = shown().house
    published(house, now=NOW)
    before = [_feed("/feed.xml").findtext("a:id", namespaces=ATOM), *_entries("/feed.xml", "id")]
    assert all(str(each).startswith("urn:uuid:") for each in before)
    settings.SITE = {**settings.SITE, "domain": "www.example.gov.cn"}
    organs.recode(program(0), house.organ_id, "second", date(2026, 3, 20), NOW)
    assert [_feed("/feed.xml").findtext("a:id", namespaces=ATOM), *_entries("/feed.xml", "id")] == before
    assert _entries("/xxgk/second/feed.xml", "id") == before[1:]


def test_organs_and_columns_have_rss_too_and_say_so_on_their_pages(world: Shown) -> None:
    opened(world.house.head, "notices", "通知公告")
    item = published(world.house)
    for page in ("/xxgk/changtu/", "/xxgk/changtu/columns/notices/"):
        channel = _feed(f"{page}rss.xml").find("channel")
        assert channel is not None
        assert [each.text for each in channel.iterfind("item/guid")] == _entries(f"{page}feed.xml", "id")
        text = Client().get(page).content.decode()
        assert f'<a href="{page}feed.xml">Atom</a>' in text
        assert f'<a href="{page}rss.xml">RSS</a>' in text
    assert item.number in Client().get("/xxgk/changtu/rss.xml").content.decode()


def test_pages_tell_a_reader_of_their_feeds(world: Shown) -> None:
    opened(world.house.head, "notices", "通知公告")
    published(world.house)
    for path, feed in (
        ("/", "/feed.xml"),
        ("/xxgk/changtu/", "/xxgk/changtu/feed.xml"),
        ("/xxgk/changtu/columns/notices/", "/xxgk/changtu/columns/notices/feed.xml"),
    ):
        page = LexborHTMLParser(Client().get(path).content)
        told = [node.attributes["href"] for node in page.css("link[rel=alternate][type='application/atom+xml']")]
        assert told[-1] == feed
