"""Taken apart and handed over: the new cases have the right days, applicant and code, and nothing is half done."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps import casebook, query_codes, rules
from gongkai.apps.journal import queries as entries
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.organs.models import Organ
from gongkai.apps.people.actor import Actor, applicant
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.requests import actions
from gongkai.apps.requests.actions import Part
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.parting import due_of_part
from gongkai.apps.requests.projection import columns
from gongkai.law.casework import Refusal
from gongkai.law.casework.request import replay
from tests.apps.journal.situations import office as neighbour
from tests.apps.office import MONDAY, REGISTRATION, SECRETS, Office, at, closed, office, opened

pytestmark = pytest.mark.django_db
CODE = "CODE-CODE-CODE"
DIGEST_OF = query_codes.REQUESTS.digest
TWO = (Part("供热补贴标准", "二〇二三年的供热补贴标准"), Part("供热补贴名单", "二〇二三年的补贴名单"))
DAY = date(2024, 3, 12)


def _web(where: Office, items: int = 3) -> Request:
    """Sent by the applicant on the portal, confirmed, corrected: with everything that holds for all parts."""
    data = {**REGISTRATION, "channel": "web", "items": items}
    filled = {"code": DIGEST_OF(CODE)}
    sent = date(2024, 3, 4)
    row = actions.open_request(applicant(where.organ.pk), "log_arrival", sent, data, SECRETS, at(sent), filled=filled)
    row = actions.act(where.clerk, row.pk, "confirm", date(2024, 3, 5), {"how": "电话"}, {}, at(DAY))
    asked = {"what": "请写明年度", "until": "2024-03-29", "manner": "email"}
    row = actions.act(where.clerk, row.pk, "ask_correction", date(2024, 3, 6), asked, {}, at(DAY))
    return actions.act(
        applicant(where.organ.pk), row.pk, "receive_correction", date(2024, 3, 11), {}, {"corrected": "二〇二三年"}, at(DAY)
    )  # fmt: skip


def test_each_part_has_the_days_the_applicant_and_the_code_of_the_whole() -> None:
    where = office()
    whole = _web(where)
    row, made = actions.split(where.clerk, whole.pk, DAY, TWO, "三项分属三个科室", at(DAY))
    assert (row.items, row.state, row.due_on) == (1, "handling", whole.due_on)
    for each, part in zip(made, TWO, strict=True):
        fresh = Request.objects.get(pk=each.pk)
        assert (fresh.arrived_on, fresh.received_on, fresh.corrected_on) == (
            whole.arrived_on,
            whole.received_on,
            whole.corrected_on,
        )
        assert (fresh.due_on, fresh.channel, fresh.items) == (whole.due_on, "web", 1)
        assert (fresh.origin, fresh.code, fresh.subject) == (whole.number, DIGEST_OF(CODE), part.subject)
        assert fresh.masked_name == whole.masked_name
        assert fresh.person_id != whole.person_id
        assert fresh.person is not None
        told = vault.open_(fresh.person, where.clerk, "handling", at(DAY))
        assert told == {**SECRETS, "content": part.content}
    into = Entry.objects.get(subject="request", subject_id=row.pk, event="split").data["data"]["into"]
    assert into.split() == [each.number for each in made]


def test_a_part_is_due_by_what_was_done_with_the_applicant_whoever_else_was_asked_about_the_whole() -> None:
    where = office()
    row = _web(where)
    asked = {"label": "第三方甲", "number": "昌政公开函〔2024〕2号"}
    row = actions.act(where.clerk, row.pk, "consult_third_party", DAY, asked, {"body_name": "某公司"}, at(DAY))
    case = replay(casebook.story(entries.entries(Subject.REQUEST, row.pk)).acts, rules.calendar(), rules.settings())
    whole, (one, _) = actions.split(where.clerk, row.pk, DAY, TWO, "三项分属三个科室", at(DAY))
    assert one.due_on == due_of_part(case) == date(2024, 4, 9)
    assert whole.due_on is not None
    assert whole.due_on > one.due_on


def test_no_part_may_be_corrected_once_more() -> None:
    where = office()
    _, (one, _) = actions.split(where.clerk, _web(where).pk, DAY, TWO, "分属各科室", at(DAY))
    asked = {"what": "请写明年度", "until": "2024-03-29", "manner": "email"}
    with pytest.raises(Refusal, match="一次性告知"):
        actions.act(where.clerk, one.pk, "ask_correction", DAY, asked, {}, at(DAY))


def test_what_is_refused_leaves_nothing_behind() -> None:
    where = office()
    whole = _web(where, items=2)
    before = Entry.objects.count()
    for parts, said in (
        (TWO, "拆出的件数须少于这份申请的项数"),
        ((), "请至少写明拆出的一件"),
        ((Part("事由", "  "),), "拆出的第1件缺“所需信息的描述”"),
        ((Part("长" * 201, "内容"),), "最多200个"),
    ):
        with pytest.raises(Refusal, match=said):
            actions.split(where.clerk, whole.pk, DAY, parts, "分属各科室", at(DAY))
    assert Request.objects.count() == 1
    assert Entry.objects.count() == before


def test_only_its_own_door_takes_apart_and_hands_over() -> None:
    where = office()
    whole = _web(where)
    for event, data in (("split", {"parts": 1, "reason": "x", "into": "1"}), ("hand_over", {"to_organ": "a"})):
        with pytest.raises(Refusal, match="会另立申请"):
            actions.act(where.clerk, whole.pk, event, DAY, data, {}, at(DAY))


def test_another_organ_and_a_wrong_role_get_nothing() -> None:
    where = office()
    whole = _web(where)
    stranger = Actor("7", "外人", neighbour("beside").pk, "clerk")
    with pytest.raises(Request.DoesNotExist):
        actions.split(stranger, whole.pk, DAY, TWO, "x", at(DAY))
    with pytest.raises(Forbidden):
        actions.split(where.reviewer, whole.pk, DAY, TWO, "x", at(DAY))
    with pytest.raises(Forbidden):
        actions.hand_over(applicant(where.organ.pk), whole.pk, "beside", "电话", DAY, at(DAY))


def _not_ours(where: Office) -> Request:
    row = _web(where, items=1)
    reply = {"decision": "not_ours", "reason": "属于县自然资源局", "number": "昌政公开〔2024〕9号", "manner": "email"}
    data = {**reply, "manner": "by_hand"}
    return actions.act(where.head, row.pk, "record_reply", DAY, data, {}, at(DAY))


def test_what_is_handed_over_arrives_there_with_its_own_period_and_the_code_leads_on() -> None:
    where, to = office(), neighbour("beside")
    row = _not_ours(where)
    here, there = actions.hand_over(where.clerk, row.pk, "beside", "3月12日电话同意", DAY, at(DAY))
    assert (here.state, here.counted) == ("closed", "not_ours")
    assert (there.organ_id, there.state, there.arrived_on, there.received_on) == (to.pk, "arrived", DAY, None)
    assert (there.origin, there.code) == (row.number, DIGEST_OF(CODE))
    entry = Entry.objects.get(subject="request", subject_id=there.pk)
    assert entry.role == "applicant"
    assert entry.personal is not None
    assert entry.personal.organ_id == to.pk
    told = vault.open_(entry.personal, Actor("1", "某", to.pk, "clerk"), "handling", at(DAY))
    assert told["content"].endswith("（2024-03-11 补正）二〇二三年")
    assert told["applicant_name"] == SECRETS["applicant_name"]
    said = Entry.objects.get(subject="request", subject_id=row.pk, event="hand_over").data["data"]
    assert said == {"to_organ": "beside", "evidence": "3月12日电话同意", "into": there.number}


def test_a_letter_is_received_there_on_the_day_it_is_handed_over() -> None:
    where, to = office(), neighbour("beside")
    row = opened(where)
    reply = {"decision": "not_ours", "reason": "属于县自然资源局", "number": "昌政公开〔2024〕9号", "manner": "by_hand"}
    actions.act(where.head, row.pk, "record_reply", DAY, reply, {}, at(DAY))
    _, there = actions.hand_over(where.head, row.pk, "beside", "当面同意", DAY, at(DAY))
    assert (there.state, there.received_on, there.code, there.organ_id) == ("handling", DAY, "", to.pk)


def test_where_it_cannot_go() -> None:
    where = office()
    row = _not_ours(where)
    Organ.objects.filter(pk=neighbour("gone").pk).update(until=date(2024, 1, 1))
    for code, said in (("nowhere", "nowhere"), (where.organ.code, "本机关自己"), ("gone", "撤销")):
        with pytest.raises(Refusal, match=said):
            actions.hand_over(where.clerk, row.pk, code, "电话", DAY, at(DAY))
    other = closed(where, opened(where), date(2024, 3, 8))
    neighbour("beside")
    with pytest.raises(Refusal, match="不属于本机关负责公开"):
        actions.hand_over(where.clerk, other.pk, "beside", "电话", DAY, at(DAY))
    assert Request.objects.exclude(organ_id=where.organ.pk).count() == 0


def test_nobody_hands_over_twice() -> None:
    where = office()
    row = _not_ours(where)
    neighbour("beside")
    actions.hand_over(where.clerk, row.pk, "beside", "电话", DAY, at(DAY))
    with pytest.raises(Refusal, match="已经转递过"):
        actions.hand_over(where.clerk, row.pk, "beside", "再次电话", DAY, at(DAY))


def test_the_cached_columns_of_what_was_made_are_those_of_their_acts() -> None:
    where = office()
    row, made = actions.split(where.clerk, _web(where).pk, DAY, TWO, "分属各科室", at(DAY))
    for each in (row, *made):
        told = casebook.story(entries.entries("request", each.pk))
        case = replay(told.acts, rules.calendar(), rules.settings())
        assert dict(columns(case, told)).items() <= Request.objects.filter(pk=each.pk).values().get().items()


def test_what_only_the_program_fills_is_taken_out_of_forms() -> None:
    where = office()
    row = opened(where)
    assert row.arrived_on == MONDAY
    forged = {**REGISTRATION, "code": "ff" * 32, "origin": "2024-0001", "subject": "另一件"}
    other = actions.open_request(where.clerk, "register", MONDAY, forged, SECRETS, at(MONDAY))
    assert (other.code, other.origin) == ("", "")
