"""What is published, in a browser: its page, its columns, the catalogue, the documents in force, the schedule; both widths, without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from gongkai.apps.columns import actions as columns
from gongkai.apps.schedule import actions as schedule
from tests.apps.publishing.desk import NOW, published
from tests.browser.entering import enter
from tests.faces.desk.world import office
from tests.faces.portal.disclosure.published import LATER, explained, normative, policy, shown, withdrawn
from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)

Clean = Callable[[Page], None]
Picture = Callable[[Page, str], None]


def test_what_is_published_is_accessible_and_fits(any_page: Page, axe_clean: Clean, picture: Picture) -> None:
    here = shown()
    columns.lay_down(here.house.head, NOW)
    item = policy(here.house)
    explained(here.house, item.number)
    old = normative(here.house, "昌政发〔2026〕1号")
    normative(here.house, "昌政发〔2026〕2号", LATER, effective_on="2026-03-09", changes="废止 昌政发〔2026〕1号")
    gone = published(here.house)
    withdrawn(here.house, gone, "mistaken")
    below = f"/xxgk/{here.code}"
    pages = {
        "item": here.page(item),
        "item-repealed": here.page(old),
        "items": f"{below}/items/",
        "organ": f"{below}/",
        "catalogue": f"{below}/catalogue/",
        "documents": f"{below}/documents/?all=1",
        "item-gone": here.page(gone),
    }
    for name, address in pages.items():
        any_page.goto(address)
        picture(any_page, f"shown-{name}")
        axe_clean(any_page)
        assert rig.sideways(any_page) == 0, name
        if name == "item-gone":
            any_page.complaints.clear()  # type: ignore[attr-defined]  # the browser reports the 410 itself
    any_page.goto(here.page(item))
    any_page.get_by_role("link", name="《春季造林补助办法》解读").first.click()
    expect(any_page.locator("h1")).to_have_text("《春季造林补助办法》解读")
    any_page.get_by_role("link", name="春季造林补助办法", exact=True).first.click()
    expect(any_page.locator("h1")).to_have_text("春季造林补助办法")
    shown_picture = any_page.locator(".item-text img")
    expect(shown_picture).to_have_js_property("complete", True)
    assert shown_picture.evaluate("img => img.naturalWidth") > 0


def test_the_schedule_is_accessible_and_fits(any_page: Page, axe_clean: Clean, picture: Picture) -> None:
    where = office()
    schedule.arrange(NOW)
    enter(any_page, where, "head")
    any_page.goto("/desk/schedule/")
    picture(any_page, "desk-schedule")
    axe_clean(any_page)
    assert rig.sideways(any_page) == 0
    expect(any_page.locator("main")).to_contain_text("定时任务没有启动")
    any_page.goto("/desk/")
    axe_clean(any_page)
