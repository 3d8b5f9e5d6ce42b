"""What came by the web stands on the desk, its identity is looked at first, its papers are read with a trace and given out by the clerk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps import query_codes
from gongkai.apps.applying import record_actions, record_queries
from gongkai.apps.applying.record_actions import Asked
from gongkai.apps.journal.models import Entry
from gongkai.apps.papers.actions import Upload
from gongkai.apps.papers.models import Paper
from gongkai.apps.replies.models import Letter
from tests.apps.files.made import a_pdf
from tests.faces.desk.situations import TODAY
from tests.faces.desk.world import CLAIM, Office, record
from tests.faces.shown import words_of

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
NOW = datetime(TODAY.year, TODAY.month, TODAY.day, 1, tzinfo=UTC)


def asked(where: Office) -> Asked:
    """A request that came by the web, with one file."""
    told = {"applicant": "natural", "subject": "补助名册上的家庭人口"}
    files = [Upload("户口簿.pdf", a_pdf("family"))]
    return record_actions.ask(where.organ.pk, told, CLAIM, files, NOW, query_codes.token())


def test_what_came_by_the_web_is_looked_at_before_anything_is_proposed(here: Office, enter: Enter) -> None:
    made, client = asked(here), enter(here, "clerk")
    assert "网上提交" in words_of(client.get("/desk/records/").content)
    case = f"/desk/records/{made.record.pk}/"
    page = words_of(client.get(case).content)
    assert "还没有核对他就是记录所涉的本人" in page
    assert "核对身份" in [each.text() for each in LexborHTMLParser(client.get(case).content).css(".do-next a")]
    assert CLAIM["wrong"] not in page
    told = {"day": TODAY.isoformat(), "based_on": "1", "result": "same", "how": "电话核对、比对身份证照片。"}
    assert client.post(f"{case}do/identify/", told).status_code == 302
    page = words_of(client.get(case).content)
    assert "核对无误，是记录所涉的本人" in page
    assert "还没有核对他" not in page


def test_a_clerk_registers_by_hand_only(here: Office, enter: Enter) -> None:
    page = LexborHTMLParser(enter(here, "clerk").get("/desk/records/new/").content)
    assert "web" not in [each.attributes["value"] for each in page.css("[name=channel] option, input[name=channel]")]
    by_letter = record(here, TODAY)
    assert "还没有核对他" not in words_of(enter(here, "clerk").get(f"/desk/records/{by_letter.pk}/").content)


def test_papers_are_listed_without_names_and_opened_with_a_trace(here: Office, enter: Enter) -> None:
    made, client = asked(here), enter(here, "clerk")
    papers = f"/desk/records/{made.record.pk}/papers/"
    page = client.get(papers).content.decode()
    assert "申请人网上提交" in page
    assert "户口簿" not in page
    paper = Paper.objects.get()
    assert client.post(f"{papers}{paper.pk}/").status_code == 422
    answer = client.post(f"{papers}{paper.pk}/", {"why": "handling"})
    assert b"family" in answer.content
    assert answer["Cache-Control"] == "no-store"
    assert Entry.objects.filter(subject="vault", person=here.actor("clerk").person).exists()
    # It is his own: there is nothing to give him back.
    assert client.post(f"{papers}{paper.pk}/shown/", {"shown": "yes"}).status_code == 422
    other = record(here, TODAY)
    assert client.post(f"/desk/records/{other.pk}/papers/{paper.pk}/", {"why": "handling"}).status_code == 404


def test_the_clerk_lets_a_notice_be_taken_and_takes_it_back(here: Office, enter: Enter) -> None:
    made, client = asked(here), enter(here, "clerk")
    papers = f"/desk/records/{made.record.pk}/papers/"
    assert client.post(papers).status_code == 422
    file = SimpleUploadedFile("补充告知.pdf", a_pdf("notice"))
    sent = {"with-files": file, "with-paper_kind": "notice", "shown": "on"}
    assert client.post(papers, sent).status_code == 302
    notice = Paper.objects.get(kind="notice")

    def taken() -> list[int]:
        found = record_queries.progress(made.record.number, made.code, NOW)
        assert found is not None
        return [each.id for each in found.papers]

    assert taken() == [notice.pk]
    assert client.post(f"{papers}{notice.pk}/shown/", {"shown": "no"}).status_code == 302
    assert taken() == []


def test_scans_come_with_an_act(here: Office, enter: Enter) -> None:
    made, client = asked(here), enter(here, "clerk")
    case = f"/desk/records/{made.record.pk}/"
    told = {"day": TODAY.isoformat(), "based_on": "1", "what": "出生医学证明", "manner": "email"}
    file = SimpleUploadedFile("告知.pdf", a_pdf("ask"))
    answer = client.post(f"{case}do/ask_evidence/", {**told, "with-files": file, "with-paper_kind": "notice"})
    assert answer.status_code == 302
    assert Paper.objects.get(kind="notice").place == 2


def test_the_letter_is_looked_at_made_and_withdrawn_on_its_page(here: Office, enter: Enter) -> None:
    made, clerk = asked(here), enter(here, "clerk")
    case = f"/desk/records/{made.record.pk}/"
    acts: list[tuple[str, str, dict[str, str]]] = [
        ("clerk", "identify", {"result": "same", "how": "电话核对。"}),
        ("clerk", "verify", {"finding": "accurate", "how": "查名册原件。"}),
        ("clerk", "propose", {"outcome": "refused", "reason": "与原件一致。"}),
        ("head", "sign", {"number": "昌政更〔2026〕1号"}),
    ]
    assert "签发处理意见以后" in words_of(clerk.get(f"{case}letters/").content)
    said = ""
    for role, event, told in acts:
        answer = enter(here, role).post(f"{case}do/{event}/", {"day": TODAY.isoformat(), **told}, follow=True)
        said = words_of(answer.content)
    assert "制作文书" in said
    page = words_of(clerk.get(f"{case}letters/").content)
    assert "更正自身信息记录告知书" in page
    assert "未核实" in page
    assert clerk.post(f"{case}letters/5/draft/")["Content-Type"] == "application/pdf"
    assert clerk.post(f"{case}letters/5/issue/").status_code == 302
    row = Letter.objects.get()
    assert clerk.post(f"/desk/requests/{made.record.pk}/letters/made/{row.pk}/").status_code == 404, (
        "it is no request's"
    )
    assert clerk.post(f"{case}letters/made/{row.pk}/").content.startswith(b"%PDF")
    assert clerk.post(f"{case}letters/made/{row.pk}/withdraw/").status_code == 302
    assert "还没有定稿" in words_of(clerk.get(f"{case}letters/").content)
