"""Messages go by the same pages: found, read with a trace, answered by one, signed by another, shown after what is private is out."""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from gongkai.apps.journal.models import Entry
from gongkai.apps.organs.models import Organ
from gongkai.apps.questions.models import PublicAnswer, Question
from gongkai.law.procedures import QUESTION
from gongkai.law.procedures.question_forms import QUESTION_FORMS
from tests.faces.desk.situations import TODAY, back
from tests.faces.desk.world import ASKED, Office, question
from tests.faces.shown import words_of

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
PHONE = "13912345678"
ANSWER = "请到街道便民服务中心申请，咨询电话 18640001234。"
CLEAN = {"public_title": "供热补贴怎样申请", "public_question": "供热补贴怎样申请？", "public_answer": "请到街道申请。"}


def do(client: Client, row: Question, event: str, **told: Any) -> str:
    """Open the form of an act and send it; the text of the page that follows."""
    url = f"/desk/questions/{row.pk}/do/{event}/"
    assert client.get(url).status_code == 200
    sent = {"day": TODAY.isoformat(), "based_on": Question.objects.get(pk=row.pk).acts, **told}
    answer = client.post(url, sent, follow=True)
    text = words_of(answer.content)
    assert f"已登记：{QUESTION.events[event]}" in text, text[:1500]
    return text


def answered(here: Office, enter: Enter, **told: object) -> Question:
    row = question(here, back(1), **told).question
    clerk, head = enter(here, "clerk"), enter(here, "head")
    do(clerk, row, "accept", kind=row.kind, subject="供热补贴申请")
    do(clerk, row, "draft", answer=ANSWER)
    do(head, row, "sign")
    do(clerk, row, "answer", manner="online")
    return Question.objects.get(pk=row.pk)


def test_the_whole_way_by_its_forms(here: Office, enter: Enter) -> None:
    row = answered(here, enter)
    clerk, head = enter(here, "clerk"), enter(here, "head")
    form = clerk.get(f"/desk/questions/{row.pk}/do/prepare/").content.decode()
    assert PHONE in form, "a public text begins with what was written"
    do(clerk, row, "prepare", **{**CLEAN, "public_answer": ANSWER})
    refused = head.post(f"/desk/questions/{row.pk}/do/publish/", {"day": TODAY.isoformat()})
    assert "疑点没有逐条答复" in words_of(refused.content)
    clearing = words_of(head.get(f"/desk/questions/{row.pk}/do/clear/").content)
    assert "18640001234" in clearing
    assert "疑点1" in clearing
    do(clerk, row, "prepare", **CLEAN)
    do(head, row, "publish")
    assert PublicAnswer.objects.get().answer == CLEAN["public_answer"]
    do(clerk, row, "archive")
    do(head, row, "withdraw", reason="规定有变")
    assert not PublicAnswer.objects.exists()


def test_every_act_has_a_form_that_opens(here: Office, enter: Enter) -> None:
    row = question(here, back(1)).question
    for event in QUESTION_FORMS:
        role = next(iter(QUESTION.roles)) if event in ("receive", "take_over") else _role(event)
        answer = enter(here, role).get(f"/desk/questions/{row.pk}/do/{event}/")
        assert answer.status_code == (404 if event in ("receive", "take_over") else 200), event


def _role(event: str) -> str:
    return next(row.roles[0] for row in QUESTION.transitions if row.event == event)


def test_a_page_tells_nothing_private_until_it_is_asked_with_a_reason(here: Office, enter: Enter) -> None:
    row, clerk = question(here, back(1)).question, enter(here, "clerk")
    page = clerk.get(f"/desk/questions/{row.pk}/").content.decode()
    for secret in (*ASKED.values(), "幸福小区"):
        assert secret not in page
    assert "王*" in page
    opened = clerk.post(f"/desk/questions/{row.pk}/personal/", {"why": "question"}).content.decode()
    assert "幸福小区" in opened
    assert Entry.objects.filter(subject="vault", event="read").count() == 1
    clerk.get(f"/desk/questions/{row.pk}/do/accept/")
    assert Entry.objects.filter(subject="vault", event="read").count() == 2
    clerk.get(f"/desk/questions/{row.pk}/do/note/")
    assert Entry.objects.filter(subject="vault", event="read").count() == 2


def test_one_that_came_by_telephone_is_registered_and_its_code_told_once(here: Office, enter: Enter) -> None:
    clerk = enter(here, "clerk")
    sent = {"day": back(1).isoformat(), "kind": "opinion", "channel": "phone", "title": "建议", "text": "多公开一些。"}
    first = clerk.post("/desk/questions/new/", sent, follow=True)
    assert "查询码" in words_of(first.content)
    row = Question.objects.get()
    assert (row.channel, row.kind, row.number) == ("phone", "opinion", "office-W-2026-00001")
    assert "查询码" not in words_of(clerk.get(f"/desk/questions/{row.pk}/").content)
    refused = clerk.post("/desk/questions/new/", {**sent, "text": ""})
    assert refused.status_code == 422
    assert "建议" in refused.content.decode()


def test_the_list_finds_by_kind_and_state_and_says_what_waits(here: Office, enter: Enter) -> None:
    question(here, back(1))
    question(here, back(30), kind="correction", about="/")
    question(here, back(120))
    page = words_of(enter(here, "clerk").get("/desk/questions/").content)
    assert "共 3 件" in page
    assert "超过三个月没有回应" in page
    assert "逾期" in page
    assert "共 1 件" in words_of(enter(here, "clerk").get("/desk/questions/?kind=correction").content)
    assert "没有符合条件" in words_of(enter(here, "clerk").get("/desk/questions/?state=published").content)
    today = words_of(enter(here, "head").get("/desk/").content)
    assert "咨询留言" in today
    assert "待签发" in today


def test_beyond_three_months_the_page_says_that_the_site_fails(here: Office, enter: Enter) -> None:
    row = question(here, back(120)).question
    page = words_of(enter(here, "clerk").get(f"/desk/questions/{row.pk}/").content)
    assert "已经超过三个月没有回应" in page
    assert "未核实" in page


def test_an_export_computes_nothing_and_names_nobody(here: Office, enter: Enter) -> None:
    row = question(here, back(1)).question
    do(enter(here, "clerk"), row, "accept", kind="consult", subject="=HYPERLINK(1)")
    answer = enter(here, "clerk").get("/desk/questions/export.csv")
    table = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
    assert table[1][3] == "'=HYPERLINK(1)"
    assert "王小二" not in answer.content.decode()


def test_handed_on_by_choosing_an_organ(here: Office, elsewhere: Office, enter: Enter) -> None:
    row = question(here, back(1)).question
    text = do(enter(here, "clerk"), row, "transfer", to_organ="land", reason="土地的事")
    further = Question.objects.get(organ=Organ.objects.get(code="land"))
    assert further.number in text
    there = words_of(enter(elsewhere, "clerk").get(f"/desk/questions/{further.pk}/").content)
    assert row.number in there
    assert enter(here, "clerk").get(f"/desk/questions/{further.pk}/").status_code == 404


def test_hostile_words_stay_words(here: Office, enter: Enter) -> None:
    row = question(here, back(1)).question
    attack = "<script>alert(1)</script>"
    do(enter(here, "clerk"), row, "accept", kind="consult", subject=attack)
    do(enter(here, "clerk"), row, "draft", answer=attack)
    for page in (f"/desk/questions/{row.pk}/", "/desk/questions/", f"/desk/questions/{row.pk}/do/sign/"):
        assert attack not in enter(here, "head").get(page).content.decode()
