"""The addresses that were promised for ever, asked of the loaded county: what each answers, and that what it names is there."""

from __future__ import annotations

import csv
import io
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from defusedxml.ElementTree import fromstring
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tests.rigs.demo_county import DemoCounty

PAGES = {
    "/": "政府信息公开",
    "/xxgk/": "政府信息公开专栏",
    "/search/?q=河湖": "找到",
    "/apply/": "申请公开",
    "/progress/": "进度",
    "/reports/": "年度报告",
}
ATOM = {"a": "http://www.w3.org/2005/Atom"}
MAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SOME = 5
"""So many of the addresses that an answer names are gone after: the first, the last, and some between."""


@pytest.fixture
def anybody(demo_county: DemoCounty, settings: Any) -> Client:
    settings.SITE = {**settings.SITE, "domain": "www.example.gov.cn"}
    return Client(headers={"host": "www.example.gov.cn"})


@pytest.fixture(autouse=True)
def _named(settings: Any) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "www.example.gov.cn"]


def _there(client: Client, addresses: list[str]) -> None:
    assert addresses
    step = max(1, len(addresses) // SOME)
    for address in {*addresses[::step], addresses[-1]}:
        parts = urlsplit(address)
        assert (parts.scheme, parts.netloc) == ("https", "www.example.gov.cn"), address
        assert client.get(f"{parts.path}?{parts.query}" if parts.query else parts.path).status_code == 200, address


def _xml(client: Client, path: str) -> ElementTree.Element:
    answer = client.get(path)
    assert (answer.status_code, "xml" in answer["Content-Type"]) == (200, True), path
    root: ElementTree.Element = fromstring(b"".join(answer) if answer.streaming else answer.content)
    return root


def test_every_page_is_there_and_is_what_it_is_called(anybody: Client) -> None:
    for path, words in PAGES.items():
        answer = anybody.get(path)
        assert (answer.status_code, answer["Content-Type"]) == (200, "text/html; charset=utf-8"), path
        main = LexborHTMLParser(answer.content).css_first("main")
        assert main is not None
        assert words in main.text(), path


def test_the_search_for_programs_answers_in_the_form_that_was_promised(anybody: Client) -> None:
    told = anybody.get("/api/search?q=河湖").json()
    assert told["count"] >= len(told["results"]) > 0
    for each in told["results"]:
        assert all(isinstance(each[name], str) and each[name] for name in ("title", "url", "organ", "published_on"))
    _there(anybody, [each["url"] for each in told["results"]])


def test_the_description_of_the_interface_names_the_search(anybody: Client) -> None:
    told = anybody.get("/api/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert "get" in told["paths"]["/api/search"]


def test_feed_map_and_data_name_pages_that_are_there(anybody: Client) -> None:
    feed = _xml(anybody, "/feed.xml")
    links = [each.attrib["href"] for each in feed.findall("a:entry/a:link", ATOM)]
    _there(anybody, links)
    parts = [str(each.text) for each in _xml(anybody, "/sitemap.xml").findall("s:sitemap/s:loc", MAP)]
    pages: list[str] = []
    for part in parts:
        pages += [str(each.text) for each in _xml(anybody, urlsplit(part).path).findall("s:url/s:loc", MAP)]
    _there(anybody, pages)
    assert set(links) <= set(pages)
    answer = anybody.get("/data/items.csv")
    assert answer["Content-Type"].startswith("text/csv")
    data = b"".join(answer) if answer.streaming else answer.content
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    addresses = [address for row in rows for address in row.values() if address.startswith("https://")]
    assert len(addresses) == len(set(addresses)) > 3938
    _there(anybody, addresses)


def test_the_desk_asks_who_one_is_and_the_monitor_is_answered(anybody: Client) -> None:
    answer = anybody.get("/desk/", follow=True)
    assert answer.redirect_chain
    assert "登录" in answer.content.decode()
    told = anybody.get("/healthz")
    assert (told.status_code, told.json()["status"]) == (200, "ok")
