"""Requests to correct a record go by the pages of every case: registered, found, led from act to act, each by its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.records.models import RecordCorrection
from gongkai.law.procedures import RECORD
from tests.faces.desk.situations import TODAY, back, served
from tests.faces.desk.world import CLAIM, RECEIVED, Office, record
from tests.faces.shown import words_of

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
ATTACK = "<script>alert(1)</script>"


def test_one_is_registered_and_found_without_its_persons(here: Office, enter: Enter) -> None:
    about = served(here).row.number
    client = enter(here, "clerk")
    sent = RECEIVED | CLAIM | {"day": back(1).isoformat(), "request_number": about}
    text = words_of(client.post("/desk/records/new/", sent, follow=True).content)
    assert "2026-更1" in text
    assert "告知更正的结果" in text
    assert about in text
    assert "未核实" in text
    for page in (text, words_of(client.get("/desk/records/").content)):
        assert CLAIM["applicant_name"] not in page
        assert CLAIM["wrong"] not in page


def test_what_is_missing_is_said_and_all_kept(here: Office, enter: Enter) -> None:
    sent = RECEIVED | CLAIM | {"day": back(1).isoformat(), "contact": "", "request_number": "1999-1"}
    answer = enter(here, "clerk").post("/desk/records/new/", sent)
    assert answer.status_code == 422
    assert CLAIM["evidence"] in answer.content.decode()
    answer = enter(here, "clerk").post("/desk/records/new/", sent | {"contact": "0410-1"})
    assert "没有登记编号为“1999-1”的申请" in words_of(answer.content)
    assert not RecordCorrection.objects.exists()


WAY: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("clerk", "note", {"note": "已调原始档案。"}),
    ("clerk", "ask_evidence", {"what": "出生医学证明原件。", "manner": "by_hand"}),
    ("clerk", "add_evidence", {"evidence": "原件一份。"}),
    ("clerk", "verify", {"finding": "inaccurate", "how": "查1980年原始登记表。"}),
    ("clerk", "propose", {"outcome": "corrected", "reason": "与原始登记表不符。"}),
    ("head", "sign", {"number": "昌政公开〔2026〕30号"}),
    ("clerk", "mend", {"where": "户籍系统、家庭档案。"}),
    ("clerk", "tell", {"manner": "by_hand", "evidence": "签收单"}),
    ("clerk", "archive", {"archive_number": "1"}),
)


def test_every_act_goes_by_its_form_until_the_file(here: Office, enter: Enter) -> None:
    row = record(here, back(3))
    clients = {role: enter(here, role) for role in ("clerk", "head")}
    for place, (role, event, told) in enumerate(WAY, 1):
        url = f"/desk/records/{row.pk}/do/{event}/"
        assert clients[role].get(url).status_code == 200, event
        sent = {"day": TODAY.isoformat(), "based_on": place, **told}
        answer = clients[role].post(url, sent, follow=True)
        assert f"已登记：{RECORD.events[event]}" in words_of(answer.content), words_of(answer.content)[:1500]
    row.refresh_from_db()
    assert (row.state, row.outcome, row.closed_on) == ("archived", "corrected", TODAY)


def test_the_next_step_is_to_look_into_it_and_whose_it_is(here: Office, enter: Enter) -> None:
    path = f"/desk/records/{record(here, back(3)).pk}/"
    mine = LexborHTMLParser(enter(here, "clerk").get(path).content).css_first(".do-next a")
    assert mine
    assert mine.text() == RECORD.events["verify"]
    assert "等经办人“核实记录”" in words_of(enter(here, "head").get(path).content)


def test_sealed_words_open_with_a_reason_only(here: Office, enter: Enter) -> None:
    row, client = record(here, back(3)), enter(here, "clerk")
    path = f"/desk/records/{row.pk}/personal/"
    assert client.post(path).status_code == 422
    assert CLAIM["wrong"] in words_of(client.post(path, {"why": "check"}).content)


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=出生", True), ("q=别的", False), ("state=handling", True), ("state=archived", False), ("year=2025", False), ("outcome=refused", False)],
)  # fmt: skip
def test_filters_stand_in_the_address(query: str, found: bool, here: Office, enter: Enter) -> None:
    record(here, back(3), subject="出生日期")
    assert ("2026-更1" in words_of(enter(here, "clerk").get(f"/desk/records/?{query}").content)) is found


def test_attacks_are_shown_as_text(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    sent = RECEIVED | CLAIM | {"subject": ATTACK, "wrong": ATTACK, "day": back(1).isoformat()}
    answer = client.post("/desk/records/new/", sent, follow=True)
    for page in (answer, client.get("/desk/records/"), client.get("/desk/")):
        assert ATTACK not in page.content.decode()
