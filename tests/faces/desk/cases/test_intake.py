"""Taking in letters, faxes, visits: proof of the day, scans, what is to be done today, a code for the applicant; nothing lost or doubled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps import query_codes
from gongkai.apps.journal.models import Entry
from gongkai.apps.papers.models import Paper
from gongkai.apps.requests import queries as requests
from gongkai.apps.requests.models import Request
from gongkai.law.clocks.receipt import RULES
from gongkai.law.clocks.receipt_proof import PROOFS
from tests.apps.files.made import a_picture
from tests.faces.desk.world import ARRIVAL, PRIVATE, Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
SENT = {**ARRIVAL, **PRIVATE, "day": "2026-11-18", "token": "ab" * 16}
NEW = "/desk/requests/new/"
LETTER = {**SENT, "channel": "ordinary_mail", "proof_ordinary_mail_postmarked": "2026-11-16"}


@pytest.fixture(autouse=True)
def _papers(settings: Any, tmp_path: Path) -> None:
    settings.PAPERS_ROOT = tmp_path / "papers"


def scan(name: str = "来信.png", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_picture() if data is None else data)


def text_of(answer: Any) -> str:
    return LexborHTMLParser(answer.content).body.text(separator=" ")  # type: ignore[union-attr]


def test_a_letter_is_taken_in_whole_with_its_proof_its_scans_and_a_code(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    answer = client.post(
        NEW, {**LETTER, "scan_application": [scan(), scan("二.png")], "scan_evidence": scan("信封.png")}
    )
    made = Request.objects.get()
    assert answer["Location"] == f"/desk/requests/{made.pk}/receipt/"
    page = client.get(answer["Location"])
    shown = text_of(page)
    assert "今天与申请人确认" in shown or "尽快与申请人确认" in shown
    assert "期限还没有起算" in shown
    code = LexborHTMLParser(page.content).css_first("#code").text()  # type: ignore[union-attr]
    assert [each.pk for each in requests.of_code(query_codes.REQUESTS.digest(code))] == [made.pk]
    notes = [each.data["data"]["note"] for each in Entry.objects.filter(subject="request", event="note")]
    assert notes == ["收到之日的凭据（平信等无需签收的邮寄）：邮戳日期 2026-11-16。"]
    assert sorted(Paper.objects.values_list("kind", flat=True)) == ["application", "application", "evidence"]
    assert PRIVATE["applicant_name"] not in shown
    assert code not in repr(list(Entry.objects.values()))
    assert client.get(f"/desk/requests/{made.pk}/").status_code == 200


def test_the_code_is_shown_to_whoever_registered_and_only_until_the_next(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    first = client.post(NEW, SENT)["Location"]
    assert b'id="code"' in client.get(first).content
    assert "no-store" in client.get(first)["Cache-Control"]
    assert b'id="code"' not in enter(here, "head").get(first).content
    client = enter(here, "clerk")
    assert b'id="code"' not in client.get(first).content, "another session"
    assert "看不到了" in text_of(client.get(first))


def test_the_same_form_twice_is_one_request_and_another_one_is_not_lost(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    first = client.post(NEW, SENT)["Location"]
    again = client.post(NEW, SENT, follow=True)
    assert again.redirect_chain[-1][0] == first
    assert "没有重复登记" in text_of(again)
    other = client.post(NEW, {**SENT, "subject": "另一条路"})
    assert other.status_code == 422
    tree = LexborHTMLParser(other.content)
    assert "现在填的是另一件" in tree.text()
    token = tree.css_first("[name=token]").attributes["value"]  # type: ignore[union-attr]
    assert token != SENT["token"]
    assert client.post(NEW, {**SENT, "subject": "另一条路", "token": token, "go": "anyway"}).status_code == 302
    assert Request.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"proof_ordinary_mail_postmarked": "2026-11-19"}, "晚于到达之日"),
        ({"scan_application": scan("a.zip", b"PK\x05\x06" + b"\x00" * 18)}, "第 1 个文件"),
        ({"scan_application": scan("a.png", b"MZ" + b"\x00" * 99)}, "程序文件"),
    ],
)
def test_what_is_refused_leaves_nothing_and_says_which_files_to_choose_again(
    here: Office, enter: Enter, changed: dict[str, Any], said: str
) -> None:
    answer = enter(here, "clerk").post(NEW, {**LETTER, "scan_identity": scan("身份证.png"), **changed})
    assert answer.status_code == 422
    shown = text_of(answer)
    assert said in shown
    assert "已收到：身份证.png" in shown, "what is good is kept"
    assert PRIVATE["content"] in answer.content.decode()
    assert not Request.objects.exists()
    assert not Paper.objects.exists()


def test_looking_first_tells_the_day_and_why_and_registers_nothing(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    shown = text_of(client.post(NEW, {**SENT, "go": "look"}))
    assert "收到之日 ： 2026-11-18" in shown or "收到之日：2026-11-18" in shown.replace(" ", "")
    assert "当面提交，提交之日为收到之日" in shown
    assert "期限还没有起算" in text_of(client.post(NEW, {**LETTER, "go": "look"}))
    assert not Request.objects.exists()


@pytest.mark.parametrize("channel", [each.value for each in RULES])
def test_each_channel_asks_for_its_own_proof(channel: str, here: Office, enter: Enter) -> None:
    tree = LexborHTMLParser(enter(here, "clerk").get(f"{NEW}?channel={channel}").content)
    open_ones = [each.attributes["data-proof"] for each in tree.css("details[data-proof][open]")]
    assert open_ones == [channel]
    asked = tree.css(f"[name^=proof_{channel}_]")
    assert len(asked) >= len(next(proofs for each, proofs in PROOFS.items() if each.value == channel))


def test_without_contact_it_is_registered_only_with_a_word_on_it_and_then_says_what_to_do(
    here: Office, enter: Enter
) -> None:
    client = enter(here, "clerk")
    answer = client.post(NEW, {**SENT, "contact": ""})
    assert answer.status_code == 422
    assert LexborHTMLParser(answer.content).css(".field-wrong [name=contact]")
    answer = client.post(NEW, {**SENT, "contact": "", "decline_reason": "信上只有姓名"}, follow=True)
    shown = text_of(answer)
    assert "没有填身份证明、联系方式；信上只有姓名" in shown
    assert "补记收到之日的凭据" in shown


@pytest.mark.parametrize("token", ["", "x", "ab" * 400, "ＡＢ"])
def test_a_token_that_is_none_of_ours_opens_nothing_of_others(token: str, here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    for number in range(2):
        status = client.post(NEW, {**SENT, "token": token[:64], "subject": f"事由{number}", "go": "anyway"}).status_code
        assert status == 302
    assert Request.objects.count() == 2


def test_nearly_the_same_words_of_the_same_person_are_pointed_out(here: Office, enter: Enter) -> None:
    client, words = enter(here, "clerk"), "请公开昌图镇幸福路二〇二五年改造工程的预算文件和评审意见"
    assert client.post(NEW, {**SENT, "content": words}).status_code == 302
    other = {**SENT, "token": "cd" * 16, "subject": "另一种说法", "content": f"{words}。谢谢"}
    answer = client.post(NEW, other)
    assert answer.status_code == 409
    assert "姓名相同，内容" in text_of(answer)
    assert client.post(NEW, {**other, "applicant_name": "李四光"}).status_code == 302, "others are told by the case"
