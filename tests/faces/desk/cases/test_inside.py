"""The pages inside one request: clock, plan, trying, departments, searches, papers, taking apart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.journal.models import Entry
from gongkai.apps.requests.models import Request
from tests.apps.files.made import a_pdf
from tests.faces.desk.situations import CO_PRODUCER, THIRD, TODAY, asked, back, extension_wanted, fresh
from tests.faces.desk.world import PRIVATE, Case, Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
SCAN = a_pdf()


def _text(client: Client, case: Case, page: str = "") -> str:
    answer = client.get(f"/desk/requests/{case.row.pk}/{page}")
    assert answer.status_code == 200
    body = LexborHTMLParser(answer.content).body
    return body.text() if body else ""


def test_the_ledger_tells_what_does_not_count_and_what_is_not_verified(here: Office, enter: Enter) -> None:
    case = fresh(here).do("consult_third_party", day=back(8), **THIRD)
    text = _text(enter(here, "clerk"), case, "clock/")
    assert "当日不计入" in text
    assert "征求第三方意见" in text
    assert "推定" in text
    assert Entry.objects.filter(subject="request", subject_id=case.row.pk)[0].hash in text


def test_overlapping_stops_are_left_out_once(here: Office, enter: Enter) -> None:
    case = (
        fresh(here)
        .do("consult_third_party", day=back(8), **THIRD)
        .do("consult_co_producer", day=back(7), **CO_PRODUCER)
    )
    assert "个工作日只扣一次" in _text(enter(here, "clerk"), case)


def test_silence_is_told_with_what_follows_and_a_person_confirms_it(here: Office, enter: Enter) -> None:
    case = Case(here, back(60)).do("consult_co_producer", day=back(58), **CO_PRODUCER)
    case.do("co_producer_received", day=back(57), label="县自然资源局", evidence="签收单")
    client = enter(here, "clerk")
    page = LexborHTMLParser(client.get(f"/desk/requests/{case.row.pk}/").content)
    proposed = page.css_first(".strand-silent .proposed")
    assert proposed
    assert "视为同意公开" in proposed.text()
    link = page.css_first(".strand-silent a.button")
    assert link
    chosen = LexborHTMLParser(client.get(link.attributes["href"] or "").content).css_first("option[selected]")
    assert chosen
    assert chosen.attributes["value"] == "provided"
    step = page.css_first(".do-next a.button")
    assert step
    assert step.attributes["href"] == f"/desk/requests/{case.row.pk}/do/propose/"


def test_another_role_s_act_is_tried_and_nothing_is_saved(here: Office, enter: Enter) -> None:
    case = extension_wanted(here).do("approve_extension", "head", day=back(3))
    client, before = enter(here, "leader"), Entry.objects.count()
    answer = client.post(
        f"/desk/requests/{case.row.pk}/try/notify_extension/", {"day": TODAY.isoformat(), "manner": "email"}
    )
    text = answer.content.decode()
    assert "2026-12-08" in text
    assert "2026-12-22" in text
    assert Entry.objects.count() == before


def test_who_owes_an_answer_is_seen_at_one_glance(here: Office, enter: Enter) -> None:
    case = fresh(here).do("ask_department", day=back(8), label="财务科", what="近三年的预算。", until="2026-11-17")
    client = enter(here, "clerk")
    text = _text(client, case, "departments/")
    assert "还没回，已逾期 3 个工作日" in text
    assert "这是第一次催办" in text
    listed = client.get("/desk/requests/owing/").content.decode()
    assert "财务科" in listed
    assert case.row.number in listed
    case.do("department_replied", day=TODAY, label="财务科", outcome="none")
    assert "财务科" not in client.get("/desk/requests/owing/").content.decode()


def test_the_head_says_the_next_step_and_by_when_and_a_missing_receipt_comes_first(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    assert "为此，草拟答复" in _text(client, fresh(here))
    page = LexborHTMLParser(client.get(f"/desk/requests/{asked(here).row.pk}/").content)
    step = page.css_first(".do-next a.button")
    assert step
    assert step.text() == "登记第三方收到"


def test_a_search_without_its_questions_answered_is_said(here: Office, enter: Enter) -> None:
    case = fresh(here).do("search", day=back(2), scope="档案室", method="逐卷翻查", result="没有。")
    client = enter(here, "clerk")
    assert "没有写检索人、检索词、查找的时间范围、命中件数" in _text(client, case, "searches/")
    told = {"searcher": "王某", "words": "预算", "span": "2019年至2024年", "hits": 0}
    full = fresh(here).do("search", day=back(2), scope="公文系统", method="全文检索", result="没有。", **told)
    text = _text(client, full, "searches/")
    assert "没有写" not in text
    assert "命中件数" in _text(client, full), "0 is a number that was told"


def test_a_scan_comes_in_with_its_act_and_opens_for_a_reason_only(here: Office, enter: Enter) -> None:
    case, client = fresh(here), enter(here, "clerk")
    sent = {
        "day": TODAY.isoformat(),
        "based_on": 1,
        "go": "do",
        "note": "收到补充材料。",
        "with-files": SimpleUploadedFile("张三丰来信.pdf", SCAN),
        "with-paper_kind": "evidence",
    }
    assert client.post(f"/desk/requests/{case.row.pk}/do/note/", sent).status_code == 302
    page = client.get(f"/desk/requests/{case.row.pk}/papers/").content.decode()
    assert "第 2 条 办理记录" in page
    assert "张三丰" not in page
    form = LexborHTMLParser(page).css_first("form.inline")
    assert form
    address = form.attributes["action"] or ""
    assert client.post(address, {}).status_code == 422
    opened = client.post(address, {"why": "handling"})
    assert opened.content == SCAN
    assert Entry.objects.filter(subject="vault", event="read").count() == 1


def test_a_scan_that_is_refused_takes_the_act_with_it(here: Office, enter: Enter) -> None:
    case, client = fresh(here), enter(here, "clerk")
    sent = {"day": TODAY.isoformat(), "based_on": 1, "go": "do", "note": "收到。"}
    answer = client.post(
        f"/desk/requests/{case.row.pk}/do/note/", {**sent, "with-files": SimpleUploadedFile("a.exe", b"MZ\x90\x00")}
    )
    assert answer.status_code == 422
    assert "请重新选择" in answer.content.decode()
    assert Entry.objects.filter(subject="request", subject_id=case.row.pk).count() == 1


def test_a_request_of_several_items_is_taken_apart(here: Office, enter: Enter) -> None:
    case, client = Case(here, back(5), items=3), enter(here, "clerk")
    address = f"/desk/requests/{case.row.pk}/split/"
    sent = {
        "parts": 2, "day": TODAY.isoformat(), "based_on": 1, "reason": "三项互不相关。",
        "subject_1": "预算", "content_1": "2024年预算文件", "subject_2": "决算", "content_2": "2024年决算文件",
    }  # fmt: skip
    tried = client.post(address, {**sent, "go": "preview"}).content.decode()
    assert "将分出 2 件" in tried
    told = int(case.row.number[-4:])
    assert all(f"{case.row.number[:5]}{told + more:04}" in tried for more in (1, 2)), (
        "the numbers that the parts will get"
    )
    assert "留 1 项" in tried
    assert Request.objects.count() == 1
    read = client.post(address, {**sent, "go": "read", "why": "handling"}).content.decode()
    assert PRIVATE["content"] in read
    assert "三项互不相关。" in read, "nothing typed is lost"
    assert "征求意见、缴费只停本件的期限" not in tried
    case.do("consult_third_party", day=back(2), **THIRD)
    assert "征求意见、缴费只停本件的期限" in client.post(address, {**sent, "go": "preview"}).content.decode()
    assert client.post(address, {**sent, "based_on": 2, "go": "do"}).status_code == 302
    assert "登记了 3 项，已分出 2 项" in client.get(address).content.decode()
    assert set(Request.objects.exclude(pk=case.row.pk).values_list("subject", flat=True)) == {"预算", "决算"}
