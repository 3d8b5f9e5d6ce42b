"""The outbox: who is told of what, once; what does not go out is tried again, given up aloud, and never sent twice."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import transaction
from pytest_django import Settings

from gongkai.apps.journal.models import Entry
from gongkai.apps.notices import actions, queries
from gongkai.apps.notices.models import Message, Notice, Preference, State
from gongkai.apps.notices.preferring import Wanted
from gongkai.apps.notices.sending import PAUSES
from gongkai.apps.people.actor import applicant
from gongkai.apps.people.models import Person
from gongkai.apps.requests import actions as requests
from gongkai.law.casework import Refusal
from tests.apps.office import MONDAY, REGISTRATION, SECRETS, Office, at, member, office, opened

pytestmark = pytest.mark.django_db
NOON = at(MONDAY, 12)
CODED = {"code": "c" * 64}
DAY_CHOICE = Wanted(mail=True, sms=False, wecom=False, digest=True, quiet_from=20, quiet_until=8)


@pytest.fixture(autouse=True)
def by_mail(settings: Settings) -> None:
    settings.MAIL_FROM = "gongkai@example.org"


@pytest.fixture
def where() -> Office:
    here = office()
    Person.objects.update(email="officer@example.org")
    Notice.objects.all().delete()
    return here


def _told(where: Office, key: str = "k", at_once: bool = True, now: datetime = NOON, **more: int) -> int:
    return actions.tell(
        where.organ.pk, ("clerk",), key, "2024-0001：请办理。", "/desk/requests/1/", now, at_once=at_once, **more
    )


def _sent(now: datetime = NOON) -> list[str]:
    actions.gather(now, digests=False)
    actions.send_due(now)
    return [str(each.body) for each in mail.outbox]


def test_a_key_is_told_once_and_a_message_goes_out_once(where: Office) -> None:
    assert _told(where) == 1
    assert _told(where) == 0
    assert len(_sent()) == 1
    assert len(_sent(NOON + timedelta(hours=1))) == 1
    message = Message.objects.get()
    assert (message.state, message.tries) == (State.SENT, 1)
    assert mail.outbox[0].extra_headers["X-Gongkai-Key"] == message.key


def _alerts_of_one_case(where: Office, at_once: bool) -> None:
    for key, text in (("a", "2024-0001：答复期限，请“审核”。"), ("b", "2024-0001：延期待批、待告知，请“批准延期”。")):
        actions.tell(where.organ.pk, ("clerk",), key, text, "/desk/requests/1/", NOON, at_once=at_once)
    actions.tell(where.organ.pk, ("clerk",), "c", "2024-0002：请办理。", "/desk/requests/2/", NOON, at_once=at_once)


def test_two_alerts_of_one_case_are_one_message_that_names_both(where: Office) -> None:
    _alerts_of_one_case(where, at_once=True)
    both, other = _sent()
    assert "答复期限，请“审核”" in both
    assert "请“批准延期”" in both
    assert both.count("/desk/requests/1/") == 1
    assert "2024-0002" in other
    assert "等 2 项" in mail.outbox[0].subject
    assert len(_sent()) == 2


def test_a_digest_has_one_line_for_a_case_and_says_nothing_twice(where: Office) -> None:
    _alerts_of_one_case(where, at_once=False)
    for key in ("d", "e"):
        actions.tell(where.organ.pk, ("clerk",), key, "2024-0003：第三方未答复。", "/desk/requests/3/", NOON)
    actions.gather(NOON, digests=True)
    message = Message.objects.get()
    assert "提醒 3 条" in message.title
    lines = message.text.splitlines()
    assert [line[:9] for line in lines] == ["2024-0001", "2024-0002", "2024-0003"]
    assert "批准延期" in lines[0]
    assert lines[2].count("第三方未答复") == 1
    assert "2项" in lines[2]


def test_of_an_act_those_hear_whom_the_procedure_names_and_never_who_did_it(where: Office) -> None:
    row = opened(where)
    requests.act(where.clerk, row.pk, "request_extension", MONDAY, {"working_days": 10, "reason": "需要检索"}, {}, NOON)
    told = Notice.objects.get()
    assert (str(told.person_id), told.at_once) == (where.head.person, True)
    assert row.number in told.text
    assert SECRETS["applicant_name"] not in told.text
    requests.act(where.head, row.pk, "approve_extension", MONDAY, {}, {}, NOON)
    assert {str(each.person_id) for each in Notice.objects.all()} == {where.head.person, where.clerk.person}


def test_of_clerks_the_one_to_whom_it_was_given_is_told(where: Office) -> None:
    other = member(where.organ, "clerk")
    assert _told(where, "a", person=int(other.person)) == 1
    assert str(Notice.objects.get().person_id) == other.person
    assert _told(where, "b", person=int(other.person) + 1000) == 2


def test_an_act_that_is_refused_tells_nobody(where: Office) -> None:
    row = opened(where)
    with pytest.raises(Refusal):
        requests.act(where.head, row.pk, "approve_extension", MONDAY, {}, {}, NOON)
    try:
        with transaction.atomic():
            _told(where)
            raise RuntimeError
    except RuntimeError:
        pass
    assert not Notice.objects.exists()


def test_what_does_not_hurry_comes_in_one_digest_a_day_on_working_days(where: Office) -> None:
    for n in range(60):
        link = f"/desk/requests/{n}/"
        actions.tell(where.organ.pk, ("clerk",), f"k{n}", "2024-0001：请办理。", link, NOON, at_once=False)
    assert _sent() == []
    sunday = date(2024, 3, 10)
    assert actions.gather(at(sunday, 9), digests=True) == 0
    tuesday = at(MONDAY + timedelta(1), 9)
    assert actions.gather(tuesday, digests=True) == 1
    assert actions.gather(tuesday, digests=True) == 0
    body = _sent(tuesday)[0]
    assert body.count("2024-0001") == 40
    assert "另有 20 条" in body


def test_nothing_goes_out_in_the_quiet_hours(where: Office) -> None:
    late = at(MONDAY, 22)
    _told(where, now=late)
    assert _sent(late) == []
    assert _sent(at(MONDAY + timedelta(1), 8)) != []


def test_an_officer_chooses_how_to_be_told(where: Office) -> None:
    with pytest.raises(Refusal, match="手机号码"):
        actions.prefer(where.clerk, Wanted(True, True, False, True, 20, 8))
    actions.prefer(where.clerk, Wanted(False, True, False, True, 20, 8, phone="138 0000 0000"))
    assert queries.own(where.clerk).phone == "13800000000"
    assert "1380" not in Preference.objects.get().phone
    _told(where)
    assert _sent() == [], "mail was switched off, and no gateway for SMS is set up"


def test_what_fails_is_tried_after_growing_pauses_and_given_up_aloud(
    where: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(self: EmailBackend) -> bool:
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailBackend, "open", closed, raising=False)
    _told(where)
    now = NOON
    for pause in PAUSES:
        assert _sent(now) == []
        row = Message.objects.get()
        assert (row.state, row.next_at) == (State.WAITING, now + pause)
        _sent(now + pause - timedelta(seconds=1))
        assert Message.objects.get().tries == row.tries, "not before its time"
        now += pause
    _sent(now)
    assert Message.objects.get().state == State.FAILED
    assert queries.failures(where.head) == {State.FAILED: 1}
    monkeypatch.undo()
    assert _sent(now + timedelta(days=1)) == [], "given up is given up"
    actions.send_again(where.head, Message.objects.get().pk, now)
    assert len(_sent(now)) == 1
    with pytest.raises(Refusal, match="已发送"):
        actions.send_again(where.head, Message.objects.get().pk, now)


def test_a_line_that_breaks_half_way_is_not_repeated_unasked(where: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: EmailBackend, messages: Any) -> int:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr(EmailBackend, "send_messages", broken)
    _told(where)
    _sent()
    assert Message.objects.get().state == State.UNKNOWN
    monkeypatch.undo()
    assert _sent(NOON + timedelta(days=1)) == []


def test_a_process_that_died_while_sending_leaves_it_to_a_person(where: Office) -> None:
    _told(where)
    actions.gather(NOON, digests=False)
    Message.objects.update(state=State.SENDING, tried_at=NOON)
    assert _sent(NOON + timedelta(minutes=5)) == []
    assert _sent(NOON + timedelta(hours=1)) == []
    assert Message.objects.get().state == State.UNKNOWN


def test_another_organs_message_is_not_found(where: Office) -> None:
    _told(where)
    actions.gather(NOON, digests=False)
    with pytest.raises(Message.DoesNotExist):
        actions.send_again(office("other").head, Message.objects.get().pk, NOON)


def test_the_dry_way_shows_and_sends_nothing(where: Office, settings: Settings) -> None:
    settings.NOTICES_DRY = True
    _told(where)
    assert _sent() == []
    assert Message.objects.get().state == State.SHOWN


def test_without_any_channel_it_is_said_and_nothing_is_lost(where: Office, settings: Settings) -> None:
    settings.MAIL_FROM = ""
    _told(where)
    assert _sent() == []
    assert "没有设置任何发送方式" in queries.channels().sentence
    settings.MAIL_FROM = "gongkai@example.org"
    assert len(_sent()) == 1


def test_an_applicant_is_told_where_he_said_and_no_more_than_that_there_is_news(where: Office) -> None:
    private = {**SECRETS, "email": "asker@example.org"}
    row = requests.open_request(where.clerk, "register", MONDAY, dict(REGISTRATION), private, NOON, filled=CODED)
    assert actions.tell_applicant(where.organ.pk, row.pk, "reply", actions.NEWS, NOON)
    assert not actions.tell_applicant(where.organ.pk, row.pk, "reply", actions.NEWS, NOON)
    _sent()
    message = next(each for each in mail.outbox if each.to == ["asker@example.org"])
    assert row.number in message.body
    assert not any(secret in message.body for secret in SECRETS.values())
    read = Entry.objects.get(subject="vault", event="read")
    assert (read.role, read.data["why"]) == ("system", "program")


def test_an_act_that_concerns_the_applicant_is_told_once_and_the_work_of_the_house_is_not(where: Office) -> None:
    private = {**SECRETS, "email": "asker@example.org"}
    row = requests.open_request(where.clerk, "register", MONDAY, dict(REGISTRATION), private, NOON, filled=CODED)
    requests.act(where.clerk, row.pk, "note", MONDAY, {"note": "已调卷。"}, {}, NOON)
    assert not Message.objects.filter(person=None).exists()
    asked = {"what": "请写明年度。", "until": "2024-03-20", "manner": "email"}
    requests.act(where.clerk, row.pk, "ask_correction", MONDAY, asked, {}, NOON)
    requests.act(applicant(where.organ.pk), row.pk, "receive_correction", MONDAY, {}, {"corrected": "2023年。"}, NOON)
    told = Message.objects.get(person=None)
    assert row.number in told.text
    assert "请写明年度" not in told.text


def test_who_has_no_code_is_not_sent_to_a_page_that_asks_for_one(where: Office) -> None:
    private = {**SECRETS, "email": "asker@example.org"}
    row = requests.open_request(where.clerk, "register", MONDAY, dict(REGISTRATION), private, NOON)
    assert not actions.tell_applicant(where.organ.pk, row.pk, "reply", actions.NEWS, NOON)


def test_an_applicant_without_an_address_is_left_alone(where: Office) -> None:
    row = requests.open_request(where.clerk, "register", MONDAY, dict(REGISTRATION), SECRETS, NOON, filled=CODED)
    actions.tell_applicant(where.organ.pk, row.pk, "reply", actions.NEWS, NOON)
    actions.send_due(NOON)
    assert Message.objects.get().state == State.CANCELLED


class _Gateway(BaseHTTPRequestHandler):
    """A gateway for SMS: keeps what it was sent, and answers as it is told."""

    taken: ClassVar[list[tuple[str, str]]] = []
    answer: ClassVar[tuple[int, str]] = (200, '{"code":0}')

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.taken.append((self.headers["Idempotency-Key"], body))
        status, text = self.answer
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *told: object) -> None:
        pass


@pytest.fixture
def gateway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[_Gateway]]:
    server = HTTPServer(("127.0.0.1", 0), _Gateway)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    file = tmp_path / "channels.toml"
    file.write_text(
        f"[sms]\nurl = 'http://127.0.0.1:{server.server_port}/send'\n"
        'body = \'{"mobile": "$to", "content": "$text"}\'\nsuccess = \'"code":0\'\nseconds = 5\n',
        encoding="utf-8",
    )
    monkeypatch.setenv("GONGKAI_CHANNELS", str(file))
    _Gateway.taken.clear()
    yield _Gateway
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ((200, '{"code":0}'), State.SENT),
        ((200, '{"code":17}'), State.FAILED),
        ((503, "busy"), State.WAITING),
        ((403, "no"), State.FAILED),
    ],
)
def test_a_gateway_gets_the_text_by_its_template(
    where: Office, gateway: type[_Gateway], answer: tuple[int, str], state: str
) -> None:
    gateway.answer = answer
    actions.prefer(where.clerk, Wanted(False, True, False, True, 20, 8, phone="13800000000"))
    actions.tell(where.organ.pk, ("clerk",), "q", '编号"1"\n{}：请办理。', "", NOON, at_once=True)
    actions.gather(NOON, digests=False)
    actions.send_due(NOON)
    key, body = gateway.taken[0]
    assert body == '{"mobile": "13800000000", "content": "编号\\"1\\"\\n{}：请办理。"}'
    message = Message.objects.get()
    assert message.state == state
    assert "13800000000" not in message.said
    assert key.startswith("sms%3Anotice")
