"""The watch on the desk: the heartbeat, alerts, the load, one's own calendar and how one is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from icalendar import Calendar
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.notices.models import Message, Preference, State
from gongkai.apps.people.models import Post
from gongkai.apps.watch import actions
from gongkai.apps.watch.models import Alert, Feed
from tests.faces.desk.situations import TODAY, back, fresh
from tests.faces.desk.watch.told import watched
from tests.faces.desk.world import PRIVATE, Case, Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 1, tzinfo=UTC)


def _text(content: bytes) -> str:
    body = LexborHTMLParser(content).body
    return " ".join(body.text().split()) if body else ""


def _address(client: Client) -> str:
    page = LexborHTMLParser(client.post("/desk/watch/calendar/", {"do": "give"}).content)
    secret = page.css_first("code.secret")
    assert secret
    return secret.text().removeprefix("http://testserver")


def _events(client: Client, address: str) -> dict[str, Any]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return {str(each["uid"]): each for each in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_the_first_page_is_red_until_the_watch_has_run(here: Office, enter: Enter) -> None:
    Case(here, back(40))
    client = enter(here, "clerk")
    before = LexborHTMLParser(client.get("/desk/").content)
    red = before.css_first(".beat-late")
    assert red
    assert "期限巡查没有按时完成" in red.text()
    actions.round_of_the_day(NOW)
    text = _text(client.get("/desk/").content)
    assert "检查 1 件，提醒 " in text
    assert "没有按时完成" not in text


def test_the_load_counts_who_has_how_much_and_leads_to_the_cases(here: Office, enter: Enter) -> None:
    name = here.people["clerk"].name
    for n in range(3):
        Case(here, back(15), subject=f"第{n}件").do("assign", to=name)
    Case(here, back(15))
    tree = LexborHTMLParser(enter(here, "leader").get("/desk/").content)
    rows = {row.css_first("th").text(): row for row in tree.css("table.load tbody tr")}  # type: ignore[union-attr]  # each row has a head
    assert rows[name].css_first("td").text() == "3"  # type: ignore[union-attr]  # and figures
    assert rows["还没有交办"].css_first("td").text() == "1"  # type: ignore[union-attr]  # the same
    heavy = rows[name].css_first("td.heavy a")
    assert heavy, "three on one day"
    listed = _text(enter(here, "leader").get(heavy.attributes["href"] or "").content)
    assert "第0件" in listed
    assert "第2件" in listed
    nobody = rows["还没有交办"].css_first("td a")
    assert nobody
    text = _text(enter(here, "leader").get(nobody.attributes["href"] or "").content)
    assert "某路改造工程的预算" in text
    assert "第0件" not in text, "only what was given to nobody"
    text = _text(enter(here, "leader").get("/desk/").content)
    assert "请假不在本系统登记" in text


def test_mine_is_what_was_given_to_me(here: Office, enter: Enter) -> None:
    Case(here, back(15), subject="我这一件").do("assign", to=here.people["clerk"].name)
    Case(here, back(15), subject="别人那件")
    text = _text(enter(here, "clerk").get("/desk/?who=me").content)
    assert "我这一件" in text
    assert "别人那件" not in text


def test_an_alert_is_put_off_with_a_reason_and_comes_again(here: Office, enter: Enter) -> None:
    Case(here, back(40))
    actions.round_of_the_day(NOW)
    client, alert = enter(here, "clerk"), Alert.objects.filter(settled_on=None).first()
    assert alert
    path = f"/desk/watch/{alert.pk}/put-off/"
    unasked = client.post(path, {"until": (TODAY + timedelta(400)).isoformat(), "why": "waiting"})
    assert unasked.status_code == 422
    assert "须在今天以后" in _text(unasked.content)
    assert client.post(path, {"until": (TODAY + timedelta(3)).isoformat(), "why": "waiting"}).status_code == 302
    assert alert.sentence not in _text(client.get("/desk/watch/").content)
    assert "等待他人答复" in _text(client.get("/desk/watch/?later=1").content)
    told = _text(client.get(path).content)
    assert "这条提醒的经过" in told
    assert "撤回暂缓" in told
    assert client.post(path, {"go": "take_back"}).status_code == 302
    assert alert.sentence in _text(client.get("/desk/watch/").content)
    assert "不用撤回" in _text(client.post(path, {"go": "take_back"}).content)


def test_alerts_are_narrowed_by_sort_and_by_who(here: Office, elsewhere: Office, enter: Enter) -> None:
    Case(here, back(40))
    actions.round_of_the_day(NOW)
    client = enter(here, "clerk")
    assert "2026-0001" in _text(client.get("/desk/watch/?sort=reply&who=me").content)
    assert "没有提醒" in _text(client.get("/desk/watch/?sort=payment").content)
    assert "2026-0001" not in _text(enter(elsewhere, "clerk").get("/desk/watch/").content)


def test_a_calendar_holds_steps_and_last_days_and_nothing_personal(here: Office, enter: Enter) -> None:
    case = fresh(here)
    client = enter(here, "clerk")
    address = _address(client)
    events = _events(Client(), address)
    due = events[f"request-{case.row.pk}-due@gongkai"]
    assert due["dtstart"].dt == case.row.next_due_on
    assert case.row.number in due["summary"]
    assert str(due["url"]).endswith(f"/desk/requests/{case.row.pk}/")
    assert len(due.walk("VALARM")) == 2
    told = Client().get(address).content.decode()
    assert not [text for text in (*PRIVATE.values(), case.row.subject, "张**") if text in told]


def test_a_change_raises_the_sequence_and_an_end_cancels(here: Office, enter: Enter) -> None:
    case = fresh(here)
    address = _address(enter(here, "clerk"))
    key = f"request-{case.row.pk}-due@gongkai"
    first = _events(Client(), address)[key]
    case.do("ask_correction", day=TODAY, until=(TODAY + timedelta(20)).isoformat(), what="请写明名称", manner="mail")
    second = _events(Client(), address)[key]
    assert second["sequence"] > first["sequence"]
    assert second["uid"] == first["uid"]
    case.do("withdraw", day=TODAY, evidence="撤回申请书")
    ended = _events(Client(), address)[key]
    assert (ended["status"], ended["sequence"] > second["sequence"]) == ("CANCELLED", True)


def test_the_address_is_shown_once_and_leads_nowhere_once_it_is_revoked(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    address = _address(client)
    token = address.rsplit("/", 1)[1].removesuffix(".ics")
    assert token not in client.get("/desk/watch/calendar/").content.decode()
    assert token not in Feed.objects.get().digest
    again = _address(client)
    assert (Client().get(address).status_code, Client().get(again).status_code) == (404, 200)
    client.post("/desk/watch/calendar/", {"do": "revoke"})
    assert Client().get(again).status_code == 404


def test_a_post_that_ended_closes_its_calendar(here: Office, enter: Enter) -> None:
    address = _address(enter(here, "clerk"))
    assert Client().get(address).status_code == 200
    Post.objects.filter(person=here.people["clerk"]).update(until=TODAY - timedelta(1))
    assert Client().get(address).status_code == 404


def test_a_calendar_is_not_fetched_without_end(here: Office, enter: Enter, settings: Settings) -> None:
    cache.clear()
    settings.FEEDS_A_MINUTE = 2
    address = _address(enter(here, "clerk"))
    assert [Client().get(address).status_code for _ in range(3)][-1] == 429


def test_each_chooses_how_to_be_told_and_a_wrong_choice_keeps_what_was_typed(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    told = {"mail": "on", "sms": "on", "phone": "", "quiet_from": "20", "quiet_until": "8"}
    wrong = client.post("/desk/watch/told/", told)
    assert wrong.status_code == 422
    assert "请填手机号码" in _text(wrong.content)
    assert client.post("/desk/watch/told/", {**told, "phone": "13800000000"}).status_code == 302
    assert Preference.objects.get().person_id == here.people["clerk"].pk
    assert "13800000000" in client.get("/desk/watch/told/").content.decode()


def test_what_did_not_go_out_is_seen_and_sent_again(here: Office, enter: Enter) -> None:
    told, client = watched(here), enter(here, "head")
    assert "1 条通知" in _text(client.get("/desk/").content)
    assert "没有发出" in _text(client.get("/desk/watch/outbox/?state=failed").content)
    client.post(f"/desk/watch/outbox/{told['message']}/again/")
    assert Message.objects.get().state == State.WAITING
