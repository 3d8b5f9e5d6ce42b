"""年报体检 as people use it: upload, paste, mistakes, exports, keeping and deleting; with and without JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from gongkai.annual.write import write
from tests.apps.reporting import invented
from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)

Clean = Callable[[Page], None]
Picture = Callable[[Page, str], None]


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    path = tmp_path / "清河县年报2024.html"
    path.write_bytes(write(invented.faulty_report(), "html"))
    return path


@pytest.fixture
def previous(tmp_path: Path) -> Path:
    path = tmp_path / "清河县年报2023.docx"
    path.write_bytes(write(invented.report(2023, 9, 1, 2), "docx"))
    return path


def _open(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="工具和帮助").get_by_role("link", name="年报体检").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("年报体检")


def _submit(page: Page) -> None:
    page.get_by_role("button", name="开始体检").click()


def _check(page: Page, report: Path, previous: Path | None = None) -> None:
    _open(page)
    page.get_by_label("年报文件", exact=True).set_input_files(report)
    if previous:
        page.get_by_text("加上一年的年报").click()
        page.get_by_label("上一年的年报文件").set_input_files(previous)
    _submit(page)


def _assert_fits(page: Page, clean: Clean) -> None:
    clean(page)
    assert rig.sideways(page) == 0


def test_the_form_explains_and_fits(any_page: Page, axe_clean: Clean, picture: Picture) -> None:
    _open(any_page)
    any_page.get_by_text("加上一年的年报").click()
    picture(any_page, "annual-check-form")
    _assert_fits(any_page, axe_clean)
    expect(any_page.get_by_text("本站不保存")).to_be_visible()


def test_uploading_a_report_with_last_years(
    any_page: Page, faulty: Path, previous: Path, axe_clean: Clean, picture: Picture
) -> None:
    page = any_page
    _check(page, faulty, previous)
    expect(page.get_by_role("heading", level=1)).to_contain_text("清河县人民政府办公室2024年")
    picture(page, "annual-check-result")
    _assert_fits(page, axe_clean)
    # From a finding to its cell, and back.
    total = page.locator('[id="cell-3-1-6"]')
    expect(total).to_have_class(re.compile("cell-error"))
    expect(total).to_contain_text("上年 9")
    reference = total.get_by_role("link").first
    expect(reference).to_contain_text("错误")
    reference.click()
    finding = page.locator(page.evaluate("location.hash"))
    expect(finding).to_be_in_viewport()
    expect(finding).to_contain_text("依据：")
    finding.locator(".places a", has_text="总计").first.click()
    expect(total).to_be_in_viewport()
    # The same for the prose.
    mark = page.locator("mark[id]").first
    expect(mark).to_contain_text("16")
    page.locator(f'.places a[href="#{mark.get_attribute("id")}"]').first.click()
    expect(mark).to_be_in_viewport()


def test_last_years_prose_stands_beside_or_is_folded(each_page: Page, faulty: Path, previous: Path) -> None:
    page = each_page
    _check(page, faulty, previous)
    sentence = page.get_by_text("2023年未收取信息处理费")
    if page.viewport_size and page.viewport_size["width"] > 1000:
        expect(sentence).to_be_visible()
    else:
        expect(sentence).to_be_hidden()
        page.locator("summary", has_text="上年：六、").click()
        expect(sentence).to_be_visible()


def test_pasting_text(page: Page, axe_clean: Clean) -> None:
    _open(page)
    page.goto("data:text/html,")
    page.set_content(write(invented.report(), "html").decode())
    text = page.locator("body").inner_text()
    _open(page)
    page.get_by_label("或者粘贴年报的文字", exact=True).fill(text)
    _submit(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("清河县人民政府办公室2024年")
    expect(page.locator('[id="cell-3-1-6"]')).to_have_text("14")
    axe_clean(page)


def test_mistakes_are_named_and_the_text_is_kept(any_page: Page, axe_clean: Clean, picture: Picture) -> None:
    page = any_page
    _open(page)
    _submit(page)
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("没有收到年报")
    page.complaints.clear()  # type: ignore[attr-defined]  # a refused form is a 422, which the console repeats
    _assert_fits(page, axe_clean)
    summary.get_by_role("link").click()
    expect(page.get_by_label("年报文件", exact=True)).to_be_in_viewport()
    page.get_by_label("或者粘贴年报的文字", exact=True).fill("今天天气很好。")
    page.get_by_text("加上一年的年报").click()
    page.get_by_label("上一年的年报文件").set_input_files(
        {"name": "去年.html", "mimeType": "text/html", "buffer": b"<p>x</p>"}
    )
    _submit(page)
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("或者粘贴年报的文字", exact=True)).to_have_value("今天天气很好。")
    expect(page.get_by_text("浏览器不能替您保留已选的文件")).to_contain_text("去年.html")
    expect(page.get_by_text("刚才选的是“去年.html”")).to_be_visible()
    page.complaints.clear()  # type: ignore[attr-defined]  # the same
    picture(page, "annual-check-error")
    _assert_fits(page, axe_clean)


def test_exporting_from_the_result(page: Page, faulty: Path) -> None:
    _check(page, faulty)
    group = page.get_by_role("group", name="发现清单")
    with page.expect_download() as download:
        group.get_by_role("button", name="JSON").click()
    assert download.value.suggested_filename.startswith("清河县人民政府办公室2024年")
    assert json.loads(Path(download.value.path()).read_bytes())
    with page.expect_download() as download:
        page.get_by_role("group", name="年报").get_by_role("button", name="Word").click()
    assert Path(download.value.path()).read_bytes()[:2] == b"PK"


def test_keeping_opening_elsewhere_and_deleting(page: Page, phone: Page, faulty: Path, axe_clean: Clean) -> None:
    _check(page, faulty)
    page.get_by_role("button", name="保留 30 天").click()
    expect(page.get_by_role("heading", name="这份结果保留到")).to_be_visible()
    axe_clean(page)
    address = page.url
    assert "/kept/" in address
    phone.goto(address)
    expect(phone.locator('[id="cell-3-1-6"]')).to_contain_text("15")
    phone.get_by_role("button", name="现在删除").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("已删除")
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("没有这份结果")
    page.complaints.clear()  # type: ignore[attr-defined]  # the 404, which the console repeats
    axe_clean(page)


def test_everything_works_without_javascript(chromium: Browser, live_server: Any, faulty: Path, previous: Path) -> None:
    with rig.opened(chromium, live_server.url, "phone", javascript=False) as page:
        _check(page, faulty, previous)
        expect(page.locator('[id="cell-3-1-6"]')).to_contain_text("上年 9")
        page.locator("summary", has_text="上年：六、").click()
        expect(page.get_by_text("2023年未收取信息处理费")).to_be_visible()
        with page.expect_download():
            page.get_by_role("group", name="发现清单").get_by_role("button", name="Excel").click()
        page.get_by_role("button", name="保留 30 天").click()
        page.get_by_role("button", name="现在删除").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("已删除")


def test_the_whole_form_is_reached_by_keyboard(page: Page) -> None:
    _open(page)
    page.locator("main").focus()
    reached = []
    for _ in range(4):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.name || document.activeElement.tagName"))
    assert reached == ["report_file", "report_text", "SUMMARY", "BUTTON"]


def test_the_rules_can_be_read_one_by_one(any_page: Page, axe_clean: Clean, picture: Picture) -> None:
    _open(any_page)
    any_page.get_by_role("link", name="逐条看检查的规则").click()
    picture(any_page, "annual-check-rules")
    _assert_fits(any_page, axe_clean)
