"""People join, take posts and leave them; the journal knows them by number alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.apps.journal import queries as journal
from gongkai.apps.journal.models import Entry
from gongkai.apps.organs import actions as organ_actions
from gongkai.apps.organs.models import Organ
from gongkai.apps.people import actions, queries
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.people.models import Person, Post
from gongkai.apps.people.rights import Forbidden
from gongkai.law.casework import Refusal
from tests.apps.journal.situations import DAY, NOW, SINCE, office

pytestmark = pytest.mark.django_db
PASSWORD = "heavy-rain-4711"


@pytest.fixture
def organ() -> Organ:
    return office()


@pytest.fixture
def person(organ: Organ) -> Person:
    return actions.join(program(organ.pk), "zhang", "张三", PASSWORD, NOW, "zhang@example.org")


def admin(organ: Organ) -> Actor:
    return Actor("99", "管理员", organ.pk, "admin")


def test_who_joined_has_a_login_and_the_journal_names_nobody(person: Person) -> None:
    assert Person.objects.get().check_password(PASSWORD)
    (entry,) = journal.entries("person", person.pk)
    assert (entry.event, entry.data) == ("join", {})
    written = repr(list(Entry.objects.values()))
    for text in ("张三", "zhang", PASSWORD, "example.org"):
        assert text not in written


@pytest.mark.parametrize(
    ("login", "name", "password", "email", "about"),
    [
        ("zhang", "李四", PASSWORD, "", "已有人使用"),
        ("ZHANG", "李四", PASSWORD, "", "已有人使用"),
        ("ｚｈａｎｇ", "李四", PASSWORD, "", "已有人使用"),
        ("a", "李四", PASSWORD, "", "登录名"),
        ("张三", "李四", PASSWORD, "", "登录名"),
        ("li si", "李四", PASSWORD, "", "登录名"),
        ("lisi", " ", PASSWORD, "", "姓名"),
        ("lisi", "李" * 41, PASSWORD, "", "姓名"),
        ("lisi", "李四", "wet-snow", "", "密码"),
        ("lisi", "李四", "1234567890123", "", "数字"),
        ("lisi", "李四", "password123", "", "密码"),
        ("lisi-the-clerk", "李四", "lisi-the-clerk", "", "密码"),
        ("lisi", "李四", PASSWORD, "nobody", "邮箱"),
    ],
)
def test_bad_logins_are_refused(
    person: Person, organ: Organ, login: str, name: str, password: str, email: str, about: str
) -> None:
    with pytest.raises(Refusal, match=about):
        actions.join(program(organ.pk), login, name, password, NOW, email)
    assert Person.objects.count() == 1
    assert not Entry.objects.filter(payload__contains=password).exists()


class TestPosts:
    def test_a_post_holds_from_its_first_to_its_last_day(self, person: Person, organ: Organ) -> None:
        post = actions.appoint(admin(organ), person, organ.pk, "clerk", DAY, NOW)
        assert queries.posts(person, DAY - timedelta(days=1)) == []
        assert queries.posts(person, DAY) == [post]
        actions.dismiss(admin(organ), post.pk, DAY + timedelta(days=9), NOW)
        assert queries.posts(person, DAY + timedelta(days=9)) == [post]
        assert queries.posts(person, DAY + timedelta(days=10)) == []
        actor = queries.actor(person, organ.pk, "clerk", DAY)
        assert actor == Actor(str(person.pk), "张三", organ.pk, "clerk")

    @pytest.mark.parametrize(("role", "later"), [("head", 0), ("clerk", -1), ("king", 0)])
    def test_nobody_acts_in_a_post_that_is_not_held(self, person: Person, organ: Organ, role: str, later: int) -> None:
        actions.appoint(admin(organ), person, organ.pk, "clerk", DAY, NOW)
        with pytest.raises(PermissionDenied, match="没有"):
            queries.actor(person, organ.pk, role, DAY + timedelta(days=later))

    def test_a_dissolved_organ_gives_no_posts(self, person: Person, organ: Organ) -> None:
        actions.appoint(admin(organ), person, organ.pk, "clerk", DAY, NOW)
        organ_actions.dissolve(program(0), organ.pk, DAY, NOW)
        assert len(queries.posts(person, DAY)) == 1
        assert queries.posts(person, DAY + timedelta(days=1)) == []

    def test_the_same_post_is_not_held_twice_at_once(self, person: Person, organ: Organ) -> None:
        last = DAY + timedelta(days=5)
        actions.appoint(admin(organ), person, organ.pk, "clerk", DAY, NOW, last)
        for since, until in ((DAY, None), (last, None), (DAY - timedelta(days=9), DAY)):
            with pytest.raises(Refusal, match="不用重复任职"):
                actions.appoint(admin(organ), person, organ.pk, "clerk", since, NOW, until)
        actions.appoint(admin(organ), person, organ.pk, "clerk", last + timedelta(days=1), NOW)
        actions.appoint(admin(organ), person, organ.pk, "head", DAY, NOW)
        assert Post.objects.count() == 3

    def test_impossible_posts_are_refused(self, person: Person, organ: Organ) -> None:
        with pytest.raises(Refusal, match="没有“king”"):
            actions.appoint(admin(organ), person, organ.pk, "king", DAY, NOW)
        with pytest.raises(Refusal, match="之前"):
            actions.appoint(admin(organ), person, organ.pk, "clerk", DAY, NOW, DAY - timedelta(days=1))
        with pytest.raises(Refusal, match="还没有设立"):
            actions.appoint(admin(organ), person, organ.pk, "clerk", SINCE - timedelta(days=1), NOW)
        post = actions.appoint(admin(organ), person, organ.pk, "clerk", DAY, NOW)
        with pytest.raises(Refusal, match="不能在其前"):
            actions.dismiss(admin(organ), post.pk, DAY - timedelta(days=1), NOW)
        actions.dismiss(admin(organ), post.pk, DAY, NOW)
        with pytest.raises(Refusal, match="已于"):
            actions.dismiss(admin(organ), post.pk, DAY + timedelta(days=1), NOW)


class TestWhoManages:
    @pytest.mark.parametrize("role", ["clerk", "reviewer", "head", "compiler", "leader", "supervisor"])
    def test_only_administrators_do(self, person: Person, organ: Organ, role: str) -> None:
        actor = replace(admin(organ), role=role)
        for attempt in (
            lambda: actions.join(actor, "lisi", "李四", PASSWORD, NOW),
            lambda: actions.appoint(actor, person, organ.pk, "clerk", DAY, NOW),
            lambda: actions.deactivate(actor, person, NOW),
            lambda: actions.set_password(actor, person, "other-weather-15", NOW),
        ):
            with pytest.raises(Forbidden, match="系统管理员"):
                attempt()

    def test_an_administrator_below_has_no_power_over_those_above(self, person: Person, organ: Organ) -> None:
        town = office("town", organ.pk)
        actions.appoint(program(organ.pk), person, organ.pk, "head", DAY, NOW)
        for attempt in (
            lambda: actions.appoint(admin(town), person, organ.pk, "clerk", DAY, NOW),
            lambda: actions.set_password(admin(town), person, "other-weather-15", NOW),
            lambda: actions.deactivate(admin(town), person, NOW),
        ):
            with pytest.raises(Forbidden):
                attempt()
        actions.appoint(admin(organ), person, town.pk, "clerk", DAY, NOW)

    def test_everyone_sets_their_own_password(self, person: Person, organ: Organ) -> None:
        own = Actor(str(person.pk), "张三", organ.pk, "clerk")
        actions.set_password(own, person, "other-weather-15", NOW)
        assert person.check_password("other-weather-15")
        with pytest.raises(Refusal):
            actions.set_password(own, person, "12345", NOW)


def test_switching_off_is_at_once_and_can_be_taken_back(person: Person, organ: Organ) -> None:
    actions.appoint(admin(organ), person, organ.pk, "clerk", DAY, NOW)
    actions.deactivate(admin(organ), person, NOW)
    assert queries.posts(person, DAY) == []
    with pytest.raises(Forbidden, match="已停用"):
        queries.actor(person, organ.pk, "clerk", DAY)
    with pytest.raises(Refusal, match="已经停用"):
        actions.deactivate(admin(organ), person, NOW)
    with pytest.raises(Refusal, match="已停用"):
        actions.appoint(admin(organ), person, organ.pk, "head", DAY, NOW)
    actions.reactivate(admin(organ), person, NOW)
    assert len(queries.posts(person, DAY)) == 1


def test_nobody_switches_themselves_off(person: Person, organ: Organ) -> None:
    with pytest.raises(Refusal, match="自己"):
        actions.deactivate(Actor(str(person.pk), "张三", organ.pk, "admin"), person, NOW)


def test_names_of_many_take_one_query(person: Person, organ: Organ) -> None:
    keys = [str(person.pk), "system", "4711", str(person.pk), "x"]
    with CaptureQueriesContext(connection) as asked:
        assert queries.names(keys) == {str(person.pk): "张三", "system": "系统"}
    assert len(asked) == 1


def test_colleagues_and_everybody(person: Person, organ: Organ) -> None:
    post = actions.appoint(admin(organ), person, organ.pk, "clerk", DAY, NOW)
    assert queries.colleagues(organ.pk, DAY) == [post]
    assert queries.colleagues(organ.pk, date(2020, 1, 1)) == []
    assert queries.everybody(DAY) == [(person, [post])]
    assert queries.everybody(date(2020, 1, 1)) == [(person, [])]
