"""The page of repeated requests: what several want leads to a draft; who asks often is shown masked, with the arithmetic of the fee."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from django.test import Client

from gongkai.apps.alike.models import Standing
from gongkai.apps.requests import actions
from gongkai.apps.requests.models import Request
from tests.apps.alike.asking import ANNA, BERT, HEATING, HOUSES, HOUSES_TOLD_LONGER
from tests.apps.office import REGISTRATION, at
from tests.faces.desk.situations import TODAY, back
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


def _asked(where: Office, text: str, name: str, subject: str) -> Request:
    day = back(1)
    private = {"applicant_name": name, "contact": "电话", "content": text}
    return actions.open_request(
        where.actor("clerk"), "register", day, {**REGISTRATION, "subject": subject}, private, at(day)
    )


def _page(client: Client, query: str = "") -> str:
    answer = client.get(f"/desk/alike/{query}")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def test_what_several_want_leads_to_a_draft(here: Office, enter: Enter) -> None:
    _asked(here, HOUSES, ANNA, "危房补助")
    newest = _asked(here, HOUSES_TOLD_LONGER, BERT, "危房补助名单")
    text = _page(enter(here, "clerk"))
    assert "危房补助名单" in text
    assert f"/desk/items/new/?asked={newest.number}" in text
    assert ANNA not in text
    assert f"/desk/items/new/?asked={newest.number}" not in _page(enter(here, "leader"))


def test_who_asks_often_is_masked_and_counted(here: Office, enter: Enter) -> None:
    for at_ in range(12):
        _asked(here, f"{HEATING}{at_}", ANNA, f"第{at_}件")
    month = f"{back(1):%Y-%m}"
    text = _page(enter(here, "clerk"), f"?month={month}&least=11")
    assert "2×100＝200元" in text
    assert ANNA not in text
    assert (
        "这个月没有这样的申请人" in _page(enter(here, "clerk"), "?month=nonsense&least=11")
        or TODAY.month == back(1).month
    )


def test_what_is_being_made_is_said(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    assert "正在重做" not in _page(client)
    _asked(here, HOUSES, ANNA, "危房补助")
    Standing.objects.update(edition="0")
    assert "已做 0 件，共 1 件" in _page(client)


def test_another_organ_sees_nothing_of_it(here: Office, elsewhere: Office, enter: Enter) -> None:
    _asked(here, HOUSES, ANNA, "危房补助")
    _asked(here, HOUSES, BERT, "危房补助")
    text = _page(enter(elsewhere, "clerk"), "?least=3")
    assert "危房补助" not in text
