"""What holds for every kind of page of the portal: tags, frame, weight, markup that can be read aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.faces.portal.site import HELP, MACHINES, TOOLS, WAYS, there
from gongkai.law.website.columns import KINDS
from tests.faces.portal.every_page import COLUMN, CONTENT, loaded, pages, shows_a_page
from tests.faces.portal.test_addresses import ADDRESSES

HEAVIEST = 200 * 1000
SITE = {"domain": "www.example.gov.cn", "site_id": "2112240001", "organ": "昌图县人民政府办公室"}
_SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
_COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
_CONTENT_TAGS = ("ArticleTitle", "PubDate", "ContentSource")
_PUBLISHED = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?(\.\d+)?([+-]\d{2}:\d{2}|Z)?)?|\d{4}(-\d{2})?")


@pytest.fixture
def walked(demo_county: Any, settings: Any, client: Client) -> list[tuple[str, str, LexborHTMLParser, int]]:
    """Every kind of page: its route, what it is, what it says, how long it is."""
    settings.SITE = {**django_settings.SITE, **SITE}
    found = []
    for route, (path, what) in pages().items():
        answer = client.get(path)
        assert answer.status_code == 200, path
        found.append((route, what, LexborHTMLParser(answer.content), len(answer.content)))
    return found


def test_every_kind_of_page_is_walked(demo_county: Any) -> None:
    asked = {route for route, answers in ADDRESSES.items() if shows_a_page(route)}
    assert asked - set(pages()) == set(), "a new kind of page: a line in every_page.pages"


def test_every_way_leads_to_a_page() -> None:
    assert [way.url for way in (*WAYS, *TOOLS, *HELP, *MACHINES) if not there(way.url)] == []


def test_pages(walked: list[tuple[str, str, LexborHTMLParser, int]], client: Client) -> None:
    """All at once: the county is copied once, and the list of what is wrong is whole."""
    wrong: list[str] = []
    for route, what, tree, size in walked:
        said = [*_tags(tree, what), *_frame(tree), *_aloud(tree), *_weight(tree, size, client)]
        wrong += [f"{route or 'home'}: {sentence}" for sentence in said]
    assert not wrong, "\n".join(wrong)


def _tags(tree: LexborHTMLParser, what: str) -> Iterator[str]:
    told = {str(tag.attributes["name"]): tag.attributes.get("content") or "" for tag in tree.css("meta[name]")}
    wanted = (*_SITE_TAGS, *(_COLUMN_TAGS if what == COLUMN else (*_COLUMN_TAGS, *_CONTENT_TAGS)))
    yield from (f"no tag {name}" for name in wanted if not told.get(name, "").strip())
    if (kind := told.get("ColumnType", "")) and kind not in {each.name for each in KINDS.values()}:
        yield f"ColumnType {kind}"
    if what == CONTENT and not _PUBLISHED.fullmatch(told.get("PubDate", "")):
        yield f"PubDate {told.get('PubDate')}"


def _frame(tree: LexborHTMLParser) -> Iterator[str]:
    for wanted in (
        "html[lang='zh-Hans']",
        "a.skip[href='#main']",
        "form[role=search][action='/search/'] input[type=search][name=q]",
        "nav[aria-label='主导航'] a",
        "main#main",
        "footer.site-footer a[href='/sitemap/']",
        "link[rel=stylesheet]",
    ):
        if not tree.css(wanted):
            yield f"lacks {wanted}"
    foot = tree.css_first("footer.site-footer")
    if foot is None or SITE["site_id"] not in foot.text() or SITE["organ"] not in foot.text():
        yield "foot"
    if tree.css("[style], style, script:not([src]), [onclick]"):
        yield "style or script in the page itself"
    ids = [str(node.attributes["id"]) for node in tree.css("[id]")]
    yield from (f"id {each} twice" for each in sorted({each for each in ids if ids.count(each) > 1}))


def _aloud(tree: LexborHTMLParser) -> Iterator[str]:
    levels = [int(str(node.tag)[1]) for node in tree.css("h1, h2, h3, h4, h5, h6")]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} h1"
    main = tree.css_first("main")
    inside = [int(str(node.tag)[1]) for node in main.css("h1, h2, h3, h4, h5, h6")] if main else []
    if any(after > before + 1 for before, after in pairwise(inside)):
        yield f"headings {inside}"
    for table in tree.css("table"):
        if table.css_first("caption") is None and not _named_region(table):
            yield "a table without a caption"
        # The text of an item is its office's; its tables stand in a named region.
        if not _within(table, "item-text") and any("scope" not in head.attributes for head in table.css("thead th")):
            yield "a heading of a table without its scope"
    for moment in tree.css("time"):
        if not _DAY.fullmatch(str(moment.attributes.get("datetime") or "")):
            yield f"time {moment.html}"
    for image in tree.css("img"):
        if "alt" not in image.attributes:
            yield f"image without words {image.html}"
    for link in tree.css("a[href^=http]"):
        if "external" not in str(link.attributes.get("rel") or ""):
            yield f"leads outside without saying so: {link.attributes['href']}"


def _weight(tree: LexborHTMLParser, size: int, client: Client) -> Iterator[str]:
    parts = loaded(client, tree)
    total = size + sum(parts.values())
    if total > HEAVIEST:
        yield f"{total} bytes with {parts}"


def _named_region(table: LexborNode) -> bool:
    around = table.parent
    return around is not None and bool(around.attributes.get("aria-label") or around.attributes.get("aria-labelledby"))


def _within(node: LexborNode, name: str) -> bool:
    around: LexborNode | None = node
    while around is not None:
        if name in str(around.attributes.get("class") or "").split():
            return True
        around = around.parent
    return False
