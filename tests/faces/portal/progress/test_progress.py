"""The pages of a request by number and code: every act by its button, downloads, wrong codes, nothing in addresses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.applying.actions import Applied
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.papers.models import Paper
from gongkai.apps.replies import actions as letters
from tests.apps.applying.test_progress import REASON, decided
from tests.apps.applying.world import CONTENT, MONDAY, NAME, PHONE, do, fresh, handled
from tests.apps.office import Office, at
from tests.apps.replies.test_letters import house, place

pytestmark = pytest.mark.django_db
THURSDAY = MONDAY + timedelta(3)


@contextmanager
def at_moment(moment: datetime) -> Iterator[None]:
    """Pages are asked for at that moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: moment)
        yield


def post(client: Client, found: Applied, status: int = 200, go: str = "", **more: Any) -> str:
    """A form of the page, its fields with `_` for the hyphen of their names."""
    fields = {name.replace("_", "-"): value for name, value in more.items()}
    answer = client.post("/progress/", {"number": found.request.number, "code": found.code, "go": go, **fields})
    assert answer.status_code == status, answer.content.decode()[-3000:]
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode()


def main(page: str) -> str:
    node = LexborHTMLParser(page).css_first("main")
    assert node is not None
    return " ".join(node.text().split())


def buttons(page: str) -> set[str]:
    return {str(each.attributes["value"]) for each in LexborHTMLParser(page).css("main button[name=go]")}


@pytest.fixture
def where() -> Office:
    return house()


def served(where: Office) -> Applied:
    found = decided(where)
    letters.issue(where.clerk, found.request.pk, place(where, found), at(THURSDAY))
    do(where, "clerk", found, "serve", THURSDAY, manner="online", evidence="回执")
    return found


def test_every_mistake_gives_the_same_answer(client: Client, where: Office) -> None:
    found, another = handled(where), handled(where)
    wrong = [
        client.post("/progress/", {"number": number, "code": code})
        for number, code in (
            (found.request.number, another.code),
            ("2020-9999", found.code),
            (found.request.number, "AAAA"),
        )
    ]
    assert {answer.status_code for answer in wrong} == {404}
    said = {main(answer.content.decode()).partition("登记编号 如")[0] for answer in wrong}
    assert len(said) == 1
    assert CONTENT not in str([answer.content.decode() for answer in wrong])


def test_an_address_tries_only_so_often(client: Client, where: Office) -> None:
    found = handled(where)
    statuses = [client.post("/progress/", {"number": "x", "code": "y"}).status_code for _ in range(21)]
    assert statuses[-1] == 429
    assert client.post("/progress/", {"number": found.request.number, "code": found.code}).status_code == 429


def test_a_correction_is_answered_with_a_file(client: Client, where: Office) -> None:
    found = handled(where)
    do(where, "clerk", found, "ask_correction", MONDAY, what="写明<b>年份</b>", until="2026-03-13", manner="online")
    with at_moment(at(THURSDAY)):
        page = post(client, found)
        assert "写明&lt;b&gt;年份&lt;/b&gt;" in page
        assert "2026-03-13" in main(page)
        refused = post(client, found, 422, go="correct")
        assert "请写补正的内容" in main(refused)
        bad = SimpleUploadedFile("x.exe", b"MZ\x90\x00" * 9)
        kept = post(client, found, 422, go="correct", correction_said="2025年", correction_attached=bad)
        assert "2025年</textarea>" in kept
        assert "请重新选择" in main(kept)
        good = SimpleUploadedFile("说明.txt", "二〇二五年".encode())
        done = post(client, found, go="correct", correction_said="2025年", correction_attached=good)
        assert "补正已经收到" in main(done)
        assert "correct" not in buttons(done)
        again = post(client, found, 422, go="correct", correction_said="再补一句")
        assert "没有再登记" in main(again)
        assert "再补一句" in main(again)
    assert fresh(found).corrected_on == THURSDAY
    assert Paper.objects.get().kind == "correction"


