"""A citizen applies in four pages without JavaScript; what is wrong is said, nothing typed is lost, nothing typed leaks."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.apps.applying.actions import apply as register
from gongkai.apps.guidance.models import WHOLE, Count
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import program
from gongkai.apps.requests.models import Request
from gongkai.faces.portal.applying import identity
from gongkai.faces.portal.applying.three_steps import SENT_A_MINUTE
from tests.apps.office import Office, at, office
from tests.apps.questions import world
from tests.faces.portal.applying.filled import (
    AGENT,
    CARD,
    NAME,
    ORGANISATION,
    PHONE,
    WHAT,
    WHO,
    carried,
    checked,
    receipt,
    step,
    text,
)

pytestmark = pytest.mark.django_db
TODAY = world.MONDAY


@pytest.fixture(autouse=True)
def where(monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: at(TODAY, 14))
    yield office()
    cache.clear()


def _told(row: Request) -> dict[str, str]:
    assert row.person is not None
    return vault.open_(row.person, program(row.organ_id), "program", at(TODAY, 15))


def test_four_pages_from_form_to_receipt(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    page = checked(client)
    assert page.status_code == 200, text(page.content)[:2000]
    assert "还没有提交" in text(page.content)
    assert not Request.objects.exists()
    answer = step(client, page.content, "send", consent="on")
    number, code = receipt(answer.content)
    assert answer["Cache-Control"].startswith("max-age=0")
    assert "no-store" in answer["Cache-Control"]
    row = Request.objects.get()
    assert (row.number, row.state, row.channel, row.subject) == (number, "arrived", "web", WHAT["subject"])
    told = _told(row)
    assert told["identity"] == f"居民身份证 {CARD}"
    assert told["contact"] == told["phone"] == PHONE
    assert told["content"].endswith("文号：昌政办发〔2024〕12号\n哪一年或者哪几年的：2024年")
    said = text(answer.content)
    assert all(each in said for each in ("changtu办公室", "2026-03-30", "与您确认之日"))
    kept = " ".join(Entry.objects.values_list("payload", flat=True)) + caplog.text
    for secret in (NAME, PHONE, CARD, code, WHAT["content"]):
        assert secret not in kept


def test_an_identity_number_is_never_shown_again(client: Client) -> None:
    page = checked(client)
    assert CARD not in page.content.decode()
    assert identity.masked(CARD) in text(page.content)
    back = step(client, page.content, "who")
    assert CARD not in back.content.decode()
    assert f"已填 {identity.masked(CARD)}" in text(back.content)
    wrong = step(client, back.content, "check", phone="")
    assert wrong.status_code == 422
    assert CARD not in wrong.content.decode()
    again = step(client, wrong.content, "check", phone=PHONE)
    receipt(step(client, again.content, "send", consent="on").content)
    assert _told(Request.objects.get())["identity"].endswith(CARD)


def test_a_sealed_number_opens_in_no_other_form() -> None:
    assert identity.opened("changtu", identity.sealed("changtu", CARD)) == CARD
    assert identity.opened("water", identity.sealed("changtu", CARD)) == ""
    assert identity.opened("changtu", vault.guarded("otp secret")) == ""
    assert identity.opened("changtu", "1:nonsense") == ""


def test_organisations_and_agents(client: Client) -> None:
    page = checked(client, **ORGANISATION, **AGENT)
    assert page.status_code == 200, text(page.content)[:2000]
    assert "E12***" in text(page.content)
    receipt(step(client, page.content, "send", consent="on").content)
    told = _told(Request.objects.get())
    assert told["representative"] == "司马相如"
    assert told["agent_name"] == "诸葛代"
    assert told["agent_identity"] == "护照 E12345678"


@pytest.mark.same_on_both
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"subject": ""}, "请填要什么信息"),
        ({"subject": f"{CARD}的档案"}, "像是有身份证号、电话或者住址"),
        ({"content": ""}, "请填写具体些"),
        ({"content": "字" * 4801}, "最多 4800 个字"),
        ({"content": "你\u202e好"}, "看不见的控制字符"),
        ({"applicant": "citizen"}, "没有“citizen”这一项"),
        ({"applicant_name": ""}, "请填姓名或者名称"),
        ({"identity_number": "21"}, "现在有 2 位"),
        ({"identity_number": "210224199001011231"}, "末位与前 17 位不符"),
        ({"identity_number": ""}, "请填证件号码"),
        ({"identity_kind": "credit", "identity_number": "31210000MD0123456X"}, "自然人的证件请在这些里面选"),
        ({"applicant": "business"}, "请填法定代表人或者负责人的姓名"),
        ({"phone": ""}, "请至少填一种"),
        ({"wanted_way": "mail"}, "请填通信地址"),
        ({"wanted_way": "email"}, "请填电子邮箱"),
        ({"wanted_way": "by_organ"}, "没有“by_organ”这一项"),
        ({"email": "nobody"}, "name@example.cn"),
        ({"on_behalf": "on"}, "替别人申请的，请填您（代理人）的姓名"),
        ({"agent_name": "诸葛代"}, "请选“我替别人申请”"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client: Client, changed: dict[str, str], said: str) -> None:
    answer = client.post("/apply/changtu/", {**WHAT, **WHO, **changed, "go": "check"})
    assert answer.status_code == 422
    assert said in text(answer.content)
    kept = carried(answer.content)
    lost = {
        name
        for name, value in {**WHAT, **WHO, **changed}.items()
        if value and kept.get(name) != value and not (name.endswith("_number") and kept.get("identity_kept"))
    }
    assert lost <= {name for name in changed if name in ("applicant", "wanted_way")}
    assert not Request.objects.exists()


def test_nothing_is_lost_on_the_way_back_and_forth(client: Client) -> None:
    page = checked(client)
    back = step(client, page.content, "what")
    assert "请改正" not in text(back.content)
    forth = step(client, back.content, "who", years="2023年")
    assert forth.status_code == 200
    last = step(client, forth.content, "check")
    assert all(each in text(last.content) for each in ("2023年", NAME, PHONE))


def test_sent_twice_it_is_one_application_and_other_words_are_told(client: Client) -> None:
    page = checked(client)
    first = receipt(step(client, page.content, "send", consent="on").content)
    assert receipt(step(client, page.content, "send", consent="on").content) == first
    other = step(client, page.content, "send", consent="on", content="别的。")
    assert other.status_code == 422
    assert first[1] not in other.content.decode()
    assert receipt(step(client, other.content, "send", consent="on").content)[0] != first[0]
    assert Request.objects.count() == 2


def test_what_was_answered_is_shown_before_personal_details_and_counted(where: Office, client: Client) -> None:
    world.published(where, TODAY - timedelta(7))
    first = client.get("/apply/changtu/")
    words = {**WHAT, "subject": "供热补贴怎样申请", "content": "城区供热补贴怎样申请。我要举报有人贪污。"}
    second = step(client, first.content, "who", **words)
    said = text(second.content)
    assert "供热补贴怎样申请" in said
    assert "咨询答复" in said
    assert "举报" in said
    assert "您是谁" in said
    tree = second.content.decode()
    link = tree[tree.index("/apply/seen/") :].split('"')[0].replace("&amp;", "&")
    assert words["content"] not in link
    for _ in range(2):
        assert client.get(link)["Location"] == "/answers/changtu/changtu-W-2026-00001/"
    client.get(link, headers={"Sec-Purpose": "prefetch"})
    third = step(client, second.content, "check", **WHO)
    receipt(step(client, third.content, "send", consent="on").content)
    counts = Count.objects.exclude(key=WHOLE).get()
    assert (counts.shown, counts.opened, counts.sent, counts.sent_opened) == (1, 1, 1, 1)


def test_the_script_is_told_the_same(where: Office, client: Client) -> None:
    world.published(where, TODAY - timedelta(7))
    told = client.post("/apply/changtu/near/", {"text": "供热补贴怎样申请", "visit": "0" * 32}).json()
    assert [each["title"] for each in told["known"]] == ["供热补贴怎样申请"]
    assert [each["name"] for each in told["hints"]] == ["在线咨询"]
    assert client.post("/apply/changtu/near/", {"text": "供热"}).json() == {"known": [], "hints": []}
    protected = Client(enforce_csrf_checks=True)
    assert protected.post("/apply/changtu/near/", {"text": "供热补贴"}).status_code == 403


def test_a_link_leads_nowhere_but_to_what_is_public(client: Client) -> None:
    for key in ("", "https://example.cn/", "item:changtu/none", "x\0y"):
        assert client.get("/apply/seen/", {"key": key, "visit": "0" * 32}).status_code == 404


def test_files_are_looked_at_and_those_that_are_good_are_kept(client: Client) -> None:
    page = checked(client)
    act = SimpleUploadedFile("授权委托书.exe", b"MZ" + bytes(200))
    refused = step(client, page.content, "send", consent="on", attachments=[act])
    assert refused.status_code == 422
    assert "授权委托书.exe" in text(refused.content)
    paper = SimpleUploadedFile("委托书.txt", "授权诸葛代申请。".encode())
    unread = step(client, page.content, "send", attachments=[paper])
    assert "已收到：委托书.txt" in text(unread.content)
    assert "请看过" in text(unread.content)


@pytest.mark.parametrize(
    ("typed", "said"), [({}, "请看过"), ({"consent": "on", "website": "http://x"}, "请清空后再提交")]
)
def test_nothing_is_sent_without_the_notice_or_by_programs(client: Client, typed: dict[str, str], said: str) -> None:
    answer = step(client, checked(client).content, "send", **typed)
    assert answer.status_code == 422
    assert said in text(answer.content)
    assert not Request.objects.exists()


def test_who_sends_too_much_is_asked_to_wait(client: Client) -> None:
    page = checked(client).content
    for place in range(SENT_A_MINUTE):
        receipt(step(client, page, "send", consent="on", token=f"{place:032x}").content)
    answer = step(client, page, "send", consent="on", token="f" * 32)
    assert answer.status_code == 429
    assert "过一分钟" in text(answer.content)
    assert carried(answer.content)["subject"] == WHAT["subject"]


def test_when_much_is_sent_a_puzzle_is_asked_and_nothing_lost(client: Client, settings: Any) -> None:
    settings.CHALLENGE_AFTER, settings.CHALLENGE_WORK = 1, 1
    receipt(step(client, checked(client).content, "send", consent="on").content)
    page = checked(client)
    assert "确认不是程序自动提交" in text(page.content)
    refused = step(client, page.content, "send", consent="on", challenge_solution="")
    assert refused.status_code == 429
    assert "您填的内容都在" in text(refused.content)
    tries = (step(client, refused.content, "send", consent="on", challenge_solution=str(each)) for each in range(9))
    receipt(next(each.content for each in tries if each.status_code == 200))
    assert Request.objects.count() == 2


def test_a_dissolved_organ_leads_to_its_successor(where: Office, client: Client) -> None:
    heir = office("water")
    page = client.get("/apply/changtu/")
    Organ.objects.filter(pk=where.organ.pk).update(until=date(2026, 3, 1), successor=heir.organ)
    cache.clear()
    gone = client.get("/apply/changtu/")
    assert gone.status_code == 410
    assert 'href="/apply/water/"' in gone.content.decode()
    sent = step(client, page.content, "who", **WHAT)
    assert sent.status_code == 422
    assert "职权由water办公室承担" in text(sent.content)
    assert carried(sent.content)["content"] == WHAT["content"]
    assert 'action="/apply/water/"' in sent.content.decode()


def test_what_a_form_carries_is_not_what_the_law_form_does_not_ask(client: Client) -> None:
    """Whoever sends more than the form has, changes nothing by it."""
    page = checked(client)
    step(client, page.content, "send", consent="on", items="99", channel="counter", code="x", origin="y")
    row = Request.objects.get()
    assert (row.items, row.channel, row.origin) == (1, "web", "")
    assert row.code != "x"
    assert register.__module__ == "gongkai.apps.applying.actions"


def test_hostile_words_stay_words(client: Client) -> None:
    hostile = "\"'><script>alert(1)</script>{{ 7|add:7 }}"
    for go in ("what", "who", "check"):
        answer = client.post(
            "/apply/changtu/", {**WHAT, **WHO, "content": hostile, "applicant_name": hostile, "go": go}
        )
        assert "<script>alert" not in answer.content.decode()
        assert carried(answer.content)["content"] == hostile


def test_organs_are_found_by_parts_of_their_names(client: Client) -> None:
    office("water")
    said = text(client.get("/apply/", {"organ": "water室"}).content)
    assert "2 个机关里有 1 个符合" in said
    assert "没有名称里有“税务”的机关" in text(client.get("/apply/", {"organ": "税务"}).content)
    assert text(client.get("/apply/", {"organ": "\0"}).content)
