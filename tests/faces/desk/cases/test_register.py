"""Registering: the channel decides which act it is, a likely duplicate is pointed out, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.requests.models import Request
from gongkai.law.clocks.receipt import RULES, by_confirmation
from gongkai.law.settings import DEFAULT
from tests.faces.desk.world import ARRIVAL, PRIVATE, Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
SENT = {**ARRIVAL, **PRIVATE, "day": "2026-11-18"}


@pytest.mark.parametrize("channel", RULES)
def test_the_channel_decides_whether_receipt_waits(channel: str, here: Office, enter: Enter) -> None:
    answer = enter(here, "clerk").post("/desk/requests/new/", SENT | {"channel": channel.value})
    made = Request.objects.get()
    assert answer["Location"] == f"/desk/requests/{made.pk}/receipt/"
    assert made.state == ("arrived" if by_confirmation(channel, DEFAULT) else "handling")
    assert (made.received_on is None) is by_confirmation(channel, DEFAULT)


def test_what_is_missing_is_told_at_each_field_and_the_rest_kept(here: Office, enter: Enter) -> None:
    answer = enter(here, "clerk").post("/desk/requests/new/", SENT | {"applicant_name": "", "items": "零"})
    assert answer.status_code == 422
    tree = LexborHTMLParser(answer.content)
    assert tree.css(".field-wrong [name=applicant_name]")
    assert tree.css(".field-wrong [name=items]")
    assert "某路改造工程的预算文件" in answer.content.decode()
    assert not Request.objects.exists()


def test_a_day_to_come_is_refused_in_words(here: Office, enter: Enter) -> None:
    answer = enter(here, "clerk").post("/desk/requests/new/", SENT | {"day": "2026-11-21"})
    assert answer.status_code == 422
    assert "晚于今天" in answer.content.decode()


def test_the_same_name_and_subject_is_pointed_out_and_can_still_be_registered(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    assert client.post("/desk/requests/new/", SENT).status_code == 302
    twice = client.post("/desk/requests/new/", SENT)
    assert twice.status_code == 409
    assert "2026-0001" in twice.content.decode()
    assert Request.objects.count() == 1
    assert client.post("/desk/requests/new/", SENT | {"go": "anyway"}).status_code == 302
    assert Request.objects.count() == 2


def test_another_subject_of_the_same_person_is_no_duplicate(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    client.post("/desk/requests/new/", SENT)
    assert (
        client.post("/desk/requests/new/", SENT | {"subject": "另一条路", "content": "养老机构名单"}).status_code == 302
    )


def test_a_number_that_is_taken_is_refused(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    client.post("/desk/requests/new/", SENT | {"number": "甲-1"})
    answer = client.post(
        "/desk/requests/new/", SENT | {"number": "甲-1", "subject": "另一条路", "content": "养老机构名单"}
    )
    assert answer.status_code == 422
    assert "已经用过" in answer.content.decode()
