"""Columns opened, renamed, moved, closed and opened again; what stands in the way is said."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.columns import actions, queries
from gongkai.apps.columns.models import Column
from gongkai.apps.journal.models import Entry
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.registered import Misfit
from gongkai.law.casework import Refusal
from gongkai.law.website.default_tree import default_tree
from tests.apps.columns.tree import DAY, NOW, filed, opened
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> Office:
    return office()


def named(where: Office, on: date = DAY) -> list[tuple[str, int]]:
    return [(each.column.name, each.depth) for each in queries.tree(where.organ.pk, on)]


def test_columns_stand_in_a_tree_in_their_order(where: Office) -> None:
    opened(where.clerk, "b", "乙")
    opened(where.clerk, "a", "甲", place=5)
    opened(where.clerk, "a1", "甲一", "a")
    opened(where.clerk, "a2", "甲二", "a")
    assert named(where) == [("甲", 0), ("甲一", 1), ("甲二", 1), ("乙", 0)]
    assert queries.open_names(where.organ.pk, DAY) == ["甲", "甲一", "甲二", "乙"]
    assert queries.tree(where.organ.pk, DAY)[1].path == ("甲",)
    assert named(where, date(2024, 3, 3)) == []
    second = queries.by_slug(where.organ.pk, "a2")
    actions.move(where.head, second.pk, False, NOW)
    assert [name for name, depth in named(where) if depth] == ["甲二", "甲一"]
    with pytest.raises(Refusal, match="已经在最前"):
        actions.move(where.head, second.pk, False, NOW)


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"slug": "zwyw"}, "网址名“zwyw”已有别的栏目用过"),
        ({"slug": "Zw_"}, "小写字母"),
        ({"name": "要闻"}, "已经有栏目叫“要闻”"),
        ({"name": "新闻"}, "曾用名"),
        ({"name": " 前空"}, "两头不能有空格"),
        ({"name": ""}, "名称"),
        ({"parent": "none"}, "没有这个上级栏目"),
        ({"kind": "unknown"}, "栏目类别"),
        ({"description": " "}, "栏目描述"),
        ({"keywords": ""}, "关键词"),
        ({"every": "weeks"}, "更新周期"),
        ({"every": "none", "times": 3}, "没有周期"),
        ({"every": "weeks", "times": 61}, "1 到 60"),
        ({"opened_on": date(2024, 3, 5)}, "还没有到"),
        ({"person": "999999"}, "责任人"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(where: Office, told: dict[str, object], says: str) -> None:
    first = opened(where.clerk, "zwyw", "新闻")
    actions.change(where.clerk, first.pk, {"name": "要闻"}, DAY, NOW)
    columns = {
        "slug": "x",
        "name": "别的",
        "kind": "other",
        "description": "说明。",
        "keywords": "词",
        "opened_on": DAY,
        **told,
    }
    with pytest.raises(Misfit, match=says) as refused:
        actions.record(where.clerk, columns, NOW)
    assert refused.value.column in told or refused.value.column == "times"
    assert Column.objects.count() == 1


def test_a_renamed_column_keeps_what_was_filed_under_its_former_names(where: Office) -> None:
    column = opened(where.clerk, "zwyw", "新闻")
    filed(where.clerk, "新闻", DAY)
    actions.change(where.clerk, column.pk, {"name": "工作动态"}, DAY, NOW, "按上级要求")
    row = actions.change(where.clerk, column.pk, {"name": "政务要闻"}, DAY, NOW)
    assert row.names == ("政务要闻", "工作动态", "新闻")
    assert set(queries.names_in(where.organ.pk, "zwyw")) == {"政务要闻", "新闻", "工作动态"}
    found = queries.column_of(where.organ.pk, "新闻")
    assert found is not None
    assert found.slug == "zwyw"
    # The old name again: it is no former name any more.
    assert actions.change(where.clerk, column.pk, {"name": "新闻"}, DAY, NOW).names == ("新闻", "政务要闻", "工作动态")
    with pytest.raises(Misfit, match="固定"):
        actions.correct(where.clerk, column.pk, {"slug": "yw"}, "改短", DAY, NOW)


def test_no_column_stands_below_itself_or_too_deep(where: Office) -> None:
    rows = [opened(where.clerk, f"l{n}", f"第{n}级", f"l{n - 1}" if n > 1 else "") for n in range(1, 5)]
    with pytest.raises(Misfit, match="最多4级"):
        opened(where.clerk, "l5", "第5级", "l4")
    with pytest.raises(Misfit, match="就在这个栏目下面"):
        actions.change(where.clerk, rows[0].pk, {"parent": "l3"}, DAY, NOW)
    with pytest.raises(Misfit, match="放在自己下面"):
        actions.change(where.clerk, rows[0].pk, {"parent": "l1"}, DAY, NOW)
    top = opened(where.clerk, "top", "另一个")
    with pytest.raises(Misfit, match="就有5级"):
        actions.change(where.clerk, rows[0].pk, {"parent": "top"}, DAY, NOW)
    actions.change(where.clerk, rows[1].pk, {"parent": "top"}, DAY, NOW)
    assert named(where) == [("第1级", 0), ("另一个", 0), ("第2级", 1), ("第3级", 2), ("第4级", 3)]
    with pytest.raises(Refusal, match="第2级"):
        actions.close(where.clerk, top.pk, DAY, "", NOW)
    with pytest.raises(Refusal, match="第2级"):
        actions.annul(where.clerk, top.pk, "误登", DAY, NOW)


def test_a_column_that_holds_something_says_where_it_goes(where: Office) -> None:
    column, other = opened(where.clerk, "old", "旧栏目"), opened(where.clerk, "new", "新栏目")
    filed(where.clerk, "旧栏目", DAY)
    later = at(date(2024, 6, 3))
    with pytest.raises(Misfit, match="1条已经公开的信息") as refused:
        actions.close(where.clerk, column.pk, date(2024, 6, 3), "", later)
    assert refused.value.column == "successor"
    with pytest.raises(Misfit, match="开着的栏目"):
        actions.close(where.clerk, column.pk, date(2024, 6, 3), "none", later)
    actions.close(where.clerk, column.pk, date(2024, 6, 3), "new", later, "两栏合并")
    assert named(where, date(2024, 6, 3)) == [("新栏目", 0)]
    assert named(where, date(2024, 6, 2)) == [("旧栏目", 0), ("新栏目", 0)]
    assert queries.names_in(where.organ.pk, "new") == ("新栏目", "旧栏目")
    with pytest.raises(Misfit, match="已经关闭"):
        opened(where.clerk, "below", "下级", "old", now=later)
    with pytest.raises(Refusal, match="开着"):
        actions.reopen(where.clerk, other.pk, date(2024, 6, 3), later)
    actions.reopen(where.clerk, column.pk, date(2024, 6, 3), later, "又有了")
    assert queries.names_in(where.organ.pk, "new") == ("新栏目",)
    actions.close(where.clerk, column.pk, date(2024, 6, 3), "old", later)
    assert queries.names_in(where.organ.pk, "old") == ("旧栏目",)


def test_a_name_may_be_borne_again_once_its_column_is_closed(where: Office) -> None:
    first = opened(where.clerk, "one", "专题")
    actions.close(where.clerk, first.pk, DAY, "", NOW)
    opened(where.clerk, "two", "专题")
    found = queries.column_of(where.organ.pk, "专题")
    assert found is not None
    assert found.slug == "two"
    with pytest.raises(Misfit, match="已经有栏目叫"):
        actions.reopen(where.clerk, first.pk, DAY, NOW)


def test_the_usual_columns_are_laid_down_beside_what_is_there(where: Office) -> None:
    opened(where.clerk, "yaowen", "政务要闻")
    done = actions.lay_down(where.head, NOW)
    wanted = default_tree("county")
    assert (len(done.made), done.known) == (len(wanted) - 1, ("政务要闻",))
    assert {name for name, _ in named(where)} == {each.name for each in wanted}
    assert {each.parent for each in done.made if each.serves} == {"fdzdgk"}
    again = actions.lay_down(where.head, NOW)
    assert (again.made, len(again.known)) == ((), len(wanted))
    elsewhere = office("kangping")
    few = actions.lay_down(elsewhere.head, NOW, {"zwyw", "czxx"})
    assert [(each.slug, each.parent) for each in few.made] == [("czxx", ""), ("zwyw", "")]


def test_a_name_that_the_tree_lacks_is_adopted_in_one_act(where: Office) -> None:
    filed(where.clerk, "通知公告", date(2024, 1, 8), DAY)
    filed(where.clerk, "乡镇动态", DAY)
    known = actions.adopt(where.clerk, "通知公告", NOW)
    assert (known.slug, known.kind, known.every, known.times) == ("tzgg", "notices", "months", 6)
    assert known.opened_on == date(2024, 1, 8)
    bare = actions.adopt(where.clerk, "乡镇动态", NOW)
    assert (bare.slug, bare.kind, bare.description) == ("c1", "other", "")
    for name in ("乡镇动态", "没有的"):
        with pytest.raises(Refusal, match="没有归在"):
            actions.adopt(where.clerk, name, NOW)


def test_only_those_who_may_in_their_own_organ(where: Office) -> None:
    for actor in (where.reviewer, where.leader, where.compiler):
        with pytest.raises(Forbidden):
            opened(actor, "x", "栏目")
        with pytest.raises(Forbidden):
            actions.lay_down(actor, NOW)
    column = opened(where.clerk, "x", "栏目")
    other = office("kangping")
    for attempt in (
        lambda: actions.change(other.clerk, column.pk, {"name": "别的"}, DAY, NOW),
        lambda: actions.close(other.clerk, column.pk, DAY, "", NOW),
        lambda: actions.annul(other.clerk, column.pk, "误登", DAY, NOW),
        lambda: actions.move(other.clerk, column.pk, True, NOW),
    ):
        with pytest.raises(Column.DoesNotExist):
            attempt()
    assert Entry.objects.filter(subject="column").count() == 1


def test_what_was_scrambled_is_restored_from_the_journal(where: Office) -> None:
    column = opened(where.clerk, "a", "甲", person=where.clerk.person)
    opened(where.clerk, "b", "乙", "a")
    actions.change(where.clerk, column.pk, {"name": "丙", "every": "weeks", "times": 2}, DAY, NOW)
    actions.annul(where.clerk, Column.objects.get(slug="b").pk, "误登", DAY, NOW)
    good = list(Column.objects.order_by("pk").values())
    Column.objects.filter(slug="a").update(name="乱", former="", times=9)
    Column.objects.filter(slug="b").delete()
    assert len(actions.rebuild().differences) == 2
    assert list(Column.objects.order_by("pk").values()) == good
