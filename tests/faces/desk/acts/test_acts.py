"""Every act by its form: it is shown, tried, done; what is refused keeps what was typed; two at once do not collide."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.journal.models import Entry
from gongkai.apps.requests.models import Request
from gongkai.faces.desk.cases.rooms import REQUESTS
from gongkai.law.procedures import REQUEST
from gongkai.law.procedures.request_forms import REQUEST_FORMS
from tests.faces.desk.situations import OWN_DOORS, PROVIDED, SITUATIONS, TODAY, back, fresh, proposed, reviewed, signed
from tests.faces.desk.world import Case, Office
from tests.faces.shown import words_of

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'"


def _url(case: Case, event: str) -> str:
    return f"/desk/requests/{case.row.pk}/do/{event}/"


def _sent(case: Case, told: dict[str, Any], go: str = "do", **more: Any) -> dict[str, Any]:
    return {"day": TODAY.isoformat(), "based_on": case.row.acts, "go": go, **told, **more}


def test_every_act_has_a_situation() -> None:
    applicants = {row.event for row in REQUEST.transitions if row.roles == ("applicant",)}
    assert set(SITUATIONS) == set(REQUEST.events) - {"register", "log_arrival", "correct"} - OWN_DOORS - applicants


@pytest.mark.parametrize("event", SITUATIONS)
def test_every_act_is_shown_tried_and_done(event: str, here: Office, enter: Enter) -> None:
    situation = SITUATIONS[event]
    case = situation.made(here)
    client = enter(here, situation.role)
    page = client.get(_url(case, event))
    assert page.status_code == 200
    assert REQUEST_FORMS[event].day_label in words_of(page.content)
    assert f"今天不能{REQUEST.events[event]}" not in words_of(page.content)

    tried = client.post(_url(case, event), _sent(case, situation.told, "preview"))
    assert tried.status_code == 200, words_of(tried.content)[:1500]
    assert "现在还没有登记" in words_of(tried.content)
    assert Entry.objects.filter(subject="request").count() == case.row.acts

    done = client.post(_url(case, event), _sent(case, situation.told))
    assert done.status_code == 302, words_of(done.content)[:1500]
    after = words_of(client.get(done["Location"]).content)
    assert f"已登记：{REQUEST.events[event]}" in after
    assert Entry.objects.filter(subject="request").count() == case.row.acts + 1


@pytest.mark.same_on_both
@pytest.mark.parametrize("event", [event for event, each in SITUATIONS.items() if each.told])
def test_an_attack_in_any_text_is_shown_as_text(event: str, here: Office, enter: Enter) -> None:
    situation = SITUATIONS[event]
    case = situation.made(here)
    client = enter(here, situation.role)
    forms = {field.name: field for field in REQUEST_FORMS[event].fields}
    told = {name: ATTACK if not forms[name].choices and name != "label" and isinstance(value, str) and forms[name].kind.value in ("一行文字", "一段文字") else value for name, value in situation.told.items()}  # fmt: skip
    for go in ("preview", "do"):
        answer = client.post(_url(case, event), _sent(case, told, go), follow=True)
        assert b"<script>alert(1)" not in answer.content
        assert b"<img src=x" not in answer.content


def test_a_refusal_says_why_with_the_article_and_keeps_what_was_typed(here: Office, enter: Enter) -> None:
    case = fresh(here)
    told = {"decision": "not_found", "reason": "查了三个库房都没有。"}
    answer = enter(here, "clerk").post(_url(case, "propose"), _sent(case, told))
    text = words_of(answer.content)
    assert answer.status_code == 422
    assert "没有登记" in text
    assert "检索记录" in text
    assert "依据：" in text
    assert "查了三个库房都没有。" in text
    assert "检索的范围、方法和结果" in text, "what the chosen decision must state"
    tree = LexborHTMLParser(answer.content)
    chosen = tree.css_first("select[name=decision] option[selected]")
    assert chosen
    assert chosen.attributes["value"] == "not_found"
    assert Entry.objects.filter(subject="request").count() == 1


def test_a_page_that_was_tampered_with_is_said_in_chinese(here: Office, enter: Enter) -> None:
    case = fresh(here)
    answer = enter(here, "clerk").post(_url(case, "note"), _sent(case, {"note": "核对"}, based_on="abc"))
    assert answer.status_code == 422
    assert "这一页不完整，请刷新后重新填写。" in words_of(answer.content)
    assert "Based on" not in words_of(answer.content)


def test_a_field_that_is_wrong_is_told_beside_it(here: Office, enter: Enter) -> None:
    case = fresh(here)
    answer = enter(here, "clerk").post(
        _url(case, "request_extension"), _sent(case, {"working_days": "30", "reason": "多"})
    )
    assert answer.status_code == 422
    tree = LexborHTMLParser(answer.content)
    assert tree.css(".field-wrong [name=working_days]")
    assert tree.css(".error-summary a[href='#id_working_days']")


def test_the_same_form_sent_twice_at_once_is_entered_once(here: Office, enter: Enter) -> None:
    """Both were read before either was entered: what the second one saw of the case is old by then."""
    case, client = fresh(here), enter(here, "clerk")
    sent = _sent(case, {"note": "核对了收件日期"})
    act = REQUESTS.act

    def slow(*told: Any) -> None:
        act(*told)
        act(*told)

    object.__setattr__(REQUESTS, "act", slow)
    try:
        again = client.post(_url(case, "note"), sent, follow=True)
    finally:
        object.__setattr__(REQUESTS, "act", act)
    assert "已经登记过，没有重复登记" in words_of(again.content)
    assert Entry.objects.filter(subject="request").count() == case.row.acts + 1


def test_the_same_form_sent_twice_is_entered_once(here: Office, enter: Enter) -> None:
    case, client = fresh(here), enter(here, "clerk")
    sent = _sent(case, {"note": "已转业务科室。"})
    assert client.post(_url(case, "note"), sent).status_code == 302
    again = client.post(_url(case, "note"), sent, follow=True)
    assert "已经登记过，没有重复登记" in words_of(again.content)
    assert Entry.objects.filter(subject="request").count() == 2


def test_two_at_once_one_wins_and_the_other_is_told_and_loses_nothing(here: Office, enter: Enter) -> None:
    case = fresh(here)
    mine = _sent(case, PROVIDED)
    case.do("note", "reviewer", day=TODAY, note="先别急着答复。")
    answer = enter(here, "clerk").post(_url(case, "propose"), mine)
    text = words_of(answer.content)
    assert answer.status_code == 409
    assert "还没有登记" in text
    assert "乙一" in text, "who was quicker"
    assert "先别急着答复" in text
    assert str(PROVIDED["reason"]) in text
    based = LexborHTMLParser(answer.content).css_first("input[name=based_on]")
    assert based
    assert based.attributes["value"] == "2"
    assert Entry.objects.filter(subject="request").count() == 2
    again = enter(here, "clerk").post(_url(case, "propose"), mine | {"based_on": 2})
    assert again.status_code == 302


def test_a_page_opened_in_another_post_asks_again(here: Office, enter: Enter) -> None:
    case = fresh(here)
    sent = _sent(case, {"note": "记录"}, seat=f"{here.organ.pk}:head")
    answer = enter(here, "clerk").post(_url(case, "note"), sent)
    assert answer.status_code == 409
    assert "换成了经办人" in words_of(answer.content)
    assert Entry.objects.filter(subject="request").count() == 1


def test_an_extension_shows_the_last_day_before_and_after(here: Office, enter: Enter) -> None:
    case = SITUATIONS["notify_extension"].made(here)
    answer = enter(here, "clerk").post(
        _url(case, "notify_extension"), _sent(case, {"manner": "email", "evidence": "1"}, "preview")
    )
    change = LexborHTMLParser(answer.content).css(".change")[1].text()
    assert "2026-12-08" in change
    assert "2026-12-22" in change


def test_a_fee_shows_its_arithmetic_before_it_is_charged(here: Office, enter: Enter) -> None:
    case = fresh(here)
    answer = enter(here, "clerk").post(_url(case, "charge_fee"), _sent(case, SITUATIONS["charge_fee"].told, "preview"))
    text = words_of(answer.content)
    assert "信息处理费 100 元" in text
    assert "第12件：1件×100元＝100元" in text
    assert "登记的是第 1 件" in text
    SITUATIONS["charge_fee"].made(here).do("charge_fee", day=TODAY, **SITUATIONS["charge_fee"].told)
    assert list(Request.objects.exclude(fee_yuan=0).values_list("fee_yuan", flat=True)) == [100]


def test_a_proposal_shows_what_the_letter_must_say_and_its_remedy_paragraph(here: Office, enter: Enter) -> None:
    case = fresh(here)
    answer = enter(here, "clerk").post(_url(case, "propose"), _sent(case, PROVIDED, "preview"))
    text = words_of(answer.content)
    assert "须写明" in text
    assert "向昌图县人民政府申请行政复议" in text
    assert "昌图县人民法院" in text
    assert "计入表三" in text


def test_before_a_partial_disclosure_is_signed_the_letter_names_its_grounds(here: Office, enter: Enter) -> None:
    told = {**PROVIDED, "decision": "partial", "withheld": ["state_secret"]}
    case = fresh(here).do("propose", day=back(5), **told).do("review", "reviewer", day=back(4))
    text = words_of(enter(here, "head").post(_url(case, "sign"), _sent(case, {"number": "1号"}, "preview")).content)
    assert "不予公开的部分不服" in text
    assert "救济段写不出来" not in text


@pytest.mark.parametrize(
    ("made", "event", "role"),
    [(proposed, "review", "reviewer"), (reviewed, "sign", "head"), (signed, "serve", "clerk")],
)
def test_the_next_step_stands_on_the_case_of_whoever_does_it(
    made: Callable[[Office], Case], event: str, role: str, here: Office, enter: Enter
) -> None:
    case = made(here)
    tree = LexborHTMLParser(enter(here, role).get(f"/desk/requests/{case.row.pk}/").content)
    button = tree.css_first(".do-next a.button")
    assert button
    assert button.attributes["href"] == _url(case, event)
    other = "head" if role != "head" else "clerk"
    waiting = LexborHTMLParser(enter(here, other).get(f"/desk/requests/{case.row.pk}/").content).css_first(".do-next")
    assert waiting
    assert f"“{REQUEST.events[event]}”" in waiting.text()
