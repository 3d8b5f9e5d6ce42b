"""A text is written in the browser: formatted, pasted from Word, kept while it is typed, never lost between two persons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from gongkai.apps.publishing.models import Item, Scratch
from tests.browser import clipboards
from tests.browser.entering import enter
from tests.faces.desk.world import Office, office
from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "/desk/items/new/?key=a-new-text-0"


@pytest.fixture
def here(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> Office:
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 11, 20, 2, tzinfo=UTC))
    return office()


@pytest.fixture
def second(chromium: Browser, live_server: object) -> Iterator[Page]:
    """Another person's browser."""
    with rig.opened(chromium, live_server.url, "desktop") as page:  # type: ignore[attr-defined]  # pytest-django's
        yield page


def opened(page: Page, address: str = NEW) -> None:
    page.goto(address)
    page.wait_for_selector("form[data-ready='1']")


def fill(page: Page) -> None:
    """Everything that review asks for besides the text."""
    page.get_by_label("主动公开", exact=True).check()
    page.get_by_label("标题", exact=True).fill("关于修缮县城排水管网的通知")
    page.get_by_label("体裁").select_option("information")
    page.get_by_label("栏目").fill("通知公告")
    page.get_by_label("形成日期").fill("2026-11-10")


def save(page: Page, name: str = "保存") -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_url(re.compile(r"/desk/items/\d+/"))


def text(page: Page) -> str:
    return page.locator("#body-editor").inner_text()


def kept(page: Page) -> None:
    expect(page.locator("[data-kept]")).to_contain_text("已自动保存", timeout=10_000)


def body() -> str:
    return Item.objects.get().versions.latest("number").body


def test_typed_and_formatted_by_keyboard_alone(here: Office, page: Page) -> None:
    enter(page, here, "clerk")
    opened(page)
    fill(page)
    page.locator("#body-editor").focus()
    page.keyboard.type("总体要求")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "段落样式"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("抓好落实")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("第二段")
    page.locator("[role=toolbar] select").select_option("right")
    page.locator("#body-editor").focus()
    page.get_by_role("button", name="表格").click()
    page.get_by_label("表题").fill("资金安排")
    page.get_by_role("button", name="确定").click()
    expect(page.locator("#body-editor")).to_be_focused()
    page.keyboard.type("项目")
    page.keyboard.press("Tab")
    page.keyboard.type("金额")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("不要的一行")
    page.get_by_role("button", name="删行").click()
    save(page)
    made = body()
    assert "<p>总体要求<strong>抓好落实</strong></p>" in made
    assert '<p class="right">第二段</p>' in made
    assert "<caption>资金安排</caption>" in made
    assert "<th>项目</th><th>金额</th>" in made
    assert "不要的一行" not in made
    opened(page, page.url)
    assert "抓好落实" in text(page)


