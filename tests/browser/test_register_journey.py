"""The registers in a browser: every page at both widths with axe; recording, withdrawing and mending by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from gongkai.apps.documents import actions as documents
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.models import Item
from tests.browser.entering import enter
from tests.faces.desk.registers.shelf import DOCUMENT, ITEM, NOW, shelved
from tests.faces.desk.world import Office, office
from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 2, tzinfo=UTC))
    return office()


def test_every_page_of_the_registers_is_accessible_and_fits(
    here: Office, any_page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    rows, clerk = shelved(here), here.actor("clerk")
    more = [
        replace(
            ITEM, number="W-2", title="关于公开征求绿化管理办法（征求意见稿）意见的通告", published_on=date(2026, 2, 1)
        ),
        replace(ITEM, number="W-3", title="误登的一条", published_on=date(2026, 2, 2)),
        replace(ITEM, number="W-4", title="绿化管理办法解读", column="政策解读", interprets=DOCUMENT.number),
        replace(ITEM, number="W-5", title="供水管网改造公示", withdrawn_on=date(2026, 6, 1)),
    ]
    publishing.record_items(clerk, more, NOW)
    gone = Item.objects.get(number="W-3").pk
    publishing.annul_item(clerk, gone, "登记了两次", date(2026, 11, 20), NOW)
    documents.correct_document(
        clerk, rows["documents"], {"title": "城镇绿化管理办法"}, "漏写“城镇”", date(2026, 11, 20), NOW
    )
    documents.end_document(clerk, rows["documents"], date(2026, 10, 1), "lapsed", "", NOW)

    def look(name: str) -> None:
        picture(any_page, f"desk-registers-{name}")
        axe_clean(any_page)
        assert rig.sideways(any_page) == 0, name

    enter(any_page, here, "head")
    pages = {
        "home": "/desk/registers/",
        **{key: f"/desk/registers/{key}/" for key in rows},
        "none": "/desk/registers/items/?q=没有",
        "wrong-filter": "/desk/registers/items/?year=去年",
        **{f"{key}-new": f"/desk/registers/{key}/new/" for key in rows},
        "entry": f"/desk/documents/{rows['documents']}/",
        "annulled": f"/desk/registers/items/{gone}/",
        "not-now": f"/desk/registers/items/{gone}/do/withdraw/",
        "withdraw": f"/desk/registers/items/{rows['items']}/do/withdraw/",
        "end": f"/desk/documents/{rows['documents']}/do/end/",
        "correct": f"/desk/documents/{rows['documents']}/do/correct/",
        "annul": f"/desk/registers/tallies/{rows['tallies']}/do/annul/",
    }
    for name, path in pages.items():
        any_page.goto(path)
        for fold in any_page.locator("main details").all():
            fold.evaluate("node => { node.open = true }")
        look(name)
    any_page.get_by_role("button", name="撤销误登").click()
    expect(any_page.get_by_role("alert")).to_contain_text("理由")
    look("refused")
    any_page.complaints.clear()  # type: ignore[attr-defined]  # Chromium reports every 422


def test_an_item_is_recorded_found_corrected_and_withdrawn_by_hand(here: Office, page: Page) -> None:
    enter(page, here, "clerk")
    page.goto("/desk/")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="信息发布").click()
    page.get_by_role("navigation", name="本栏导航").get_by_role("link", name="登记簿").click()
    page.get_by_role("link", name="公开信息", exact=True).click()
    page.get_by_role("link", name="登记公开信息").click()
    page.get_by_label("编号").fill("W-7")
    page.get_by_label("标题").fill("关于道路绿画的通告")
    page.get_by_label("栏目").fill("通知公告")
    page.get_by_label("公开之日").fill("2026-11-02")
    page.get_by_role("button", name="登记", exact=True).click()
    expect(page.get_by_role("status")).to_contain_text("已登记公开信息")
    page.get_by_role("complementary", name="可办事项").get_by_role("link", name="更正").click()
    page.get_by_label("标题").fill("关于道路绿化的通告")
    page.get_by_label("理由").fill("错别字")
    page.get_by_role("button", name="更正").click()
    expect(page.get_by_role("list", name="登记经过").locator("del")).to_have_text("关于道路绿画的通告")
    page.get_by_role("complementary", name="可办事项").get_by_role("link", name="撤下").click()
    page.get_by_label("撤下之日").fill("2026-11-20")
    page.get_by_role("button", name="撤下").click()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("理由")).to_be_focused()
    page.get_by_label("理由").fill("发布有误")
    page.get_by_role("button", name="撤下").click()
    page.get_by_role("navigation", name="所在位置").get_by_role("link", name="公开信息").click()
    expect(page.get_by_role("row", name="W-7")).to_contain_text("2026-11-20 已撤下")
    page.complaints.clear()  # type: ignore[attr-defined]  # Chromium reports every 422
