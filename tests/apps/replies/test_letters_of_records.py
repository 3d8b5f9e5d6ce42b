"""The letter that tells what came of asking to have a record corrected: what it says, when it may be taken, whether it is genuine."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core import mail
from pytest_django import Settings

from gongkai.apps.applying import record_queries
from gongkai.apps.applying.record_actions import Asked, ask
from gongkai.apps.journal.models import Entry
from gongkai.apps.notices import actions as notices
from gongkai.apps.notices.models import Message
from gongkai.apps.query_codes import token
from gongkai.apps.records import actions as records
from gongkai.apps.replies import actions, queries
from gongkai.apps.replies.models import Letter
from gongkai.apps.replies.verification import verify
from gongkai.law.casework import Refusal
from tests.apps.applying.world import MONDAY
from tests.apps.office import NAME, Office, at, office
from tests.apps.records.test_actions import FOUND, REFUSED, SEALED
from tests.apps.replies.test_letters import house, text

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(1)
MENDED = {"finding": "inaccurate", "how": "查登记卡原件。"}
TO_MEND = {"outcome": "corrected", "reason": "原件少抄一位。"}
SUBJECT = "record"


def asked(where: Office) -> Asked:
    told = {"applicant": "natural", "subject": "土地登记卡上的面积"}
    return ask(where.organ.pk, told, {**SEALED, "email": "asker@example.org"}, (), at(MONDAY), token())


def do(where: Office, by: str, found: Asked, event: str, day: date = TUESDAY, /, **told: object) -> None:
    records.act(getattr(where, by), found.record.pk, event, day, told, {}, at(day))


def signed(where: Office, finding: dict[str, str], proposal: dict[str, str]) -> Asked:
    found = asked(where)
    do(where, "clerk", found, "identify", result="same", how="电话核对。")
    do(where, "clerk", found, "verify", **finding)
    do(where, "clerk", found, "propose", **proposal)
    do(where, "head", found, "sign", number="昌政更〔2026〕1号")
    return found


def _place(where: Office, found: Asked) -> int:
    (possible,) = queries.of_case(where.clerk, found.record.pk, SUBJECT)
    assert "未核实" in possible.unverified
    return possible.place


def made(where: Office, found: Asked) -> tuple[Letter, bytes]:
    row = actions.issue(where.clerk, found.record.pk, _place(where, found), at(TUESDAY, 16), SUBJECT)
    return row, queries.open_letter(where.clerk, found.record.pk, row.pk, at(TUESDAY, 16), SUBJECT).data


def test_a_refusal_says_why_by_which_article_and_how_to_contest_it_and_verifies_by_its_code() -> None:
    where = house()
    found = signed(where, FOUND, REFUSED)
    row, data = made(where, found)
    said = text(data)
    for words in (
        NAME,
        SEALED["wrong"],
        REFUSED["reason"],
        "昌政更〔2026〕1号",
        "第四十一条",
        "不予更正",
        "申请行政复议",
        "review.example",
    ):
        assert words in said, words
    code = re.search(r"核验码：([0-9A-Z-]{14})", said)
    assert code
    told = queries.verify(code[1], data, TUESDAY)
    assert told is not None
    assert (told.name, told.number, told.same) == ("更正自身信息记录告知书", "昌政更〔2026〕1号", True)
    assert NAME not in str(vars(row))
    assert NAME not in " ".join(Entry.objects.values_list("payload", flat=True))
    assert verify() == []
    Letter.objects.filter(pk=row.pk).update(record=asked(where).record.pk)
    assert "与台账日志不符" in verify()[0].message


def test_it_may_be_taken_once_it_was_told_and_not_before_and_is_news_once(settings: Settings) -> None:
    settings.MAIL_FROM = "gongkai@example.org"
    where = house()
    found = signed(where, FOUND, REFUSED)
    _, data = made(where, found)
    number, now = found.record.number, at(TUESDAY, 18)

    def papers() -> list[int]:
        seen = record_queries.progress(number, found.code, now)
        assert seen is not None
        return [each.id for each in seen.papers]

    assert papers() == []
    assert not Message.objects.filter(record__isnull=False).exists()
    do(where, "clerk", found, "tell", manner="online")
    (paper,) = papers()
    opened = record_queries.open_paper(number, found.code, paper, now)
    assert opened is not None
    assert opened.data == data
    (message,) = Message.objects.filter(record__isnull=False)
    assert number in message.text
    assert not any(secret in message.text + message.title for secret in (NAME, REFUSED["reason"], "面积"))
    notices.send_due(now)
    assert [each.to for each in mail.outbox if "更正申请" in str(each.subject)] == [["asker@example.org"]]
    assert "asker@" not in " ".join(Entry.objects.values_list("payload", flat=True))


def test_what_is_not_yet_done_cannot_be_said_and_what_was_sent_back_never_goes_out() -> None:
    where = house()
    found = signed(where, MENDED, TO_MEND)
    place = _place(where, found)
    with pytest.raises(Refusal, match="还没有登记记录已经更正"):
        actions.issue(where.clerk, found.record.pk, place, at(TUESDAY, 15), SUBJECT)
    later = TUESDAY + timedelta(1)
    do(where, "clerk", found, "mend", later, where="登记卡和登记簿。")
    first, data = made(where, found)
    assert "登记卡和登记簿" in text(data)
    assert first.day == later, "not older than what it tells"
    assert "行政复议" not in text(data), "nothing to contest"
    do(where, "head", found, "return", later, reason="文号有误。")
    do(where, "clerk", found, "propose", later, **TO_MEND)
    do(where, "head", found, "sign", later, number="昌政更〔2026〕2号")
    do(where, "clerk", found, "tell", later, manner="online")
    first.paper.refresh_from_db()
    assert not first.paper.shown


def test_another_organ_finds_no_letter() -> None:
    where, there = house(), office("other")
    found = signed(where, FOUND, REFUSED)
    row, _ = made(where, found)
    with pytest.raises(type(found.record).DoesNotExist):
        actions.draft(there.clerk, found.record.pk, row.place, at(TUESDAY), SUBJECT)
    with pytest.raises(Letter.DoesNotExist):
        actions.withdraw(where.clerk, found.record.pk, row.pk, at(TUESDAY))
