"""Somebody has a record about himself corrected in four pages without JavaScript; what is wrong is said, nothing leaks, nothing is lost."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry
from gongkai.apps.organs.models import Organ
from gongkai.apps.papers.models import Paper
from gongkai.apps.people.actor import program
from gongkai.apps.records.models import RecordCorrection
from gongkai.faces.portal.applying.three_steps import SENT_A_MINUTE
from tests.apps.files.made import a_pdf
from tests.apps.office import Office, at, office
from tests.apps.questions import world
from tests.faces.portal.applying.filled import AGENT, CARD, NAME, PHONE, carried, receipt, step, text
from tests.faces.portal.correcting.filled import OWNER, PATH, RECORD, checked, sent
from tests.faces.private_world import entered

pytestmark = pytest.mark.django_db
TODAY = world.MONDAY


@pytest.fixture(autouse=True)
def where(monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: at(TODAY, 14))
    yield office()
    cache.clear()


def test_four_pages_from_form_to_receipt(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    page = checked(client)
    assert page.status_code == 200, text(page.content)[:2000]
    assert CARD not in page.content.decode()
    assert not RecordCorrection.objects.exists()
    file = SimpleUploadedFile("户口簿.pdf", a_pdf("family"))
    answer = step(client, page.content, "send", PATH, consent="on", attachments=file)
    number, code = receipt(answer.content)
    row = RecordCorrection.objects.get()
    assert (row.number, row.state, row.channel, row.subject) == (number, "handling", "web", RECORD["subject"])
    assert (Paper.objects.get().subject, Paper.objects.get().subject_id) == ("record", row.pk)
    assert row.person is not None
    told = vault.open_(row.person, program(row.organ_id), "program", at(TODAY, 15))
    assert told["identity"] == f"居民身份证 {CARD}"
    assert told["wrong"] == f"{RECORD['wrong']}\n在哪里看到的：{RECORD['seen']}"
    assert told["contact"] == told["phone"] == PHONE
    said = text(answer.content)
    assert all(each in said for each in ("2026-03-30", "未核实", "第四十一条没有规定几天"))
    kept = " ".join(Entry.objects.values_list("payload", flat=True)) + caplog.text
    for secret in (NAME, PHONE, CARD, code, RECORD["wrong"], RECORD["evidence"], "户口簿.pdf"):
        assert secret not in kept


def test_the_same_form_twice_is_one_request_and_other_words_are_another(client: Client) -> None:
    page = checked(client)
    first = receipt(step(client, page.content, "send", PATH, consent="on").content)
    assert receipt(step(client, page.content, "send", PATH, consent="on").content) == first
    other = step(client, page.content, "send", PATH, consent="on", wrong="别的话")
    assert other.status_code == 422
    assert "另一份更正申请" in text(other.content)
    again = step(client, other.content, "send", PATH, consent="on")
    assert receipt(again.content)[0] != first[0]
    assert RecordCorrection.objects.count() == 2


@pytest.mark.same_on_both
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"subject": ""}, "请填哪一条记录"),
        ({"subject": f"{CARD}的档案"}, "像是有身份证号、电话或者住址"),
        ({"wrong": ""}, "请填哪里不准确"),
        ({"evidence": ""}, "请填有哪些证据"),
        ({"wrong": "你\u202e好"}, "看不见的控制字符"),
        ({"applicant_name": ""}, "请填姓名或者名称"),
        ({"identity_number": "210224199001011231"}, "末位与前 17 位不符"),
        ({"phone": ""}, "请至少填一种"),
        ({"on_behalf": "on"}, "请填您（代理人）的姓名"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(client: Client, changed: dict[str, str], said: str) -> None:
    told = {**RECORD, **OWNER, **changed}
    answer = client.post(PATH, {**told, "go": "check"})
    assert answer.status_code == 422
    assert said in text(answer.content)
    held = carried(answer.content)
    for name, value in told.items():
        assert held.get(name, "") == value or name == "identity_number", name
    assert not RecordCorrection.objects.exists()


def test_other_doors_are_shown_and_nobody_is_barred(client: Client) -> None:
    first = client.get(PATH)
    page = step(client, first.content, "who", PATH, **{**RECORD, "wrong": "养老保险的缴费年限少了两年。"})
    said = text(page.content)
    assert "社会保险记录核对" in said
    assert "《中华人民共和国社会保险法》第七十四条（未核实" in said
    assert step(client, page.content, "check", PATH, **OWNER).status_code == 200
    plain = step(client, client.get(PATH).content, "who", PATH, **RECORD)
    assert "另有更正的渠道" not in text(plain.content)


def test_a_guardian_asks_for_a_child(client: Client) -> None:
    number, _ = sent(client, **AGENT)
    row = RecordCorrection.objects.get(number=number)
    assert row.person is not None
    told = vault.open_(row.person, program(row.organ_id), "program", at(TODAY, 15))
    assert (told["agent_name"], told["agent_identity"]) == ("诸葛代", "护照 E12345678")


def test_programs_and_haste_are_stopped(client: Client) -> None:
    page = checked(client)
    assert step(client, page.content, "send", PATH, consent="on", website="x").status_code == 422
    assert step(client, page.content, "send", PATH).status_code == 422
    for _ in range(SENT_A_MINUTE):
        sent(client)
    refused = step(client, checked(client).content, "send", PATH, consent="on")
    assert refused.status_code == 429
    assert "您填的内容都还在" in text(refused.content)


def test_an_organ_that_is_dissolved_takes_nothing(client: Client) -> None:
    Organ.objects.update(until=TODAY - timedelta(days=1))
    assert client.get(PATH).status_code == 410
    assert client.post(PATH, {**RECORD, **OWNER, "go": "check"}).status_code == 410


def test_the_guide_says_what_is_ours_and_leads_to_every_organ(client: Client) -> None:
    said = text(client.get("/correct/").content)
    for words in ("第四十一条", "未核实", "征信异议", "户口登记", "不动产更正登记", "社会保险记录核对", "互动里的纠错"):
        assert words in said
    assert 'href="/correct/changtu/"' in client.get("/correct/").content.decode()
    for path in ("/apply/", "/xxgk/changtu/apply/", "/progress/", "/help/"):
        assert "/correct/" in client.get(path).content.decode(), path


def test_hostile_words_are_shown_as_words(client: Client, where: Office) -> None:
    hostile = "=1\"'><img src=x onerror=alert(1)></textarea><script>alert(2)</script>{{ 7|add:7 }}"
    words = {"wrong": hostile, "seen": hostile, "evidence": hostile, "subject": hostile[:80], "applicant_name": hostile}
    page = checked(client, **words)
    number, code = receipt(step(client, page.content, "send", PATH, consent="on").content)
    row = RecordCorrection.objects.get()
    officer = entered(where.clerk)
    seen = [
        page,
        client.post("/progress/", {"number": number, "code": code}),
        client.post("/progress/", {"number": number, "code": code, "go": "evidence", "evidence-said": hostile}),
        client.post("/progress/", {"number": number, "code": code, "go": "withdraw"}),
        officer.get("/desk/records/"),
        officer.get(f"/desk/records/{row.pk}/"),
        officer.get(f"/desk/records/{row.pk}/papers/"),
        officer.post(f"/desk/records/{row.pk}/personal/", {"why": "handling"}),
    ]
    for answer in seen:
        assert answer.status_code == 200
        assert not LexborHTMLParser(answer.content).css("img[onerror]")
        assert "<script>alert" not in answer.content.decode()
