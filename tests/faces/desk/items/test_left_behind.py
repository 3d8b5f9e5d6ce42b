"""The document of a page that went out by mistake: told to nobody outside, a task of the desk until it is annulled or kept."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from gongkai.apps.documents import actions as documents
from gongkai.apps.documents import queries as register
from gongkai.apps.documents.models import Document
from tests.faces.desk.items.world import Desk
from tests.faces.desk.registers.shelf import as_shown
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
NUMBER, TITLE = "昌政发〔2026〕8号", "不该发出的补助办法"


@pytest.fixture
def page(here: Office) -> str:
    """The desk's address of a normative text that went out and was taken off as sent by mistake."""
    desk = Desk(here)
    row = desk.draft(title=TITLE, genre="normative", document_number=NUMBER, effective_on="2026-11-19")
    row = desk.act(row, "emergency", "head", reason="灾情紧急。")
    assert TITLE in Client().get("/policies/").content.decode()
    desk.act(row, "withdraw", "head", how="mistaken", reason="不该发出")
    return f"/desk/items/{row.pk}/"


def said(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def issued(here: Office, on: date) -> int:
    return register.counts(here.organ.pk, 2026, on)["normative"].issued


def outside() -> bool:
    """Whether anybody outside is told of it."""
    places = ("/policies/", f"/xxgk/{Document.objects.get().organ.code}/documents/", "/api/documents")
    return any(NUMBER in Client().get(each).content.decode() for each in places)


def test_it_waits_on_the_desk_until_it_is_annulled_and_then_counts_on_no_day(
    here: Office, enter: Enter, page: str
) -> None:
    clerk, row = enter(here, "clerk"), Document.objects.get()
    annul = f"/desk/documents/{row.pk}/do/annul/"
    assert f'href="{annul}"' in said(clerk.get(page))
    assert "撤销以前仍计入年报表二" in said(clerk.get(page))
    assert annul not in said(enter(here, "reviewer").get(page)), "whoever may not annul is told and not led"
    assert f'href="{annul}"' in said(clerk.get("/desk/documents/clean-up/"))
    assert "页面误发撤下、登记还没有处理" in said(clerk.get("/desk/documents/"))
    assert issued(here, date(2026, 11, 19)) == issued(here, date(2026, 12, 31)) == 1
    assert not outside()
    answer = clerk.post(annul, as_shown(clerk, annul) | {"reason": "不该制发", "day": "2026-11-20"})
    assert answer.status_code == 302
    assert issued(here, date(2026, 11, 19)) == issued(here, date(2026, 12, 31)) == 0
    assert "撤销登记" not in said(clerk.get(page))
    assert "登记还没有处理的" not in said(clerk.get("/desk/documents/clean-up/"))


def test_one_that_was_issued_all_the_same_is_kept_with_a_reason_and_told_again(
    here: Office, enter: Enter, page: str
) -> None:
    clerk, row = enter(here, "clerk"), Document.objects.get()
    keep = f"/desk/documents/{row.pk}/do/keep/"
    assert f'href="{keep}"' in said(clerk.get(page))
    assert clerk.post(keep, as_shown(clerk, keep) | {"reason": "已印发", "day": "2026-11-20"}).status_code == 302
    assert outside()
    assert "照常显示和计数" in said(clerk.get(page))
    assert f'href="{keep}"' not in said(clerk.get(page))
    assert not documents.rebuild(check=True).differences
