"""Acts through the one door: what they write, what they refuse, and that nothing is half done."""

from __future__ import annotations

import contextlib
import json
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction

from gongkai.apps import entering
from gongkai.apps.journal import vault
from gongkai.apps.journal.models import Entry, PersonalRecord
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people import queries as people
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.models import Person, Post
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.requests import actions
from gongkai.apps.requests.kind import KIND, OPENING
from gongkai.apps.requests.models import NumberSeries, Request
from gongkai.law.casework import Refusal
from gongkai.law.procedures.request_forms import REQUEST_FORMS
from tests.apps.office import MONDAY, NAME, REGISTRATION, SECRETS, at, closed, member, office, opened
from tests.apps.requests.stories import LATER, SECRET, STORIES, actor_of, do, perform, private_of
from tests.law.casework import telling

pytestmark = pytest.mark.django_db


def test_a_registration_starts_the_clock_and_writes_one_entry() -> None:
    where = office()
    row = opened(where)
    assert (row.number, row.state, row.acts) == ("2024-0001", "handling", 1)
    assert (row.received_on, row.due_on) == (MONDAY, date(2024, 4, 1))
    assert row.masked_name == vault.masked(NAME)
    entry = Entry.objects.get(subject="request")
    assert (entry.subject_id, entry.event, entry.person) == (row.pk, "register", where.clerk.person)
    assert json.loads(entry.payload) == {"data": dict(REGISTRATION), "named": True, "number": "2024-0001"}


def test_a_recorded_reply_ends_the_case() -> None:
    where = office()
    row = closed(where, opened(where), date(2024, 3, 20))
    assert (row.state, row.counted, row.closed_on, row.acts) == ("closed", "provided", date(2024, 3, 20), 2)
    assert Request.objects.get(pk=row.pk).next_due_on is None


@pytest.mark.parametrize("name", STORIES)
def test_every_story_can_be_lived(name: str) -> None:
    row = perform(office(), STORIES[name])
    assert row.state == ("void" if name == "registered twice" else "closed")
    assert Request.objects.filter(pk=row.pk).values().get() == _values(row)
    assert Entry.objects.filter(subject="request", subject_id=row.pk).count() == row.acts == len(STORIES[name])


def test_the_stories_do_everything_that_the_procedure_has() -> None:
    told = {line.split()[1] for lines in STORIES.values() for line in lines}
    applicants = {row.event for row in KIND.procedure.transitions if row.roles == ("applicant",)}
    assert told == set(KIND.procedure.events) - actions.OWN_DOORS - applicants


@pytest.mark.parametrize("name", STORIES)
def test_nobody_acts_out_of_role_or_out_of_organ(name: str) -> None:
    """At every step of every story those who may not are refused, and nothing is left of what they tried."""
    where, other = office(), office("kangping")
    before: list[telling.CaseAct] = []
    row: Request | None = None
    for line in STORIES[name]:
        act = telling.one(line, before, KIND.procedure, REQUEST_FORMS)
        entries = Entry.objects.count()
        allowed = {r for each in KIND.procedure.transitions if each.event == act.event for r in each.roles}
        for wrong in (
            where.leader,
            where.compiler,
            *(actor_of(where, r) for r in KIND.procedure.roles if r not in allowed),
        ):
            with pytest.raises(Forbidden, match="办理"):
                _try(wrong, row, act)
        if row is not None:
            with pytest.raises(Request.DoesNotExist):
                _try(actor_of(other, act.role), row, act)
        assert Entry.objects.count() == entries
        row = do(where, row, act)
        before.append(act)


def test_who_was_dismissed_is_nobody_any_more() -> None:
    where = office()
    person = Person.objects.get(pk=where.clerk.person)
    Post.objects.filter(person=person).update(until=date(2024, 2, 29))
    with pytest.raises(Forbidden, match="没有“经办人”这个职务"):
        people.actor(person, where.organ.pk, "clerk", MONDAY)


def test_nobody_signs_for_a_day_before_he_came() -> None:
    """Facts may be entered by whoever came later; a review, a signature, an approval may not be dated back."""
    where = office()
    row = perform(where, ("2024-03-04 register", "2024-03-06 propose", "2024-03-07 review"))
    Post.objects.filter(person_id=int(where.head.person)).update(since=date(2024, 4, 1))
    number = {"number": "昌政公开〔2024〕3号"}
    with pytest.raises(Refusal, match="2024-03-08 您没有“公开工作机构负责人”这个职务，不能以那天的日期“签发”"):
        actions.act(where.head, row.pk, "sign", date(2024, 3, 8), number, {}, LATER)
    note = {"note": "接手时的情况"}
    actions.act(where.head, row.pk, "note", date(2024, 3, 8), note, {}, LATER)
    assert actions.act(where.head, row.pk, "sign", date(2024, 4, 1), number, {}, LATER).state == "signed"


