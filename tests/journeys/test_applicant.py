"""A citizen asks on a phone without scripts; the office answers by the last day that every clock says, each day counted by hand here.

The service runs as an operator runs it, with its worker; only its computer's clock is set. Days of 2026 by the notice of the State Council:
off from 4 to 6 April and from 1 to 5 May, at work on Saturday 9 May.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.apps.files.made import a_pdf
from tests.faces.portal.applying.filled import CARD, NAME, PHONE
from tests.journeys import founding
from tests.journeys.at_cases import act, clean, entered, inside, look_up, offered
from tests.journeys.town import Town, case_page, counted, fits, ledger, town, watched, way

pytestmark = pytest.mark.database

MONDAY = date(2026, 3, 16)
NOTICE, ANSWER, ASKED, RECEIVED = date(2026, 3, 17), date(2026, 3, 19), date(2026, 3, 20), date(2026, 3, 24)
SILENT, DECIDED, READ = date(2026, 4, 16), date(2026, 4, 20), date(2026, 4, 21)
SUBJECT = "城区供热补贴怎样发放"
CONTENT = "请公开城区供热补贴怎样申请、怎样发放，以及发放名单。"
THIRD = "第三方甲"
REASON = "卷宗多，还要核对名单。"


def test_from_the_guide_to_the_rating(installation: Mapping[str, str], chromium: Browser, tmp_path: Path) -> None:
    with town(chromium, tmp_path, installation, MONDAY) as here, here.phone() as citizen:
        number, code = _apply(citizen, tmp_path)
        case = _confirm(here, number)
        _ask_for_correction(here, case)
        _correct(here, citizen, number, code, tmp_path)
        _consult(here, case)
        _silence_and_extension(here, case)
        _told_of_more_time(citizen, number, code)
        _decide(here, case)
        _read(here, citizen, number, code, tmp_path)
        _counted(here, number, case)
        _with_scripts(here, number, code)
        assert here.command("verify").startswith("完好")


def _apply(citizen: Page, folder: Path) -> tuple[str, str]:
    """Guide, what is public already, all the same."""
    citizen.goto("/")
    citizen.get_by_role("link", name=re.compile("依申请公开")).first.click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("依申请公开")
    # The day of receipt is not counted: 17–20 March are 4, 23–27 make 9, 30–3 make 14, 7–10 make 18, 13 and 14 April make 20.
    expect(citizen.get_by_role("main")).to_contain_text("2026-04-14")
    fits(citizen)
    citizen.get_by_role("link", name=re.compile(f"^{founding.NAME}")).first.click()
    citizen.get_by_label("要什么信息").fill(SUBJECT)
    citizen.get_by_label("写具体些").fill(CONTENT)
    fits(citizen)
    citizen.get_by_role("button", name="下一步：您是谁").click()
    before = citizen.get_by_role("region", name="先看看这些")
    expect(before).to_be_visible()
    with citizen.expect_popup() as opened:
        before.get_by_role("link", name=founding.ANSWERED).click()
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text(founding.ANSWERED)
    opened.value.close()
    citizen.get_by_label("自然人").check()
    citizen.get_by_label("姓名或者名称").fill(NAME)
    citizen.get_by_label("证件", exact=True).select_option("card")
    citizen.get_by_label("证件号码", exact=True).fill(CARD)
    citizen.get_by_label("联系电话（可不填）").fill(PHONE)
    citizen.get_by_label("电子文档").check()
    citizen.get_by_label("网上系统").check()
    fits(citizen)
    citizen.get_by_role("button", name="下一步：核对并提交").click()
    expect(citizen.get_by_role("heading", name="附件和提交")).to_be_visible()
    expect(citizen.get_by_role("main")).not_to_contain_text(CARD)
    paper = folder / "身份证明.pdf"
    paper.write_bytes(a_pdf("identity"))
    citizen.get_by_label("附件").set_input_files(paper)
    citizen.get_by_label("我看过“怎样对待您填的内容”").check()
    fits(citizen)
    citizen.get_by_role("button", name="提交申请").click()
    expect(citizen.get_by_role("heading", name="申请已提交")).to_be_visible()
    fits(citizen)
    number, code = citizen.locator("#number").inner_text(), citizen.locator("#code").inner_text()
    look_up(citizen, number, code)
    expect(citizen.get_by_text("等待与您确认").first).to_be_visible()
    return number, code


def _confirm(here: Town, number: str) -> str:
    with here.desk("clerk1") as clerk:
        expect(clerk.get_by_role("main")).to_contain_text(SUBJECT)
        clean(clerk)
        case = case_page(clerk, number)
        expect(clerk.get_by_role("main")).not_to_contain_text(NAME)
        # The earlier message came from a person of the same name.
        expect(clerk.get_by_role("region", name="重复和数量")).to_contain_text(
            re.compile("2026-03-02 到达；2026-03-0. 答复")
        )
        clean(clerk)
        act(clerk, case, "与申请人确认", 确认方式="电话，有录音。")
        expect(clerk.locator(".standing .figure")).to_have_text("2026-04-14")
        expect(clerk.locator(".standing")).to_contain_text("补正告知 2026-03-25")
        inside(clerk, case, "期限台账")
        days = counted(ledger(clerk, "答复"))
        assert (days["2026-03-17"], days["2026-04-03"], days["2026-04-07"], days["2026-04-14"]) == (1, 14, 15, 20)
        assert not {"2026-03-16", "2026-04-06", "2026-04-15"} & set(days)
        # Seven working days for the notice of correction: 17–20 March are 4, 23–25 make 7.
        assert list(counted(ledger(clerk, "补正告知")).items())[-1] == ("2026-03-25", 7)
        clean(clerk)
    return case


def _ask_for_correction(here: Town, case: str) -> None:
    here.on(NOTICE)
    with here.desk("clerk1") as clerk:
        act(clerk, case, "告知补正", 需要补正的事项="请写明哪一年的名单。", 补正期限至="2026-03-31", 送达方式="online")
        expect(clerk.locator(".standing")).to_contain_text("待补正")


def _correct(here: Town, citizen: Page, number: str, code: str, folder: Path) -> None:
    here.on(ANSWER)
    look_up(citizen, number, code)
    asked = citizen.get_by_role("region", name="请您补正")
    expect(asked).to_contain_text("请写明哪一年的名单。")
    expect(asked).to_contain_text("2026-03-31")
    fits(citizen)
    asked.get_by_label("补正的内容").fill("2025年的名单。")
    paper = folder / "补正.pdf"
    paper.write_bytes(a_pdf("correction"))
    asked.get_by_label("附件").set_input_files(paper)
    asked.get_by_role("button", name="提交补正").click()
    expect(citizen.get_by_text("补正已经收到")).to_be_visible()
    # 20 March is the first of the twenty, 23–27 make 6, 30–3 make 11, 7–10 make 15, 13–17 April make 20.
    expect(citizen.get_by_text("最迟 2026-04-17 答复")).to_be_visible()
    fits(citizen)


def _consult(here: Town, case: str) -> None:
    here.on(ASKED)
    with here.desk("clerk1") as clerk:
        clerk.goto(case)
        expect(clerk.locator(".standing .figure")).to_have_text("2026-04-17")
        clerk.get_by_text("今天不能办的").click()
        refused = clerk.locator(".refused dl")
        expect(refused.get_by_text("补正只能一次性告知，这件申请已经告知过补正。")).to_be_visible()
        expect(refused.locator("dt:has-text('告知补正') + dd")).to_contain_text("条例》第三十条")
        inside(clerk, case, "期限台账")
        days = counted(ledger(clerk, "答复"))
        assert (days["2026-03-20"], days["2026-04-03"], days["2026-04-17"]) == (1, 11, 20)
        assert "2026-03-19" not in days
        inside(clerk, case, "案卷材料")
        expect(clerk.get_by_role("main")).to_contain_text("补正材料")
        clean(clerk)
        act(clerk, case, "征求第三方意见", 对象=THIRD, 第三方姓名或者名称="某某热力公司", 文号="昌政征〔2026〕1号")
        here.on(RECEIVED)
    with here.desk("clerk1") as clerk:
        clerk.goto(case)
        strand = clerk.locator(".strand", has_text=THIRD)
        strand.get_by_role("link", name="登记第三方收到").click()
        entered(clerk, "登记第三方收到", {"凭据": "EMS 1"})
        # Received on 24 March: 25–27 are 3, 30–3 make 8, 7–10 make 12, 13–15 April make 15.
        expect(clerk.locator(".strand", has_text=THIRD)).to_contain_text("2026-04-15")
        clean(clerk)


def _silence_and_extension(here: Town, case: str) -> None:
    here.on(SILENT)
    with here.desk("clerk1") as clerk:
        watched(clerk, "检查 1 件，提醒 1 件")
        clean(clerk)
        clerk.goto(case)
        strand = clerk.locator(".strand", has_text=THIRD)
        expect(strand).to_contain_text("期满没有答复，已过 1 个工作日")
        expect(strand).to_contain_text("期满没有意见：由本机关决定是否公开")
        # The day of asking counts; 23 March to 15 April are left out: 5 + 5 + 4 + 3 = 17 working days. 20 March was the first of twenty;
        # 16 and 17 April make 3, 20–24 make 8, 27–30 make 12, 6–9 May with the Saturday make 16, 11–14 May make 20.
        expect(clerk.locator(".standing .figure")).to_have_text("2026-05-14")
        expect(clerk.get_by_role("region", name="征求意见")).to_contain_text("合计 17 个工作日")
        clean(clerk)
        inside(clerk, case, "期限台账")
        days = counted(ledger(clerk, "答复"))
        assert (days["2026-03-20"], days["2026-04-16"], days["2026-05-09"], days["2026-05-14"]) == (1, 2, 16, 20)
        assert not {"2026-03-23", "2026-04-15", "2026-05-05", "2026-05-10"} & set(days)
        days = counted(ledger(clerk, "第三方"))
        assert (days["2026-03-25"], days["2026-04-03"], days["2026-04-15"]) == (1, 8, 15)
        assert not {"2026-03-24", "2026-04-06", "2026-04-16"} & set(days)
        clean(clerk)
        act(clerk, case, "提请延期", 延长工作日数="10", 理由=REASON)
        expect(clerk.locator(".standing .figure")).to_have_text("2026-05-14")
    with here.desk("head1") as head:
        waiting = head.get_by_role("table", name="等您批准延期：1 件")
        expect(waiting).to_be_visible()
        clean(head)
        waiting.get_by_role("link").click()
        expect(head.get_by_role("heading", name="办理经过")).to_be_visible()
        act(head, case, "批准延期")
    with here.desk("clerk1") as clerk:
        act(clerk, case, "告知延期", 送达方式="online")
        # Ten more from 14 May: 15 is 1, 18–22 make 6, 25–28 May make 10.
        expect(clerk.locator(".standing .figure")).to_have_text("2026-05-28")
        inside(clerk, case, "期限台账")
        assert list(counted(ledger(clerk, "答复")).items())[-1] == ("2026-05-28", 30)


def _told_of_more_time(citizen: Page, number: str, code: str) -> None:
    look_up(citizen, number, code)
    expect(citizen.get_by_text("最迟 2026-05-28 答复", exact=True)).to_be_visible()
    main = citizen.get_by_role("main")
    expect(main).to_contain_text(REASON)
    expect(main).to_contain_text("第三方没有按期提出意见，由本机关决定是否公开")
    fits(citizen)


def _decide(here: Town, case: str) -> None:
    here.on(DECIDED)
    with here.desk("clerk1") as clerk:
        clerk.goto(case)
        clerk.locator(".strand", has_text=THIRD).get_by_role("link", name="提出答复意见").click()
        entered(clerk, "提出答复意见", {"结论": "provided", "事实、理由": "可以公开，全文随函提供。"})
        clerk.goto(case)
        expect(offered(clerk, "审核")).to_have_count(0)
    with here.desk("reviewer1") as reviewer:
        reviewer.get_by_role("table", name="等您审核：1 件").get_by_role("link").click()
        expect(reviewer.get_by_role("heading", name="办理经过")).to_be_visible()
        act(reviewer, case, "审核")
    with here.desk("head1") as head:
        act(head, case, "签发", 文号="昌政公开〔2026〕1号")
    with here.desk("clerk1") as clerk:
        inside(clerk, case, "文书")
        clean(clerk)
        reply = clerk.get_by_role("row", name=re.compile("答复书|告知书")).filter(has_text="2026-04-20")
        reply.get_by_role("button", name=re.compile("^定稿")).click()
        expect(clerk.get_by_role("status").first).to_contain_text("已经定稿")
        act(clerk, case, "送达答复", 送达方式="online", 凭据="系统回执 1")
        expect(clerk.locator(".standing")).to_contain_text("已办结")


def _read(here: Town, citizen: Page, number: str, code: str, folder: Path) -> None:
    here.on(READ)
    look_up(citizen, number, code)
    expect(citizen.get_by_role("heading", name=re.compile("^答复："))).to_be_visible()
    # Review within 60 days of the sending: 10 in April, 31 in May, the 19th of June; Dragon Boat Festival from 19 to 21 June. A suit: 6 months.
    remedies = citizen.get_by_role("table", name="可以走的途径和最后一天")
    expect(remedies.get_by_role("row", name=re.compile("行政复议"))).to_contain_text("2026-06-22")
    expect(remedies.get_by_role("row", name=re.compile("行政诉讼"))).to_contain_text("2026-10-20")
    fits(citizen)
    with citizen.expect_download() as taken:
        citizen.get_by_role("region", name="可以下载的文件").get_by_role(
            "button", name=re.compile("答复书|告知书")
        ).click()
    letter = folder / "letter.pdf"
    taken.value.save_as(letter)
    _verify(citizen, letter)
    look_up(citizen, number, code)
    citizen.get_by_role("button", name="确认我已收到答复").click()
    expect(citizen.get_by_text("您收到了答复").first).to_be_visible()
    # Received a day later than sent, that is the day from which the six months run.
    expect(remedies.get_by_role("row", name=re.compile("行政诉讼"))).to_contain_text("2026-10-21")
    citizen.get_by_label("非常满意").check()
    citizen.get_by_role("button", name="提交评价").click()
    expect(citizen.get_by_text("您的评价：非常满意")).to_be_visible()
    fits(citizen)


def _verify(citizen: Page, letter: Path) -> None:
    """The code stands in the letter; the letter as it was taken is genuine, one that was changed is not."""
    with pdfplumber.open(letter) as found:
        words = "".join(page.extract_text() for page in found.pages)
    code = re.search(r"核验码[：:]?\s*([0-9A-Z][0-9A-Z -]+)", words)
    assert code, words
    altered = letter.with_name("altered.pdf")
    altered.write_bytes(letter.read_bytes() + b"\n% changed")
    for file, said in ((letter, "真的，文件与发出的一致"), (altered, "核验码是真的，文件不是原件")):
        citizen.goto("/verify/")
        citizen.get_by_label("核验码").fill(code[1].strip())
        citizen.locator("[type=file]").set_input_files(file)
        citizen.get_by_role("button", name="核验", exact=True).click()
        expect(citizen.get_by_text(said)).to_be_visible()
        expect(citizen.get_by_role("main")).not_to_contain_text(NAME)
        fits(citizen)


def _counted(here: Town, number: str, case: str) -> None:
    with here.desk("clerk1") as clerk:
        way(clerk, "申请", "靠前指导")
        row = clerk.get_by_role("row", name=re.compile(founding.ANSWERED))
        for what in ("列出", "打开", "还是申请", "打开后还是申请"):
            expect(row.locator(f"td[data-label='{what}']")).to_have_text("1")
        clean(clerk)
        clerk.goto(case)
        expect(clerk.locator("ol.timeline > li", has_text="评价")).to_contain_text("非常满意")
        way(clerk, "申请", "申请")
        clerk.get_by_label("状态", exact=True).select_option(label="已办结（含归档）")
        clerk.get_by_role("button", name="筛选", exact=True).click()
        expect(clerk.get_by_role("link", name=number, exact=True)).to_be_visible()
        clean(clerk)
        way(clerk, "申请", "图表")
        # 17–20 March are 4, 23 March to 3 April make 14, 7–17 April make 23, the 20th is the 24th: none of them late.
        used = clerk.get_by_role("region", name="数据表：从收到到答复用了多少工作日")
        expect(used.get_by_role("row", name="21至30个工作日 1 1 0", exact=True)).to_be_visible()
        clean(clerk)


def _with_scripts(here: Town, number: str, code: str) -> None:
    """The pages that the citizen saw, where axe can look at them: it is a script itself."""
    with here.phone(scripts=True) as citizen:
        citizen.goto("/")
        citizen.get_by_role("link", name=re.compile("依申请公开")).first.click()
        expect(citizen.get_by_role("heading", level=1)).to_have_text("依申请公开")
        clean(citizen)
        citizen.get_by_role("link", name=re.compile(f"^{founding.NAME}")).first.click()
        expect(citizen.get_by_label("要什么信息")).to_be_visible()
        clean(citizen)
        look_up(citizen, number, code)
        expect(citizen.get_by_text("您的评价：非常满意")).to_be_visible()
        clean(citizen)
        citizen.goto("/verify/")
        clean(citizen)
