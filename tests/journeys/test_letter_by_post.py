"""A letter that nobody signed for: taken in, nobody at the telephone, confirmed two days later, searched for in vain, answered by post.

Nothing is patched: real log-ins, real clock, real database. What happened on earlier days is entered today for those days, as an office
does that registers what lay in the post room.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Locator, Page, expect

from gongkai.faces import cli
from tests.faces.desk.world import office
from tests.journeys import at_cases, hands
from tests.journeys.at_cases import Slip, act, inside, working_day
from tests.rigs import browser as rig

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
NAME, SUBJECT = "张三丰", "老城镇西沟水库的验收报告"
LETTER = {
    "提交方式": "ordinary_mail",
    "姓名或者名称": NAME,
    "联系方式": "测试路1号，电话 0410-0000000",
    "事由": SUBJECT,
    "所需信息的描述": "请公开老城镇西沟水库一九七三年竣工时的验收报告全文。",
}
OTHER = {**LETTER, "姓名或者名称": "李四光", "事由": "某路的路灯", "所需信息的描述": "某路路灯的采购合同。"}
SECTION = "档案室"


@pytest.fixture
def people(
    transactional_db: None, chromium: Browser, live_server: Any, settings: Any, tmp_path: Path
) -> Iterator[Mapping[str, Page]]:
    settings.PAPERS_ROOT = tmp_path / "papers"
    where = office()
    with hands.everybody(chromium, live_server.url, where, "clerk", "reviewer", "head") as pages:
        yield pages


def test_a_letter_is_confirmed_late_searched_for_and_answered_by_post(
    people: Mapping[str, Page], chromium: Browser, live_server: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    today, clerk = timezone.localdate(), people["clerk"]
    arrived, confirmed = working_day(today, -10), working_day(today, -8)

    clerk.goto("/desk/")
    expect(clerk.get_by_role("alert")).to_contain_text("期限巡查没有按时完成")
    slip, case = _taken_in(clerk, arrived, tmp_path)
    act(clerk, case, "记录联系不上", {"联系不上之日": arrived}, 怎样联系的="电话两次，无人接听。")
    late, _ = _other(clerk, arrived)
    _watched(clerk, (slip, late), capsys)

    with rig.opened(chromium, live_server.url, "phone", javascript=False) as citizen:
        at_cases.look_up(citizen, slip.number, slip.code)
        expect(citizen.get_by_text("等待与您确认").first).to_be_visible()
        last = _confirmed(clerk, case, arrived, confirmed)
        _still_watched(clerk, slip, late, capsys)
        at_cases.look_up(citizen, slip.number, slip.code)
        expect(citizen.get_by_role("status")).to_contain_text(f"最迟 {last} 答复")

        _department(clerk, case, confirmed, today)
        _not_without_a_search(clerk, case)
        at_cases.signed(people, case, f"昌政公开〔{today.year}〕1号")
        act(clerk, case, "送达答复", 送达方式="mail", 凭据="EMS 1234567890123")
        expect(clerk.locator(".standing")).to_contain_text("已办结")
        act(clerk, case, "登记签收", 凭据="EMS 1234567890123 回执，本人签名")
        act(clerk, case, "归档", 归档号="2-15")
        expect(clerk.locator(".standing")).to_contain_text("已归档")

        at_cases.look_up(citizen, slip.number, slip.code)
        expect(citizen.get_by_role("main")).to_contain_text("信息不存在")
        expect(citizen.get_by_role("region", name="不服怎么办")).to_contain_text("行政复议")
        assert rig.sideways(citizen) == 0


def _taken_in(clerk: Page, arrived: date, folder: Path) -> tuple[Slip, str]:
    """With its envelope, first looked at, then registered."""
    scans = {
        "申请表、来信的扫描件或者照片": at_cases.scanned(folder, "来信.png"),
        "信封、签收回执、传真报告等凭据": at_cases.scanned(folder, "信封.png"),
    }
    at_cases.filled(clerk, {**LETTER, "到达之日": f"{arrived}"}, scans)
    for label, text in (("邮戳日期", f"{working_day(arrived, -1)}"), ("拆收人", "收发室"), ("信封留存在", "随卷")):
        clerk.get_by_label(label).locator("visible=true").fill(text)
    slip = at_cases.send(clerk)
    expect(clerk.get_by_role("heading", name=f"尽快与申请人确认（{arrived} 就到了）")).to_be_visible()
    expect(clerk.get_by_role("region", name="收到之日")).to_contain_text("期限还没有起算")
    expect(clerk.get_by_role("button", name="打印回执")).to_be_visible()
    expect(clerk.get_by_role("complementary", name="依据和材料").get_by_role("listitem")).to_have_count(2)
    at_cases.clean(clerk)
    case = at_cases.opened(clerk)
    expect(clerk.get_by_role("main")).to_contain_text(
        f"邮戳日期 {working_day(arrived, -1)}；拆收人 收发室；信封留存在 随卷"
    )
    expect(clerk.get_by_role("main")).not_to_contain_text(NAME)
    return slip, case


def _other(clerk: Page, arrived: date) -> tuple[Slip, str]:
    """A second letter, which nobody confirms."""
    at_cases.filled(clerk, {**OTHER, "到达之日": f"{arrived}"})
    slip = at_cases.send(clerk)
    return slip, at_cases.opened(clerk)


def _watched(clerk: Page, slips: tuple[Slip, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """The watch runs, and both letters are told on the first page."""
    assert cli.main(["watch", "run"]) == 0
    assert "检查 2 件" in capsys.readouterr().out
    clerk.goto("/desk/")
    expect(clerk.locator(".beat")).to_contain_text("检查 2 件，提醒 2 件")
    for slip in slips:
        row = _alerts(clerk).get_by_role("row").filter(has_text=slip.number)
        expect(row).to_contain_text("拖延确认会被质疑为推迟起算")
        expect(row.get_by_role("link", name="与申请人确认")).to_be_visible()
    at_cases.clean(clerk)


def _still_watched(clerk: Page, slip: Slip, late: Slip, capsys: pytest.CaptureFixture[str]) -> None:
    """The confirmation has settled the alert of its letter at once; the other is told still, and not twice by the next round."""
    assert cli.main(["watch", "run"]) == 0
    assert "检查 2 件，新提醒 0 条" in capsys.readouterr().out
    clerk.goto("/desk/")
    told = _alerts(clerk).get_by_role("row").filter(has_text="拖延确认会被质疑")
    expect(told).to_have_count(1)
    expect(told).to_contain_text(late.number)
    expect(told).not_to_contain_text(slip.number)


def _alerts(clerk: Page) -> Locator:
    return clerk.get_by_role("region", name=re.compile(r"^最急的 \d+ 条"))


def _confirmed(clerk: Page, case: str, arrived: date, confirmed: date) -> date:
    """The day of the confirmation is that of receipt, whatever the day of the letter; the last day."""
    inside(clerk, case, "期限台账")
    expect(clerk.get_by_role("main")).to_contain_text("还没有与申请人确认，答复期限没有起算")
    act(clerk, case, "与申请人确认", {"双方确认之日": confirmed}, 确认方式="电话，有录音。")
    last = working_day(confirmed, 20)
    inside(clerk, case, "期限台账")
    standing = clerk.get_by_role("region", name="末日")
    expect(standing.locator(".figure")).to_have_text(f"{last}")
    expect(standing).to_contain_text(
        f"收到之日 {confirmed}：平信等无需签收的邮寄，{arrived} 到达，与申请人确认之日为收到之日"
    )
    expect(standing).to_contain_text("计入 20 个工作日")
    table = clerk.get_by_role("table", name="答复申请：逐日台账")
    expect(table.get_by_role("row", name=f"{working_day(confirmed, 1)}")).to_contain_text("1")
    expect(table.get_by_role("row").last).to_contain_text(f"{last}")
    at_cases.clean(clerk)
    return last


def _department(clerk: Page, case: str, confirmed: date, today: date) -> None:
    """Asked, silent, urged, and then it has found nothing."""
    asked, until = working_day(confirmed, 1), working_day(today, -1)
    act(
        clerk,
        case,
        "请科室协查",
        {"发出之日": asked},
        科室=SECTION,
        请协查的内容="西沟水库竣工材料。",
        请于何日前答复=f"{until}",
    )
    inside(clerk, case, "科室协查")
    expect(clerk.get_by_role("listitem").filter(has_text=SECTION)).to_contain_text("还没回，已逾期 1 个工作日")
    at_cases.clean(clerk)
    clerk.get_by_role("link", name=f"第一次催办：{SECTION}").click()
    expect(clerk.get_by_label("催办层级")).to_have_value("first")
    at_cases.entered(clerk, "催办科室", {})
    inside(clerk, case, "科室协查")
    clerk.get_by_role("link", name=f"登记答复：{SECTION}").click()
    at_cases.entered(clerk, "登记科室答复", {"结果": "none", "意见摘要": "没有移交过。"})
    expect(clerk.get_by_role("region", name="科室协查")).to_contain_text("没有找到")


def _not_without_a_search(clerk: Page, case: str) -> None:
    """信息不存在 is refused until a search is recorded; what was typed stands."""
    clerk.goto(case)
    at_cases.offered(clerk, "提出答复意见").click()
    opinion = {"结论": "not_found", "事实、理由": "经检索档案室、水利站库房，没有该信息。"}
    hands.write(clerk, opinion)
    clerk.get_by_role("button", name="提出答复意见", exact=True).click()
    refused = clerk.get_by_role("alert")
    expect(refused).to_contain_text("须有检索的证据，请先登记“检索记录”")
    expect(clerk.get_by_label("事实、理由")).to_have_value(opinion["事实、理由"])
    hands.excused(clerk)
    search = {
        "检索范围": "档案室、水利站库房",
        "检索人": "档案室工作人员",
        "检索词": "西沟水库、竣工、验收",
        "查找的时间范围": "1970年至1985年形成的",
        "检索方法": "目录检索、逐卷翻查",
        "命中件数": "0",
        "检索结果": "没有该水库的验收材料。",
    }
    act(clerk, case, "检索记录", **search)
    inside(clerk, case, "检索记录")
    expect(clerk.get_by_role("table", name="检索记录（共 1 次）")).to_contain_text("没有该水库的验收材料。")
    act(clerk, case, "提出答复意见", **opinion)
    expect(clerk.locator(".standing")).to_contain_text("待审核")
