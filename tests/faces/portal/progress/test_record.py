"""Whoever asked for a correction follows it by number and code: its state in plain words, the day and why, evidence, withdrawal, the reply."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from gongkai.apps.papers import actions as papers
from gongkai.apps.papers.actions import Upload
from gongkai.apps.papers.models import Paper
from gongkai.apps.records import actions as records
from gongkai.apps.records.models import RecordCorrection
from tests.apps.files.made import a_pdf
from tests.apps.office import Office, at, office
from tests.apps.questions import world
from tests.faces.portal.applying.filled import text
from tests.faces.portal.correcting.filled import RECORD, sent

pytestmark = pytest.mark.django_db
TODAY = world.MONDAY
FINDINGS = {"corrected": "inaccurate", "refused": "accurate", "transferred": "not_ours"}


@pytest.fixture(autouse=True)
def where(monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: at(TODAY, 14))
    yield office()
    cache.clear()


def _did(where: Office, event: str, by: str = "clerk", /, **told: Any) -> None:
    row = RecordCorrection.objects.get()
    records.act(getattr(where, by), row.pk, event, TODAY, told, {}, at(TODAY, 15))


def _decided(where: Office, outcome: str) -> None:
    organ = {"organ": "县自然资源局"} if outcome == "transferred" else {}
    _did(where, "identify", result="same", how="电话核对。")
    _did(where, "verify", finding=FINDINGS[outcome], how="查了原件。")
    _did(where, "propose", outcome=outcome, reason="原件写明四人。", **organ)
    _did(where, "sign", "head", number="昌政更正〔2026〕1号")
    if outcome == "corrected":
        _did(where, "mend", where="补助名册电子台账")
    if outcome == "transferred":
        _did(where, "pass_on", evidence="函")


def _look(client: Client, own: dict[str, str], **more: Any) -> Any:
    return client.post("/progress/", {**own, **more})


@pytest.fixture
def own(client: Client) -> dict[str, str]:
    number, code = sent(client)
    return {"number": number, "code": code}


def test_the_page_tells_state_day_and_that_the_day_is_ours(client: Client, own: dict[str, str]) -> None:
    page = _look(client, own)
    said = text(page.content)
    assert page.status_code == 200
    for words in (
        "核实中",
        "最迟 2026-03-30 告知结果",
        "未核实",
        "不是法定的期限",
        RECORD["wrong"],
        RECORD["evidence"],
    ):
        assert words in said, words
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize("wrong", [{"code": "AAAA"}, {"number": "2026-更9"}, {"number": "2026-0001"}])
def test_every_mistake_gives_the_same_answer(client: Client, own: dict[str, str], wrong: dict[str, str]) -> None:
    page = _look(client, {**own, **wrong})
    assert page.status_code == 404
    assert "没有这样的登记编号和查询码" in text(page.content)


def test_evidence_is_added_asked_for_or_not(client: Client, own: dict[str, str], where: Office) -> None:
    empty = _look(client, own, go="evidence")
    assert empty.status_code == 422
    assert "请写明补充的是什么证据" in text(empty.content)
    _did(where, "ask_evidence", what="请补充出生医学证明", manner="email")
    asked = text(_look(client, own).content)
    assert "等您补充证据" in asked
    assert "请补充出生医学证明" in asked
    assert "最迟 2026-03-30" not in asked
    told = {"go": "evidence", "evidence-said": "出生医学证明一份"}
    file = SimpleUploadedFile("证明.pdf", a_pdf("birth"))
    page = _look(client, own, **told, **{"evidence-attached": file})
    assert "您补充的证据已经收到" in text(page.content)
    assert RecordCorrection.objects.get().state == "handling"
    assert (Paper.objects.get().place, Paper.objects.get().kind) == (3, "evidence")
    # The clerk has signed before the next one comes: it is not lost.
    _decided(where, "corrected")
    late = _look(client, own, **{**told, "evidence-said": "又一份"})
    assert late.status_code == 422
    assert "又一份" in text(late.content)


def test_it_is_taken_back_only_when_sure(client: Client, own: dict[str, str]) -> None:
    assert "撤回以后不能恢复" in text(_look(client, own, go="withdraw").content)
    assert RecordCorrection.objects.get().state == "handling"
    assert "已经撤回" in text(_look(client, own, go="withdraw-sure").content)
    assert "已撤回" in text(_look(client, own).content)
    assert RecordCorrection.objects.get().state == "told"


def test_what_came_of_it_is_told_once_it_was_told(client: Client, own: dict[str, str], where: Office) -> None:
    _decided(where, "corrected")
    before = text(_look(client, own).content)
    assert "原件写明四人" not in before
    assert "查了原件" not in before
    _did(where, "tell", manner="online")
    after = text(_look(client, own).content)
    for words in ("已告知结果：予以更正", "补助名册电子台账", "原件写明四人", "昌政更正〔2026〕1号"):
        assert words in after, words
    assert "查了原件" not in after
    assert "不服怎么办" not in after


def test_whoever_is_refused_reads_what_he_may_do(client: Client, own: dict[str, str], where: Office) -> None:
    _decided(where, "refused")
    _did(where, "tell", manner="online")
    said = text(_look(client, own).content)
    assert "不服怎么办" in said
    assert "2026-05-06" in said, "sixty days end on the first of May, a day of rest, and roll to the sixth"
    assert "2026-09-02" in said


def test_a_transferred_one_names_the_other_organ(client: Client, own: dict[str, str], where: Office) -> None:
    _decided(where, "transferred")
    _did(where, "tell", manner="mail", evidence="挂号信")
    assert "县自然资源局" in text(_look(client, own).content)


def test_the_reply_is_taken_once_it_was_told(client: Client, own: dict[str, str], where: Office) -> None:
    _decided(where, "corrected")
    row = RecordCorrection.objects.get()
    reply = Upload("告知书.pdf", a_pdf("corrected it is"))
    hidden = Upload("内部.pdf", a_pdf("house only"))
    (kept,) = papers.add(where.clerk, "record", row.pk, "reply", [reply], at(TODAY, 15), shown=True)
    (inner,) = papers.add(where.clerk, "record", row.pk, "evidence", [hidden], at(TODAY, 15))
    wanted = {**own, "paper": str(kept.pk)}
    assert client.post("/progress/paper/", wanted).status_code == 404
    _did(where, "tell", manner="online")
    assert "答复书" in text(_look(client, own).content)
    assert b"corrected it is" in client.post("/progress/paper/", wanted).content
    assert client.post("/progress/paper/", {**own, "paper": str(inner.pk)}).status_code == 404
    assert client.post("/progress/paper/", {**wanted, "code": "AAAA"}).status_code == 404


def test_a_day_that_has_passed_says_where_to_turn(
    client: Client, own: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timezone, "now", lambda: at(date(2026, 3, 30) + timedelta(days=1), 10))
    said = text(_look(client, own).content)
    assert "这一天已经过了" in said
    assert "投诉、举报" in said
