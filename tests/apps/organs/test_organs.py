"""An organ keeps its names through time, its place in the tree, and never shares a name with another on a day."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from gongkai.apps.journal import queries as journal
from gongkai.apps.organs import actions, queries
from gongkai.apps.organs.models import Organ, OrganName
from gongkai.apps.people.actor import Actor, program
from gongkai.apps.people.rights import Forbidden
from gongkai.law.casework import Refusal
from tests.apps.journal.situations import DAY, NOW, SINCE, office

pytestmark = pytest.mark.django_db
OPERATOR = program(0)


@pytest.fixture
def county() -> Organ:
    return office("office")


@pytest.fixture
def water(county: Organ) -> Organ:
    return actions.found(
        OPERATOR, "water", "测试县水利局", "department", "county", SINCE, NOW, county.pk, short_name="县水利局"
    )


class TestNames:
    def test_a_renamed_organ_keeps_its_old_name_for_the_past(self, water: Organ) -> None:
        actions.rename(OPERATOR, water.pk, "测试县水务局", DAY, NOW, short_name="县水务局")
        assert queries.name_on(water.pk, DAY - timedelta(days=1)) == "测试县水利局"
        assert queries.name_on(water.pk, DAY) == "测试县水务局"
        assert queries.name_on(water.pk, date(1990, 1, 1)) == "测试县水利局", "a report of before has a name too"
        assert [entry.event for entry in journal.entries("organ", water.pk)] == ["found", "rename"]

    @pytest.mark.parametrize(
        "wanted", ["water", "测试县水务局", "县水务局", "测试县水利局", "县水利局", " 测试县 水务局 ", "测试县水务局\n"]
    )
    def test_it_is_found_by_code_and_by_every_name(self, water: Organ, wanted: str) -> None:
        actions.rename(OPERATOR, water.pk, "测试县水务局", DAY, NOW, short_name="县水务局")
        assert queries.organ(wanted, DAY) == water

    def test_a_name_of_the_future_is_not_known_yet(self, water: Organ) -> None:
        actions.rename(OPERATOR, water.pk, "测试县水务局", DAY, NOW)
        with pytest.raises(queries.NoSuchOrgan):
            queries.organ("测试县水务局", DAY - timedelta(days=1))

    def test_who_bears_a_name_on_the_day_goes_before_who_bore_it(self, water: Organ, county: Organ) -> None:
        actions.rename(OPERATOR, water.pk, "测试县水务局", DAY, NOW)
        new = actions.found(OPERATOR, "new", "测试县水利局", "department", "county", DAY, NOW, county.pk)
        assert queries.organ("测试县水利局", DAY) == new
        assert queries.organ("测试县水利局", DAY - timedelta(days=1)) == water

    def test_full_width_and_half_width_brackets_are_one(self, county: Organ) -> None:
        made = actions.found(OPERATOR, "zone", "测试县开发区(管委会)", "authorised", "county", SINCE, NOW)
        assert queries.organ("测试县开发区（管委会）", DAY) == made

    @pytest.mark.parametrize("wanted", ["", "  ", "没有的局"])
    def test_none_is_one_sentence_that_names_some(self, water: Organ, wanted: str) -> None:
        with pytest.raises(queries.NoSuchOrgan) as refusal:
            queries.organ(wanted, DAY)
        assert refusal.value.reason.endswith("。")

    def test_several_are_one_sentence_with_their_codes(self, water: Organ, county: Organ) -> None:
        other = actions.found(OPERATOR, "other", "测试县水电局", "department", "county", SINCE, NOW)
        for organ in (water, other):
            OrganName.objects.filter(organ=organ).update(until=SINCE)
            OrganName.objects.create(organ=organ, name="同名局", since=SINCE + timedelta(days=1), until=DAY)
        with pytest.raises(
            queries.NoSuchOrgan, match=r"不止一个机关.*（water）.*（other）|不止一个机关.*（other）.*（water）"
        ):
            queries.organ("同名局", DAY)

    @pytest.mark.parametrize("name", ["测试县水利局", "县水利局", " 测试县水利局"])
    def test_two_never_share_a_name(self, water: Organ, name: str) -> None:
        for attempt in (
            lambda: actions.found(OPERATOR, "b", name, "department", "county", DAY, NOW),
            lambda: actions.found(OPERATOR, "b", "另一个局", "department", "county", DAY, NOW, short_name=name),
            lambda: actions.rename(OPERATOR, water.parent_id or 0, name, DAY, NOW),
        ):
            with pytest.raises(Refusal, match="同一时间一个名称只能属于一个机关"):
                attempt()

    def test_a_name_that_was_given_up_is_free(self, water: Organ) -> None:
        actions.rename(OPERATOR, water.pk, "测试县水务局", DAY, NOW)
        with pytest.raises(Refusal):
            actions.found(OPERATOR, "b", "测试县水利局", "department", "county", DAY - timedelta(days=1), NOW)
        actions.found(OPERATOR, "b", "测试县水利局", "department", "county", DAY, NOW)

    def test_bad_names_are_refused(self, water: Organ) -> None:
        for name, about in (
            ("", "不能为空"),
            ("　", "不能为空"),
            ("局" * 101, "超过100"),
            ("测试县水利局", "相同|只能属于"),
        ):
            with pytest.raises(Refusal, match=about):
                actions.rename(OPERATOR, water.pk, name, DAY, NOW, short_name="县水利局")
        with pytest.raises(Refusal, match="其后启用"):
            actions.rename(OPERATOR, water.pk, "测试县水务局", SINCE, NOW)

    def test_names_of_many_organs_take_one_query(self, water: Organ, county: Organ) -> None:
        with CaptureQueriesContext(connection) as asked:
            assert queries.short_names([water.pk, county.pk], DAY)[water.pk] == "县水利局"
        assert len(asked) == 1


class TestTree:
    def test_each_stands_before_those_below_it(self, water: Organ, county: Organ) -> None:
        town = actions.found(OPERATOR, "town", "测试县东风镇", "township", "township", SINCE, NOW, water.pk)
        assert [(each.organ.code, each.depth) for each in queries.tree(DAY)] == [
            ("office", 0),
            ("water", 1),
            ("town", 2),
        ]
        assert queries.family(county.pk) == {county.pk, water.pk, town.pk}
        assert queries.is_below(town.pk, county.pk)
        assert not queries.is_below(county.pk, town.pk)
        assert queries.tree(SINCE - timedelta(days=1)) == []

    def test_no_organ_stands_below_itself(self, water: Organ, county: Organ) -> None:
        for parent in (county.pk, water.pk):
            with pytest.raises(Refusal, match="不能作为它的上级"):
                actions.move(OPERATOR, county.pk, parent, DAY, NOW)
        actions.move(OPERATOR, water.pk, None, DAY, NOW)
        actions.move(OPERATOR, county.pk, water.pk, DAY, NOW)
        assert queries.tree(DAY)[0].organ.code == "water"

    def test_what_is_dissolved_leaves_the_tree_and_changes_no_more(self, water: Organ, county: Organ) -> None:
        with pytest.raises(Refusal, match="还有下级机关：测试县水利局"):
            actions.dissolve(OPERATOR, county.pk, DAY, NOW)
        actions.dissolve(OPERATOR, water.pk, DAY, NOW)
        assert len(queries.tree(DAY)) == 2
        assert len(queries.tree(DAY + timedelta(days=1))) == 1
        for attempt in (
            lambda: actions.rename(OPERATOR, water.pk, "测试县水务局", DAY + timedelta(days=1), NOW),
            lambda: actions.dissolve(OPERATOR, water.pk, DAY, NOW),
            lambda: actions.describe(OPERATOR, water.pk, {"phone": "1"}, DAY, NOW),
            lambda: actions.move(OPERATOR, water.pk, None, DAY, NOW),
        ):
            with pytest.raises(Refusal, match="已于 2026-03-02 撤销"):
                attempt()
        with pytest.raises(Refusal, match="上级机关"):
            actions.found(OPERATOR, "x", "测试县某站", "department", "county", DAY, NOW, water.pk)
        assert queries.organ("测试县水利局", DAY + timedelta(days=9)) == water, "its cases are still asked for"


def test_the_office_is_described_and_only_what_changed_is_entered(county: Organ) -> None:
    actions.describe(OPERATOR, county.pk, {"phone": " 0000-1 ", "email": ""}, DAY, NOW)
    actions.describe(OPERATOR, county.pk, {"phone": "0000-1"}, DAY, NOW)
    last = journal.entries("organ", county.pk)
    assert [entry.event for entry in last] == ["found", "describe"]
    assert last[-1].data == {"phone": {"before": "", "after": "0000-1"}}
    for fields, about in (
        ({"email": "x"}, "电子邮箱"),
        ({"review_online": "x"}, "网址"),
        ({"phone": "1" * 51}, "联系电话"),
        ({"colour": "red"}, "colour"),
    ):
        with pytest.raises(Refusal, match=about):
            actions.describe(OPERATOR, county.pk, fields, DAY, NOW)
    county.refresh_from_db()
    assert (county.phone, county.email) == ("0000-1", "")


@pytest.mark.parametrize(
    ("code", "kind", "level", "about"),
    [
        ("", "office", "county", "代码"),
        ("水", "office", "county", "代码"),
        ("x" * 41, "office", "county", "代码"),
        ("x", "king", "county", "类别"),
        ("x", "office", "moon", "类别"),
    ],
)
def test_bad_foundings_are_refused(code: str, kind: str, level: str, about: str) -> None:
    with pytest.raises(Refusal, match=about):
        actions.found(OPERATOR, code, "测试县某局", kind, level, SINCE, NOW)
    assert not Organ.objects.exists()


def test_rights_reach_down_and_not_up(water: Organ, county: Organ) -> None:
    below, above = Actor("1", "", water.pk, "admin"), Actor("2", "", county.pk, "admin")
    for attempt in (
        lambda: actions.rename(below, county.pk, "新名称", DAY, NOW),
        lambda: actions.found(below, "x", "某局", "department", "county", DAY, NOW, county.pk),
        lambda: actions.found(above, "x", "某局", "department", "county", DAY, NOW, None),
        lambda: actions.move(below, water.pk, county.pk, DAY, NOW),
        lambda: actions.describe(Actor("3", "", water.pk, "clerk"), water.pk, {"phone": "1"}, DAY, NOW),
    ):
        with pytest.raises(Forbidden):
            attempt()
    actions.rename(above, water.pk, "测试县水务局", DAY, NOW)
    assert journal.entries("organ", water.pk)[-1].organ_id == county.pk, "it stands in the chain of who did it"


@pytest.mark.django_db(transaction=True)
def test_two_who_take_one_name_at_once() -> None:
    refused: list[str] = []

    def take(code: str) -> None:
        try:
            actions.found(OPERATOR, code, "测试县同名局", "department", "county", SINCE, NOW)
        except Refusal as refusal:
            refused.append(refusal.reason)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=take, args=(f"code-{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Organ.objects.count() == 1
    assert len(refused) == 3


class TestCodes:
    def test_another_code_leaves_the_old_one_leading_on(self, water: Organ) -> None:
        changed = actions.recode(OPERATOR, water.pk, "water-affairs", DAY, NOW)
        assert (changed.code, queries.present_code("water"), queries.present_code("water-affairs")) == (
            "water-affairs",
            "water-affairs",
            "",
        )
        assert journal.entries("organ", water.pk)[-1].data == {"before": "water", "code": "water-affairs"}

    def test_a_code_that_was_borne_is_given_to_nobody_else(self, water: Organ, county: Organ) -> None:
        actions.recode(OPERATOR, water.pk, "water-affairs", DAY, NOW)
        with pytest.raises(Refusal, match="原来的网址仍在使用"):
            actions.found(OPERATOR, "water", "测试县新局", "department", "county", SINCE, NOW, county.pk)
        with pytest.raises(Refusal, match="已有机关使用"):
            actions.recode(OPERATOR, county.pk, "water-affairs", DAY, NOW)
        back = actions.recode(OPERATOR, water.pk, "water", DAY, NOW)
        assert (back.code, queries.present_code("water"), queries.present_code("water-affairs")) == (
            "water",
            "",
            "water",
        )

    @pytest.mark.parametrize(("code", "said"), [("water", "相同"), ("水利局", "代码"), ("", "代码"), ("a b/c", "代码")])
    def test_what_is_no_code_is_refused(self, water: Organ, code: str, said: str) -> None:
        with pytest.raises(Refusal, match=said):
            actions.recode(OPERATOR, water.pk, code, DAY, NOW)
        assert Organ.objects.get(pk=water.pk).code == "water"


class TestSuccessors:
    def test_who_takes_over_is_found_at_the_end_of_the_line(self, water: Organ, county: Organ) -> None:
        second = actions.found(OPERATOR, "second", "测试县水务局", "department", "county", SINCE, NOW, county.pk)
        actions.dissolve(OPERATOR, water.pk, DAY, NOW, second.pk)
        assert queries.heir(Organ.objects.get(pk=water.pk)) == second
        third = actions.found(OPERATOR, "third", "测试县农业局", "department", "county", SINCE, NOW, county.pk)
        actions.dissolve(OPERATOR, second.pk, DAY, NOW, third.pk)
        assert queries.heir(Organ.objects.get(pk=water.pk)) == third
        assert queries.heir(county) is None

    def test_nobody_takes_over_from_itself_or_when_it_is_no_more(self, water: Organ, county: Organ) -> None:
        with pytest.raises(Refusal, match="不能是被撤销的机关自己"):
            actions.dissolve(OPERATOR, water.pk, DAY, NOW, water.pk)
        gone = actions.found(OPERATOR, "gone", "测试县旧局", "department", "county", SINCE, NOW, county.pk)
        actions.dissolve(OPERATOR, gone.pk, DAY, NOW)
        with pytest.raises(Refusal, match="承接职能的机关"):
            actions.dissolve(OPERATOR, water.pk, DAY, NOW, gone.pk)
