"""Writing a text at the desk: saved, kept, refused with everything still there, never written over by another hand."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.apps.journal.models import Entry
from gongkai.apps.publishing.models import Item, Scratch, Version
from gongkai.faces.desk.items.editing_form import ItemForm
from tests.faces.desk.items.writing import FORM, NEW, Enter, body_of, form, made, rows, upload, url
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db


def test_the_first_page_has_a_key_of_its_own(here: Office, enter: Enter) -> None:
    answer = enter(here, "clerk").get("/desk/items/new/")
    assert answer.status_code == 302
    assert "key=" in answer["Location"]


def test_attribute_comes_first_and_the_page_works_as_a_form(here: Office, enter: Enter) -> None:
    page = enter(here, "clerk").get(NEW).content.decode()
    assert page.index('name="attribute"') < page.index('name="title"') < page.index('name="body"')
    assert "三同步" not in page
    assert 'name="registration_number"' in page
    assert "style=" not in page
    assert "onclick" not in page


def test_lines_become_paragraphs_and_the_item_its_first_version(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    answer = client.post(NEW, FORM, follow=True)
    item = Item.objects.get()
    assert body_of(item) == "<p>第一段。</p>\n<p>第二段。</p>"
    assert item.state == "draft"
    assert item.number in answer.content.decode()
    assert "第一段。\n第二段。" in client.get(url(item)).content.decode(), "plain paragraphs come back as lines"


def test_the_same_form_sent_twice_makes_one_item(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    client.post(NEW, FORM)
    client.post(NEW, FORM)
    assert Item.objects.count() == Version.objects.count() == 1


def test_a_draft_needs_a_title_and_an_attribute_to_be_saved_and_the_rest_to_be_sent(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    bare = {"title": "只有标题", "attribute": "proactive", "written": "lines", "body": "字", "go": "save"}
    answer = client.post(NEW, bare, follow=True)
    assert "送审前还要填" in answer.content.decode()
    item = Item.objects.get()
    answer = client.post(url(item), {**bare, "go": "submit", "based_on": "1"})
    assert answer.status_code == 422
    assert "只有标题" in answer.content.decode()
    assert Item.objects.get().state == "draft"
    assert client.post(NEW, {**bare, "title": " "}).status_code == 422


def test_saving_and_sending_to_review_in_one(here: Office, enter: Enter) -> None:
    item = made(enter(here, "clerk"), go="submit")
    assert item.state == "first_review"


def test_from_a_policy_its_interpretation_is_begun(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    policy = made(client, genre="policy")
    page = client.get(reverse("desk:item:page", args=[policy.pk])).content.decode()
    assert f"/desk/items/new/?interprets={policy.number}" in page
    form_page = client.get(f"/desk/items/new/?interprets={policy.number}", follow=True).content.decode()
    assert f'name="interprets" value="{policy.number}"' in form_page
    assert f'<option value="{policy.number}">' in form_page, "policies are offered by number"
    client.post(
        "/desk/items/new/?key=another-text", form(genre="text", interprets=policy.number, title="解读一则", go="submit")
    )
    assert Item.objects.get(title="解读一则").interprets == policy.number


def test_what_cannot_be_sent_yet_is_saved_and_says_why(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    answer = client.post(NEW, form(go="submit", body=""), follow=True)
    assert "没有送审" in answer.content.decode()
    assert Item.objects.get().state == "draft"


def test_in_review_nothing_is_edited_and_nothing_typed_is_lost(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    item = made(client, go="submit")
    assert client.get(url(item)).status_code == 302
    answer = client.post(url(item), form(body="改过的一段。", based_on="1"))
    assert answer.status_code in (409, 422)
    assert "改过的一段。" in answer.content.decode()
    assert Version.objects.count() == 1


@pytest.mark.same_on_both
@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"attribute": "withheld"}, "须写明不主动公开的依据"),
        ({"attribute": "on_request", "ground": "internal"}, "须写明不主动公开的理由"),
        ({"ground": "secret"}, "这一项请留空"),
        ({"valid_until": "2028-01-01"}, "只在体裁为“行政规范性文件”时填写"),
        ({"interprets": "office-2026-00001"}, "不解读其他政策"),
        ({"formed_on": "2026-12-01"}, "形成日期不能晚于今天"),
        ({"formed_on": "2026-02-30"}, "没有这一天"),
        (
            {"genre": "normative", "effective_on": "2026-12-01", "valid_until": "2026-11-01"},
            "施行日期（2026-12-01）之前",
        ),
        ({"attribute": "secret"}, "没有“secret”这一项"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(
    told: dict[str, str], said: str, here: Office, enter: Enter
) -> None:
    answer = enter(here, "clerk").post(NEW, form(**told))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "第二段。" in answer.content.decode()
    assert not Item.objects.exists()


def test_hostile_html_is_harmless_and_the_officer_is_told(here: Office, enter: Enter) -> None:
    evil = (
        '<p onclick="x()">正文<script>alert(1)</script></p><iframe src="https://example.org"></iframe>'
        '<img src="https://example.org/a.png"><a href="javascript:x()">链接</a><table><tr><td colspan="2">格</td></tr><tr><td>甲</td><td>乙</td></tr></table>'
    )
    answer = enter(here, "clerk").post(NEW, form(written="html", body=evil), follow=True)
    kept = body_of(Item.objects.get())
    assert "正文" in kept
    assert '<td colspan="2">' in kept
    assert not any(word in kept for word in ("script", "onclick", "iframe", "example.org"))
    page = answer.content.decode()
    assert "脚本 1 处" in page
    assert "内嵌页面 1 处" in page
    assert "图片没有随文字带过来" in page


def test_markup_in_lines_is_text(here: Office, enter: Enter) -> None:
    item = made(enter(here, "clerk"), body="<b>不是粗体</b>")
    assert body_of(item) == "<p>&lt;b&gt;不是粗体&lt;/b&gt;</p>"


@pytest.mark.parametrize("huge", ["9" * 5000, "9" * 30, "²"])
def test_numbers_that_no_page_tells_break_nothing(huge: str, here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    item = made(client)
    assert client.get(f"/desk/items/presence/?item={huge}").status_code == 404
    assert kept(client, item, based_on=huge)["mark"]
    files = rows({"digest": "a" * 64, "use": "attachment", "name": "x", "alt": "", "order": huge})
    assert client.post(url(item), form(**files, based_on=huge)).status_code < 500
    led = client.get(f"/desk/items/new/?interprets={huge * 9}&more={huge * 9}")
    assert led.status_code == 302
    assert len(led.headers["Location"]) < 500


def test_nobody_else_writes(here: Office, elsewhere: Office, enter: Enter) -> None:
    item = made(enter(here, "clerk"))
    assert enter(elsewhere, "clerk").get(url(item)).status_code == 404
    assert enter(elsewhere, "clerk").post(url(item), FORM).status_code == 404
    for role in ("supervisor", "admin", "compiler"):
        assert enter(here, role).get(NEW).status_code == 403
        assert enter(here, role).get(url(item)).status_code in (403, 404)
    assert Client().get(url(item)).status_code == 302


def test_the_session_ends_and_the_form_is_given_back(here: Office, enter: Enter) -> None:
    item = made(enter(here, "clerk"))
    answer = Client().post(url(item), form(body="写了一下午的字。"))
    assert answer.status_code == 401
    assert "写了一下午的字。" in answer.content.decode()


# Two persons at one text.


def test_an_older_page_overwrites_nothing_and_shows_both(here: Office, enter: Enter) -> None:
    clerk, reviewer = enter(here, "clerk"), enter(here, "reviewer")
    item = made(clerk)
    reviewer.post(url(item), form(body="第一段。\n第二段，审核人改。", based_on="1"))
    answer = clerk.post(url(item), form(body="第一段，经办人改。\n第二段。", based_on="1"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert Version.objects.count() == 2
    assert "<ins>，经办人改</ins>" in page
    assert "<del>，审核人改</del>" in page
    assert 'name="body" value="第一段，经办人改。' in page
    assert "经办人改" in clerk.get(f"{url(item)}?restore=1").content.decode(), "taking the other's loses nothing"


def test_one_saves_the_own_text_upon_the_others(here: Office, enter: Enter) -> None:
    clerk, reviewer = enter(here, "clerk"), enter(here, "reviewer")
    item = made(clerk)
    reviewer.post(url(item), form(body="审核人改。", based_on="1"))
    clerk.post(url(item), form(body="经办人改。", based_on="2"))
    assert [each.body for each in item.versions.order_by("number")][1:] == ["<p>审核人改。</p>", "<p>经办人改。</p>"]


def test_one_goes_on_writing_with_the_others_text_beside(here: Office, enter: Enter) -> None:
    clerk, reviewer = enter(here, "clerk"), enter(here, "reviewer")
    item = made(clerk)
    reviewer.post(url(item), form(body="审核人改。", based_on="1"))
    page = clerk.post(url(item), form(body="经办人改。", based_on="1", go="continue")).content.decode()
    assert "<p>审核人改。</p>" in page
    assert "经办人改。</textarea>" in page
    assert 'name="based_on" value="2"' in page
    assert Version.objects.count() == 2


# What is kept without being asked.


def kept(client: Client, item: Item | None = None, **told: Any) -> dict[str, Any]:
    address = reverse("desk:item:autosave") + (f"?item={item.pk}" if item else "")
    answer = client.post(address, form(**told))
    found: dict[str, Any] = {"status": answer.status_code, **json.loads(answer.content)}
    return found


def test_what_is_typed_is_kept_and_offered_again(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    told = kept(client, key="a-new-text-0", title="没写完", body="才写了一半")
    assert told["status"] == 200
    assert told["at"] == "10:00:00"
    assert not Item.objects.exists()
    assert "自动保存过" in client.get(NEW).content.decode()
    again = client.get(f"{NEW}&restore=1").content.decode()
    assert "才写了一半" in again
    assert "没写完" in again
    assert "没写完" in client.get("/desk/items/new/?key=another-text").content.decode(), "a new form names the old one"


def test_of_an_item_only_what_differs_is_offered_and_saving_ends_it(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    item = made(client)
    kept(client, item, based_on="1")
    assert "自动保存过" not in client.get(url(item)).content.decode()
    kept(client, item, body="第一段。\n改了一半", based_on="1")
    assert "自动保存过" in client.get(url(item)).content.decode()
    client.post(url(item), form(body="第一段。\n改好了。", based_on="1"))
    assert not Scratch.objects.exists()


def test_what_is_not_wanted_is_dropped(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    item = made(client)
    kept(client, item, body="不要的", based_on="1")
    client.post(url(item), {"go": "drop"})
    assert not Scratch.objects.exists()


def test_a_restored_text_knows_what_it_started_from(here: Office, enter: Enter) -> None:
    clerk, reviewer = enter(here, "clerk"), enter(here, "reviewer")
    item = made(clerk)
    kept(clerk, item, body="经办人改了一半", based_on="1")
    reviewer.post(url(item), form(body="审核人改。", based_on="1"))
    page = clerk.get(f"{url(item)}?restore=1").content.decode()
    assert 'name="based_on" value="1"' in page
    assert "别人已经保存了更新的一稿" in page


def test_two_windows_of_one_person_do_not_write_over_each_other(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    first = kept(client, key="a-new-text-0", body="甲")
    assert kept(client, key="a-new-text-0", body="乙", mark="2026-11-20T01:00:00+00:00")["status"] == 409
    assert kept(client, key="a-new-text-0", body="丙", mark=first["mark"])["status"] == 200


def test_others_at_the_same_text_are_seen_but_not_what_they_type(here: Office, enter: Enter) -> None:
    clerk, reviewer = enter(here, "clerk"), enter(here, "reviewer")
    item = made(clerk)
    kept(reviewer, item, body="审核人没写完的", based_on="1")
    name = here.people["reviewer"].name
    page = clerk.get(url(item)).content.decode()
    assert f"{name}正在改这一稿" in page
    assert f"{name} 10:00 还在" in page
    assert "没写完的" not in page
    told = json.loads(clerk.get(f"{reverse('desk:item:presence')}?item={item.pk}").content)
    assert told["present"] == [{"name": name, "at": "10:00"}]
    assert told["newest"] == 1
    opened = [each["name"] for each in kept(reviewer, item, based_on="1")["present"]]
    assert opened == [here.people["clerk"].name], "who only has the page open counts; nobody is told of themselves"


def test_an_open_page_is_seen_but_is_nothing_unsaved(here: Office, enter: Enter) -> None:
    clerk, reviewer, head = (enter(here, role) for role in ("clerk", "reviewer", "head"))
    item = made(clerk)
    assert reviewer.get(url(item)).status_code == 200
    assert f"{here.people['reviewer'].name}正在改这一稿" in clerk.get(url(item)).content.decode()
    assert not reviewer.get(reverse("desk:item:new"), follow=True).context["others"], (
        "nothing typed, nothing to take up again"
    )
    head.get(f"/desk/items/{item.pk}/")
    assert here.people["head"].name not in clerk.get(url(item)).content.decode(), "who only reads the item is not at it"


def test_keeping_is_for_who_may_write_here(here: Office, elsewhere: Office, enter: Enter) -> None:
    item = made(enter(here, "clerk"))
    address = f"{reverse('desk:item:autosave')}?item={item.pk}"
    assert enter(elsewhere, "clerk").post(address, FORM).status_code == 404
    assert enter(here, "compiler").post(address, FORM).status_code in (403, 404)
    assert Client().post(address, FORM).status_code == 401
    assert not Scratch.objects.exists()


def test_what_is_typed_and_not_saved_is_in_no_journal(here: Office, enter: Enter) -> None:
    before = Entry.objects.count()
    kept(enter(here, "clerk"), key="a-new-text-0", body="谁也没看过的字")
    assert Entry.objects.count() == before


# Who gets which answer. The addresses of this page; those of the item stand in test_item_rights.

CLOSED = 302


@pytest.mark.same_on_both
@pytest.mark.parametrize(
    ("address", "get", "post"),
    [
        ("new/?key=a-new-text-0", 200, 422),
        ("{item}/edit/", 200, 422),
        ("autosave/?item={item}", 405, 200),
        ("presence/?item={item}", 200, 405),
        ("upload/", 405, 422),
        ("import/", 405, 422),
        ("structure/", 405, 200),
        ("files/{digest}/", 200, 405),
    ],
)
def test_every_address_answers_writers_alone(
    address: str, get: int, post: int, here: Office, elsewhere: Office, enter: Enter
) -> None:
    client = enter(here, "clerk")
    item = made(client)
    told = json.loads(client.post(reverse("desk:item:upload"), {"file": upload()}).content)
    path = "/desk/items/" + address.format(item=item.pk, digest=told["digest"])
    assert (client.get(path).status_code, client.post(path, {}).status_code) == (get, post)
    stranger = Client()
    assert stranger.get(path).status_code in (CLOSED, 405)
    assert stranger.post(path, {}).status_code in (CLOSED, 401, 405)
    watching = enter(here, "supervisor")
    assert watching.get(path).status_code in (403, 404, 405)
    assert watching.post(path, {}).status_code in (403, 404, 405)
    if "{item}" in address or "{digest}" in address:
        other = enter(elsewhere, "clerk")
        assert other.get(path).status_code in (404, 405)
        assert other.post(path, {}).status_code in (404, 405)


def test_only_open_columns_are_taken_and_a_closed_one_is_named() -> None:
    told = {name: str(value) for name, value in FORM.items()}
    assert ItemForm(told, columns=["通知公告"], today=date(2026, 11, 20)).is_valid()
    closed = ItemForm(told, columns=["政策文件"], today=date(2026, 11, 20))
    assert closed.errors["column"] == ["栏目“通知公告”已经不开放，请选另一个。"]
    assert "通知公告（已不开放）" in str(closed["column"])
