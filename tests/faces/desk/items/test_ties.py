"""The desk's page of an item tells which documents it changes, before it is public by its lines, and leads to them."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from django.test import Client

from tests.faces.desk.documents.shelf import NUMBER, TITLE, filed
from tests.faces.desk.items.world import Desk
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db


def test_a_draft_tells_what_it_will_change_and_leads_there(
    here: Office, enter: Callable[[Office, str], Client]
) -> None:
    document = filed(here)["document"]
    row = Desk(here).draft(genre="normative", document_number="昌政发〔2026〕8号", changes=f"废止 {NUMBER}")
    page = html.unescape(enter(here, "clerk").get(f"/desk/items/{row.pk}/").content.decode())
    assert f'废止 <a href="/desk/documents/{document}/">{NUMBER}</a> {TITLE}' in page
    assert "修改和废止关系" not in html.unescape(
        enter(here, "clerk").get(f"/desk/items/{Desk(here).draft().pk}/").content.decode()
    )


def test_who_withdraws_a_page_is_told_what_it_undoes_if_it_was_sent_by_mistake(
    here: Office, enter: Callable[[Office, str], Client]
) -> None:
    filed(here)
    desk = Desk(here)
    told = {"genre": "normative", "document_number": "昌政发〔2026〕8号", "effective_on": "2026-11-19"}
    row = desk.act(
        desk.signed(desk.draft(**told, changes=f"废止 {NUMBER}"), "secrecy_review"), "exempt", "head", reason="浅显"
    )
    row = desk.act(desk.signed(row), "publish")
    client = enter(here, "head")
    assert f"“{NUMBER}”恢复为没有被这件文件废止。" in client.get(f"/desk/items/{row.pk}/do/withdraw/").content.decode()
    assert "恢复为" not in client.get(f"/desk/items/{row.pk}/do/correct/").content.decode()
