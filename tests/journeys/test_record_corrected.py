"""A citizen on a phone without scripts has a record about himself corrected; clerk and head handle it at the desk; he reads what came of it.

Nothing is patched: real log-ins, real clock, real database.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.apps.records.models import RecordCorrection
from tests.apps.files.made import a_pdf
from tests.faces.desk.world import office
from tests.faces.portal.applying.filled import CARD, NAME, PHONE
from tests.journeys import hands
from tests.journeys.at_cases import act, look_up
from tests.journeys.town import fits
from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)
SUBJECT = "旧房改造补助名册上的家庭人口"
WRONG = "名册写3人，应当是4人，漏了次女。"


def _asked(citizen: Page, code: str, folder: Path) -> tuple[str, str]:
    """By the links of the site to the form, through its three steps; number and code of the receipt."""
    citizen.goto("/apply/")
    citizen.get_by_role("link", name="网上要求更正", exact=True).click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("更正自身信息记录")
    fits(citizen)
    citizen.locator(f"a[href='/correct/{code}/']").click()
    hands.write(citizen, {"哪一条记录": SUBJECT, "哪里不准确": WRONG, "有哪些证据": "户口簿；出生医学证明。"})
    fits(citizen)
    citizen.get_by_role("button", name="下一步：您是谁").click()
    citizen.get_by_label("自然人").check()
    hands.write(citizen, {"姓名或者名称": NAME, "证件": "card", "证件号码": CARD, "联系电话": PHONE})
    fits(citizen)
    citizen.get_by_role("button", name="下一步：核对并提交").click()
    expect(citizen.get_by_text("还没有提交")).to_be_visible()
    citizen.get_by_label(re.compile("我看过")).check()
    proof = folder / "户口簿.pdf"
    proof.write_bytes(a_pdf("family"))
    citizen.get_by_label("附件").set_input_files(proof)
    fits(citizen)
    citizen.get_by_role("button", name="提交更正申请").click()
    expect(citizen.get_by_role("heading", level=1)).to_have_text("更正申请已提交")
    number, secret = citizen.locator("#number"), citizen.locator("#code")
    expect(secret).to_be_visible()
    return number.inner_text(), secret.inner_text()


def test_a_record_is_asked_about_corrected_and_told(chromium: Browser, live_server: Any, tmp_path: Path) -> None:
    here, root = office(), live_server.url
    with (
        rig.opened(chromium, root, "phone", javascript=False) as citizen,
        hands.at_the_desk(chromium, root, "clerk1") as clerk,
        hands.at_the_desk(chromium, root, "head1") as head,
    ):
        number, code = _asked(citizen, here.organ.code, tmp_path)
        case = f"/desk/records/{RecordCorrection.objects.get().pk}/"
        clerk.goto("/desk/records/")
        expect(clerk.get_by_role("row", name=re.compile(SUBJECT))).to_contain_text("网上提交")
        act(clerk, case, "核对身份", 核对的结果="same", 怎样核对的="电话联系，比对户口簿照片。")
        act(clerk, case, "请申请人补充证据", 需要补充的证据="请补充次女的出生医学证明。", 告知方式="online")

        look_up(citizen, number, code)
        expect(citizen.get_by_text("需要补充的：请补充次女的出生医学证明。")).to_be_visible()
        citizen.get_by_label("补充的证据").fill("出生医学证明一份，原件在家。")
        citizen.get_by_role("button", name="提交证据").click()
        expect(citizen.get_by_text("您补充的证据已经收到。")).to_be_visible()
        fits(citizen)

        act(clerk, case, "核实记录", 核实的情况="inaccurate", 怎样核实的="查了原始申报表。")
        act(clerk, case, "提出处理意见", 处理意见="corrected", 理由="原始申报表写明4人。")
        act(head, case, "签发", 文号="昌政更正〔2026〕1号")
        act(clerk, case, "登记记录已更正", 更正了哪些记录="补助名册电子台账。")
        act(clerk, case, "告知申请人", 告知方式="online")

        look_up(citizen, number, code)
        for words in ("已告知结果：予以更正", "补助名册电子台账。", "原始申报表写明4人。", "昌政更正〔2026〕1号"):
            expect(citizen.get_by_text(words, exact=False).first).to_be_visible()
        expect(citizen.get_by_text("查了原始申报表")).to_have_count(0)
        expect(citizen.get_by_role("button", name="不需要了，撤回更正申请")).to_have_count(0)
        fits(citizen)
