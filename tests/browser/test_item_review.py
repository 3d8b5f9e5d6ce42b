"""Items at the desk at both widths: axe finds nothing, nothing runs out of the window; review by keys, and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from gongkai.apps.publishing.models import Item
from tests.faces.desk.items.world import BODY, Desk
from tests.faces.desk.world import PASSWORD, Office, office
from tests.rigs import browser as rig

AT_THE_DESK = re.compile(r"^[^?]*/desk/$")
DOUBTED = (
    "<p>各乡镇人民政府：</p><p>一、总体要求。坚持因地制宜。</p><p>二、补助标准。每亩补助三百元。</p>"
    "<p>三、报名截至2026年2月30日，联系人身份证号 110101199003074610。</p><p>四、工作要求。按时完成。</p>"
    "<p>五、监督检查。另行组织。</p><p>六、其他。未尽事宜另行通知。</p><p>特此通知。</p>"
)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 2, tzinfo=UTC))
    return office()


def _log_in(page: Page, login: str) -> None:
    page.context.clear_cookies()
    page.goto("/desk/")
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(AT_THE_DESK)


def _in_review(desk: Desk) -> Item:
    """A text that came back once and was sent again, so that there is a difference to read."""
    row = desk.signed(desk.draft(DOUBTED), "first_review")
    row = desk.act(row, "return", "head", reason="补助标准改为五百元。")
    return desk.act(desk.edit(row, DOUBTED.replace("三百元", "五百元").replace("另行通知", "以县局解释为准")), "submit")


def test_every_page_is_accessible_and_fits(
    here: Office, any_page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    desk = Desk(here)
    row = _in_review(desk)
    urgent = desk.act(desk.draft(title="森林火险红色预警"), "emergency", "head", reason="火险等级高，须立即告知。")
    live = desk.live(title="已公开的通知")
    gone = desk.act(desk.live(title="要废止的通知"), "withdraw", "head", how="repealed", reason="被取代。")
    policy = desk.draft(title="春季造林补助办法", genre="policy")
    desk.draft(title="办法解读", genre="text", interprets=policy.number)
    _log_in(any_page, "head1")
    pages = {
        "today": "/desk/",
        "list": "/desk/items/",
        "none": "/desk/items/?q=没有",
        "page": f"/desk/items/{row.pk}/",
        "review": f"/desk/items/{row.pk}/review/",
        "version": f"/desk/items/{row.pk}/versions/2/?old=1",
        "urgent": f"/desk/items/{urgent.pk}/",
        "gone": f"/desk/items/{gone.pk}/",
        "policy": f"/desk/items/{policy.pk}/",
        "withdraw": f"/desk/items/{live.pk}/do/withdraw/",
        "emergency": f"/desk/items/{policy.pk}/do/emergency/",
        "duties": "/desk/duties/",
        "duty": "/desk/duties/new/",
    }
    for name, path in pages.items():
        any_page.goto(path)
        picture(any_page, f"items-{name}")
        if name in ("page", "review"):
            for each in any_page.locator("main details").all():
                each.evaluate("node => { node.open = true }")
        axe_clean(any_page)
        assert rig.sideways(any_page) == 0, name


def test_changes_and_doubts_are_reached_by_keys(here: Office, page: Page) -> None:
    row = _in_review(Desk(here))
    _log_in(page, "reviewer1")
    page.goto(f"/desk/items/{row.pk}/review/")
    focused = "document.activeElement.textContent"
    for key, text in (("n", "三"), ("j", "另行通知"), ("n", "三"), ("p", "另行通知"), ("k", "三")):
        page.keyboard.press(key)
        assert page.evaluate(focused) == text, key
    page.keyboard.press("m")
    assert "公民身份号码" in page.evaluate(focused) or "这一天" in page.evaluate(focused)
    page.locator("#opinion").fill("np")
    assert page.locator("#opinion").input_value() == "np", "keys typed are words"


def test_an_item_goes_the_whole_way_without_javascript(here: Office, chromium: Browser, live_server: Any) -> None:
    desk = Desk(here)
    row = desk.act(desk.draft(BODY + "<p>报名截至2026年2月30日。</p>"), "submit")
    with rig.opened(chromium, live_server.url, "desktop", javascript=False) as page:
        path = f"/desk/items/{row.pk}/review/"
        _log_in(page, "reviewer1")
        page.goto(path)
        page.get_by_label("不是差错的理由").fill("原件如此。")
        page.get_by_label("内容属实，来源清楚，与原件一致").check()
        page.get_by_role("button", name="不是差错").click()
        expect(page.locator(".doubt")).to_contain_text("不是差错：原件如此。")
        assert page.get_by_label("内容属实，来源清楚，与原件一致").is_checked()
        for stage, login in (
            ("一审", "reviewer1"),
            ("一校", "reviewer1"),
            ("二审", "head1"),
            ("二校", "head1"),
            ("保密审查", "secrecy1"),
            ("三审", "leader1"),
            ("三校", "leader1"),
        ):
            if login not in page.locator("body").inner_text():
                _log_in(page, login)
            page.goto(path)
            for box in page.locator(".sign input[type=checkbox]").all():
                box.check()
            page.get_by_role("button", name=f"签{stage}（第 1 稿").click()
            page.wait_for_url(f"**/desk/items/{row.pk}/")
            expect(page.locator("[role=status]")).to_contain_text(f"已办理：{stage}")
        _log_in(page, "clerk1")
        page.goto(f"/desk/items/{row.pk}/")
        page.get_by_role("link", name="公开", exact=True).click()
        page.get_by_role("button", name="公开").click()
        expect(page.locator(".standing")).to_contain_text("已公开")
    assert Item.objects.get(pk=row.pk).state == "live"
