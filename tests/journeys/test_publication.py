"""A policy from Word to the public and out of force again, by everybody's own hands in the browser.

Nothing is patched: real log-ins, real clock, real database. What the worker does when the time has come is asked of its door,
for the very moment that was set. The companions of the policy are signed by the same officers through the doors of the program.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect

from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.models import Item
from tests.apps.files.made import a_docx
from tests.browser import clipboards
from tests.faces.desk.world import office
from tests.journeys import hands
from tests.journeys.hands import CITIZEN, CODES, act, sign
from tests.journeys.published_texts import (
    DEAR,
    DEARER,
    IDENTITY,
    MARK,
    MENDED,
    NEW_NUMBER,
    NEW_TITLE,
    NUMBER,
    OFFICE_MOBILE,
    QUOTED,
    TEXT,
    TITLE,
    TYPO,
    WORD,
)
from tests.journeys.shelf import Shelf

pytestmark = pytest.mark.django_db(transaction=True)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "补助对象范围.docx"
ROLES = ("clerk", "reviewer", "head", "secrecy", "leader")
PORTAL = "/xxgk/office/items/"


def _begin(page: Page, told: dict[str, str]) -> None:
    """A new text, its attribute first."""
    page.goto("/desk/")
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="信息发布").click()
    page.get_by_role("link", name="起草", exact=True).click()
    hands.opened(page)
    hands.write(page, {"主动公开": "", **told})


def _draft_from_word(page: Page, formed: date, effective: date) -> str:
    """The policy pasted with its table and picture, and an attachment; sent to review."""
    _begin(page, {"标题": TITLE, "体裁": "normative", "栏目": "政策文件", "形成日期": str(formed)})
    hands.write(page, {"文号": NUMBER, "施行日期": str(effective)})
    clipboards.paste(page, WORD, clipboards.rtf(clipboards.picture()))
    page.wait_for_selector("#ask-alt[open]")
    page.locator("#ask-alt-alt").fill("供水管网走向图")
    page.locator("#ask-alt").get_by_role("button", name="确定").click()
    expect(page.locator("#body-editor table")).to_contain_text("一百二十万元")
    hands.attach(page, SHEET, a_docx(MARK, "范围：东片各村。", author="王五"), DOCX)
    return hands.save(page, submit=True)


def _mend_what_is_private(page: Page, policy: str) -> None:
    """The number of a person goes; the attachment comes anew without its mark, and without what its readers do not see."""
    page.goto(policy)
    page.get_by_role("region", name="下一步").get_by_role("link", name="修改").click()
    hands.opened(page)
    hands.retype(page, f"首户登记人身份证号{IDENTITY}；", "")
    page.get_by_role("button", name=f"移去：{SHEET}").click()
    hands.attach(page, SHEET, a_docx("范围：东片各村。", author="王五"), DOCX)
    expect(page.locator("[data-attachments]")).to_contain_text("王五")
    page.get_by_role("button", name="换成清除了这些的副本").click()
    expect(page.get_by_text("已换成清除了属性、作者、位置等信息的副本")).to_be_visible()
    hands.opened(page)
    expect(page.locator("[data-attachments]")).not_to_contain_text("王五")
    hands.save(page, submit=True)


def _explain(page: Page, policy: str, genre: str, title: str) -> Item:
    """An interpretation begun from the page of its policy; sent to review."""
    page.goto(policy)
    page.get_by_role("link", name="起草解读").click()
    hands.opened(page)
    hands.write(page, {"主动公开": "", "标题": title, "体裁": genre, "栏目": "政策解读"})
    hands.write(page, {"形成日期": str(timezone.localdate())})
    if genre == "picture":
        page.get_by_role("button", name="图片", exact=True).click()
        page.locator("#ask-picture-file").set_input_files(
            {"name": "图.png", "mimeType": "image/png", "buffer": clipboards.picture("green")}
        )
        page.locator("#ask-picture-alt").fill("补助标准和申请步骤")
        page.locator("#ask-picture").get_by_role("button", name="确定").click()
        # Stored and in its place: until then a picture to wait by stands there.
        expect(page.locator("#body-editor figure img[src*='/files/']")).to_be_visible()
        expect(page.locator("[data-pictures] [name=file_alt]")).to_have_value("补助标准和申请步骤")
    else:
        hands.type_in(page, "办法规定了谁能申请、补助多少。")
    hands.save(page, submit=True)
    return Item.objects.get(title=title)


def test_a_policy_goes_from_word_to_the_public_with_its_bundle(chromium: Browser, live_server: Any) -> None:
    where, today = office(), timezone.localdate()
    with hands.everybody(chromium, live_server.url, where, *ROLES) as people:
        clerk, reviewer, secrecy, leader = (people[role] for role in ("clerk", "reviewer", "secrecy", "leader"))
        citizen = people[CITIZEN]
        policy = _draft_from_word(clerk, today - timedelta(3), today - timedelta(1))

        # The typo is caught at the first proof; what only looks like an error is answered with a reason.
        sign(people, policy, "first_review")
        hands.refused(reviewer, policy, "first_proof", "文字方面还有2处疑点没有答复（正文）")
        hands.answer(reviewer, QUOTED, "来信原文如此。")
        hands.refused(reviewer, policy, "first_proof", "文字方面还有1处疑点没有答复（正文）")
        hands.send_back(reviewer, policy, f"“{TYPO}”写错了。")
        clerk.goto(policy)
        expect(clerk.get_by_role("main")).to_contain_text(f"“{TYPO}”写错了。")
        hands.mend(clerk, policy, TYPO, MENDED)
        hands.look(reviewer, policy)
        assert hands.changed(reviewer) == (["布"], ["部"]), "against what was signed, to the character"
        sign(people, policy, *CODES[:4])

        # The mark in the attachment and the number of a person are caught at the secrecy review.
        hands.refused(secrecy, policy, "secrecy_review", f"还有3处疑点没有答复（正文、{SHEET}）")
        for words in (IDENTITY, MARK, "王五"):
            hands.doubt(secrecy, words)
        hands.answer(secrecy, OFFICE_MOBILE, "办公用手机，一直对外公布。")
        hands.send_back(secrecy, policy, "密级标志和身份证号须删去。")
        _mend_what_is_private(clerk, policy)
        sign(people, policy, *CODES[:4])
        hands.look(secrecy, policy)
        objects = secrecy.locator("input[name=objects]")
        expect(objects).to_have_count(2)
        objects.first.check()
        secrecy.locator("input[name=checked]").evaluate_all("boxes => boxes.forEach(box => box.click())")
        secrecy.get_by_role("button", name="签保密审查（第").click()
        expect(secrecy.get_by_role("alert")).to_contain_text(SHEET)
        hands.excused(secrecy)
        sign(people, policy, "secrecy_review")

        # No policy passes the third review before its interpretation has passed two proofs.
        hands.refused(leader, policy, "third_review", "解读")
        bundle = [
            _explain(clerk, policy, "text", "办法的文字解读"),
            _explain(clerk, policy, "picture", "一图读懂办法"),
        ]
        shelf = Shelf(where)
        for each in bundle:
            shelf.signed(each)
        sign(people, policy, "third_review", "third_proof")
        _assert_signed_by_four(policy)

        # Everything goes live in one moment.
        number = Item.objects.get(title=TITLE).number
        _assert_not_there(citizen, number, *(each.number for each in bundle))
        moment = timezone.localtime().replace(second=0, microsecond=0) + timedelta(minutes=1)
        act(clerk, policy, "定时公开", 公开时间=f"{moment:%Y-%m-%d %H:%M}")
        assert publishing.publish_due(moment - timedelta(seconds=1)) == []
        _assert_not_there(citizen, number)
        assert [each.refused for each in publishing.publish_due(moment)] == [""]
        rows = Item.objects.filter(title__in=(TITLE, *(each.title for each in bundle)))
        assert {(row.state, row.live.published_at) for row in rows if row.live} == {("live", moment)}
        assert len(rows) == 3
        _assert_seen_by_a_citizen(citizen, number)


def _assert_signed_by_four(policy: str) -> None:
    """Seven signatures on the last version, by one person a stage, by nobody who wrote."""
    row = Item.objects.get(pk=int(policy.rstrip("/").rpartition("/")[2]))
    assert row.working is not None
    signed = list(row.working.signatures.values_list("event", "person", "digest"))
    assert {event for event, _, _ in signed} == set(CODES)
    assert {digest for _, _, digest in signed} == {row.working.digest}
    assert len({person for _, person, _ in signed}) == 4
    assert row.working.person not in {person for _, person, _ in signed}


def _assert_not_there(citizen: Page, *numbers: str) -> None:
    for number in numbers:
        answer = citizen.goto(f"{PORTAL}{number}/")
        assert answer is not None
        assert answer.status == 404
    hands.excused(citizen)


def _assert_seen_by_a_citizen(citizen: Page, number: str) -> None:
    citizen.goto(f"{PORTAL}{number}/")
    main = citizen.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(main.get_by_role("table")).to_contain_text("一百二十万元")
    expect(main.get_by_alt_text("供水管网走向图")).to_be_visible()
    assert main.get_by_alt_text("供水管网走向图").evaluate("picture => picture.naturalWidth") == 40
    for gone in (TYPO, IDENTITY, "删去的字", MARK):
        expect(main).not_to_contain_text(gone)
    with citizen.expect_download() as waiting:
        main.get_by_role("link", name=SHEET).click()
    assert waiting.value.suggested_filename == SHEET
    for title in ("办法的文字解读", "一图读懂办法"):
        main.get_by_role("link", name=title).click()
        expect(main.get_by_role("heading", level=1)).to_have_text(title)
        main.get_by_role("link", name=TITLE).click()
        expect(main.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_a_policy_is_amended_and_then_repealed_by_another_document(chromium: Browser, live_server: Any) -> None:
    where, today = office(), timezone.localdate()
    yesterday, formed = today - timedelta(1), today - timedelta(3)
    shelf = Shelf(where)
    old = shelf.normative(TITLE, NUMBER, formed, yesterday, TEXT)
    policy, page_of_old = f"/desk/items/{old.pk}/", f"{PORTAL}{old.number}/"
    with hands.everybody(chromium, live_server.url, where, *ROLES) as people:
        clerk, head, citizen = people["clerk"], people["head"], people[CITIZEN]
        text = citizen.locator(".item-text")

        # The old text stays up until the new one is signed through and published.
        act(clerk, policy, "启动改稿", 理由="补助标准提高。")
        hands.mend(clerk, policy, DEAR, DEARER)
        sign(people, policy, *CODES)
        citizen.goto(page_of_old)
        expect(text).to_contain_text(DEAR)
        act(clerk, policy, "公开")
        citizen.reload()
        expect(text).to_contain_text(DEARER)
        expect(text).not_to_contain_text(DEAR)
        expect(citizen.locator(".item-days")).to_contain_text(f"更新于 {today}")
        assert _in_force(citizen, yesterday) == _in_force(citizen, today) == [TITLE]

        # Another document names it in its changes; exempted from interpretation by a signature.
        _begin(clerk, {"标题": NEW_TITLE, "体裁": "normative", "栏目": "政策文件", "形成日期": str(formed)})
        hands.write(clerk, {"文号": NEW_NUMBER, "施行日期": str(today), "对其他文件的影响": f"废止 {NUMBER}"})
        hands.type_in(clerk, "城乡供水补助按本办法执行。")
        newer = hands.save(clerk, submit=True)
        act(head, newer, "免予解读", 理由="内容与原办法相同，只扩大范围。")
        shelf.signed(Item.objects.get(title=NEW_TITLE))
        act(clerk, newer, "公开")

        citizen.goto(page_of_old)
        banner = citizen.get_by_role("note")
        expect(banner).to_contain_text("已废止")
        expect(banner).to_contain_text(f"本文件自 {today} 起已废止，由{NEW_NUMBER}废止。")
        expect(text).to_contain_text(DEARER)
        banner.get_by_role("link").click()
        expect(citizen.get_by_role("heading", level=1)).to_have_text(NEW_TITLE)
        assert _in_force(citizen, yesterday) == [TITLE]
        assert _in_force(citizen, today) == [NEW_TITLE]
        assert sorted(_in_force(citizen, today, everything=True)) == sorted([TITLE, NEW_TITLE])
        _assert_table_2(head, formed.year, today.year)


def _in_force(citizen: Page, day: date, *, everything: bool = False) -> list[str]:
    """Titles that the register of the portal shows for a day."""
    citizen.goto("/xxgk/office/documents/")
    citizen.get_by_label("看哪一天").fill(str(day))
    citizen.get_by_label("连同已经废止、失效的").set_checked(everything)
    with citizen.expect_navigation():  # the texts are read at once
        citizen.get_by_role("button", name="查看").click()
    return citizen.locator("tbody th").all_inner_texts()


def _assert_table_2(head: Page, issued: int, ended: int) -> None:
    """Table 2 of the report that is being compiled: two documents issued, one repealed, one in force."""
    head.goto(f"/desk/reports/{ended}/")
    row = head.locator("tr", has=head.get_by_role("rowheader", name="行政规范性文件", exact=True)).first
    figures = [each.strip() for each in row.locator("td").all_inner_texts()]
    assert figures == ["2" if issued == ended else "0", "1", "1"], figures