def test_events_that_do_not_exist_or_open_nothing_are_refused() -> None:
    where = office()
    row = opened(where)
    for event, says in (("fly", "没有“fly”"), ("serve", "先打开那件申请")):
        with pytest.raises(Refusal, match=says):
            actions.open_request(where.clerk, event, MONDAY, {}, {}, LATER)
    with pytest.raises(Refusal, match="没有“fly”"):
        actions.act(where.clerk, row.pk, "fly", MONDAY, {}, {}, LATER)
    for event in OPENING:
        with pytest.raises(Refusal):
            actions.act(where.clerk, row.pk, event, MONDAY, dict(REGISTRATION), SECRETS, LATER)


def test_numbers_follow_one_another_in_each_organ_and_year() -> None:
    where, other = office(), office("kangping")
    assert [opened(where).number for _ in range(2)] == ["2024-0001", "2024-0002"]
    assert opened(other).number == "2024-0001"
    assert opened(where, date(2025, 3, 4)).number == "2025-0001"
    assert opened(where, number="2024-9999").number == "2024-9999"
    assert opened(where).number == "2024-10000"
    assert opened(where, number="2024-甲-1").number == "2024-甲-1"
    assert opened(where).number == "2024-10001"
    assert opened(where, number="2024-10005").number == "2024-10005"
    assert opened(where).number == "2024-10006"
    NumberSeries.objects.all().delete()
    assert opened(where).number == "2024-10007", "what is forgotten is found again"
    NumberSeries.objects.filter(year=2024).update(last=1)
    assert opened(where).number == "2024-0003", "what is free may be given, what is taken never"
    with pytest.raises(Refusal, match="已经用过"):
        opened(where, number=" 2024-0002 ")
    for bad in ("x" * 41, "两\n行"):
        with pytest.raises(Refusal, match="登记编号应为"):
            opened(where, number=bad)


@pytest.mark.parametrize(
    ("private", "says"),
    [
        ({**SECRETS, "applicant_name": " "}, "姓名或者名称"),
        ({"applicant_name": NAME}, "“所需信息的描述”"),
        ({**SECRETS, "salary": "1"}, "没有“salary”"),
        ({**SECRETS, "applicant_name": "张\x01三"}, "“姓名或者名称”含有不能显示的字符"),
        ({**SECRETS, "contact": "\u202e139"}, "“联系方式”含有不能显示的字符"),
        ({**SECRETS, "content": "长" * 5001}, "有5001个字，最多5000个"),
    ],
)
def test_private_fields_must_be_told_and_must_be_known(private: dict[str, str], says: str) -> None:
    where = office()
    with pytest.raises(Refusal, match=says):
        actions.open_request(where.clerk, "register", MONDAY, REGISTRATION, private, LATER)
    assert not Request.objects.exists()
    assert not PersonalRecord.objects.exists()


def test_private_fields_are_never_taken_into_the_journal() -> None:
    where = office()
    with pytest.raises(Refusal, match="个人信息"):
        actions.open_request(where.clerk, "register", MONDAY, {**REGISTRATION, "applicant_name": NAME}, SECRETS, LATER)
    row = opened(where)
    wrong = {"target": 1, "reason": "重填", "day": "2024-03-04", "data": {**REGISTRATION, "contact": "电话"}}
    with pytest.raises(Refusal, match="个人信息"):
        actions.act(where.clerk, row.pk, "correct", MONDAY, wrong, {}, LATER)
    assert Entry.objects.filter(subject="request").count() == 1


def test_what_is_private_is_found_nowhere_but_sealed(caplog: pytest.LogCaptureFixture) -> None:
    """Every text in every table, and every line of the log, after all that can be done with a request."""
    where = office()
    with caplog.at_level(logging.DEBUG):
        for lines in STORIES.values():
            perform(where, lines)
    assert SECRET not in caplog.text
    sealed = PersonalRecord.objects.count()
    assert sealed >= len(STORIES)
    for model in apps.get_models():
        for row in model._default_manager.values():
            assert SECRET not in repr(row), model
            assert SECRET.encode() not in b"".join(bytes(v) for v in row.values() if isinstance(v, bytes | memoryview))


