"""The guide at the desk: officers see what is missing, the head fills it in, the public sees it at once."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from django.test import Client

from gongkai.apps.journal import queries as journal
from gongkai.law.disclosure.guide import ELEMENTS
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
TOLD = {element.name: f"某{element.label}" for element in ELEMENTS} | {"email": "a@example.invalid"}


def _text(client: Client, path: str) -> str:
    return html.unescape(client.get(path).content.decode())


def test_officers_see_every_gap_and_citizens_none(here: Office, enter: Enter) -> None:
    text = _text(enter(here, "clerk"), "/desk/guide/")
    assert text.count("«尚未填写»") == len(ELEMENTS)
    assert f"还有 {len(ELEMENTS)} 项没有填写" in text
    assert "<textarea" not in text
    assert 'name="phone"' not in text
    assert "尚未填写" not in _text(Client(), f"/xxgk/{here.organ.code}/guide/")


def test_what_the_head_fills_in_is_public_at_once_and_in_the_journal(here: Office, enter: Enter) -> None:
    client = enter(here, "head")
    response = client.post("/desk/guide/", {**TOLD, "review_organ": "某市人民政府", "court": "某县人民法院"})
    assert response["Location"] == "/desk/guide/"
    assert "«尚未填写»" not in _text(client, "/desk/guide/")
    public = _text(Client(), f"/xxgk/{here.organ.code}/guide/")
    assert TOLD["phone"] in public
    assert "某市人民政府" in public
    assert [entry.event for entry in journal.entries("organ", here.organ.pk)][-1] == "describe"


def test_what_is_refused_keeps_what_was_typed(here: Office, enter: Enter) -> None:
    response = enter(here, "head").post("/desk/guide/", {**TOLD, "email": "不是邮箱"})
    text = html.unescape(response.content.decode())
    assert response.status_code == 422
    assert "没有保存" in text
    assert 'value="不是邮箱"' in text
    assert TOLD["phone"] in text
    assert TOLD["phone"] not in _text(Client(), f"/xxgk/{here.organ.code}/guide/")
