"""The frame of the portal in a browser: every look, keyboard alone, on paper, without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.apps.columns import actions as columns
from tests.apps.publishing.desk import NOW
from tests.faces.portal.disclosure.published import Shown, explained, policy, shown
from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)

Clean = Callable[[Page], None]
Picture = Callable[[Page, str], None]
SITE = {
    "domain": "www.example.gov.cn",
    "organ": "昌图县人民政府办公室",
    "contact": "024-0000-0101",
    "site_id": "2112240001",
    "icp": "辽ICP备00000000号",
    "mark_url": "https://mark.example.cn/1",
    "find_errors_url": "https://errors.example.cn/2",
}
LOOKS = {"usual": (), "large": ("大字",), "contrast": ("高对比",), "both": ("大字", "高对比")}


@pytest.fixture
def here(settings: Any) -> Shown:
    settings.SITE = {**settings.SITE, **SITE}
    found = shown()
    columns.lay_down(found.house.head, NOW)
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_pages_are_accessible_and_fit_in_every_look(look: str, any_page: Page, here: Shown, picture: Picture) -> None:
    item = policy(here.house)
    explained(here.house, item.number)
    any_page.goto("/")
    for label in LOOKS[look]:
        any_page.locator(".look-switch").get_by_role("link", name=label).click()
        expect(any_page.locator(".look-switch").get_by_role("link", name=label)).to_have_attribute(
            "aria-current", "true"
        )
    pages = {
        "home": "/",
        "sitemap": "/sitemap/",
        "help": "/help/",
        "accessibility": "/accessibility/",
        "apply": "/apply/",
        "progress": "/progress/",
        "item": here.page(item),
        "lost": "/xxgk/changto/items/",
    }
    # All kinds in the usual look; in the others those that hold every part: lists, cards, a form, text with a table, a wide table.
    names = (
        list(pages) if look == "usual" else ["item"] if look == "both" else ["home", "accessibility", "item", "apply"]
    )
    rules = ("color-contrast-enhanced",) if "高对比" in LOOKS[look] else ()
    for name in names:
        any_page.goto(pages[name])
        picture(any_page, f"frame-{name}-{look}")
        assert rig.axe_violations(any_page, *rules) == [], name
        assert rig.sideways(any_page) == 0, name
    any_page.complaints.clear()  # type: ignore[attr-defined]  # the browser reports the 404 itself


def test_large_type_is_larger_by_nearly_a_third(page: Page, here: Shown) -> None:
    page.goto("/help/")
    size = "parseFloat(getComputedStyle(document.querySelector('main li')).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("link", name="大字").click()
    expect(page.locator("html.large")).to_have_count(1)
    assert page.evaluate(size) / before > 1.3


def test_the_form_of_the_statement_works_without_script_and_by_keyboard(
    chromium: Browser, live_server: Any, here: Shown
) -> None:
    with rig.opened(chromium, live_server.url, "phone", javascript=False) as page:
        page.goto("/accessibility/")
        page.get_by_role("checkbox", name="大字").press("Space")
        page.get_by_role("checkbox", name="高对比").press("Space")
        page.get_by_role("button", name="按这样显示").press("Enter")
        expect(page.locator("html.large.contrast")).to_have_count(1)
        expect(page.get_by_role("checkbox", name="大字")).to_be_checked()


def test_search_and_main_ways_are_reached_by_keyboard_in_the_order_seen(page: Page, here: Shown) -> None:
    page.goto("/help/")
    reached = []
    for _ in range(9):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    assert reached[:6] == ["跳到正文", "政府信息公开平台", "大字", "高对比", "无障碍", "site-q"]
    assert reached[7:9] == ["首页", "政府信息公开专栏"]
    page.locator("#site-q").fill("造林")
    page.locator("#site-q").press("Enter")
    expect(page).to_have_url(f"{page.url.partition('/help')[0].partition('/search')[0]}/search/?q=%E9%80%A0%E6%9E%97")


def test_on_paper_there_is_the_matter_its_address_and_its_code(page: Page, here: Shown) -> None:
    item = policy(here.house)
    page.goto(here.page(item))
    page.emulate_media(media="print")
    for gone in (".site-search", ".look-switch", ".main-ways", ".crumbs", ".site-footer nav"):
        expect(page.locator(gone).first).to_be_hidden()
    for there in (".site-name", "h1", ".page-code img", ".identity"):
        expect(page.locator(there).first).to_be_visible()
    expect(page.locator(".paper-only")).to_have_text(f"本页网址：https://www.example.gov.cn{here.page(item)}")
    expect(page.locator(".page-code img")).to_have_js_property("complete", True)
    assert page.locator(".page-code img").evaluate("image => image.naturalWidth") > 0


def test_without_script_a_page_says_the_same(chromium: Browser, live_server: Any, here: Shown) -> None:
    item = policy(here.house)
    said: list[list[list[str]]] = []
    for javascript in (True, False):
        with rig.opened(chromium, live_server.url, "phone", javascript=javascript) as page:
            texts = []
            for path in ("/", "/help/", here.page(item), "/policies/"):
                page.goto(path)
                texts.append([page.locator(part).inner_text() for part in ("main", "footer", "nav[aria-label=主导航]")])
            said.append(texts)
    assert said[0] == said[1]
