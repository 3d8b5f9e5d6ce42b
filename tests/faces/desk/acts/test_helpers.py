"""The notice of correction: its last day, ready texts that lose nothing typed, a proposed term, the way to its letter; extensions."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.journal.models import Entry
from gongkai.law.casework.correcting import ELEMENTS
from tests.faces.desk.situations import CORRECTION, TODAY, back, extension_wanted, fresh
from tests.faces.desk.world import Case, Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


def _read(client: Client, path: str) -> LexborHTMLParser:
    return LexborHTMLParser(client.get(path).content)


def test_the_form_says_the_last_day_and_proposes_a_term(here: Office, enter: Enter) -> None:
    client, case = enter(here, "clerk"), Case(here, back(3))
    page = client.get(f"/desk/requests/{case.row.pk}/do/ask_correction/").content.decode()
    assert "2026-11-26" in page
    assert "还有 4 个工作日" in page
    assert "correction_term_days" in page
    until = LexborHTMLParser(page).css_first("#id_until")
    assert until
    assert until.attributes["value"] == "2026-12-01"
    late = client.get(f"/desk/requests/{Case(here, back(20)).row.pk}/do/ask_correction/").content.decode()
    assert "已经过了" in late


def test_chosen_texts_go_below_what_was_typed_and_enter_nothing(here: Office, enter: Enter) -> None:
    client, case = enter(here, "clerk"), fresh(here)
    path, before = f"/desk/requests/{case.row.pk}/do/ask_correction/", Entry.objects.count()
    sent = {
        **CORRECTION,
        "until": "2026-12-01",
        "what": "已经写的话。",
        "day": TODAY.isoformat(),
        "element": ["identity", "form"],
    }
    page = LexborHTMLParser(client.post(path, {**sent, "go": "texts"}).content)
    box, manner = page.css_first("#id_what"), page.css_first("#id_manner option[selected]")
    assert box
    assert manner
    assert html.unescape(box.text()).split() == ["已经写的话。", ELEMENTS[0].text, ELEMENTS[2].text]
    assert manner.attributes["value"] == "email"
    assert Entry.objects.count() == before
    done = client.post(path, {**sent, "go": "do", "based_on": case.row.acts}, follow=True).content.decode()
    assert f'<a href="/desk/requests/{case.row.pk}/letters/">制作文书</a>' in done


def test_an_extension_is_followed_from_the_asking_to_the_telling(here: Office, enter: Enter) -> None:
    case = extension_wanted(here)
    path = f"/desk/requests/{case.row.pk}/"
    assert "须在 2026-12-08 届满前负责人批准并告知申请人" in _strand(enter(here, "head"), path)
    assert "批准延期" in _strand(enter(here, "head"), path)
    case.do("approve_extension", "head", day=back(3))
    assert "还没有告知申请人，延期还没有生效" in _strand(enter(here, "clerk"), path)
    case.do("notify_extension", day=back(2), manner="email", evidence="回执")
    assert "延期告知书" in _strand(enter(here, "clerk"), path)


def _strand(client: Client, path: str) -> str:
    found = _read(client, path).css_first('section[aria-labelledby="extensions"]')
    assert found
    return found.text()
