"""A wrong entry is put right by another entry: filled in anew from what it says, or taken back; both stay to be seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from tests.faces.desk.situations import TODAY, back, fresh
from tests.faces.desk.world import Office
from tests.faces.shown import words_of

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


def test_the_form_is_filled_with_what_the_entry_says(here: Office, enter: Enter) -> None:
    case = fresh(here).do("search", day=back(9), scope="档案室", method="按文号", result="找到一份。")
    client = enter(here, "clerk")
    assert "检索记录" in words_of(client.get(f"/desk/requests/{case.row.pk}/do/correct/").content)
    tree = LexborHTMLParser(client.get(f"/desk/requests/{case.row.pk}/do/correct/?target=2").content)
    scope = tree.css_first("[name=anew-scope]")
    assert scope
    assert scope.attributes["value"] == "档案室"
    assert not tree.css("[name=target]"), "the entry is named by the address"


def test_a_corrected_entry_shows_both_and_why(here: Office, enter: Enter) -> None:
    case = fresh(here).do("search", day=back(9), scope="档案室", method="按文号", result="找到一份。")
    sent = {
        "day": TODAY.isoformat(),
        "based_on": 2,
        "reason": "范围写漏了。",
        "anew-day": back(8).isoformat(),
        "anew-scope": "档案室、机要室",
        "anew-method": "按文号",
        "anew-result": "找到一份。",
    }
    answer = enter(here, "clerk").post(f"/desk/requests/{case.row.pk}/do/correct/?target=2", sent, follow=True)
    text = words_of(answer.content)
    assert "已登记：更正登记" in text
    assert "已更正" in text
    assert "档案室、机要室" in text
    assert "原登记：" in text
    assert "更正理由：范围写漏了。" in text


def test_an_entry_that_is_taken_back_is_struck_with_the_reason(here: Office, enter: Enter) -> None:
    case = fresh(here).do("note", day=back(9), note="记到别的件上了。")
    sent = {"day": TODAY.isoformat(), "based_on": 2, "reason": "记错了件。", "annul": "on"}
    answer = enter(here, "clerk").post(f"/desk/requests/{case.row.pk}/do/correct/?target=2", sent, follow=True)
    tree = LexborHTMLParser(answer.content)
    void = tree.css_first("li.void")
    assert void
    assert "已撤销" in void.text()
    assert "更正理由：记错了件。" in void.text()
    assert [each.text() for each in void.css("del")][:2] == ["办理记录", "记到别的件上了。"]
    assert not void.css("a"), "it cannot be corrected again"


def test_the_applicants_name_can_be_corrected_and_the_rest_stays_sealed(here: Office, enter: Enter) -> None:
    case = fresh(here)
    client = enter(here, "clerk")
    tree = LexborHTMLParser(client.get(f"/desk/requests/{case.row.pk}/do/correct/?target=1").content)
    sent = {
        each.attributes["name"]: each.attributes.get("value") or ""
        for each in tree.css("form[novalidate] input")
        if each.attributes.get("type") != "checkbox"
    }
    for each in tree.css("form[novalidate] select"):
        chosen = each.css_first("option[selected]")
        sent[each.attributes["name"]] = (chosen.attributes.get("value") or "") if chosen else ""
    sent |= {
        "reason": "姓名听错了。",
        "anew-applicant_name": "章三丰",
        "anew-subject": "某路改造工程的决算",
        "anew-content": "",
    }
    answer = client.post(f"/desk/requests/{case.row.pk}/do/correct/?target=1", sent, follow=True)
    text = words_of(answer.content)
    assert "已登记：更正登记" in text, text[:1500]
    assert "章**" in text
    assert "某路改造工程的决算" in text


def test_a_correction_by_nobodys_number_lists_what_can_be_corrected(here: Office, enter: Enter) -> None:
    case = fresh(here)
    text = words_of(enter(here, "clerk").get(f"/desk/requests/{case.row.pk}/do/correct/?target=99").content)
    assert "请选择要更正的一条" in text
