"""A citizen asks on a phone without scripts, a clerk answers, the head signs, a telephone number is taken out, everybody reads it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.browser.entering import enter
from tests.faces.desk.world import Office, office, question
from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = "13912345678"
ANSWER = "带身份证到街道便民服务中心申请。"


@pytest.fixture
def here(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 2, tzinfo=UTC))
    cache.clear()
    return office()


def ask(citizen: Page) -> tuple[str, str]:
    citizen.goto("/ask/")
    citizen.get_by_role("link", name="昌图县人民政府办公室").first.click()
    citizen.get_by_label("标题").fill("供热补贴怎样申请")
    citizen.get_by_label("内容", exact=True).fill(f"我想问供热补贴怎样申请，电话{PHONE}。")
    citizen.get_by_label("同意公开这份留言和答复，供别人参考").check()
    citizen.get_by_role("button", name="提交").click()
    expect(citizen.get_by_role("heading", name="留言已收到")).to_be_visible()
    return citizen.locator("#number").inner_text(), citizen.locator("#code").inner_text()


def do(officer: Page, act: str, **told: str) -> None:
    """One act from the page of the message and back to it."""
    officer.get_by_role("main").get_by_role("link", name=act, exact=True).first.click()
    expect(officer.get_by_role("heading", level=1, name=act)).to_be_visible()
    for label, text in told.items():
        field = officer.get_by_label(label, exact=True)
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(label=text)
        else:
            field.fill(text)
    officer.get_by_role("button", name=act, exact=True).click()
    expect(officer.get_by_text(f"已登记：{act}")).to_be_visible()


def test_asked_answered_signed_shown_and_read(here: Office, chromium: Browser, page: Page, live_server: Any) -> None:
    with rig.opened(chromium, live_server.url, "phone", javascript=False) as citizen:
        number, code = ask(citizen)
        enter(page, here, "clerk")
        page.goto("/desk/questions/")
        page.get_by_role("link", name=number).click()
        do(page, "受理", 事由="供热补贴申请")
        do(page, "拟写答复", 答复=ANSWER)
        with rig.opened(chromium, live_server.url, "desktop") as head:
            enter(head, here, "head")
            head.goto(page.url)
            do(head, "签发答复")
            page.reload()
            do(page, "送出答复", 怎样告知="网上凭编号和查询码查看")
            do(page, "整理拟公开的文字")
            head.reload()
            head.get_by_text("项和原因").click()
            expect(head.get_by_text("疑点没有逐条答复")).to_be_visible()
            do(page, "整理拟公开的文字", 公开的留言="我想问供热补贴怎样申请。")
            head.goto(page.url)
            do(head, "签字公开")
        citizen.goto("/ask/progress/")
        citizen.get_by_label("留言编号").fill(number)
        citizen.get_by_label("查询码").fill(code)
        citizen.get_by_role("button", name="查询", exact=True).click()
        expect(citizen.get_by_text(ANSWER)).to_be_visible()
        citizen.goto("/answers/")
        citizen.get_by_role("link", name="供热补贴怎样申请").click()
        expect(citizen.get_by_text(ANSWER)).to_be_visible()
        expect(citizen.get_by_role("main")).not_to_contain_text(PHONE)


def test_every_page_is_accessible_and_fits(
    here: Office, any_page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    found = question(here, timezone.localdate())

    def look(name: str) -> None:
        picture(any_page, f"questions-{name}")
        axe_clean(any_page)
        assert rig.sideways(any_page) == 0, name

    for name, path in {
        "ask": "/ask/office/",
        "ways-in": "/ask/",
        "progress": "/ask/progress/",
        "answers": "/answers/",
    }.items():
        any_page.goto(path)
        look(name)
    any_page.get_by_role("link", name="查询我的留言").click()
    any_page.get_by_label("留言编号").fill(found.question.number)
    any_page.get_by_label("查询码").fill(found.code)
    any_page.get_by_role("button", name="查询", exact=True).click()
    expect(any_page.get_by_role("heading", name="办理经过")).to_be_visible()
    look("told")
    any_page.goto("/ask/office/")
    any_page.get_by_label("标题").fill("举报")
    any_page.get_by_label("内容", exact=True).fill("我要举报某人受贿。")
    any_page.get_by_role("button", name="提交").click()
    expect(any_page.get_by_text("还没有提交，请先看一眼")).to_be_visible()
    look("other-door")
    any_page.get_by_role("button", name="仍然提交").click()
    expect(any_page.get_by_role("heading", name="留言已收到")).to_be_visible()
    look("receipt")
    enter(any_page, here, "clerk")
    one = f"/desk/questions/{found.question.pk}/"
    for name, path in {
        "desk": "/desk/questions/",
        "desk-case": one,
        "desk-new": "/desk/questions/new/",
        "desk-accept": f"{one}do/accept/",
    }.items():
        any_page.goto(path)
        look(name)
