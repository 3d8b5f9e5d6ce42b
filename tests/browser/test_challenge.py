"""A form that is sent a lot: solved by the browser unseen, or by a sum in words without scripts."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_questions_journey import here
from tests.faces.desk.world import Office
from tests.faces.look.test_challenge import value_of
from tests.rigs import browser as rig

__all__ = ["here"]
pytestmark = pytest.mark.django_db(transaction=True)


def filled(citizen: Page, text: str) -> None:
    citizen.goto("/ask/")
    citizen.get_by_role("link", name="昌图县人民政府办公室").first.click()
    citizen.get_by_label("标题").fill(text)
    citizen.get_by_label("内容", exact=True).fill(f"{text}，请告知。")


def test_the_browser_solves_it_while_the_form_is_filled(
    here: Office, any_page: Page, settings: Any, axe_clean: Any, picture: Any
) -> None:
    settings.CHALLENGE_AFTER, settings.CHALLENGE_WORK = 1, 20_000
    filled(any_page, "供热补贴怎样申请")
    any_page.get_by_role("button", name="提交").click()
    expect(any_page.get_by_role("heading", name="留言已收到")).to_be_visible()
    filled(any_page, "供热补贴何时发放")
    expect(any_page.get_by_text("已自动核对，可以提交。")).to_be_visible()
    expect(any_page.get_by_label("请回答：")).to_be_hidden()
    axe_clean(any_page)
    picture(any_page, "challenge")
    any_page.get_by_role("button", name="提交").click()
    expect(any_page.get_by_role("heading", name="留言已收到")).to_be_visible()


def test_who_is_quicker_than_the_browser_waits_for_it(here: Office, page: Page, settings: Any) -> None:
    settings.CHALLENGE_AFTER, settings.CHALLENGE_WORK = 0, 400_000
    settings.CHALLENGE_SITE_AFTER = 1
    filled(page, "供热补贴怎样申请")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="留言已收到")).to_be_visible()
    filled(page, "供热补贴何时发放")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="留言已收到")).to_be_visible(timeout=30_000)


def test_without_scripts_a_sum_is_answered(here: Office, chromium: Browser, live_server: Any, settings: Any) -> None:
    settings.CHALLENGE_AFTER = 1
    with rig.opened(chromium, live_server.url, "phone", javascript=False) as citizen:
        filled(citizen, "供热补贴怎样申请")
        citizen.get_by_role("button", name="提交").click()
        expect(citizen.get_by_role("heading", name="留言已收到")).to_be_visible()
        filled(citizen, "供热补贴何时发放")
        citizen.get_by_role("button", name="提交").click()
        expect(citizen.get_by_text("请先完成“确认不是程序自动提交”").first).to_be_visible()
        expect(citizen.get_by_label("标题")).to_have_value("供热补贴何时发放")
        citizen.complaints.clear()  # type: ignore[attr-defined]  # the form came back with 429
        asked = citizen.locator("label[for=challenge_answer]").inner_text()
        citizen.get_by_label("请回答：").fill(str(value_of(asked)))
        citizen.get_by_role("button", name="提交").click()
        expect(citizen.get_by_role("heading", name="留言已收到")).to_be_visible()
