"""A letter from the post room to the answer, by everybody's own hands in the browser, and its trace in the yearly report.

Nothing is patched: real log-ins, real clock, real database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from tests.faces.desk.world import PASSWORD, office
from tests.rigs import browser as rig

pytestmark = [
    pytest.mark.django_db(transaction=True),
    # Browser tests run on SQLite only; this one, through every hand of an office, on PostgreSQL as well.
    pytest.mark.database,
]
NAME, TELEPHONE = "张三丰", "0410-0000000"


@contextmanager
def _at_the_desk(chromium: Browser, root: str, login: str) -> Iterator[Page]:
    """Somebody's own browser, logged in with a password."""
    with rig.opened(chromium, root, "desktop") as page:
        page.goto("/desk/")
        page.locator("[name=login]").fill(login)
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(re.compile(r"^[^?]*/desk/$"))
        yield page


def _next(page: Page, label: str, **told: str) -> None:
    """Take the next step that the case offers."""
    page.get_by_role("region", name="下一步").get_by_role("link", name=label, exact=True).click()
    _fill(page, label, told)


def _also(page: Page, label: str, **told: str) -> None:
    """Do one of the other acts that the case allows."""
    page.get_by_role("complementary", name="可办事项").get_by_role("link", name=label, exact=True).click()
    _fill(page, label, told)


def _fill(page: Page, label: str, told: dict[str, str]) -> None:
    for name, text in told.items():
        field = page.get_by_label(name)
        if field.evaluate("node => node.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_role("status")).to_contain_text(f"已登记：{label}")


def _figure(page: Page, year: int) -> int:
    """Table 3: requests of natural persons of this year that were granted."""
    page.goto(f"/desk/reports/{year}/")
    return int(page.locator('[id="cell-3-3-0"]').inner_text())


def test_a_letter_is_registered_extended_answered_and_counted(chromium: Browser, live_server: Any) -> None:
    office()
    year, root = timezone.localdate().year, live_server.url
    with _at_the_desk(chromium, root, "clerk1") as clerk, _at_the_desk(chromium, root, "head1") as head:
        before = _figure(head, year)

        clerk.get_by_role("link", name="登记申请").click()
        for name, text in {
            "提交方式": "ordinary_mail",
            "申请人类别": "natural",
            "提供形式": "paper",
            "获取方式": "mail",
        }.items():
            clerk.get_by_label(name).select_option(text)
        for name, text in {
            "姓名或者名称": NAME,
            "联系方式": TELEPHONE,
            "事由": "某路的预算",
            "所需信息的描述": "全文",
        }.items():
            clerk.get_by_label(name, exact=False).first.fill(text)
        clerk.get_by_role("button", name="登记", exact=True).click()
        expect(clerk.get_by_role("heading", name="今天与申请人确认")).to_be_visible()
        clerk.get_by_role("link", name="到这件申请").click()
        expect(clerk.get_by_role("heading", level=1)).to_have_text("某路的预算")
        case = clerk.url
        expect(clerk.get_by_text("待确认").first).to_be_visible()
        assert NAME not in clerk.content()

        _next(clerk, "与申请人确认", 确认方式="电话，有录音。")
        due = clerk.locator(".standing .figure").inner_text()
        _also(clerk, "提请延期", 延长工作日数="10", 理由="卷宗较多。")

        head.goto("/desk/")
        expect(head.get_by_role("table", name="等您批准延期：1 件")).to_be_visible()
        head.get_by_role("table", name="等您批准延期：1 件").get_by_role("link").click()
        _next(head, "批准延期")

        clerk.goto(case)
        _next(clerk, "告知延期", 送达方式="mail")
        assert clerk.locator(".standing .figure").inner_text() > due

        clerk.get_by_role("region", name="下一步").get_by_role("link", name="提出答复意见").click()
        clerk.get_by_label("结论").select_option("provided")
        clerk.get_by_label("事实、理由").fill("可以公开，全文随函提供。")
        clerk.get_by_role("button", name="先看看后果").click()
        expect(clerk.get_by_role("region", name="登记之后")).to_contain_text("向昌图县人民政府申请行政复议")
        clerk.get_by_role("button", name="提出答复意见").click()

        with _at_the_desk(chromium, root, "reviewer1") as reviewer:
            reviewer.get_by_role("table", name="等您审核：1 件").get_by_role("link").click()
            _next(reviewer, "审核")
        head.goto(case)
        _next(head, "签发", 文号="昌政公开〔2026〕1号")
        clerk.goto(case)
        _next(clerk, "送达答复", 送达方式="mail", 凭据="EMS 1")
        expect(clerk.locator(".standing")).to_contain_text("已办结")

        assert _figure(head, year) == before + 1
        head.locator('[id="cell-3-3-0"] a').click()
        head.get_by_role("main").get_by_role("link", name=re.compile(rf"^{year}-\d+$")).click()
        assert head.url == case
        head.get_by_text("日志的序号和哈希").click()
        expect(head.get_by_role("table", name=re.compile("日志链")).get_by_role("row")).to_have_count(1 + 9)