def test_reasons_and_the_fee_notice(client: Client, where: Office) -> None:
    found = handled(where)
    do(where, "clerk", found, "ask_reasons", MONDAY, reason="本月第十二件", manner="online")
    with at_moment(at(THURSDAY)):
        assert "理由已经收到" in main(post(client, found, go="reasons", reasons_said="写论文"))
    do(where, "clerk", found, "charge_fee", THURSDAY, scale="pages", quantity=40, number="昌收1号", manner="online")
    with at_moment(at(THURSDAY, 18)):
        page = post(client, found)
        assert "元" in main(page)
        assert "最后一天" in main(post(client, found, go="fee"))
        assert "fee" not in buttons(post(client, found))


def test_to_take_back_is_asked_twice_and_said_to_be_final(client: Client, where: Office) -> None:
    found = handled(where)
    with at_moment(at(THURSDAY)):
        asked = post(client, found, go="withdraw")
        assert "撤回以后不能恢复" in main(asked)
        assert fresh(found).state == "handling"
        assert "已经撤回" in main(post(client, found, go="withdraw-sure"))
        assert fresh(found).state == "closed"
        assert "撤回以后不能恢复" not in main(post(client, found, go="withdraw"))
        post(client, found, 422, go="withdraw-sure")


def test_the_reply_is_taken_received_and_rated(client: Client, where: Office) -> None:
    found = served(where)
    with at_moment(at(THURSDAY, 18)):
        page = post(client, found)
        for words in (REASON, "申请行政复议", "昌图县人民政府", "昌政公开〔2026〕1号"):
            assert words in main(page)
        (field,) = LexborHTMLParser(page).css("main input[name=paper]")
        told = {"number": found.request.number, "code": found.code, "paper": str(field.attributes["value"])}
        answer = client.post("/progress/paper/", told)
        assert (answer.status_code, answer.content[:4]) == (200, b"%PDF")
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert "no-store" in answer.headers["Cache-Control"]
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        for wrong in ({"code": "AAAA"}, {"paper": "999"}, {"paper": "x"}, {"paper": "9" * 40}, {"number": ""}):
            assert client.post("/progress/paper/", {**told, **wrong}).status_code == 404
        assert client.get("/progress/paper/").status_code == 405
        assert "从明天起计算" in main(post(client, found, go="received"))
        assert "请选一项" in main(post(client, found, 422, go="rate"))
        rated = post(client, found, go="rate", rate_score="5", rate_comment="快")
        assert "您的评价：非常满意" in main(rated)
        post(client, found, 422, go="rate", rate_score="1")
    assert fresh(found).score == 5


def test_a_paper_that_is_not_shown_is_nobodys(client: Client, where: Office) -> None:
    found, other = decided(where), served(where)
    letters.issue(where.clerk, found.request.pk, place(where, found), at(THURSDAY))
    hidden = Paper.objects.get(subject_id=found.request.pk, subject="request")
    shown = Paper.objects.get(subject_id=other.request.pk, subject="request")
    for paper in (hidden, shown):
        told = {"number": found.request.number, "code": found.code, "paper": str(paper.pk)}
        assert client.post("/progress/paper/", told).status_code == 404


def test_once_destroyed_the_page_says_so_and_the_way_is_left(client: Client, where: Office) -> None:
    found = served(where)
    vault.keep_until(PersonalRecord.objects.values_list("pk", flat=True), THURSDAY)
    vault.shred_due(date(2040, 1, 1), at(date(2040, 1, 1)))
    with at_moment(at(THURSDAY, 18)):
        page = post(client, found)
    assert "已经按规定销毁" in main(page)
    assert "保管期满，已经销毁" in main(page)
    for secret in (NAME, PHONE, CONTENT):
        assert secret not in page
    told = {"number": found.request.number, "code": found.code, "paper": str(Paper.objects.get().pk)}
    answer = client.post("/progress/paper/", told)
    assert answer.status_code == 503
    assert "销毁" in main(answer.content.decode())


def test_neither_number_nor_code_stands_in_an_address(client: Client, where: Office) -> None:
    found = served(where)
    with at_moment(at(THURSDAY, 18)):
        page = post(client, found)
    tree = LexborHTMLParser(page)
    addresses = [str(each.attributes.get(name)) for name in ("href", "action", "src") for each in tree.css(f"[{name}]")]
    assert not any(found.code in each or found.request.number in each for each in addresses)
    assert NAME not in page
    form = client.get("/progress/", {"number": found.request.number, "code": found.code}).content.decode()
    assert not LexborHTMLParser(form).css_first("main #id_code").attributes.get("value")  # type: ignore[union-attr]
