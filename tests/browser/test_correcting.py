"""Having a record corrected, in a browser: a draft without numbers of papers, every step and the page of progress clean for axe in both sizes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.apps.office import office
from tests.faces.portal.applying.filled import CARD
from tests.faces.portal.correcting.filled import PATH, RECORD

pytestmark = pytest.mark.django_db(transaction=True)
_DRAFT = "localStorage.getItem('gongkai-apply-correct-changtu')"


@pytest.fixture(autouse=True)
def here(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 2, 6, tzinfo=UTC))
    cache.clear()
    office()


def test_drafted_sent_and_followed(any_page: Page, axe_clean: Callable[[Page], None]) -> None:
    page = any_page
    page.goto("/correct/")
    axe_clean(page)
    page.locator(f"a[href='{PATH}']").click()
    for label, name in (("哪一条记录", "subject"), ("哪里不准确", "wrong"), ("有哪些证据", "evidence")):
        page.get_by_label(label).fill(RECORD[name])
    expect(page.get_by_text("保存在这台设备上")).to_be_visible()
    axe_clean(page)
    page.reload()
    expect(page.get_by_label("哪里不准确")).to_have_value(RECORD["wrong"])
    page.get_by_role("button", name="下一步：您是谁").click()
    page.get_by_label("自然人").check()
    page.get_by_label("姓名或者名称").fill("欧阳锦绣")
    page.get_by_label("证件", exact=True).select_option("card")
    page.get_by_label("证件号码", exact=True).fill(CARD)
    page.get_by_label("联系电话（可不填）").fill("13912345678")
    kept = page.evaluate(_DRAFT)
    assert "欧阳锦绣" in kept
    assert CARD not in kept
    axe_clean(page)
    page.get_by_role("button", name="下一步：核对并提交").click()
    page.get_by_label("我看过“怎样对待您填的内容”").check()
    axe_clean(page)
    page.get_by_role("button", name="提交更正申请").click()
    expect(page.get_by_text("草稿已从这台设备清除。")).to_be_visible()
    assert page.evaluate(_DRAFT) is None
    axe_clean(page)
    number, code = page.locator("#number").inner_text(), page.locator("#code").inner_text()
    page.goto("/progress/")
    page.get_by_label("登记编号", exact=True).fill(number)
    page.get_by_label("查询码", exact=True).fill(code)
    page.get_by_role("button", name="查询", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"更正申请 {number} 的办理进度")
    axe_clean(page)
