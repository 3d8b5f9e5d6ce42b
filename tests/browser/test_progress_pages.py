"""The page of a request by number and code, as citizens see it: axe, both widths, each act by its button without a script."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from gongkai.apps.applying.actions import Applied
from tests.apps.applying.world import MONDAY, do, handled
from tests.apps.office import at
from tests.apps.replies.test_letters import house
from tests.faces.portal.progress.test_progress import served
from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)
THURSDAY = MONDAY + timedelta(3)


def look(page: Page, found: Applied) -> None:
    page.goto("/progress/")
    page.get_by_label("登记编号", exact=True).fill(found.request.number)
    page.get_by_label("查询码", exact=True).fill(found.code)
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("heading", level=1, name=found.request.number)).to_be_visible()


def test_on_a_phone_without_scripts(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, chromium: Browser, live_server: Any
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(THURSDAY, 18))
    cache.clear()
    where = house()
    answered, open_ = served(where), handled(where)
    do(where, "clerk", open_, "ask_correction", MONDAY, what="写明年份", until="2026-03-13", manner="online")
    with rig.opened(chromium, live_server.url, "phone", javascript=False) as citizen:
        look(citizen, open_)
        citizen.get_by_label("补正的内容").fill("2025年")
        citizen.get_by_role("button", name="提交补正").click()
        expect(citizen.get_by_text("补正已经收到")).to_be_visible()
        citizen.get_by_role("button", name="撤回申请").click()
        expect(citizen.get_by_role("heading", name="撤回以后不能恢复")).to_be_visible()
        citizen.get_by_role("button", name="不撤回").click()
        expect(citizen.get_by_text("办理中").first).to_be_visible()
        look(citizen, answered)
        with citizen.expect_download() as taken:
            citizen.get_by_role("button", name="下载答复书").click()
        assert taken.value.suggested_filename.endswith(".pdf")
        citizen.get_by_label("非常满意").check()
        citizen.get_by_role("button", name="提交评价").click()
        expect(citizen.get_by_text("您的评价：非常满意")).to_be_visible()


def test_every_page_is_clean_at_both_widths(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch, any_page: Page, picture: Any
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(THURSDAY, 18))
    cache.clear()
    where = house()
    answered, open_, paying = served(where), handled(where), handled(where)
    do(where, "clerk", open_, "ask_correction", MONDAY, what="写明年份", until="2026-03-13", manner="online")
    do(where, "clerk", paying, "charge_fee", MONDAY, scale="pages", quantity=240, number="昌收1号", manner="online")

    def clean(name: str) -> None:
        picture(any_page, f"progress-{name}")
        assert rig.axe_violations(any_page) == [], name
        assert rig.sideways(any_page) == 0, name

    any_page.goto("/progress/")
    clean("look")
    for name, found in (("answered", answered), ("correcting", open_), ("paying", paying)):
        look(any_page, found)
        clean(name)
    any_page.get_by_role("button", name="撤回申请").click()
    expect(any_page.get_by_role("heading", name="撤回以后不能恢复")).to_be_visible()
    clean("withdraw")
    any_page.goto("/verify/")
    clean("verify")
