"""A citizen asks, is led where it belongs, sees the answer by number and code, and reads what others were told; and what is attacked."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.journal.models import Entry
from gongkai.apps.organs.models import Organ
from gongkai.apps.questions.models import PublicAnswer, Question
from gongkai.faces.portal.questions.asking import ASKED_A_MINUTE
from gongkai.faces.portal.questions.progress import LOOKED_A_MINUTE
from tests.apps.office import Office, at, office
from tests.apps.questions import world
from tests.faces.shown import words_of

pytestmark = pytest.mark.django_db
TOLD: dict[str, Any] = {
    "kind": "consult",
    "title": "供热补贴怎样申请",
    "text": "我住幸福小区，想问怎样申请。",
    "asker_name": "欧阳锦绣",
    "contact": "13912345678",
    "publish": "on",
}
TODAY = world.MONDAY


@pytest.fixture(autouse=True)
def where(monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: at(TODAY, 14))
    yield office()
    cache.clear()


def receipt(content: bytes) -> tuple[str, str]:
    page = LexborHTMLParser(content)
    number, code = page.css_first("#number"), page.css_first("#code")
    assert number is not None, words_of(content)[:1500]
    assert code is not None
    return number.text(), code.text()


def look(client: Client, number: str, code: str, **more: str) -> Any:
    return client.post("/ask/progress/", {"number": number, "code": code, **more})


def test_asked_answered_read(where: Office, client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    assert "changtu办公室" in words_of(client.get("/ask/").content)
    answer = client.post("/ask/changtu/", TOLD)
    number, code = receipt(answer.content)
    assert "2026-03-09" in words_of(answer.content)
    assert answer["Cache-Control"].startswith("max-age=0")
    row = Question.objects.get()
    assert row.number == number
    told = words_of(look(client, number, code.lower()).content)
    assert "待受理" in told
    assert "我住幸福小区" in told
    kept = " ".join(Entry.objects.values_list("payload", flat=True)) + caplog.text
    for secret in ("欧阳锦绣", "13912345678", "幸福小区", code):
        assert secret not in kept


def test_sent_twice_it_is_one_message(client: Client) -> None:
    page = LexborHTMLParser(client.get("/ask/changtu/").content)
    field = page.css_first("input[name=token]")
    assert field is not None
    sent = {**TOLD, "token": field.attributes["value"]}
    assert receipt(client.post("/ask/changtu/", sent).content) == receipt(client.post("/ask/changtu/", sent).content)
    assert Question.objects.count() == 1


def test_who_goes_back_and_writes_something_else_is_asked_to_send_it_once_more(client: Client) -> None:
    token = "0123456789abcdef" * 2
    number, code = receipt(client.post("/ask/changtu/", {**TOLD, "token": token}).content)
    answer = client.post("/ask/changtu/", {**TOLD, "text": "还想问什么时候发。", "token": token, "go": "anyway"})
    assert answer.status_code == 422
    assert "还想问什么时候发。" in answer.content.decode()
    assert code not in answer.content.decode()
    field = LexborHTMLParser(answer.content).css_first("input[name=token]")
    assert field is not None
    again = {**TOLD, "text": "还想问什么时候发。", "token": field.attributes["value"], "go": "anyway"}
    assert receipt(client.post("/ask/changtu/", again).content)[0] != number
    assert Question.objects.count() == 2


def test_a_wrong_door_is_pointed_out_and_never_bars(client: Client) -> None:
    sent = {**TOLD, "text": "我要举报某人受贿。"}
    first = client.post("/ask/changtu/", sent)
    assert "还没有提交" in words_of(first.content)
    assert "举报" in words_of(first.content)
    assert "我要举报某人受贿。" in first.content.decode()
    assert not Question.objects.exists()
    receipt(client.post("/ask/changtu/", {**sent, "go": "anyway"}).content)


def test_what_is_answered_already_is_shown_first(where: Office, client: Client) -> None:
    world.published(where, TODAY - timedelta(7))
    answer = client.post("/ask/changtu/", TOLD)
    assert "/answers/changtu/changtu-W-2026-00001/" in answer.content.decode()
    assert Question.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"title": ""}, "请填标题"),
        ({"text": ""}, "请填内容"),
        ({"text": "字" * 2001}, "最多 2000 个字"),
        ({"title": "字" * 61}, "最多 60 个字"),
        ({"kind": "other"}, "没有“other”这一项"),
        ({"kind": "correction"}, "请填哪一页有错"),
        ({"kind": "correction", "about": "我叫张三"}, "这里只填索引号或者网页地址"),
        ({"kind": "correction", "about": "/x/13912345678/"}, "像是有个人信息"),
        ({"kind": "complaint"}, "请选所反映的机关"),
        ({"minor": "on"}, "未满十四周岁的请不要填姓名和联系方式"),
        ({"website": "http://x"}, "请清空后再提交"),
        ({"text": "你\u202e好"}, "看不见的控制字符"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client: Client, changed: dict[str, str], said: str) -> None:
    answer = client.post("/ask/changtu/", {**TOLD, **changed})
    assert answer.status_code == 422
    assert said in words_of(answer.content)
    assert "13912345678" in answer.content.decode()
    assert not Question.objects.exists()


def test_a_child_may_ask_without_a_name(client: Client) -> None:
    receipt(client.post("/ask/changtu/", {**TOLD, "asker_name": "", "contact": "", "minor": "on"}).content)
    assert Question.objects.get().masked_name == ""


def test_article_47_goes_to_the_office_in_charge(where: Office, client: Client) -> None:
    bureau = office("water")
    Organ.objects.filter(pk=bureau.organ.pk).update(kind="department")
    assert "反映未依法公开" not in words_of(client.get("/ask/water/").content)
    assert client.post("/ask/water/", {**TOLD, "kind": "complaint"}).status_code == 422
    receipt(client.post("/ask/changtu/", {**TOLD, "kind": "complaint", "about_organ": "water"}).content)
    assert Question.objects.get().about_organ == "water"


def test_a_page_with_a_mistake_is_named_by_the_link_that_leads_here(client: Client) -> None:
    form = client.get("/ask/changtu/?kind=correction&about=changtu-2026-00001").content.decode()
    assert 'value="changtu-2026-00001"' in form
    assert 'value="correction" checked' in re.sub(r' (?:required|id="[^"]*")', "", form)
    hostile = client.get('/ask/changtu/?about="><script>alert(1)</script>').content.decode()
    assert "<script>alert(1)" not in hostile


def test_guessing_is_slow_and_every_mistake_looks_the_same(where: Office, client: Client) -> None:
    found = world.answered(where)
    number = found.question.number
    wrong = [(number, "AAAA-AAAA-AAAA"), ("changtu-W-2026-99999", found.code), ("x", "y")]
    told = {words_of(look(client, *each).content).split("没有这样")[1] for each in wrong}
    assert len(told) == 1
    for _ in range(LOOKED_A_MINUTE):
        last = look(client, number, "AAAA-AAAA-AAAA")
    assert last.status_code == 429
    assert look(client, number, found.code).status_code == 429


def test_one_address_does_not_flood(client: Client) -> None:
    for _ in range(ASKED_A_MINUTE):
        receipt(client.post("/ask/changtu/", TOLD).content)
    last = client.post("/ask/changtu/", TOLD)
    assert last.status_code == 429
    assert "过一分钟" in words_of(last.content)
    assert "我住幸福小区" in last.content.decode()


def test_a_form_of_another_site_is_refused() -> None:
    for path in ("/ask/changtu/", "/ask/progress/"):
        assert Client(enforce_csrf_checks=True).post(path, TOLD).status_code == 403


def test_the_asker_adds_and_takes_consent_back(where: Office, client: Client) -> None:
    found = world.published(where, TODAY - timedelta(7))
    number = found.question.number
    page = f"/answers/changtu/{number}/"
    assert client.get(page).status_code == 200
    assert world.ANSWER in words_of(look(client, number, found.code).content)
    assert "已经撤回同意" in words_of(look(client, number, found.code, go="withdraw").content)
    assert client.get(page).status_code == 404
    assert not PublicAnswer.objects.exists()
    other = world.accepted(where)
    said = look(client, other.question.number, other.code, go="supplement", supplement="还有一点")
    assert "补充说明已经收到" in words_of(said.content)
    empty = look(client, other.question.number, other.code, go="supplement", supplement=" ")
    assert (empty.status_code, "请写补充的内容" in words_of(empty.content)) == (422, True)
    late = look(client, number, found.code, go="supplement", supplement="晚了")
    assert late.status_code == 422


def test_published_answers_and_the_figures(where: Office, client: Client) -> None:
    shown = world.published(where, TODAY - timedelta(7))
    hidden = world.prepared(where)
    page = client.get("/answers/").content.decode()
    assert f"/answers/changtu/{shown.question.number}/" in page
    assert hidden.question.number not in page
    assert client.get(f"/answers/changtu/{hidden.question.number}/").status_code == 404
    assert "2026 年受理反馈统计" in words_of(page.encode())
    one = client.get(f"/answers/changtu/{shown.question.number}/").content.decode()
    assert world.ANSWER in one
    assert world.PHONE not in one
    assert 'name="ArticleTitle"' in one
    assert "还没有公开的答复" in words_of(client.get("/answers/?kind=opinion").content)
    for hostile in ("?page=%00", "?page=999999999999", "?kind='--", "?page=-1"):
        assert client.get(f"/answers/{hostile}").status_code == 200
    assert client.get("/answers/?organ=nobody").status_code == 404


def test_an_organ_that_is_gone_takes_no_message(where: Office, client: Client) -> None:
    Organ.objects.filter(pk=where.organ.pk).update(until=TODAY - timedelta(1))
    assert client.get("/ask/changtu/").status_code == 410


def test_hostile_words_stay_words(where: Office, client: Client) -> None:
    attack = "<script>alert(1)</script>"
    answer = client.post("/ask/changtu/", {**TOLD, "title": attack, "text": attack})
    number, code = receipt(answer.content)
    assert attack not in look(client, number, code).content.decode()
