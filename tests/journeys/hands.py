"""What officers and citizens do in their own browsers to bring a text to the public: log in, write, sign, send back, look.

Nothing is patched: real log-ins, real clock, real database. A person's page is `people["clerk"]`; `people["citizen"]` has no log-in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager

from playwright.sync_api import Browser, Page, expect

from gongkai.law.procedures.publication import STAGES
from tests.browser import clipboards
from tests.browser.entering import enter
from tests.faces.desk.items.world import SIGNERS
from tests.faces.desk.world import PASSWORD, Office
from tests.rigs import browser as rig

CITIZEN = "citizen"
STAGE_NAMES = dict(STAGES)
CODES = tuple(STAGE_NAMES)
_SELECT = """async ([selector, words]) => {
  const root = document.querySelector(selector);
  root.focus();
  const chosen = getSelection();
  // An editor that has just got the focus puts back the selection it knows, a moment later: until ours stays.
  for (let tries = 0; tries < 20; tries += 1) {
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    let node = walk.nextNode();
    while (node && !node.data.includes(words)) { node = walk.nextNode(); }
    if (!node) { return false; }
    const at = node.data.indexOf(words);
    chosen.setBaseAndExtent(node, at, node, at + words.length);
    await new Promise((resolve) => { setTimeout(resolve, 60); });
    if (chosen.toString() === words) { return true; }
  }
  return false;
}"""


@contextmanager
def at_the_desk(chromium: Browser, root: str, login: str) -> Iterator[Page]:
    """Somebody's own browser, logged in with a password."""
    with rig.opened(chromium, root, "desktop") as page:
        page.goto("/desk/")
        page.locator("[name=login]").fill(login)
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(re.compile(r"^[^?]*/desk/$"))
        yield page


@contextmanager
def everybody(chromium: Browser, root: str, where: Office, *roles: str) -> Iterator[dict[str, Page]]:
    """A browser for each role, and one for a citizen. The first logs in with the password, the others sit there already."""
    with ExitStack() as stack:
        pages = {roles[0]: stack.enter_context(at_the_desk(chromium, root, f"{roles[0]}1"))}
        for role in roles[1:]:
            pages[role] = stack.enter_context(rig.opened(chromium, root, "desktop"))
            enter(pages[role], where, role)
        pages[CITIZEN] = stack.enter_context(rig.opened(chromium, root, "desktop"))
        yield pages


def excused(page: Page) -> None:
    """Chromium reports every refusal (4xx) as an error of the console; this one was asked for."""
    page.complaints.clear()  # type: ignore[attr-defined]  # rig.opened's


def said(page: Page, label: str) -> None:
    """The act was done, and says so."""
    expect(page.get_by_role("status").first).to_contain_text(f"已办理：{label}")


# Writing


def opened(page: Page) -> None:
    """The editor has come to life."""
    page.wait_for_selector("form[data-ready='1']")


def write(page: Page, told: Mapping[str, str]) -> None:
    """Fields of the form by their labels, as they come."""
    for name, text in told.items():
        field = page.get_by_label(re.compile(rf"^\s*{name}\s*(（|$)"))
        kind = field.evaluate("node => node.tagName === 'INPUT' ? node.type : node.tagName")
        if kind == "radio":
            field.check()
        elif kind == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)


def retype(page: Page, old: str, new: str) -> None:
    """Select some words in the editor and type others."""
    assert page.evaluate(_SELECT, ["#body-editor", old]), old
    page.keyboard.insert_text(new) if new else page.keyboard.press("Delete")
    expect(page.locator("#body-editor")).not_to_contain_text(old)


def type_in(page: Page, words: str) -> None:
    """Words where the cursor is, of an empty text at its beginning."""
    page.locator("#body-editor").focus()
    page.keyboard.insert_text(words)
    expect(page.locator("#body-editor")).to_contain_text(words)


def attach(page: Page, name: str, data: bytes, kind: str) -> None:
    """Let go of a file over the list of attachments."""
    clipboards.drop(page, "[data-drop-zone]", name, data, kind)
    expect(page.get_by_label(f"名称：{name}")).to_be_visible()


def save(page: Page, submit: bool = False) -> str:
    """Save, and send to review if so wished; the address of the item's page."""
    page.get_by_role("button", name="保存并送审" if submit else "保存", exact=True).click()
    page.wait_for_url(re.compile(rf"/desk/items/\d+/{'' if submit else 'edit/'}$"))
    return re.sub(r"edit/$", "", page.url)


def mend(page: Page, item: str, old: str, new: str) -> None:
    """Words of the text replaced by others, and sent to review again."""
    page.goto(item)
    page.get_by_role("region", name="下一步").get_by_role("link", name="修改").click()
    opened(page)
    retype(page, old, new)
    save(page, submit=True)


# Acts and signatures


def act(page: Page, item: str, label: str, **told: str) -> None:
    """An act that the item's page offers, by its form."""
    page.goto(item)
    page.get_by_role("main").get_by_role("link", name=label, exact=True).click()
    write(page, told)
    page.get_by_role("button", name=label, exact=True).click()
    said(page, label)


def look(page: Page, item: str) -> None:
    """The reviewer's screen."""
    page.goto(f"{item}review/")


def press(page: Page, stage: str) -> None:
    """Tick everything and press the button of a stage."""
    page.locator(".sign input[type=checkbox]").evaluate_all("boxes => boxes.forEach(box => box.checked || box.click())")
    page.get_by_role("button", name=f"签{STAGE_NAMES[stage]}（第").click()


def sign(people: Mapping[str, Page], item: str, *stages: str) -> None:
    """Each stage by whoever signs it."""
    for stage in stages:
        page = people[SIGNERS[stage]]
        look(page, item)
        press(page, stage)
        said(page, STAGE_NAMES[stage])


def refused(page: Page, item: str, stage: str, why: str) -> None:
    """A stage that cannot be signed yet, and says why."""
    look(page, item)
    press(page, stage)
    expect(page.get_by_role("alert")).to_contain_text(why)
    excused(page)


def doubt(page: Page, words: str) -> str:
    """The place on the reviewer's screen of the doubt about some words."""
    found = page.locator(".doubt", has_text=f"“{words}”")
    expect(found).to_have_count(1)
    return f"#{found.get_attribute('id')}"


def answer(page: Page, words: str, reason: str) -> None:
    """Say why something doubted is right, or may be public."""
    place = page.locator(doubt(page, words))
    place.get_by_role("textbox").fill(reason)
    place.get_by_role("button").click()
    expect(page.locator(doubt(page, words))).to_contain_text(f"：{reason}（")


def send_back(page: Page, item: str, reason: str) -> None:
    """Send the text back from the reviewer's screen."""
    look(page, item)
    page.get_by_text("退回修改", exact=True).click()
    page.get_by_label("退回的理由").fill(reason)
    page.get_by_role("button", name="退回第").click()
    said(page, "退回")


def changed(page: Page) -> tuple[list[str], list[str]]:
    """What the redline of the text shows: deleted, inserted."""
    part = page.locator(".review-part:not([aria-labelledby=part-fields])")
    return part.locator("del").all_inner_texts(), part.locator("ins").all_inner_texts()
