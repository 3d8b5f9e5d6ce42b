"""Several people who ask for the same are seen on the page of each, and lead to a draft for everybody (条例 44)."""

from __future__ import annotations

import html
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client

from gongkai.apps.questions import actions
from gongkai.apps.questions.alike import QUESTION, alike, subject_of
from gongkai.apps.questions.models import Question
from tests.apps.office import at
from tests.faces.desk.situations import TODAY, back
from tests.faces.desk.world import Case, Office, question

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


def _accepted(here: Office, subject: str, kind: str = "consult", **told: object) -> Question:
    row = question(here, back(1), kind=kind, **told).question
    clerk = here.actor("clerk")
    return actions.act(clerk, row.pk, "accept", TODAY, {"kind": kind, "subject": subject}, {}, at(TODAY))


def _page(client: Client, row: Question) -> str:
    return html.unescape(client.get(f"/desk/questions/{row.pk}/").content.decode())


def test_the_same_subject_or_page_is_alike_and_nothing_else(here: Office) -> None:
    one = _accepted(here, "城区供热补贴发放标准")
    near = _accepted(here, "供热补贴发放标准")
    page = _accepted(here, "别的事由", about="/xxgk/office/items/A-2026-00001/")
    same = _accepted(here, "完全不同", about="/xxgk/office/items/A-2026-00001/")
    _accepted(here, "城区供热补贴发放标准", kind="correction")
    clerk = here.actor("clerk")
    assert [each.pk for each in alike(clerk, QUESTION, one.pk, TODAY).others] == [near.pk]
    assert [each.pk for each in alike(clerk, QUESTION, page.pk, TODAY).others] == [same.pk]
    # The same person asked twice: nobody else wants it.
    assert not alike(clerk, QUESTION, one.pk, TODAY).several


def test_a_request_and_a_message_for_the_same_are_seen_and_lead_to_a_draft(here: Office, enter: Enter) -> None:
    request = Case(here, back(3), "register").row
    row = _accepted(here, request.subject)
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
    assert alike(here.actor("clerk"), QUESTION, row.pk, TODAY).count == 0
    assert alike(elsewhere.actor("clerk"), QUESTION, row.pk, TODAY).count == 0
    assert subject_of(elsewhere.actor("clerk"), row.number) == ""
