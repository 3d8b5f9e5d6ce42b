"""Files of a text that is being written, and documents that become one: kept, shown to the organ alone, refused in words."""

from __future__ import annotations

import json
from io import BytesIO

import docx
import pytest
from django.test import Client
from django.urls import reverse

from gongkai.apps.publishing.models import Item
from tests.faces.desk.items.writing import NEW, Enter, body_of, form, made, picture, rows, upload, url
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db


def test_a_file_comes_without_script_and_nothing_typed_is_lost(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    answer = client.post(NEW, form(go="upload", upload=upload("附件一.png"), title="还没保存"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not Item.objects.exists()
    assert "附件一.png" in page
    assert "还没保存" in page
    assert "第二段。" in page


def test_a_picture_without_script_goes_behind_the_text(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    page = client.post(NEW, form(go="picture", picture=upload(), picture_alt="施工现场")).content.decode()
    assert "&lt;figure&gt;" in page
    assert "alt=&quot;施工现场&quot;" in page
    assert "/desk/items/files/" in page


def test_attachments_keep_their_names_and_order(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    one, two = (
        json.loads(client.post(reverse("desk:item:upload"), {"file": upload(data=data)}).content)
        for data in (picture(), picture() + b"\0")
    )
    files = rows(
        {"digest": one["digest"], "name": "甲.png", "order": "2"},
        {"digest": two["digest"], "name": "乙.png", "order": "1"},
    )
    item = made(client, **files)
    assert [each.name for each in item.versions.get().files.order_by("place")] == ["乙.png", "甲.png"]
    client.post(url(item), form(**files, file_drop=[f"attachment:{one['digest']}"], based_on="1"))
    assert [each.name for each in item.versions.get(number=2).files.all()] == ["乙.png"]


def test_a_picture_of_the_text_is_its_file_with_its_words(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    told = json.loads(client.post(reverse("desk:item:upload"), {"file": upload(), "use": "picture"}).content)
    text = f'<p>看图</p><figure><img src="http://testserver{told["url"]}" alt="施工现场"></figure>'
    item = made(
        client,
        written="html",
        body=text,
        rich="1",
        **rows({"digest": told["digest"], "name": "照片.png", "use": "picture"}),
    )
    found = item.versions.get().files.get()
    assert (found.use, found.alt, found.name) == ("picture", "施工现场", "照片.png")
    assert f"file:{told['digest']}" in body_of(item)
    assert told["url"] in client.get(url(item)).content.decode()


def test_without_words_for_a_picture_nothing_goes_to_review(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    told = json.loads(client.post(reverse("desk:item:upload"), {"file": upload(), "use": "picture"}).content)
    files = rows({"digest": told["digest"], "name": "照片.png", "use": "picture"})
    text = f'<figure><img src="{told["url"]}" alt=""></figure>'
    answer = client.post(NEW, form(written="html", body=text, go="submit", **files), follow=True)
    assert "没有送审" in answer.content.decode()
    assert "替代文字" in answer.content.decode()
    item = Item.objects.get()
    files = rows({"digest": told["digest"], "name": "照片.png", "use": "picture", "alt": "一张蓝色的图"})
    client.post(url(item), form(written="html", body=text, go="submit", based_on="1", **files))
    assert Item.objects.get().state == "first_review", "the words of the list go into the text"


def test_files_of_drafts_are_for_officers_of_the_organ(here: Office, elsewhere: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    told = json.loads(client.post(reverse("desk:item:upload"), {"file": upload()}).content)
    served = client.get(told["url"])
    assert served.status_code == 200
    assert served["Content-Type"] == "image/png"
    assert served["Cache-Control"] == "no-store"
    assert enter(elsewhere, "clerk").get(told["url"]).status_code == 404
    assert enter(here, "supervisor").get(told["url"]).status_code == 404
    assert Client().get(told["url"]).status_code == 302


def test_what_is_no_publishable_file_is_refused_in_one_sentence(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    answer = client.post(reverse("desk:item:upload"), {"file": upload("程序.exe", b"MZ\x90\0" + b"\0" * 64)})
    assert answer.status_code == 422
    assert json.loads(answer.content)["reason"].endswith("。")
    assert client.post(reverse("desk:item:upload"), {}).status_code == 422
    page = client.post(NEW, form(go="upload", upload=upload("程序.exe", b"MZ\x90\0" + b"\0" * 64)))
    assert page.status_code == 422
    assert "第二段。" in page.content.decode()


def test_a_foreign_file_cannot_be_named(here: Office, elsewhere: Office, enter: Enter) -> None:
    told = json.loads(enter(elsewhere, "clerk").post(reverse("desk:item:upload"), {"file": upload()}).content)
    answer = enter(here, "clerk").post(NEW, form(**rows({"digest": told["digest"], "name": "别处的.png"})))
    assert answer.status_code == 422
    assert not Item.objects.exists()


def document() -> bytes:
    made = docx.Document()
    made.add_heading("总体要求", 1)
    made.add_paragraph("各乡镇人民政府要抓好落实。")
    table = made.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "项目"
    made.add_picture(BytesIO(picture()))
    body = BytesIO()
    made.save(body)
    return body.getvalue()


def test_a_document_fills_the_text(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    answer = client.post(reverse("desk:item:import"), {"file": upload("通知.docx", document())})
    told = json.loads(answer.content)
    assert answer.status_code == 200, told
    assert "总体要求" in told["html"]
    assert 'colspan="2"' in told["html"]
    assert len(told["pictures"]) == 1
    assert told["pictures"][0]["url"] in told["html"]


@pytest.mark.parametrize(("way", "stays"), [("append", True), ("replace", False)])
def test_a_document_without_script_stands_behind_or_instead(way: str, stays: bool, here: Office, enter: Enter) -> None:
    page = enter(here, "clerk").post(NEW, form(go=way, docx=upload("通知.docx", document()))).content.decode()
    assert "总体要求" in page
    assert ("第二段。" in page) is stays


def test_what_is_no_document_is_refused_and_nothing_is_lost(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    for name, data in (("通知.doc", b"x"), ("通知.docx", b"no zip at all"), ("空.docx", b"0")):
        answer = client.post(NEW, form(go="replace", docx=upload(name, data)))
        assert answer.status_code == 422
        assert "第二段。" in answer.content.decode()
        assert client.post(reverse("desk:item:import"), {"file": upload(name, data)}).status_code == 422


def test_the_parts_of_an_official_document_are_marked(here: Office, enter: Enter) -> None:
    lines = (
        "昌图县人民政府关于修缮管网的通知\n各乡镇人民政府：\n一、总体要求\n抓好落实。\n昌图县人民政府\n2026年11月10日"
    )
    page = enter(here, "clerk").post(NEW, form(go="structure", body=lines)).content.decode()
    assert "doc-title" in page
    assert "&lt;h2&gt;一、总体要求" in page
    assert "doc-date" in page