def test_word_is_pasted_clean_with_its_table_list_and_picture(
    here: Office, page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    enter(page, here, "clerk")
    opened(page)
    fill(page)
    clipboards.paste(page, clipboards.WORD, clipboards.rtf(clipboards.picture()))
    page.wait_for_selector("#ask-alt[open]")
    axe_clean(page)
    page.locator("#ask-alt-alt").fill("施工现场照片")
    page.locator("#ask-alt").get_by_role("button", name="确定").click()
    expect(page.locator("[data-pictures] [name=file_alt]")).to_have_value("施工现场照片")
    expect(page.locator("[data-said]")).to_contain_text("字体、字号、颜色")
    expect(page.locator("[data-said]")).to_contain_text("放进了 1 张图片")
    picture(page, "editing-pasted")
    axe_clean(page)
    save(page)
    made = body()
    assert '<h2 class="center">关于修缮管网的通知</h2>' in made
    assert "<p>各乡镇人民政府要抓好落实，<strong>按期完成</strong>。</p>" in made
    assert "<h3>一、总体要求</h3>" in made
    assert "<ol><li>先查后修</li><li>边修边验</li></ol>" in made
    assert 'colspan="2"' in made
    assert re.search(r'<figure><img src="file:[0-9a-f]{64}" alt="施工现场照片">', made)
    assert "<p>最后一段。</p>" in made
    assert not any(word in made for word in ("删去的字", "mso", "style", "<font", "<span"))
    found = Item.objects.get().versions.get().files.get()
    assert (found.use, found.alt) == ("picture", "施工现场照片")


def test_what_a_paste_lost_is_told(here: Office, page: Page) -> None:
    enter(page, here, "clerk")
    opened(page)
    clipboards.paste(page, clipboards.WORD)
    expect(page.locator("[data-wrong]")).to_contain_text("第 1 张图片没有能取出来")
    assert "最后一段" in text(page)
    assert page.locator("#body-editor img").count() == 0
    clipboards.paste(page, "<p><font color=red>红字</font><del>旧</del></p>")
    expect(page.locator("[data-said]")).to_contain_text("修订中删去的文字 1 处")


def test_a_hostile_paste_does_nothing(here: Office, page: Page) -> None:
    enter(page, here, "clerk")
    opened(page)
    fill(page)
    clipboards.paste(page, clipboards.HOSTILE)
    expect(page.locator("#body-editor")).to_contain_text("好字")
    expect(page.locator("[data-wrong]")).to_contain_text("没有能取出来")
    assert page.evaluate("window.hurt") is None
    assert page.locator("#body-editor :is(script, iframe, form, input, svg, style, a, [style*=fixed])").count() == 0
    save(page)
    assert body() == "<p>好字</p>\n<p>点我</p>\n<p>末</p>"
    assert page.complaints == []  # type: ignore[attr-defined]  # nothing was asked of another host, no policy was hurt


def test_what_is_typed_survives_a_reload(here: Office, page: Page) -> None:
    enter(page, here, "clerk")
    opened(page)
    page.get_by_label("标题", exact=True).fill("没写完的通知")
    page.locator("#body-editor").focus()
    page.keyboard.type("才写了一半")
    kept(page)
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.get_by_role("link", name="接着写").click()
    page.wait_for_selector("form[data-ready='1']")
    assert "才写了一半" in text(page)
    assert page.get_by_label("标题", exact=True).input_value() == "没写完的通知"


def test_leaving_with_unsaved_words_warns(here: Office, page: Page) -> None:
    enter(page, here, "clerk")
    opened(page)
    page.locator("#body-editor").click()
    page.keyboard.type("还没保存")
    said: list[str] = []

    def stay(dialog: object) -> None:
        said.append(dialog.type)  # type: ignore[attr-defined]  # Playwright's dialog
        dialog.dismiss()  # type: ignore[attr-defined]

    page.on("dialog", stay)
    page.evaluate("setTimeout(() => { location.href = '/desk/' })")
    page.wait_for_timeout(500)
    assert said == ["beforeunload"]
    assert "还没保存" in text(page)
    page.remove_listener("dialog", stay)
    page.once("dialog", lambda dialog: dialog.accept())


def test_without_the_server_words_stay_in_the_browser_and_come_back(here: Office, page: Page) -> None:
    enter(page, here, "clerk")
    opened(page)
    page.route("**/autosave/**", lambda route: route.abort())
    page.locator("#body-editor").click()
    page.keyboard.type("断网时写的")
    expect(page.locator("[data-trouble]")).to_contain_text("没有保存成功，内容还在这个页面上", timeout=10_000)
    page.complaints.clear()  # type: ignore[attr-defined]  # Chromium reports the broken line
    page.unroute("**/autosave/**")
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("/desk/")
    opened(page)
    assert "断网时写的" not in text(page)
    page.get_by_role("button", name="放回来").click()
    assert "断网时写的" in text(page)
    kept(page)
    assert "断网时写的" in Scratch.objects.get().typed
    page.once("dialog", lambda dialog: dialog.accept())


def test_the_session_ends_while_typing(here: Office, page: Page) -> None:
    enter(page, here, "clerk")
    opened(page)
    page.context.clear_cookies()
    page.locator("#body-editor").click()
    page.keyboard.type("登录过期后写的")
    expect(page.locator("[data-trouble]")).to_contain_text("登录已经过期", timeout=10_000)
    page.complaints.clear()  # type: ignore[attr-defined]  # Chromium reports every 401
    assert "登录过期后写的" in text(page)
    fill(page)
    page.get_by_role("button", name="保存", exact=True).click()
    expect(page.get_by_text("登录过期后写的")).to_be_visible()
    page.complaints.clear()  # type: ignore[attr-defined]  # as above


def test_two_persons_see_each_other_and_neither_overwrites(
    here: Office, page: Page, second: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    enter(page, here, "clerk")
    opened(page)
    fill(page)
    page.locator("#body-editor").click()
    page.keyboard.type("第一段。")
    save(page)
    address = page.url
    enter(second, here, "reviewer")
    opened(second, address)
    second.locator("#body-editor").click()
    second.keyboard.press("Control+End")
    second.keyboard.type("审核人加的。")
    kept(second)
    opened(page, address)
    expect(page.locator("[data-present]")).to_contain_text(f"{here.people['reviewer'].name}正在改这一稿")
    page.locator("#body-editor").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("经办人加的。")
    save(second)
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_selector("h1:has-text('别人的改动')")
    page.complaints.clear()  # type: ignore[attr-defined]  # Chromium reports the 409
    expect(page.locator(".redline ins")).to_have_text(["经办"])
    expect(page.locator(".redline del")).to_have_text(["审核"])
    picture(page, "editing-conflict")
    axe_clean(page)
    page.get_by_role("button", name="接着改").click()
    page.wait_for_selector("form[data-ready='1']")
    expect(page.locator("#body-editor")).to_have_text("第一段。经办人加的。")
    expect(page.locator(".theirs")).to_contain_text("审核人加的。")
    page.locator("#body-editor").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("审核人加的。")
    save(page)
    assert body() == "<p>第一段。经办人加的。审核人加的。</p>"


def test_files_are_dropped_listed_ordered_and_removed(here: Office, page: Page) -> None:
    enter(page, here, "clerk")
    opened(page)
    fill(page)
    for name, colour in (("甲.png", "navy"), ("乙.png", "maroon"), ("丙.png", "green")):
        clipboards.drop(page, "[data-drop-zone]", name, clipboards.picture(colour), "image/png")
        expect(page.get_by_label(f"名称：{name}")).to_be_visible()
    page.get_by_role("button", name="上移：丙.png").click()
    page.get_by_role("button", name="移去：甲.png").click()
    clipboards.drop(page, "[data-drop-zone]", "坏.exe", b"MZ\x90", "application/octet-stream")
    expect(page.locator("[data-wrong]")).to_contain_text("程序文件")
    page.complaints.clear()  # type: ignore[attr-defined]  # Chromium reports the 422
    save(page)
    assert [each.name for each in Item.objects.get().versions.get().files.order_by("place")] == ["丙.png", "乙.png"]


def test_a_picture_is_chosen_with_its_words(here: Office, page: Page) -> None:
    enter(page, here, "clerk")
    opened(page)
    fill(page)
    page.locator("#body-editor").click()
    page.get_by_role("button", name="图片", exact=True).click()
    page.locator("#ask-picture-file").set_input_files(
        {"name": "图.png", "mimeType": "image/png", "buffer": clipboards.picture()}
    )
    page.locator("#ask-picture").get_by_role("button", name="确定").click()
    assert page.locator("#ask-picture").is_visible(), "without words it does not go in"
    page.locator("#ask-picture-alt").fill("管网走向图")
    page.locator("#ask-picture-caption").fill("图1")
    page.locator("#ask-picture").get_by_role("button", name="确定").click()
    expect(page.locator("#body-editor figure img")).to_be_visible()
    page.get_by_label("替代文字：图.png").fill("县城管网走向图")
    save(page)
    assert 'alt="县城管网走向图"><figcaption>图1</figcaption>' in body()


def test_every_width_is_accessible_and_fits(
    here: Office, any_page: Page, axe_clean: Callable[[Page], None], picture: Callable[[Page, str], None]
) -> None:
    enter(any_page, here, "clerk")
    opened(any_page)
    picture(any_page, "editing-new")
    axe_clean(any_page)
    assert rig.sideways(any_page) == 0
    any_page.get_by_label("不予公开", exact=True).check()
    any_page.get_by_label("体裁").select_option("normative")
    expect(any_page.get_by_label("不主动公开的依据")).to_be_visible()
    expect(any_page.get_by_label("统一登记编号")).to_be_visible()
    any_page.locator("#body-editor").click()
    clipboards.paste(any_page, "<table><tr><td>一</td><td>二</td></tr></table><p>末</p>")
    any_page.get_by_text("一", exact=True).click()
    any_page.get_by_role("button", name="保存", exact=True).click()
    any_page.wait_for_selector(".error-summary")
    any_page.complaints.clear()  # type: ignore[attr-defined]  # Chromium reports the 422
    any_page.wait_for_selector("form[data-ready='1']")
    picture(any_page, "editing-refused")
    axe_clean(any_page)
    assert rig.sideways(any_page) == 0
    assert "二" in text(any_page)


def test_without_javascript_a_draft_is_made_and_changed(here: Office, chromium: Browser, live_server: object) -> None:
    root = live_server.url  # type: ignore[attr-defined]  # pytest-django's
    with rig.opened(chromium, root, "desktop", javascript=False) as page:
        enter(page, here, "clerk")
        page.goto(NEW)
        fill(page)
        page.get_by_label("正文", exact=True).fill("第一段。\n第二段。")
        page.get_by_label("添加附件", exact=True).set_input_files(
            {"name": "表.png", "mimeType": "image/png", "buffer": clipboards.picture()}
        )
        page.get_by_role("button", name="上传").click()
        page.get_by_label("名称：表.png").fill("资金安排.png")
        save(page)
        page.get_by_label("正文", exact=True).fill("第一段。\n改过的第二段。")
        save(page)
    assert body() == "<p>第一段。</p>\n<p>改过的第二段。</p>"
    assert Item.objects.get().versions.get(number=2).files.get().name == "资金安排.png"
