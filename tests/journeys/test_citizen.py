"""A citizen in the county: on a telephone without scripts, and at a desk with nothing but a keyboard. The whole county is there."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.rigs import browser as rig

WORD = "便民"
POLICY = "昌图县人民政府办公室关于印发昌图县便民市场管理办法的通知"
NUMBER, ORGAN = "changtu-office-2026-00002", "changtu-office"
EXPLAINED = "《昌图县便民市场管理办法》文字解读"
SHEET = "昌图县便民市场设置登记表.docx"
WRONG = "第三条里的电话打不通，请核对。"
_FOCUS = """wanted => {
  const here = document.activeElement;
  if (!here || here === document.body || here === document.documentElement) { return 'nowhere'; }
  const box = here.getBoundingClientRect();
  const style = getComputedStyle(here);
  const called = (here.textContent || here.name || '').trim().slice(0, 30);
  if (!box.width || box.bottom <= 0 || box.top >= innerHeight) { return `out of sight: ${called}`; }
  if (style.outlineStyle === 'none' && style.boxShadow === 'none') { return `unmarked: ${called}`; }
  return here === wanted ? 'there' : 'seen';
}"""
"""Whether the focus is at an element, and whether somebody who looks at the page sees where it is."""


def _title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def _counted(page: Page) -> Locator:
    return page.get_by_role("heading", name=re.compile(r"^找到\d+条$"))


def test_on_a_phone_without_scripts(demo_site: str, chromium: Browser, tmp_path: Path) -> None:
    with rig.opened(chromium, demo_site, "phone", javascript=False) as phone:
        phone.goto("/")
        phone.get_by_label("搜索本站").fill(WORD)
        phone.get_by_role("button", name="搜索").tap()
        expect(_counted(phone)).to_be_visible()
        for narrower in ("2026年", "政策文件"):
            phone.get_by_role("link", name="缩小范围").tap()
            phone.get_by_role("complementary", name="缩小范围").get_by_role("link", name=narrower).tap()
            expect(phone.get_by_role("link", name=re.compile(f"^去掉.*{narrower}"))).to_be_visible()
        expect(phone.get_by_role("heading", name="找到1条")).to_be_visible()
        phone.get_by_role("link", name=POLICY).tap()
        expect(_title(phone)).to_have_text(POLICY)

        _read_both_ways(phone)
        with phone.expect_download() as told:
            phone.get_by_role("region", name="附件").get_by_role("link", name=SHEET).tap()
        assert told.value.suggested_filename == SHEET
        told.value.save_as(tmp_path / SHEET)
        assert (tmp_path / SHEET).read_bytes()[:2] == b"PK"

        phone.emulate_media(media="print")
        code = phone.get_by_role("complementary", name="用手机看本页").get_by_role("img")
        expect(code).to_be_visible()
        expect(phone.get_by_role("navigation", name="主导航")).to_be_hidden()
        drawn = phone.request.get(str(code.get_attribute("src")))
        assert (drawn.status, drawn.headers["content-type"]) == (200, "image/svg+xml")
        phone.emulate_media(media="screen")

        _choose_a_look(phone)
        _report_a_mistake(phone)
        assert rig.sideways(phone) == 0


def _read_both_ways(page: Page) -> None:
    """From the policy to what explains it, and back by its link."""
    page.get_by_role("region", name="解读和相关信息").get_by_role("link", name=EXPLAINED).click()
    expect(_title(page)).to_have_text(EXPLAINED)
    page.get_by_role("region", name="所解读的政策").get_by_role("link", name=POLICY).click()
    expect(_title(page)).to_have_text(POLICY)


def _choose_a_look(phone: Page) -> None:
    """Large type and strong contrast stay from page to page, and are put off again."""
    switch = phone.get_by_role("list", name="显示方式")
    for label, worn in (("大字", "html.large"), ("高对比", "html.large.contrast")):
        switch.get_by_role("link", name=label).tap()
        expect(phone.locator(worn)).to_have_count(1)
        expect(_title(phone)).to_have_text(POLICY)
        assert rig.sideways(phone) == 0
    for path in ("/", f"/search/?q={WORD}"):
        phone.goto(path)
        expect(phone.locator("html.large.contrast")).to_have_count(1)
    phone.goto(f"/xxgk/{ORGAN}/items/{NUMBER}/")
    switch.get_by_role("link", name="大字").tap()
    expect(phone.locator("html.contrast:not(.large)")).to_have_count(1)


def _report_a_mistake(phone: Page) -> None:
    """Tell the organ what is wrong with the page; look up with number and code what became of it."""
    phone.get_by_role("link", name="对本页纠错").tap()
    expect(_title(phone)).to_contain_text("留言")
    expect(phone.get_by_role("radio", name="纠错")).to_be_checked()
    expect(phone.locator("[name=about]")).to_have_value(NUMBER)
    phone.get_by_label("标题").fill("电话不对")
    phone.get_by_label("内容", exact=True).fill(WRONG)
    phone.get_by_role("button", name="提交").tap()
    expect(_title(phone)).to_have_text("留言已收到")
    number, code = (phone.locator(place).inner_text() for place in ("#number", "#code"))
    phone.get_by_role("main").get_by_role("link", name="查询答复").tap()
    phone.get_by_label("留言编号").fill(number)
    phone.get_by_label("查询码").fill(code)
    phone.get_by_role("button", name="查询", exact=True).tap()
    expect(phone.get_by_role("heading", name="办理经过")).to_be_visible()
    expect(phone.get_by_role("main")).to_contain_text(WRONG)


def _go(page: Page, wanted: Locator, key: str = "Tab", most: int = 90) -> None:
    """Press a key until the focus is there; on the whole way it is to be seen where it is."""
    expect(wanted).to_have_count(1)
    for _ in range(most):
        page.keyboard.press(key)
        found = wanted.evaluate(_FOCUS)
        if found == "there":
            return
        assert found == "seen", found
    raise AssertionError(f"not reached in {most} steps: {wanted}")


def _take(page: Page, wanted: Locator, key: str = "Tab") -> None:
    _go(page, wanted, key)
    page.keyboard.press("Enter")


def test_with_nothing_but_a_keyboard(demo_site: str, chromium: Browser) -> None:
    with rig.opened(chromium, demo_site, "desktop") as page:
        page.goto("/")
        _take(page, page.get_by_role("link", name="跳到正文"))
        expect(page.locator("#main")).to_be_focused()
        _search_with_suggestions(page)
        _narrow_and_turn_the_page(page)
        _look_at_a_day_of_the_library(page)
        _read_the_figures(page)


def _search_with_suggestions(page: Page) -> None:
    field = page.get_by_role("combobox", name="搜索本站")
    _go(page, field, "Shift+Tab")
    page.keyboard.insert_text(WORD)
    options = page.get_by_role("listbox", name="搜索建议").get_by_role("option")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_be_focused()
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value(WORD)
    page.keyboard.press("Enter")
    expect(_counted(page)).to_be_visible()


def _narrow_and_turn_the_page(page: Page) -> None:
    filters = page.get_by_role("complementary", name="缩小范围")
    _take(page, filters.get_by_role("link", name="2024年"))
    expect(page.get_by_role("link", name="去掉年份：2024年")).to_be_visible()
    narrowed = page.url
    _take(page, page.get_by_role("navigation", name="分页").get_by_role("link", name="下一页"))
    expect(page.get_by_role("navigation", name="分页")).to_contain_text("第 2 页")
    page.go_back()
    expect(page).to_have_url(narrowed)
    expect(page.get_by_role("navigation", name="分页")).to_contain_text("第 1 页")
    results = page.get_by_role("region", name=re.compile("^找到"))
    first = results.get_by_role("heading", level=3).first
    said = str(first.text_content())
    _take(page, first.get_by_role("link"))
    expect(_title(page)).to_have_text(said)


def _look_at_a_day_of_the_library(page: Page) -> None:
    _take(page, page.get_by_role("navigation", name="主导航").get_by_role("link", name="政策文件库"))
    expect(_title(page)).to_have_text("政策文件库")
    _take(page, page.locator("summary", has_text="按机构、年份"))
    day = page.get_by_label("看哪一天")
    _go(page, day)
    # In which order the parts of a day are typed is the browser's affair.
    day.fill("2024-12-31")
    expect(day).to_have_value("2024-12-31")
    page.keyboard.press("Enter")
    expect(page).to_have_title(re.compile("2024-12-31"))
    kinds = page.get_by_role("navigation", name="按有效性查看")
    expect(kinds.get_by_role("link", name=re.compile("现行有效"))).to_have_attribute("aria-current", "true")
    _take(page, kinds.get_by_role("link", name=re.compile("全部")))
    expect(kinds.get_by_role("link", name=re.compile("全部"))).to_have_attribute("aria-current", "true")
    expect(page).to_have_title(re.compile("全部.*2024-12-31"))


def _read_the_figures(page: Page) -> None:
    _take(page, page.get_by_role("contentinfo").get_by_role("link", name="公开统计"), "Shift+Tab")
    expect(_title(page)).to_have_text("公开统计")
    tables = page.get_by_role("region", name=re.compile("^数据表："))
    _go(page, tables.first)
    expect(tables.first.get_by_role("table")).to_be_visible()