def test_the_log_says_what_was_done_once_it_is_certain(
    caplog: pytest.LogCaptureFixture, transactional_db: None
) -> None:
    where = office()
    with caplog.at_level(logging.INFO, "gongkai.requests"):
        row = opened(where)
        with contextlib.suppress(RuntimeError), transaction.atomic():
            actions.act(where.clerk, row.pk, "note", MONDAY, {"note": "电话"}, {}, LATER)
            raise RuntimeError
    assert [record.getMessage() for record in caplog.records] == [f"organ {where.organ.pk} request {row.pk}: register"]


def test_who_comes_second_is_told_what_happened_meanwhile() -> None:
    where = office()
    row = opened(where)
    seen = row.acts
    actions.act(where.head, row.pk, "note", MONDAY, {"note": "先看档案"}, {}, LATER, based_on=seen)
    with pytest.raises(Stale) as refused:
        actions.act(where.clerk, row.pk, "note", MONDAY, {"note": "再查"}, {}, LATER, based_on=seen)
    assert where.head.name in refused.value.reason
    assert "办理记录" in refused.value.reason
    assert "2024-0001" in refused.value.reason
    assert Request.objects.get(pk=row.pk).acts == 2
    actions.act(where.clerk, row.pk, "note", MONDAY, {"note": "再查"}, {}, LATER, based_on=2)


def test_a_form_from_the_future_is_stale_too() -> None:
    where = office()
    row = opened(where)
    with pytest.raises(Stale):
        actions.act(where.clerk, row.pk, "note", MONDAY, {"note": "?"}, {}, LATER, based_on=9)


def test_a_letter_found_in_the_post_room_comes_late_and_counts_from_its_day() -> None:
    where = office()
    row = opened(where, MONDAY, now=at(date(2024, 3, 14)), channel="registered_mail")
    assert (row.received_on, row.due_on) == (MONDAY, date(2024, 4, 1))
    late = opened(where, MONDAY, channel="email")
    done = actions.act(where.clerk, late.pk, "confirm", date(2024, 3, 5), {"how": "电话"}, {}, at(date(2024, 3, 8)))
    assert (done.received_on, done.state) == (date(2024, 3, 5), "handling")


def test_days_to_come_cannot_be_told() -> None:
    where = office()
    with pytest.raises(Refusal):
        opened(where, MONDAY + timedelta(1), now=at(MONDAY))


def test_a_correction_moves_every_clock_and_names_the_applicant_anew() -> None:
    where = office()
    row = opened(where)
    new = {"target": 1, "reason": "签收日看错", "day": "2024-03-06", "data": dict(REGISTRATION)}
    renamed = {**SECRETS, "applicant_name": "司马平"}
    row = actions.act(where.clerk, row.pk, "correct", date(2024, 3, 7), new, renamed, LATER)
    assert (row.arrived_on, row.due_on) == (date(2024, 3, 6), date(2024, 4, 3))
    assert Request.objects.get(pk=row.pk).masked_name == vault.masked("司马平")
    back = {"target": 2, "annul": True, "reason": "原来是对的"}
    row = actions.act(where.clerk, row.pk, "correct", date(2024, 3, 8), back, {}, LATER)
    assert (row.arrived_on, row.due_on) == (MONDAY, date(2024, 4, 1))
    assert Request.objects.get(pk=row.pk).masked_name == vault.masked(NAME)
    assert Request.objects.get(pk=row.pk).acts == 3


def test_what_fails_half_way_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    where = office()
    row = opened(where)
    before = (Entry.objects.count(), PersonalRecord.objects.count(), _values(Request.objects.get()))

    def broken(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(entering, "write", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        closed(where, row, date(2024, 3, 20))
    with pytest.raises(RuntimeError), transaction.atomic():
        opened(where)
    assert (Entry.objects.count(), PersonalRecord.objects.count(), _values(Request.objects.get())) == before


def test_an_act_takes_few_queries(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    where = office()
    row = opened(where)
    with django_assert_max_num_queries(12):  # four of them the watch's
        actions.act(where.clerk, row.pk, "note", MONDAY, {"note": "查档"}, {}, LATER, based_on=1)
    assert connection.vendor in ("sqlite", "postgresql")


def test_a_second_clerk_can_go_on() -> None:
    where = office()
    row = opened(where)
    second = member(where.organ, "clerk")
    assert actions.act(second, row.pk, "note", MONDAY, {"note": "接手"}, {}, LATER, based_on=1).acts == 2


def _try(by: Actor, row: Request | None, act: telling.CaseAct) -> None:
    private = private_of(act.event)
    if row is None:
        actions.open_request(by, act.event, act.day, act.data, private, LATER)
    else:
        actions.act(by, row.pk, act.event, act.day, act.data, private, LATER)


def _values(row: Request) -> dict[str, object]:
    return {field.attname: getattr(row, field.attname) for field in Request._meta.concrete_fields}
