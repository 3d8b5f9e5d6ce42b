"""Reviews and suits go by the same pages: registered, found, led from act to act, each by its form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.remedies.models import Remedy
from gongkai.law.procedures import REMEDY
from tests.faces.desk.situations import TODAY, back, served
from tests.faces.desk.world import NOTIFIED, Office, remedy
from tests.faces.shown import words_of

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
ATTACK = "<script>alert(1)</script>"


def test_a_case_is_registered_with_the_request_it_is_about(here: Office, enter: Enter) -> None:
    request = served(here)
    client = enter(here, "clerk")
    sent = NOTIFIED | {"party_name": "李四光", "day": back(1).isoformat(), "request_number": request.row.number}
    answer = client.post("/desk/remedies/new/", sent, follow=True)
    text = words_of(answer.content)
    assert "2026-案1" in text
    assert "李四光" not in text
    assert f'href="/desk/requests/{request.row.pk}/"' in answer.content.decode()
    assert "2026-案1" in words_of(client.get("/desk/remedies/").content)


def test_a_request_that_does_not_exist_is_refused_and_all_kept(here: Office, enter: Enter) -> None:
    sent = NOTIFIED | {"party_name": "李四光", "day": back(1).isoformat(), "request_number": "1999-1"}
    answer = enter(here, "clerk").post("/desk/remedies/new/", sent)
    assert answer.status_code == 422
    assert "没有登记编号为“1999-1”的申请" in words_of(answer.content)
    assert "李四光" in answer.content.decode()
    assert not Remedy.objects.exists()


WAY: tuple[tuple[str, dict[str, Any]], ...] = (
    ("note", {"note": "已交法律顾问。"}),
    ("suspend", {"reason": "等另案结果。"}),
    ("resume", {}),
    ("answer", {"evidence": "申请书、答复书。"}),
    ("extend_review", {}),
    ("conclude", {"outcome": "upheld", "number": "昌政复〔2026〕1号"}),
    ("archive", {"archive_number": "1"}),
)


def test_every_act_goes_by_its_form(here: Office, enter: Enter) -> None:
    row, client = remedy(here, back(3)), enter(here, "clerk")
    for place, (event, told) in enumerate(WAY, 1):
        url = f"/desk/remedies/{row.pk}/do/{event}/"
        assert client.get(url).status_code == 200
        sent = {"day": TODAY.isoformat(), "based_on": place, **told}
        assert "现在还没有登记" in words_of(client.post(url, sent | {"go": "preview"}).content), event
        answer = client.post(url, sent, follow=True)
        assert f"已登记：{REMEDY.events[event]}" in words_of(answer.content), words_of(answer.content)[:1500]


def test_the_next_step_is_the_answer_and_whose_it_is(here: Office, enter: Enter) -> None:
    path = f"/desk/remedies/{remedy(here, back(3)).pk}/"
    mine = LexborHTMLParser(enter(here, "clerk").get(path).content).css_first(".do-next a")
    assert mine
    assert mine.text() == REMEDY.events["answer"]
    assert "等经办人“提交答复和证据”" in words_of(enter(here, "head").get(path).content)


def test_attacks_are_shown_as_text(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    sent = NOTIFIED | {"party_name": ATTACK, "subject": ATTACK, "forum": ATTACK, "day": back(1).isoformat()}
    answer = client.post("/desk/remedies/new/", sent, follow=True)
    for page in (answer, client.get("/desk/remedies/"), client.get("/desk/")):
        assert ATTACK not in page.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [("q=答复", True), ("q=别的", False), ("state=notified", True), ("state=archived", False), ("group=review", True), ("year=2025", False), ("outcome=upheld", False)],
)  # fmt: skip
def test_filters_stand_in_the_address(query: str, found: bool, here: Office, enter: Enter) -> None:
    remedy(here, back(3))
    assert ("2026-案1" in words_of(enter(here, "clerk").get(f"/desk/remedies/?{query}").content)) is found
