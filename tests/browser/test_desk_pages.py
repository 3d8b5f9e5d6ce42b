"""The desk at both widths: axe finds nothing, nothing runs out of the window, all of it goes by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.faces.desk import situations
from tests.faces.desk.world import PASSWORD, Office, office, remedy
from tests.rigs import browser as rig

AT_THE_DESK = re.compile(r"^[^?]*/desk/$")
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 2, tzinfo=UTC))
    return office()


def _log_in(page: Page, login: str) -> None:
    page.goto("/desk/")
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_url(AT_THE_DESK)


def test_every_page_is_accessible_and_fits(
    here: Office, any_page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    case = situations.asked(here)
    case.do("note", day=situations.back(7), note="已转业务科室。")
    proposed = situations.proposed(here)
    review = remedy(here, situations.back(3))

    def look(name: str) -> None:
        picture(any_page, f"desk-{name}")
        axe_clean(any_page)
        assert rig.sideways(any_page) == 0, name

    any_page.goto("/desk/")
    look("login")
    _log_in(any_page, "head1")
    pages = {
        "today": "/desk/",
        "help": "/desk/help/",
        "requests": "/desk/requests/?state=",
        "requests-none": "/desk/requests/?q=没有",
        "register": "/desk/requests/new/",
        "case": f"/desk/requests/{case.row.pk}/",
        "act": f"/desk/requests/{case.row.pk}/do/record_reply/",
        "targets": f"/desk/requests/{case.row.pk}/do/correct/",
        "correct": f"/desk/requests/{case.row.pk}/do/correct/?target=1",
        "forbidden": f"/desk/requests/{proposed.row.pk}/do/review/",
        "remedies": "/desk/remedies/",
        "remedy": f"/desk/remedies/{review.pk}/",
        "notify": "/desk/remedies/new/",
        "password": "/desk/account/password/",
        "second-factor": "/desk/account/2fa/",
        "logout": "/desk/logout/",
    }
    any_page.complaints.clear()  # type: ignore[attr-defined]  # from here on the console must be silent, save for the 403
    for name, path in pages.items():
        any_page.goto(path)
        look(name)
        if name == "case":
            for each in any_page.locator("main details").all():
                each.evaluate("node => { node.open = true }")
            look("case-open")
        if name == "forbidden":
            any_page.complaints.clear()  # type: ignore[attr-defined]  # Chromium reports every 403
    any_page.goto(pages["act"])
    any_page.get_by_label("结论").select_option("partial")
    any_page.get_by_label("事实、理由").fill("其余部分涉及第三方。")
    any_page.get_by_role("button", name="先看看后果").click()
    look("act-refused")
    any_page.complaints.clear()  # type: ignore[attr-defined]  # Chromium reports every 422
    any_page.goto("/desk/account/2fa/totp/activate/")
    look("reauthenticate")
    any_page.locator("[name=password]").fill(PASSWORD)
    any_page.get_by_role("button", name="确认").click()
    any_page.wait_for_url("**/activate/**")
    look("totp")


def test_a_case_is_found_and_handled_by_keyboard_alone(here: Office, page: Page) -> None:
    url = f"**/desk/requests/{situations.fresh(here).row.pk}/"
    page.goto("/desk/")
    page.locator("[name=login]").focus()
    page.keyboard.type("clerk1")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(AT_THE_DESK)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(url)
    page.get_by_role("link", name="提出答复意见").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/do/propose/")
    page.get_by_label("结论").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.get_by_label("事实、理由").focus()
    page.keyboard.type("该信息可以公开。")
    # Past the field for scans, which nobody has to fill.
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.type") == "submit"
    page.keyboard.press("Enter")
    page.wait_for_url(url)
    expect(page.locator("[role=status]")).to_contain_text("已登记：提出答复意见")


def test_shortcuts_find_the_search_and_can_be_switched_off(here: Office, page: Page) -> None:
    situations.fresh(here)
    _log_in(page, "clerk1")
    page.goto("/desk/requests/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    page.keyboard.type("j/?")
    assert page.locator("[name=q]").input_value() == "j/?", "in a field they are letters"
    page.locator("h1").click()
    page.keyboard.press("?")
    page.wait_for_url("**/desk/help/")
    page.get_by_role("button", name="停用快捷键").click()
    page.goto("/desk/requests/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_the_menu_opens_and_closes_by_keyboard(here: Office, page: Page) -> None:
    _log_in(page, "clerk1")
    page.locator(".account summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="退出")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="退出")).not_to_be_visible()
