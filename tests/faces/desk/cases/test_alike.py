"""Several people who ask for the same are seen on the page of each, and lead to a draft for everybody (条例 44)."""

from __future__ import annotations

import html
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client

from gongkai.apps.alike import bands
from gongkai.apps.alike.queries import CUT
from gongkai.apps.alike.wanted import subject_of, wanted
from gongkai.apps.people.actor import program
from gongkai.apps.questions import actions
from gongkai.apps.questions.models import Question
from tests.apps.office import at
from tests.faces.desk.situations import TODAY, back
from tests.faces.desk.world import ASKED, PRIVATE, Case, Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


def _accepted(here: Office, subject: str, kind: str = "consult", told: str = "", **data: object) -> Question:
    """A message in words of its own, those of the subject unless told otherwise."""
    asked = {**ASKED, "title": subject, "text": told or f"我想问{subject}。"}
    program_, now = program(here.organ.pk), at(back(1))
    form = {"kind": kind, "channel": "web", "publish": True, **data}
    row = actions.receive(program_, here.organ.pk, back(1), form, asked, now).question
    return actions.act(here.actor("clerk"), row.pk, "accept", TODAY, {"kind": kind, "subject": subject}, {}, at(TODAY))


def _page(client: Client, row: Question) -> str:
    return html.unescape(client.get(f"/desk/questions/{row.pk}/").content.decode())


def test_the_same_words_or_page_are_alike_and_nothing_else(here: Office) -> None:
    one = _accepted(here, "城区供热补贴发放标准和发放时间")
    near = _accepted(here, "供热补贴发放标准、发放时间（城区）")
    page = _accepted(here, "农村公路养护资金怎样拨付", about="/xxgk/office/items/A-2026-00001/")
    same = _accepted(here, "学校食堂采购合同的金额", about="/xxgk/office/items/A-2026-00001/")
    _accepted(here, "城区供热补贴发放标准和发放时间", kind="correction")
    clerk = here.actor("clerk")
    assert [each.pk for each in wanted(clerk, one.pk, TODAY).others] == [near.pk]
    (found,) = wanted(clerk, page.pk, TODAY).others
    assert (found.pk, found.how) == (same.pk, "说的是同一网页")
    # The same person asked twice: nobody else wants it.
    assert not wanted(clerk, one.pk, TODAY).several


def test_a_request_and_a_message_for_the_same_are_seen_and_lead_to_a_draft(here: Office, enter: Enter) -> None:
    request = Case(here, back(3), "register").row
    row = _accepted(here, request.subject, told=PRIVATE["content"])
    client = enter(here, "clerk")
    text = _page(client, row)
    assert "另有 1 件" in text
    assert "来自 2 人" in text
    assert f'href="/desk/requests/{request.pk}/"' in text
    assert row.number in client.get(f"/desk/requests/{request.pk}/").content.decode()
    assert f"/desk/items/new/?asked={row.number}" in text
    form = client.get(f"/desk/items/new/?asked={row.number}", follow=True)
    assert f'value="{request.subject}"' in form.content.decode()
    assert request.subject not in unquote(str(form.redirect_chain)), "nothing that was asked is in an address"


def test_a_suggestion_alone_leads_to_a_draft_too(here: Office, enter: Enter) -> None:
    row = _accepted(here, "公开供热补贴名单", kind="disclose")
    text = _page(enter(here, "clerk"), row)
    assert "近两年没有别人要同样的信息" in text
    assert "起草要主动公开的信息" in text
    assert "alike" not in _page(enter(here, "clerk"), _accepted(here, "单独的一件"))


def test_another_organ_learns_nothing(here: Office, elsewhere: Office) -> None:
    row = _accepted(here, "城区供热补贴发放标准")
    _accepted(elsewhere, "城区供热补贴发放标准")
    assert wanted(here.actor("clerk"), row.pk, TODAY).count == 0
    assert wanted(elsewhere.actor("clerk"), row.pk, TODAY).count == 0
    assert subject_of(elsewhere.actor("clerk"), row.number) == ""


def test_where_not_all_were_looked_at_both_pages_say_so(
    here: Office, enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = Case(here, back(3), "register").row
    rows = [_accepted(here, request.subject, told=PRIVATE["content"]) for _ in range(3)]
    client = enter(here, "clerk")
    assert CUT not in _page(client, rows[0])
    monkeypatch.setattr(bands, "CROWD", 2)
    for text in (_page(client, rows[0]), html.unescape(client.get(f"/desk/requests/{request.pk}/").content.decode())):
        assert CUT in text
        assert "近两年另有至少" in text
        assert "来自至少" in text
