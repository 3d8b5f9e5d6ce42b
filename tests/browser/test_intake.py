"""A letter is registered at the desk: proof of its channel only, the receipt to print, the confirmation as the next step."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.apps.files.made import a_picture
from tests.browser.entering import enter
from tests.faces.desk.world import Office, office

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Office:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 2, tzinfo=UTC))
    settings.PAPERS_ROOT = tmp_path / "papers"
    return office()


def test_a_letter_is_taken_in(here: Office, any_page: Page, axe_clean: Any, picture: Any, tmp_path: Path) -> None:
    scan = tmp_path / "来信.png"
    scan.write_bytes(a_picture())
    enter(any_page, here, "clerk")
    any_page.goto("/desk/requests/new/")
    any_page.get_by_label("提交方式", exact=True).select_option("ordinary_mail")
    expect(any_page.get_by_label("邮戳日期").locator("visible=true")).to_have_count(1)
    expect(any_page.get_by_label("传真报告上的时间和页数")).to_be_hidden()
    any_page.get_by_label("邮戳日期").locator("visible=true").fill("2026-11-18")
    any_page.get_by_role("button", name="先看收到之日").click()
    expect(any_page.get_by_text("请填姓名或者名称。").first).to_be_visible()
    any_page.complaints.clear()  # type: ignore[attr-defined]  # the form came back with 422
    expect(any_page.get_by_label("邮戳日期").locator("visible=true")).to_have_value("2026-11-18")
    for label, chosen in (("申请人类别", "natural"), ("提供形式", "paper"), ("获取方式", "mail")):
        any_page.get_by_label(label, exact=True).select_option(chosen)
    for label, text in (("姓名或者名称", "李四光"), ("事由", "某路的预算"), ("所需信息的描述", "全文")):
        any_page.get_by_label(label, exact=True).fill(text)
    any_page.locator("[name=contact]").fill("测试路1号")
    any_page.get_by_label("申请表、来信的扫描件或者照片").set_input_files(scan)
    axe_clean(any_page)
    picture(any_page, "intake-form")
    any_page.get_by_role("button", name="登记", exact=True).click()
    expect(any_page.get_by_role("heading", name="今天与申请人确认")).to_be_visible()
    expect(any_page.locator("#code")).to_be_visible()
    expect(any_page.get_by_role("button", name="打印回执")).to_be_visible()
    axe_clean(any_page)
    picture(any_page, "intake-receipt")
    any_page.get_by_role("link", name="已确认，登记确认").click()
    expect(any_page.get_by_role("heading", level=1, name="与申请人确认")).to_be_visible()
