"""Everything can be reached and done from the keyboard, with scripts off, at large type."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_first_stop_leads_past_the_header(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    box = page.locator(".skip").bounding_box()
    assert box
    assert box["y"] >= 0, "seen while it has the focus"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_wide_table_can_be_reached_and_scrolled(phone: Page) -> None:
    phone.goto("/design/")
    region = phone.locator(".table-region").first
    region.focus()
    assert phone.evaluate("document.activeElement.className").startswith("table-region")


def test_enter_in_the_last_field_counts(page: Page) -> None:
    page.goto("/tools/due/")
    page.get_by_label("申请渠道").select_option("counter")
    page.get_by_label("申请到达之日").fill("2024-03-04")
    page.get_by_label("征求的对象").last.press("Enter")
    expect(page.locator(".result-figure")).to_have_text("2024-04-01")


def test_what_was_refused_is_where_the_reader_stands(page: Page) -> None:
    page.goto("/tools/due/?channel=web&kind_0=confirmed")
    page.wait_for_function("document.activeElement.className === 'error-summary'", timeout=5000)


def test_an_error_leads_to_its_field(page: Page) -> None:
    page.goto("/tools/due/?channel=web&kind_0=confirmed")
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.name || location.hash") in ("received", "#id_received")


@pytest.mark.parametrize(
    "path",
    ["/", "/tools/due/?channel=counter&received=2024-03-04", "/tools/fee/?scale=pages&count=300", "/reports/check/"],
)
def test_twice_the_type_still_fits_a_phone(phone: Page, path: str) -> None:
    phone.goto(path)
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    assert rig.sideways(phone) == 0


def test_scripts_are_not_needed(chromium: Browser, live_server: Any) -> None:
    with rig.opened(chromium, live_server.url, "phone", javascript=False) as page:
        page.goto("/")
        page.get_by_role("main").get_by_role("link", name="信息处理费测算").click()
        page.get_by_label("数量").fill("45")
        page.get_by_role("button", name="计算").click()
        expect(page.locator(".result-figure")).to_have_text("5500 元")
