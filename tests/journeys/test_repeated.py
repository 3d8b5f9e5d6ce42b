"""The same person asks again in other words, then another person asks for the same: the desk knows the earlier reply, and proposes to publish.

Nothing is patched: real log-ins, real clock, real database. What happened on earlier days is entered today for those days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from gongkai.apps.requests import actions as requests
from tests.faces.desk.world import ARRIVAL, Office, office
from tests.journeys import at_cases, hands
from tests.journeys.at_cases import Slip, act, working_day

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
NAME, OTHER_NAME = "张三丰", "李四光"
SUBJECT = "老城镇危房改造补助名单"
FIRST = "申请公开2023年度老城镇农村危房改造补助对象名单和补助金额"
AGAIN = "请把二〇二三年老城镇农村危房改造的补助金额和补助对象的名单给我一份"
BY_ANOTHER = "老城镇农村危房改造补助对象的名单和补助金额（2023年度）"
AGAIN_SUBJECT = "危房改造补助的人员名单"
"""Words near enough that sketches under any key call the whole the same: what lies at the threshold goes by the key that was drawn."""
COUNTER = {"提交方式": "counter", "联系方式": "电话 0410-0000000"}
BEFORE = (
    "某中学操场塑胶跑道的检测报告", "县医院救护车的采购合同", "城北公交线路的客流调查", "供热管网更换的施工图",
    "图书馆闭馆的会议纪要", "河道采砂许可的审批表", "养老院床位补贴的发放办法", "垃圾转运站的环评批复",
    "农机具购置的报废台账", "消防栓巡检的记录表",
)  # fmt: skip
"""What the same person asked this month beside the matter of the journey: ten requests that cost nothing, the next one costs 100 yuan."""


@pytest.fixture
def here(transactional_db: None, settings: Any, tmp_path: Path) -> Office:
    settings.PAPERS_ROOT = tmp_path / "papers"
    return office()


@pytest.fixture
def people(here: Office, chromium: Browser, live_server: Any) -> Iterator[Mapping[str, Page]]:
    with hands.everybody(chromium, live_server.url, here, "clerk", "reviewer", "head", "compiler") as pages:
        yield pages


def test_what_was_answered_before_and_what_several_want(here: Office, people: Mapping[str, Page]) -> None:
    today, clerk = timezone.localdate(), people["clerk"]
    asked, answered = working_day(today, -12), working_day(today, -4)
    for matter in BEFORE:
        private = {"applicant_name": NAME, "contact": "电话 0410-0000000", "content": matter}
        requests.open_request(
            here.actor("clerk"), "register", today, {**ARRIVAL, "subject": matter}, private, timezone.now()
        )
    first = _answered(people, asked, answered, today)

    again, case = _asked_again(clerk, first, answered)
    _place_in_the_month(clerk, case, asked, today)
    _repeated(people, case, first, asked, answered, today)

    other = _another(clerk)
    _several(clerk, other, (first, again))


def _answered(people: Mapping[str, Page], asked: date, answered: date, today: date) -> Slip:
    """The first request, and what the office told."""
    clerk = people["clerk"]
    at_cases.filled(
        clerk, {**COUNTER, "姓名或者名称": NAME, "事由": SUBJECT, "所需信息的描述": FIRST, "到达之日": f"{asked}"}
    )
    slip = at_cases.send(clerk)
    case = at_cases.opened(clerk)
    reply = {"结论": "provided", "事实、理由": "可以公开，名单随函提供。", "文号": f"昌政公开〔{today.year}〕1号"}
    head = people["head"]
    act(
        head,
        case,
        "补录已作出的答复",
        {"答复之日": answered},
        **reply,
        送达方式="mail",
        凭据="EMS 1",
    )
    clerk.goto(case)
    expect(clerk.locator(".standing")).to_contain_text("已办结")
    return slip


def _asked_again(clerk: Page, first: Slip, answered: date) -> tuple[Slip, str]:
    """The form stops and names the earlier request and how it ended; it is registered all the same."""
    at_cases.filled(clerk, {**COUNTER, "姓名或者名称": NAME, "事由": AGAIN_SUBJECT, "所需信息的描述": AGAIN})
    clerk.get_by_role("button", name="登记", exact=True).click()
    warned = clerk.get_by_role("alert").filter(has_text="同一个人已有相同或者相近的申请")
    expect(warned).to_contain_text("还没有登记")
    expect(warned.get_by_role("listitem")).to_have_count(1)
    expect(warned).to_contain_text(first.number)
    expect(warned).to_contain_text(f"{SUBJECT}，予以公开；姓名相同，内容基本相同")
    expect(clerk.get_by_label("所需信息的描述", exact=True)).to_have_value(AGAIN)
    at_cases.clean(clerk)
    hands.excused(clerk)
    slip = at_cases.send(clerk, "仍然登记")
    case = at_cases.opened(clerk)
    panel = clerk.get_by_role("region", name="重复和数量")
    expect(panel).to_contain_text("同一申请人以前问过相近的 1 件")
    expect(panel).to_contain_text(f"{answered} 答复")
    expect(panel).to_contain_text(f"昌政公开〔{answered.year}〕1号")
    at_cases.clean(clerk)
    return slip, case


def _place_in_the_month(clerk: Page, case: str, asked: date, today: date) -> None:
    """Ten before it are free; the price of the next is 100 yuan, whichever of 11 to 30 it is."""
    place = len(BEFORE) + 1 + ((asked.year, asked.month) == (today.year, today.month))
    clerk.goto(case)
    counted = clerk.get_by_role("group").filter(has_text=f"{today:%Y-%m} 这位申请人的第 {place} 件，当月共 {place} 件")
    counted.locator("summary").click()
    expect(counted).to_contain_text(f"按件收费的：这一件 100 元；当月合计 {100 * (place - 10)} 元。")
    clerk.get_by_role("navigation", name="本栏导航").get_by_role("link", name="重复与频次").click()
    row = (
        clerk.get_by_role("table", name=re.compile("^.*年.*月申请 .* 件以上的$"))
        .get_by_role("row")
        .filter(has_text="张**")
    )
    expect(row).to_contain_text(f"{100 * (place - 10)}")
    expect(row.get_by_role("cell").first).to_have_text(f"{place}")
    expect(clerk.get_by_role("main")).not_to_contain_text(NAME)


def _repeated(people: Mapping[str, Page], case: str, first: Slip, asked: date, answered: date, today: date) -> None:
    """重复申请 is proposed from the panel, with the earlier number and letter in its reason; three persons let it out."""
    clerk = people["clerk"]
    clerk.goto(case)
    clerk.get_by_role("link", name=re.compile(f"提出“重复申请”答复意见（引用 {first.number}）")).click()
    expect(clerk.get_by_label("结论")).to_have_value("repeated")
    reason = clerk.get_by_label("事实、理由")
    expect(reason).to_have_value(
        re.compile(f"{asked} 曾申请相同信息（登记编号 {first.number}），本机关已于 {answered} 答复")
    )
    clerk.get_by_role("button", name="先看看后果").click()
    expect(clerk.get_by_role("region", name="登记之后")).to_contain_text("待审核")
    at_cases.entered(clerk, "提出答复意见", {})
    at_cases.signed(people, case, f"昌政公开〔{today.year}〕2号")
    act(clerk, case, "送达答复", 送达方式="mail", 凭据="EMS 2")
    expect(clerk.locator(".standing")).to_contain_text("已办结")


def _another(clerk: Page) -> Slip:
    """Nothing stops at the form: what others asked is no reason to."""
    told = {"姓名或者名称": OTHER_NAME, "事由": "农村危房改造的补助", "所需信息的描述": BY_ANOTHER}
    at_cases.filled(clerk, {**COUNTER, **told})
    return at_cases.send(clerk)


def _several(clerk: Page, other: Slip, before: tuple[Slip, ...]) -> None:
    """Two people want the same: the page of the case and the list lead to a draft for everybody, which begins with the subject."""
    case = at_cases.opened(clerk)
    panel = clerk.get_by_role("region", name="重复和数量")
    expect(panel).to_contain_text("近两年另有 2 件相近，要同一信息的连同这一件来自 2 人")
    expect(panel).to_contain_text("可以纳入主动公开的范围")
    expect(panel).to_contain_text("第四十四条")
    expect(panel).not_to_contain_text("同一申请人")
    for each in before:
        expect(panel.get_by_role("link", name=re.compile(each.number))).to_be_visible()
    panel.get_by_role("link", name="起草要主动公开的信息").click()
    _draft(clerk)

    clerk.goto(case)
    clerk.get_by_role("navigation", name="本栏导航").get_by_role("link", name="重复与频次").click()
    row = clerk.get_by_role("table", name="几个人要同样的信息").get_by_role("row").filter(has_text=other.number)
    expect(row.get_by_role("cell").nth(0)).to_have_text("2")
    expect(row.get_by_role("cell").nth(1)).to_have_text("3")
    at_cases.clean(clerk)
    row.get_by_role("link", name=re.compile("^起草要主动公开的信息")).click()
    _draft(clerk)


def _draft(page: Page) -> None:
    """A text begun with the subject of the request."""
    hands.opened(page)
    expect(page.get_by_label(re.compile(r"^\s*标题\s*(（|$)"))).to_have_value("农村危房改造的补助")
