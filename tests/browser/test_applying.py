"""Applying in a browser: what is public already as one pastes, a draft without numbers of papers, every step clean for axe in both sizes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.apps.office import office
from tests.apps.questions import world
from tests.faces.portal.applying.filled import CARD

pytestmark = pytest.mark.django_db(transaction=True)
PASTED = "请公开城区供热补贴怎样申请。"
_PASTE = "(field, text) => { field.focus(); document.execCommand('insertText', false, text); }"
_DRAFT = "localStorage.getItem('gongkai-apply-changtu')"


@pytest.fixture(autouse=True)
def here(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 2, 6, tzinfo=UTC))
    cache.clear()
    world.published(office(), world.MONDAY - timedelta(7))


def test_pasted_shown_drafted_sent(
    any_page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    page = any_page
    page.goto("/apply/")
    axe_clean(page)
    page.locator("a[href='/apply/changtu/']").click()
    page.get_by_label("要什么信息").fill("供热补贴")
    content = page.get_by_label("写具体些")
    content.evaluate(_PASTE, PASTED)
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("条已经公开的")
    expect(page.get_by_role("link", name="供热补贴怎样申请")).to_be_visible()
    expect(content).to_be_focused()
    axe_clean(page)
    picture(page, "apply-what")
    page.reload()
    expect(page.get_by_text("已填上您上次在这台设备上没有提交的草稿")).to_be_visible()
    expect(content).to_have_value(PASTED)
    page.get_by_role("button", name="下一步：您是谁").click()
    expect(page.get_by_role("heading", name="先看看这些，也许不用申请")).to_be_visible()
    page.get_by_role("button", name="下一步：核对并提交").click()
    expect(page.get_by_role("alert")).to_contain_text("请填姓名或者名称")
    page.complaints.clear()  # type: ignore[attr-defined]  # a refused form is a 422, which the console repeats
    axe_clean(page)
    page.get_by_label("自然人").check()
    page.get_by_label("姓名或者名称").fill("欧阳锦绣")
    page.get_by_label("证件", exact=True).select_option("card")
    page.get_by_label("证件号码", exact=True).fill(CARD)
    page.get_by_label("联系电话（可不填）").fill("13912345678")
    page.get_by_label("电子文档").check()
    page.get_by_label("网上系统").check()
    draft = page.evaluate(_DRAFT)
    assert "欧阳锦绣" in draft
    assert CARD not in draft
    page.get_by_role("button", name="下一步：核对并提交").click()
    expect(page.get_by_role("heading", name="附件和提交")).to_be_visible()
    axe_clean(page)
    picture(page, "apply-check")
    page.get_by_label("我看过“怎样对待您填的内容”").check()
    page.get_by_role("button", name="提交申请").click()
    expect(page.get_by_role("heading", name="申请已提交")).to_be_visible()
    expect(page.get_by_text("草稿已从这台设备清除。")).to_be_visible()
    assert page.evaluate(_DRAFT) is None
    axe_clean(page)


def test_a_draft_is_cleared_when_asked(phone: Page) -> None:
    phone.goto("/apply/changtu/")
    phone.get_by_label("要什么信息").press_sequentially("供热")
    phone.get_by_role("button", name="清除草稿").click()
    expect(phone.get_by_text("草稿已清除")).to_be_visible()
    assert phone.evaluate(_DRAFT) is None
    phone.reload()
    expect(phone.get_by_label("要什么信息")).to_have_value("")
