"""Search in a browser: by keyboard with suggestions, with an input method, on a phone without scripts; axe on every page of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, expect

from gongkai.apps.search import actions
from gongkai.apps.search.findable import Findable, Kind
from tests.apps.office import at
from tests.browser.entering import enter
from tests.faces.desk.search.wishes import searched, tended
from tests.faces.desk.world import office
from tests.faces.portal.disclosure.published import Shown, explained, normative, policy, shown
from tests.rigs import browser as rig

pytestmark = pytest.mark.django_db(transaction=True)

Clean = Callable[[Page], None]
Picture = Callable[[Page, str], None]
_DAY = date(2026, 3, 3)


@pytest.fixture
def here(db: Any) -> Shown:
    where = shown()
    organ_id = where.house.organ_id
    told = [
        Findable(
            Kind.INFORMATION,
            f"item:changtu/M{n}",
            organ_id,
            f"M{n}",
            f"造林进度通报第{n}期",
            _DAY - timedelta(200 * n),
            "各乡镇造林进度。",
            column="通知公告" if n % 2 else "农业农村",
        )
        for n in range(5)
    ]
    actions.put(told)
    return where


def _options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="搜索建议").get_by_role("option")


def test_every_page_of_the_search_is_accessible_and_fits(
    here: Shown, any_page: Page, axe_clean: Clean, picture: Picture
) -> None:
    item = policy(here.house)
    explained(here.house, item.number)
    normative(here.house, "昌政发〔2026〕2号", at(_DAY), effective_on="2026-04-01", valid_until="2026-04-20")
    for name, address in {
        "search-found": "/search/?q=造林",
        "search-narrowed": "/search/?q=造林&organ=changtu&column=通知公告&validity=",
        "search-nothing": "/search/?q=没有的词",
        "search-faults": "/search/?q=造林&year=x&kind=law",
        "search-newest": "/search/",
        "policies": "/policies/?validity=all",
        "policies-faults": "/policies/?day=2999-01-01&year=x",
        "interpretations": "/policies/interpretations/",
    }.items():
        any_page.goto(address)
        picture(any_page, name)
        axe_clean(any_page)
        assert rig.sideways(any_page) == 0, name


def test_the_pages_of_the_desk_are_accessible_and_fit(any_page: Page, axe_clean: Clean, picture: Picture) -> None:
    where = office()
    tended(where)
    searched("校车时刻", 4)
    enter(any_page, where, "clerk")
    for name, address in {
        "desk-search": "/desk/search/?state=all&days=400",
        "desk-synonyms": "/desk/search/synonyms/",
        "desk-synonyms-import": "/desk/search/synonyms/import/",
        "desk-search-settle": "/desk/search/settle/?text=校车时刻",
    }.items():
        any_page.goto(address)
        picture(any_page, name)
        axe_clean(any_page)
        assert rig.sideways(any_page) == 0, name


def test_by_keyboard_from_the_first_page_to_what_was_found(here: Shown, page: Page, axe_clean: Clean) -> None:
    item = policy(here.house)
    page.goto("/help/")
    field = page.get_by_role("combobox", name="搜索本站")
    field.focus()
    page.keyboard.type("造林")
    options = _options(page)
    expect(options).to_have_count(6)
    expect(field).to_have_attribute("aria-expanded", "true")
    axe_clean(page)
    page.keyboard.press("ArrowUp")
    last = options.nth(5)
    expect(last).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(last.get_attribute("id")))
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("造林")
    expect(field).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(options).to_have_count(6)
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="找到6条")).to_be_visible()
    link = page.get_by_role("link", name="春季造林补助办法")
    link.first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(here.page(item))))


def test_a_suggestion_that_is_taken_is_searched_at_once(here: Shown, page: Page) -> None:
    page.goto("/search/")
    field = page.get_by_role("combobox", name="要找的字词、文号")
    field.focus()
    page.keyboard.type("造林进度通报第3")
    expect(_options(page)).to_have_text(["造林进度通报第3期"])
    page.keyboard.press("ArrowDown")
    expect(field).to_have_value("造林进度通报第3期")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="找到1条")).to_be_visible()


def test_nothing_is_asked_while_an_input_method_composes(here: Shown, page: Page) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/suggest/" in request.url:
            asked.append(request.url)

    page.on("request", note)
    page.goto("/search/")
    field = page.locator("#search-q")
    field.focus()
    session = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "zao lin", "selectionStart": 7, "selectionEnd": 7})
    expect(field).to_have_value("zao lin")
    # Enter ends the composition, and is not a search.
    field.dispatch_event("keydown", {"key": "Enter", "keyCode": 229, "isComposing": True})
    page.wait_for_function("performance.now() > 0")
    session.send("Input.insertText", {"text": "造林"})
    expect(field).to_have_value("造林")
    expect(_options(page)).to_have_count(5)
    assert [url.rpartition("=")[2] for url in asked] == ["%E9%80%A0%E6%9E%97"], "once, when the words stood"
    expect(page).to_have_url(re.compile("/search/$"))


def test_on_a_phone_without_scripts_a_search_is_narrowed_and_widened(
    here: Shown, chromium: Browser, live_server: Any
) -> None:
    item = policy(here.house)
    with rig.opened(chromium, live_server.url, "phone", javascript=False) as phone:
        phone.goto("/help/")
        phone.get_by_label("搜索本站").fill("造林")
        phone.get_by_role("button", name="搜索").tap()
        expect(phone.get_by_role("heading", name="找到6条")).to_be_visible()
        phone.get_by_role("link", name="缩小范围").tap()
        phone.get_by_role("complementary", name="缩小范围").get_by_role("link", name="政策文件").tap()
        expect(phone.get_by_role("heading", name="找到1条")).to_be_visible()
        phone.get_by_role("link", name="去掉类别：政策文件").tap()
        expect(phone.get_by_role("heading", name="找到6条")).to_be_visible()
        phone.get_by_role("heading", name="春季造林补助办法").get_by_role("link").tap()
        expect(phone.get_by_role("heading", level=1, name="春季造林补助办法")).to_be_visible()
        assert here.page(item) in phone.url
