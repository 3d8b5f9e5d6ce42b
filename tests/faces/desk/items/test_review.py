"""The reviewer's screen and the forms of acts: what is signed, what is refused, and that nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.files import actions as files
from gongkai.apps.journal.models import Entry
from gongkai.apps.publishing.content import FileRef
from gongkai.apps.publishing.models import Item
from gongkai.faces.desk.items.doubts import ShownDoubt
from tests.faces.desk.items.world import BODY, NOW, Desk, ticked
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
DOUBTED = "<p>报名截至2026年2月30日。</p><p>联系人身份证号 110101199003074610。</p>"


def _text(response: object) -> str:
    assert isinstance(response, HttpResponse)
    body = LexborHTMLParser(response.content).body
    return body.text() if body else ""


def _form(client: Client, row: Item, **told: object) -> dict[str, object]:
    """What the screen would send, and what is typed into it."""
    tree = LexborHTMLParser(client.get(f"/desk/items/{row.pk}/review/").content)
    hidden = {
        str(node.attributes["name"]): str(node.attributes["value"])
        for node in tree.css("form.review input[type=hidden]")
        if node.attributes["name"] != "csrfmiddlewaretoken"
    }
    return {**hidden, **told}


def _state(row: Item) -> str:
    return Item.objects.get(pk=row.pk).state


def test_a_signature_names_what_is_signed_and_leads_on(here: Office, enter: Enter) -> None:
    row = Desk(here).act(Desk(here).draft(), "submit")
    client, path = enter(here, "reviewer"), f"/desk/items/{row.pk}/review/"
    digest = client.get(path).context["digest"]
    assert f"第 1 稿，摘要 {digest[:8]}，一审" in _text(client.get(path))
    sent = client.post(path, _form(client, row, go="sign", opinion="可以。", **ticked(row, "first_review")))
    assert sent.status_code == 302
    assert _state(row) == "first_proof"
    kept = Entry.objects.get(subject="item", event="first_review").data["data"]
    assert (kept["digest"], kept["opinion"]) == (digest, "可以。")
    again = client.post(
        path,
        _form(
            client, row, go="sign", based_on="2", stage="first_review", opinion="可以。", **ticked(row, "first_review")
        ),
    )
    assert again.status_code == 302, "sent twice, done once"
    assert Entry.objects.filter(subject="item", event="first_review").count() == 1


def test_a_line_that_is_not_ticked_is_named_and_what_was_typed_stays(here: Office, enter: Enter) -> None:
    row = Desk(here).act(Desk(here).draft(), "submit")
    client = enter(here, "reviewer")
    sent = client.post(
        f"/desk/items/{row.pk}/review/", _form(client, row, go="sign", checked=["true"], opinion="已看。")
    )
    assert sent.status_code == 422
    assert "还有2项没有核对：公开属性认定恰当" in _text(sent)
    tree = LexborHTMLParser(sent.content)
    assert [node.attributes["value"] for node in tree.css("input[name=checked][checked]")] == ["true"]
    assert "已看。" in _text(sent)
    assert _state(row) == "first_review"


def test_a_text_that_moved_meanwhile_is_not_signed_and_the_new_difference_is_shown(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    row = desk.act(desk.draft(), "submit")
    client = enter(here, "reviewer")
    typed = _form(client, row, go="sign", opinion="已看。", **ticked(row, "first_review"))
    desk.act(row, "recall", "clerk", reason="数字有误。")
    desk.act(desk.edit(row, BODY.replace("春季", "秋季")), "submit")
    sent = client.post(f"/desk/items/{row.pk}/review/", typed)
    assert sent.status_code == 409
    page = _text(sent)
    assert "没有签：稿件有了新情况" in page
    assert "数字有误。" in page
    assert "已看。" in page
    assert sent.context["version"] == 2
    assert _state(row) == "first_review"


def test_the_redline_is_against_the_last_signed_text_by_the_character(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    row = desk.signed(desk.draft(), "first_proof")
    row = desk.act(row, "return", "head", reason="改。")
    desk.edit(row, BODY + "<p>中间一稿。</p>")
    row = desk.act(desk.edit(row, BODY.replace("按时", "及时")), "submit")
    client, path = enter(here, "reviewer"), f"/desk/items/{row.pk}/review/"
    tree = LexborHTMLParser(client.get(path).content)
    assert ([node.text() for node in tree.css(".redline del")], [node.text() for node in tree.css(".redline ins")]) == (
        ["按"],
        ["及"],
    )
    assert [base.label for base in client.get(path).context["bases"]] == ["上次审签的第 1 稿", "不对照，看全文"]
    two = LexborHTMLParser(client.get(f"{path}?base=2").content)
    assert "中间一稿。" in "".join(node.text() for node in two.css(".redline del"))
    whole = client.get(f"{path}?base=none")
    assert whole.context["changes"] == 0
    assert "<del" not in whole.content.decode().split('class="review-part"')[1]


def test_a_text_that_is_compared_with_none_is_read_whole(here: Office, enter: Enter) -> None:
    row = Desk(here).act(Desk(here).draft("<p>其一。</p>" * 30), "submit")
    client = enter(here, "reviewer")
    for path in (f"/desk/items/{row.pk}/review/", f"/desk/items/{row.pk}/review/?base=none"):
        shown = client.get(path)
        assert not LexborHTMLParser(shown.content).css("details.fold"), path
        assert "未改动" not in _text(shown)
        assert "0 处改动" not in _text(shown), "nothing was compared"


def test_doubts_stand_at_their_places_and_are_answered_by_who_may(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    row = desk.act(desk.draft(DOUBTED), "submit")
    reviewer, path = enter(here, "reviewer"), f"/desk/items/{row.pk}/review/"
    shown = reviewer.get(path)
    parts = [doubt for part in shown.context["parts"] for s in part.stretches for r in s.rows for doubt in r.doubts]
    date_doubt = next(each for each in parts if each.found.code.startswith("date."))
    person = next(each for each in parts if each.found.code.startswith("personal."))
    assert (date_doubt.verdict, person.verdict) == ("不是差错", "")
    assert "由保密审查员、公开工作机构负责人答复" in person.why_not
    tree = LexborHTMLParser(shown.content)
    assert "2026年2月30日" in [node.text() for node in tree.css(".redline mark")]
    typed = _form(reviewer, row, checked=["true"], opinion="看了一半。", go=f"answer:{date_doubt.key}")
    empty = reviewer.post(path, typed)
    assert empty.status_code == 422
    told = {**typed, f"reason-{date_doubt.key}": "原文如此。", f"reason-{person.key}": "不该由我答。"}
    answered = reviewer.post(path, told)
    assert answered.status_code == 200
    page = _text(answered)
    assert "不是差错：原文如此。（乙一（审核人）" in page
    assert "看了一半。" in page
    ticked_ones = LexborHTMLParser(answered.content).css("input[name=checked][checked]")
    assert [node.attributes["value"] for node in ticked_ones] == ["true"]
    assert reviewer.post(path, told).status_code == 200, "sent twice, done once"
    assert Entry.objects.filter(subject="item", event="answer").count() == 1
    forbidden = reviewer.post(path, {**told, "go": f"answer:{person.key}"})
    assert forbidden.status_code == 422
    assert Entry.objects.filter(subject="item", event="refused").count() == 1
    secrecy = enter(here, "secrecy")
    cleared = secrecy.post(
        path, {**_form(secrecy, row), f"reason-{person.key}": "虚构的号码。", "go": f"answer:{person.key}"}
    )
    assert "已核实可以公开：虚构的号码。" in _text(cleared)


def test_the_same_words_twice_are_marked_twice_and_answered_once(here: Office, enter: Enter) -> None:
    line = "<p>报名截至2026年2月30日。</p>"
    row = Desk(here).act(
        Desk(here).draft(f"{line}<p>另见下文。</p>{line}<p>身份证号 110101199003074610。</p>"), "submit"
    )
    client, path = enter(here, "reviewer"), f"/desk/items/{row.pk}/review/"

    def doubts(code: str) -> list[ShownDoubt]:
        parts = client.get(path).context["parts"]
        found = [doubt for part in parts for s in part.stretches for r in s.rows for doubt in r.doubts]
        return [each for each in found if each.found.code.startswith(code)]

    first, second = doubts("date.")
    assert (first.same, second.answered_at, first.key) == ((second.number,), first.number, second.key)
    page = _text(client.get(path))
    assert f"疑点 {second.number} 是同样的文字，在这里答复一次即可" in page
    assert f"与疑点 {first.number} 是同样的文字，在那里一并答复" in page
    assert page.count("政府信息公开条例》第十五条") >= 1, "the rule's provision is named"
    assert doubts("personal.")[0].cite is not None
    told = _form(client, row, go=f"answer:{first.key}", **{f"reason-{first.key}": "原文如此。"})
    client.post(path, told)
    assert all("原文如此" in each.answer and not each.open_ for each in doubts("date."))


def test_a_doubt_that_is_gone_is_told_as_mended(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    row = desk.signed(desk.draft(DOUBTED), "first_review")
    row = desk.act(row, "return", "head", reason="日期有误。")
    row = desk.act(desk.edit(row, DOUBTED.replace("30日", "28日")), "submit")
    page = enter(here, "reviewer").get(f"/desk/items/{row.pk}/review/")
    assert [each for each in page.context["gone"] if "2026年2月30日" in each]


def test_secrecy_is_reviewed_item_by_item(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    refs = tuple(
        FileRef(
            files.store(here.actor("clerk"), f"名称\n{name}\n".encode(), f"{name}.csv", NOW).digest,
            f"{name}.csv",
        )
        for name in ("树苗", "工具")
    )
    row = desk.signed(desk.draft(files=refs), "second_proof")
    client, path = enter(here, "secrecy"), f"/desk/items/{row.pk}/review/"
    assert [each.text for each in client.get(path).context["objects"]] == [
        "标题、要素和正文（含图片）",
        "附件“树苗.csv”",
        "附件“工具.csv”",
    ]
    told = ticked(row, "secrecy_review")
    sent = client.post(path, _form(client, row, go="sign", checked=told["checked"], objects=["body", "file-1"]))
    assert sent.status_code == 422
    assert "还有1件没有审查：附件“工具.csv”" in _text(sent)
    assert client.post(path, _form(client, row, go="sign", **told)).status_code == 302
    assert _state(row) == "third_review"


def test_who_wrote_the_text_is_refused_and_the_attempt_is_kept(here: Office, enter: Enter) -> None:
    row = Desk(here).act(Desk(here).draft(), "submit")
    client = enter(here, "clerk")
    assert "您起草或者改过这一稿" in _text(client.get(f"/desk/items/{row.pk}/review/"))
    sent = client.post(f"/desk/items/{row.pk}/review/", _form(client, row, go="sign", **ticked(row, "first_review")))
    assert sent.status_code == 422
    assert "您起草或者改过这一稿" in _text(sent)
    assert Entry.objects.get(subject="item", event="refused").data["data"]["event"] == "first_review"


def test_sending_back_needs_a_reason_and_keeps_what_was_ticked(here: Office, enter: Enter) -> None:
    row = Desk(here).act(Desk(here).draft(), "submit")
    client, path = enter(here, "reviewer"), f"/desk/items/{row.pk}/review/"
    sent = client.post(path, _form(client, row, go="return", opinion="有误。"))
    assert sent.status_code == 422
    assert "有误。" in _text(sent)
    assert client.post(path, _form(client, row, go="return", return_reason="第三条有误。")).status_code == 302
    assert _state(row) == "draft"


def test_a_page_opened_in_another_post_signs_nothing(here: Office, enter: Enter) -> None:
    row = Desk(here).act(Desk(here).draft(), "submit")
    client = enter(here, "reviewer")
    told = _form(client, row, go="sign", **ticked(row, "first_review"))
    sent = client.post(f"/desk/items/{row.pk}/review/", {**told, "seat": "0:leader"})
    assert sent.status_code == 409
    assert "您换成了审核人" in _text(sent)
    assert _state(row) == "first_review"


ACTS = {
    "submit": ("draft", "clerk", {}, "first_review"),
    "recall": ("first_review", "clerk", {"reason": "要改。"}, "draft"),
    "exempt": ("first_review", "leader", {"reason": "内容简单。"}, "first_review"),
    "publish": ("cleared", "clerk", {}, "live"),
    "schedule": ("cleared", "clerk", {"publish_at": "2026-11-23T09:00"}, "scheduled"),
    "emergency": ("draft", "head", {"reason": "火险等级高。"}, "owing"),
    "correct": ("live", "clerk", {"reason": "数字有误。"}, "draft"),
    "discard": ("draft", "head", {"reason": "不发了。"}, "discarded"),
    "withdraw": ("live", "head", {"how": "lapsed", "reason": "期满。"}, "withdrawn"),
    "archive": ("live", "clerk", {"archive_number": "2026-3"}, "archived"),
}
"""From which state, by whom, what is typed, to which state."""


def _led(desk: Desk, state: str) -> Item:
    if state == "draft":
        return desk.draft()
    if state == "first_review":
        return desk.act(desk.draft(), "submit")
    return desk.signed(desk.draft()) if state == "cleared" else desk.live()


@pytest.mark.parametrize("event", ACTS)
def test_every_act_has_a_form_that_does_it_once(event: str, here: Office, enter: Enter) -> None:
    state, role, typed, target = ACTS[event]
    row, client = _led(Desk(here), state), enter(here, role)
    path = f"/desk/items/{row.pk}/do/{event}/"
    page = client.get(path)
    assert page.status_code == 200
    assert "依据" in _text(page)
    told = {**typed, "based_on": str(row.acts)}
    if typed:
        kept = {name: "" if name in ("reason", "publish_at") else value for name, value in told.items()}
        empty = client.post(path, kept)
        assert empty.status_code == (422 if event != "archive" else 302)
        if event == "archive":
            return
    sent = client.post(path, told)
    assert (sent.status_code, _state(row)) == (302, target)
    before = Item.objects.get(pk=row.pk).acts
    twice = client.post(path, told)
    assert twice.status_code == 302, "the same once more"
    assert Item.objects.get(pk=row.pk).acts == before


def test_what_the_law_refuses_is_said_with_its_article_and_what_was_typed_stays(here: Office, enter: Enter) -> None:
    row, client = Desk(here).live(), enter(here, "head")
    path = f"/desk/items/{row.pk}/do/withdraw/"
    sent = client.post(path, {"how": "merged", "reason": "并入总则。", "based_on": str(row.acts)})
    assert sent.status_code == 422
    assert "“并入”须填写并入哪一条的索引号" in _text(sent)
    assert "并入总则。" in _text(sent)
    early = enter(here, "clerk")
    fresh = Desk(here).draft(title="没有签过的")
    told = _text(early.get(f"/desk/items/{fresh.pk}/do/publish/"))
    assert "现在不能公开" in told
    refused = early.post(f"/desk/items/{fresh.pk}/do/publish/", {"based_on": str(fresh.acts)})
    assert refused.status_code == 422
    assert "依据：" in _text(refused)


def test_who_was_overtaken_sees_what_was_done_and_loses_no_word(here: Office, enter: Enter) -> None:
    desk = Desk(here)
    row = desk.act(desk.draft(), "submit")
    client, path = enter(here, "clerk"), f"/desk/items/{row.pk}/do/recall/"
    client.get(path)
    desk.act(row, "first_review", "reviewer", **ticked(row, "first_review"))
    sent = client.post(path, {"reason": "数字有误。", "based_on": str(row.acts)})
    assert sent.status_code == 409
    page = _text(sent)
    assert "一审" in page
    assert "数字有误。" in page
    assert sent.context["form"]["based_on"].value() == str(row.acts + 1)
    again = client.post(path, {"reason": "数字有误。", "based_on": str(row.acts + 1)})
    assert (again.status_code, _state(row)) == (302, "draft")


def test_signing_is_led_to_the_screen(here: Office, enter: Enter) -> None:
    row = Desk(here).act(Desk(here).draft(), "submit")
    sent = enter(here, "reviewer").post(f"/desk/items/{row.pk}/do/first_review/", {"checked": ["true"]})
    assert sent["Location"] == f"/desk/items/{row.pk}/review/"
    assert _state(row) == "first_review"
