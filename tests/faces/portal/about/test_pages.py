"""Pages that tell of the site: where everything is, how to use it, where to apply and to ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.columns import actions as columns
from gongkai.faces.portal.about import sitemap
from gongkai.law.disclosure import guide as law
from gongkai.law.sources import ogi
from tests.apps.publishing.desk import NOW, published
from tests.faces.portal.disclosure.county import county
from tests.faces.portal.disclosure.published import Shown, shown
from tests.rigs import begun

pytestmark = pytest.mark.django_db


def _tree(client: Client, path: str) -> LexborHTMLParser:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return LexborHTMLParser(answer.content)


@begun.rows
def here() -> Shown:
    found = shown()
    columns.lay_down(found.house.head, NOW)
    return found


def test_the_site_map_leads_to_columns_that_hold_something(client: Client, here: Shown) -> None:
    empty = _tree(client, "/sitemap/").css(".map-organs ul a")
    assert empty == []
    item = published(here.house)
    leaves = _tree(client, "/sitemap/").css(".map-organs ul a")
    assert item.column in {leaf.text() for leaf in leaves}
    for leaf in leaves:
        assert client.get(str(leaf.attributes["href"])).status_code == 200


def test_the_site_map_is_bounded(client: Client, here: Shown) -> None:
    published(here.house)
    (whole,) = (each for each in sitemap.branches(500) if each.leaves)
    assert not whole.cut
    cut = sitemap.branches(len(whole.leaves) - 1)
    assert [(each.leaves, each.cut) for each in cut if each.name == whole.name] == [((), True)]


def test_the_site_map_asks_no_more_for_more_organs(
    client: Client, here: Shown, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published(here.house)
    with django_assert_num_queries(4):
        sitemap.branches(500)
    county()
    with django_assert_num_queries(4):
        sitemap.branches(500)


def test_help_says_what_the_law_says(client: Client) -> None:
    text = _tree(client, "/help/").text()
    for points in (law.BEFORE_APPLYING, law.REQUIRED, law.HOW_LONG, law.ON_PAYING, law.COMPLAIN):
        assert all(point.text in text and point.cite.label in text for point in points)
    for ground in (ogi.A14, ogi.A15, ogi.A16_1, ogi.A39_1, ogi.A36_I4):
        assert text.count(ground.gist) == 1


def test_help_leads_to_its_own_parts_and_to_pages(client: Client) -> None:
    tree = _tree(client, "/help/")
    ids = {str(node.attributes["id"]) for node in tree.css("[id]")}
    main = tree.css_first("main")
    assert main is not None
    for link in main.css("a"):
        url = str(link.attributes["href"])
        if url.startswith("#"):
            assert url[1:] in ids
        else:
            assert client.get(url.partition("#")[0]).status_code == 200, url


def test_applying_leads_to_the_form_and_the_ways_of_each_organ(client: Client) -> None:
    county()
    links = [str(link.attributes["href"]) for link in _tree(client, "/apply/").css("#whom ~ ul a")]
    codes = ("qinghe", "qinghe-edu", "qinghe-office")
    assert set(links) == {f"/{way}/" for code in codes for way in (f"apply/{code}", f"xxgk/{code}/apply")}
    assert all(client.get(link).status_code == 200 for link in links[:2])


def test_progress_is_asked_by_number_and_code_and_names_whom_to_ask_without(client: Client) -> None:
    county()
    tree = _tree(client, "/progress/")
    assert {str(field.attributes["name"]) for field in tree.css("main form input[type=text]")} == {"number", "code"}
    assert {"/ask/progress/", "/verify/"} <= {link.attributes["href"] for link in tree.css("main a")}
    rows = {row.css_first("th a").text(): row.text() for row in tree.css("tbody tr")}  # type: ignore[union-attr]
    assert "0000-1234567" in rows["清河县人民政府办公室"]
    assert "尚未公布" in rows["清河县教育局"]


def test_without_organs_the_pages_say_so(client: Client) -> None:
    for path in ("/sitemap/", "/apply/", "/progress/"):
        assert "还没有登记机关" in _tree(client, path).text()


def test_the_statement_says_how_to_tell_of_an_obstacle(client: Client, settings: Any) -> None:
    settings.SITE = {**settings.SITE, "organ": "清河县人民政府办公室", "contact": "0000-1234567"}
    text = _tree(client, "/accessibility/").text()
    assert "清河县人民政府办公室：0000-1234567" in text
    assert "还没有做到什么" in text
