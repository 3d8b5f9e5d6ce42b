"""Columns at the desk: the tree with its states, the month, one click for what the tree lacks, one form an act."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from gongkai.apps.columns.models import Column
from tests.faces.desk.columns.garden import column, grown
from tests.faces.desk.registers.shelf import as_shown
from tests.faces.desk.world import Office

pytestmark = pytest.mark.django_db
Enter = Callable[[Office, str], Client]


def text(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_the_tree_says_of_each_column_how_it_stands(here: Office, enter: Enter) -> None:
    grown(here)
    client = enter(here, "clerk")
    response = client.get("/desk/columns/")
    states = {line.standing.branch.column.name: line.standing.state.name for line in response.context["lines"]}
    assert states == {
        "政务要闻": "STALE",
        "通知公告": "FORESEEN",
        "政策文件": "FINE",
        "法定主动公开内容": "FREE",
        "财政信息": "EMPTY",
    }
    said = response.content.decode()
    assert "2026-11-17" in said
    assert "已过3个工作日" in said
    assert "宽于检查指标" in said
    assert "列入栏目树" in said
    assert "还有 21 项法定主动公开内容没有栏目" in said
    assert "已经关闭的栏目 1 个" in said
    narrowed = client.get("/desk/columns/?state=empty")
    assert [line.standing.branch.column.name for line in narrowed.context["lines"]] == ["财政信息"]
    assert "列入栏目树" not in text(enter(here, "leader"), "/desk/columns/")


def test_a_month_shows_what_is_due(here: Office, enter: Enter) -> None:
    grown(here)
    client = enter(here, "clerk")
    assert "已经过期的" in text(client, "/desk/columns/month/")
    december = client.get("/desk/columns/month/?month=2026-12")
    assert [
        (str(day), [each.standing.branch.column.name for each in due]) for day, due in december.context["days"]
    ] == [
        ("2026-12-01", ["政务要闻"]),
        ("2026-12-04", ["通知公告"]),
        ("2026-12-15", ["政务要闻"]),
        ("2026-12-29", ["政务要闻"]),
    ]
    for odd in ("2026-13", "x", "99999-1", "1-1"):
        assert client.get(f"/desk/columns/month/?month={odd}").context["first"].year == 2026


def test_a_column_is_opened_changed_and_closed_by_forms(here: Office, enter: Enter) -> None:
    client = enter(here, "clerk")
    person = str(here.people["clerk"].pk)
    typed = {
        "name": "政务要闻",
        "slug": "",
        "kind": "news",
        "description": "本机关的要闻。",
        "keywords": "要闻",
        "every": "weeks",
        "times": "2",
        "person": person,
        "day": "2026-11-02",
    }
    refused = client.post("/desk/columns/new/", {**typed, "times": "", "keywords": ""})
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"keywords"}
    assert client.post("/desk/columns/new/", {**typed, "times": ""}).context["form"].errors["times"]
    done = client.post("/desk/columns/new/", typed)
    row = Column.objects.get(name="政务要闻")
    assert (done.status_code, done["Location"]) == (302, f"/desk/columns/{row.pk}/")
    assert (row.slug, row.person, row.times) == ("c1", person, 2)
    said = text(client, f"/desk/columns/{row.pk}/")
    assert "每2周至少更新一次" in said
    assert here.people["clerk"].name in said
    (line,) = client.get(f"/desk/columns/{row.pk}/").context["lines"]
    assert {each.label: each.after for each in line.changes}["责任人"] == here.people["clerk"].name, "no key of a row"
    change = f"/desk/columns/{row.pk}/do/change/"
    form = as_shown(client, change)
    assert (form["name"], form["times"]) == ("政务要闻", "2")
    assert client.post(change, {**form, "name": "工作动态", "reason": "按新的规范"}).status_code == 302
    assert Column.objects.get(pk=row.pk).names == ("工作动态", "政务要闻")
    assert "曾用名" in text(client, f"/desk/columns/{row.pk}/")
    overtaken = client.post(change, {**form, "name": "别的名称"})
    assert overtaken.status_code == 409
    assert "别的名称" in overtaken.content.decode()
    closing = f"/desk/columns/{row.pk}/do/close/"
    assert client.post(closing, {**as_shown(client, closing), "day": "2026-11-20"}).status_code == 302
    assert "重新开设" in text(client, f"/desk/columns/{row.pk}/")


def test_a_column_that_holds_items_asks_where_they_go(here: Office, enter: Enter) -> None:
    found = grown(here)
    client = enter(here, "head")
    closing = f"/desk/columns/{found['notices']}/do/close/"
    form = {**as_shown(client, closing), "day": "2026-11-20"}
    refused = client.post(closing, form)
    assert refused.status_code == 422
    assert "1条已经公开的信息" in str(refused.context["form"].errors["successor"])
    assert client.post(closing, {**form, "successor": "tzgg"}).status_code == 302
    assert "留在原处，已停止更新" in text(client, f"/desk/columns/{found['notices']}/")


def test_one_click_takes_in_a_name_that_the_tree_lacks(here: Office, enter: Enter) -> None:
    grown(here)
    client = enter(here, "clerk")
    done = client.post("/desk/columns/adopt/", {"name": "乡镇动态"})
    row = Column.objects.get(name="乡镇动态")
    assert done["Location"] == f"/desk/columns/{row.pk}/do/change/"
    assert "还没有栏目描述" in text(client, f"/desk/columns/{row.pk}/")
    assert "有信息归在栏目树里没有的栏目" not in text(client, "/desk/columns/")
    client.post("/desk/columns/adopt/", {"name": "乡镇动态"})
    assert "没有归在“乡镇动态”名下" in text(client, "/desk/columns/")


def test_the_usual_columns_are_chosen_and_opened_at_once(here: Office, enter: Enter) -> None:
    column(here, "x", "政务要闻")
    client = enter(here, "head")
    assert "已有" in text(client, "/desk/columns/usual/")
    client.post("/desk/columns/usual/", {"column": ["fdzdgk", "czxx", "zwyw"]})
    assert set(Column.objects.values_list("slug", "parent")) == {("x", ""), ("fdzdgk", ""), ("czxx", "fdzdgk")}
    client.post(f"/desk/columns/{Column.objects.get(slug='fdzdgk').pk}/move/", {"to": "earlier"})
    names = [line.standing.branch.column.name for line in client.get("/desk/columns/").context["lines"]]
    assert names == ["法定主动公开内容", "财政信息", "政务要闻"]


def test_what_guide_and_catalogue_lack_is_listed_with_the_way_to_mend_it(here: Office, enter: Enter) -> None:
    grown(here)
    client = enter(here, "clerk")
    client.post("/desk/columns/adopt/", {"name": "乡镇动态"})
    said = text(client, "/desk/columns/catalogue/")
    assert "4 条没有内容概述" in said
    assert "4 条没有生成日期" in said
    assert "1 个栏目没有描述或者关键词" in said
    assert "/desk/registers/items/" in said
    assert "最近变动于 2026-11-20" in said
    assert "缺 6 项" in said


def test_only_organs_that_the_reader_watches_are_shown(here: Office, elsewhere: Office, enter: Enter) -> None:
    grown(here)
    client = enter(elsewhere, "clerk")
    assert "还没有栏目" in text(client, "/desk/columns/")
    assert client.get(f"/desk/columns/?organ={here.organ.pk}").status_code == 404
    for odd in ("0", "x", "9999999999", "²"):
        assert client.get("/desk/columns/", {"organ": odd}).status_code == 404
