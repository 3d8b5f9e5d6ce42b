"""From the single acts to the published report, through every hand, and then by a citizen from the home page."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from gongkai.apps.reporting.models import AnnualReport
from tests.browser.entering import enter
from tests.faces.desk.reports.year import WANTED, filled
from tests.faces.desk.world import Office, office

pytestmark = pytest.mark.django_db(transaction=True)


def _act(page: Page, year: int, where: Office, role: str, label: str, **told: str) -> None:
    enter(page, where, role)
    page.goto(f"/desk/reports/{year}/")
    page.get_by_role("complementary", name="办理和导出").get_by_role("link", name=label, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(label)
    for name, text in told.items():
        page.get_by_label(name).fill(text)
    page.get_by_role("button", name=label, exact=True).click()
    expect(page.get_by_text(f"已登记：{label}")).to_be_visible()


def test_a_report_goes_through_every_hand_and_is_found_by_a_citizen(page: Page, phone: Page) -> None:
    where = office()
    year = filled(where)
    enter(page, where, "compiler")
    page.goto("/desk/")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="年报").click()
    page.get_by_role("link", name=f"{year} 年度").click()
    page.get_by_role("button", name="开始编制").click()
    figure = page.locator('[id="cell-3-1-6"]')
    expect(figure).to_have_text("3")
    for key in WANTED:
        page.locator(f"#text-{key}").get_by_role("link", name="改写").click()
        page.get_by_label("这一段的文字").fill("按照要求做好各项工作，办理申请{requests.closed}件。")
        page.get_by_role("button", name="预览").click()
        expect(page.get_by_role("region", name="将写成")).to_contain_text("办理申请2件。")
        page.get_by_role("button", name="保存").click()
        expect(page.locator(f"#text-{key}")).to_contain_text("办理申请2件。")
    figure.get_by_role("link").click()
    expect(page.get_by_role("table", name="共 3 件").get_by_role("row")).to_have_count(4)
    page.get_by_role("link", name="回到年报").click()
    _act(page, year, where, "compiler", "自查")
    _act(page, year, where, "compiler", "送审")
    _act(page, year, where, "leader", "审签")
    _act(page, year, where, "head", "定稿")
    phone.goto("/")
    expect(phone.get_by_text("工作年度报告")).to_have_count(0)
    _act(page, year, where, "leader", "公开前审查", 审查意见="无异议。")
    _act(page, year, where, "head", "公布")
    assert AnnualReport.objects.get().state == "published"

    phone.goto("/")
    phone.get_by_role("link", name=f"{year}年政府信息公开工作年度报告").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text(f"{year}年政府信息公开工作年度报告")
    expect(phone.locator('[id="cell-3-1-6"]')).to_have_text("3")
    with phone.expect_download() as download:
        phone.get_by_role("link", name="下载 Word").click()
    assert download.value.suggested_filename.endswith(".docx")
    words = Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert any("办理申请2件。" in paragraph.text for paragraph in words.paragraphs)
