"""What a reader sees: lists, lights, one case; in a bounded number of queries, and nothing of other organs."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest

from gongkai.apps import rules
from gongkai.apps.journal.models import Entry
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.requests import queries
from gongkai.apps.requests.lights import light
from gongkai.apps.requests.models import Request
from gongkai.apps.requests.queries import Filters, Light
from tests.apps.office import MONDAY, NAME, SECRETS, at, closed, member, office, opened
from tests.apps.requests.stories import LATER, STORIES, perform, wander

pytestmark = pytest.mark.django_db
Few = Callable[[int], AbstractContextManager[object]]


def numbers(page: queries.Page) -> list[str]:
    return [row.request.number for row in page.rows]


def test_a_list_is_narrowed_and_ordered() -> None:
    where = office()
    early = opened(where, MONDAY, subject="校车采购结果")
    late = opened(where, MONDAY + timedelta(7), applicant="business", subject="供热补贴")
    done = closed(where, opened(where, MONDAY + timedelta(1)), MONDAY + timedelta(8))
    waiting = opened(where, MONDAY + timedelta(2), channel="email")
    today = MONDAY + timedelta(8)

    def found(**wanted: object) -> list[str]:
        return numbers(queries.cases(where.clerk, Filters(**wanted), today))  # type: ignore[arg-type]

    assert found() == [waiting.number, early.number, late.number, done.number]
    assert found(open=False) == [done.number]
    assert set(found(open=True)) == {early.number, late.number, waiting.number}
    assert found(applicant="business") == [late.number]
    assert found(text="供热") == [late.number]
    assert found(text="采购 校车") == [early.number]
    assert found(text=done.number) == [done.number]
    assert found(states=("arrived",)) == [waiting.number]
    assert found(decision="provided") == [done.number]
    assert found(year=2023) == []
    assert len(found(year=2024)) == 4
    assert found(name="欧阳锦绣")[0] == waiting.number
    assert len(found(name=" 欧阳 锦绣")) == 4, "one name, however it is typed"
    assert found(name="欧阳") == []
    assert found(light=Light.OVERDUE) == [waiting.number]
    assert found(due_from=early.due_on, due_to=early.due_on) == [early.number]
    assert found(order="number") == sorted([early.number, late.number, done.number, waiting.number])
    assert found(order="received")[:2] == [late.number, waiting.number], "one not received by the day it arrived"
    assert found(order="closed")[0] == done.number
    assert found(order="no such") == found()


def test_pages_are_of_fifty_and_never_beyond_the_last(django_assert_num_queries: Few) -> None:
    where = office()
    for _ in range(53):
        opened(where)
    first = queries.cases(where.clerk, Filters(order="number"), MONDAY)
    last = queries.cases(where.clerk, Filters(order="number", page=9), MONDAY)
    assert (len(first.rows), first.pages, first.total) == (50, 2, 53)
    assert (numbers(last), last.number) == (["2024-0051", "2024-0052", "2024-0053"], 2)
    assert queries.cases(where.clerk, Filters(page=-1), MONDAY).number == 1
    with django_assert_num_queries(3):
        page = queries.cases(where.clerk, Filters(open=True, name=NAME, text="道路", light=Light.RUNNING), MONDAY)
        assert all(row.request.masked_name for row in page.rows)


@pytest.mark.parametrize("role", ["compiler", "leader", "supervisor"])
def test_who_may_not_read_names_may_not_look_for_one(role: str) -> None:
    where = office()
    opened(where)
    looking = replace(where.clerk, role=role)
    assert queries.cases(looking, Filters(name=" "), MONDAY).total == 1
    with pytest.raises(Forbidden, match="查看个人信息"):
        queries.cases(looking, Filters(name=NAME), MONDAY)


def test_today_counts_open_cases_by_light(django_assert_num_queries: Few) -> None:
    where = office()
    row = opened(where)
    closed(where, opened(where), MONDAY)
    assert row.due_on is not None
    for day, lit in (
        (MONDAY, Light.RUNNING),
        (row.due_on - timedelta(10), Light.WEEK),
        (row.due_on - timedelta(3), Light.SOON),
        (row.due_on, Light.TODAY),
        (row.due_on + timedelta(1), Light.OVERDUE),
    ):
        with django_assert_num_queries(2):
            today = queries.today(where.clerk, day)
        assert {each: n for each, n in today.counts.items() if n} == {lit: 1}
        assert [each.light for each in today.first] == [lit]
        assert today.first[0].next_due == "答复"


def test_the_database_lights_as_the_law_does() -> None:
    random, where = Random(5), office()
    for _ in range(10):
        wander(where, random, random.randint(1, 12), MONDAY + timedelta(random.randint(0, 20)))
    for shift in range(0, 70, 3):
        day = MONDAY + timedelta(shift)
        for lit in Light:
            page = queries.cases(where.clerk, Filters(light=lit), day)
            assert {row.light for row in page.rows} <= {lit}
            same = [row.number for row in Request.objects.all() if light(row, day, rules.calendar()) is lit]
            assert sorted(numbers(page)) == sorted(same), (day, lit)


@pytest.mark.parametrize("name", STORIES)
def test_a_case_is_shown_in_three_queries_however_long(name: str, django_assert_num_queries: Few) -> None:
    where = office()
    row = perform(where, STORIES[name])
    with django_assert_num_queries(3):
        view = queries.case(where.clerk, row.pk, date(2024, 7, 1))
    assert [line.place for line in view.lines] == list(range(1, row.acts + 1))
    assert {line.person for line in view.lines} <= {where.clerk.name, where.reviewer.name, where.head.name}
    assert view.case.state == row.state
    assert {option.event for option in view.options} >= {"archive", "note"}
    assert view.writable
    assert view.sealed >= 1


def test_a_timeline_tells_what_was_corrected_and_what_came_late() -> None:
    where = office()
    row = perform(where, STORIES["corrected"], now=at(date(2024, 3, 20)))
    view = queries.case(where.clerk, row.pk, date(2024, 3, 20))
    assert [line.place for line in view.lines if line.void] == [1, 2]
    assert view.lines[2].sentence.startswith("更正登记：撤销第2条")
    assert view.lines[0].late == 16
    assert view.lines[0].sentence.startswith("登记申请；提交方式：当面提交；申请人类别：自然人")
    assert "姓名" not in view.lines[0].sentence


def test_readers_of_other_organs_find_nothing() -> None:
    where = office()
    other, above = office("kangping"), office("tieling")
    where.organ.parent = above.organ
    where.organ.save()
    row = opened(where)
    for stranger in (other.clerk, other.leader, above.leader, member(other.organ, "supervisor")):
        with pytest.raises(Request.DoesNotExist):
            queries.case(stranger, row.pk, MONDAY)
        assert queries.cases(stranger, Filters(), MONDAY).total == 0
        with pytest.raises((Request.DoesNotExist, Forbidden)):
            queries.personal(stranger, row.pk, "handling", LATER)
    assert queries.cases(member(where.organ, "admin"), Filters(), MONDAY).total == 0
    watcher = member(above.organ, "supervisor")
    view = queries.case(watcher, row.pk, MONDAY)
    assert (view.options, view.writable) == ((), False)
    with pytest.raises(Forbidden):
        queries.personal(watcher, row.pk, "handling", LATER)


def test_who_opens_the_vault_leaves_a_trace() -> None:
    where = office()
    row = opened(where)
    told = queries.personal(where.clerk, row.pk, "handling", LATER)
    assert told == {1: SECRETS}
    assert Entry.objects.filter(subject="vault", event="read", person=where.clerk.person).count() == 1
    with pytest.raises(Forbidden):
        queries.personal(where.leader, row.pk, "handling", LATER)
    assert Entry.objects.filter(subject="vault").count() == 1


def test_what_is_stored_can_be_given_out_act_by_act() -> None:
    where = office()
    rows = [perform(where, lines) for lines in STORIES.values()]
    stored = list(queries.stored(where.organ.pk))
    assert [each.number for each in stored] == [row.number for row in rows]
    assert [len(each.acts) for each in stored] == [row.acts for row in rows]
    assert all(1 in each.records for each in stored)
    assert queries.by_number(where.organ.pk, rows[0].number) == rows[0].pk
    assert queries.by_number(where.organ.pk, "none") is None
