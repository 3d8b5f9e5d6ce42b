"""What the interface tells: everything public, by pages that lose and double nothing, on the day that is asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from gongkai.apps.publishing import actions
from gongkai.apps.publishing.models import Item
from gongkai.apps.search import actions as search
from gongkai.apps.search.findable import Findable, Kind
from gongkai.law.returns import APPLICANTS
from tests.apps.office import at
from tests.apps.publishing.desk import NOW, content, published
from tests.faces.api.world import County, asked, problem, report, world
from tests.faces.portal.disclosure.published import LATER, SHEET, out, shown, withdrawn
from tests.rigs import begun

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _anew() -> None:
    cache.clear()


__all__ = ["world"]


def _numbers(told: Any) -> list[str]:
    return [each["number"] for each in told["results"]]


def test_search_answers_as_it_was_promised(world: County) -> None:
    told = asked("/api/search?q=造林")
    first = told["results"][0]
    assert told["count"] == len(told["results"]) >= 2
    assert {"title", "url", "organ", "published_on"} <= set(first)
    assert first["title"] == "春季造林补助办法"
    assert first["url"] == f"http://testserver/xxgk/changtu/items/{world.policy.number}/"
    assert (first["organ"], first["published_on"]) == ("changtu办公室", "2026-03-02")
    assert "".join(each["text"] for each in first["marked"]) == first["snippet"]
    assert {each["text"] for each in first["marked"] if each["match"]} == {"造林"}


def test_search_is_narrowed_like_the_page(world: County) -> None:
    assert _numbers(asked("/api/search?q=造林&kind=interpretation")) == [world.interpretation.number]
    assert asked("/api/search?q=造林&kind=report")["count"] == 0
    assert asked("/api/search?q=造林&organ=changtu办公室&year=2026&column=通知公告")["count"] >= 2
    assert _numbers(asked("/api/search?document_number=昌政发〔2026〕3号&kind=policy")) == [world.repealed.number]
    assert asked("/api/search?q=找不到的字词")["results"] == []


def test_search_goes_on_to_the_next_page_and_ends() -> None:
    where = shown("forest")
    day, organ_id = date(2026, 3, 1), where.house.organ_id
    search.put(
        Findable(Kind.INFORMATION, f"item:forest/{n}", organ_id, f"forest-{n}", f"植树第{n}条", day, "植树")
        for n in range(22)
    )
    first = Client().get("/api/search?q=植树")
    assert len(first.json()["results"]) == 20
    assert f'<{first.json()["next"]}>; rel="next"' in first["Link"]
    second = asked(first.json()["next"].removeprefix("http://testserver"))
    assert (len(second["results"]), second["next"]) == (2, None)
    assert not {each["url"] for each in second["results"]} & {each["url"] for each in first.json()["results"]}
    assert asked("/api/search?q=植树&page=9")["results"] == []


def test_items_come_page_by_page_and_what_is_published_meanwhile_moves_nothing(world: County) -> None:
    whole = _numbers(asked("/api/items?limit=100"))
    path, found = "/api/items?limit=2", []
    while path:
        told = asked(path)
        found += _numbers(told)
        published(world.shown.house, now=at(date(2026, 3, 20)))
        path = (told["next"] or "").removeprefix("http://testserver")
    assert found == whole
    assert world.mistaken.number not in whole


def test_items_are_narrowed(world: County) -> None:
    ours = {world.policy.number, world.interpretation.number, world.repealing.number, world.repealed.number}
    assert set(_numbers(asked("/api/items?organ=changtu"))) == ours
    assert set(_numbers(asked("/api/items?organ=changtu&column=all&year=2026"))) == ours
    assert _numbers(asked("/api/items?genre=policy")) == [world.policy.number]
    assert asked("/api/items?organ=changtu&year=2025")["results"] == []
    assert asked("/api/items?organ=changtu&since=2026-03-03")["results"] == []


def test_who_copies_day_by_day_learns_of_corrections_and_of_what_is_gone(world: County) -> None:
    house = world.shown.house
    actions.act(house.clerk, world.policy.pk, "correct", {"reason": "改数"}, LATER)
    actions.edit(house.clerk, world.policy.pk, content(title="改过的办法", genre="policy"), LATER)
    out(house, Item.objects.get(pk=world.policy.pk), LATER)
    withdrawn(house, world.interpretation, "mistaken")
    (told,) = asked("/api/items?since=2026-03-09")["results"]
    assert (told["number"], told["title"], told["published_on"], told["changed_on"]) == (
        world.policy.number,
        "改过的办法",
        "2026-03-02",
        "2026-03-09",
    )
    gone = asked("/api/items/removed?since=2026-03-03")["results"]
    assert {each["number"] for each in gone} == {world.interpretation.number, world.mistaken.number}
    assert set(gone[0]) == {"number", "organ_code", "removed_on", "successor"}, "not a word of what it said"
    assert asked("/api/items/removed?limit=1")["next"]


def test_one_item_is_told_whole(world: County) -> None:
    told = asked(f"/api/items/changtu/{world.policy.number}")
    assert told["text"].splitlines()[:2] == ["各乡镇人民政府：", "请按时完成春季造林任务。"]
    assert 'src="http://testserver/xxgk/changtu/items/' in told["html"]
    (file,) = told["attachments"]
    assert (file["name"], file["kind"]) == (SHEET, "xlsx")
    response: Any = Client().get(file["url"].removeprefix("http://testserver"))
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert (response.status_code, len(body)) == (200, file["size"])
    assert [each["number"] for each in told["interpretations"]] == [world.interpretation.number]
    other = asked(f"/api/items/changtu/{world.interpretation.number}")
    assert (other["policy"]["number"], other["interprets"]) == (world.policy.number, world.policy.number)
    assert told["published_at"] == "2026-03-02T09:00:00+08:00"


def test_a_document_tells_what_repealed_it(world: County) -> None:
    told = asked(f"/api/items/changtu/{world.repealed.number}")
    assert (told["validity"], told["validity_name"]) == ("repealed", "已废止")
    assert told["validity_notes"]
    (change,) = told["relations"]
    assert (change["toward"], change["kind"], change["number"]) == (True, "repeal", "昌政发〔2026〕5号")
    assert change["url"].endswith(f"/{world.repealing.number}/")


def test_what_is_gone_is_gone(world: County) -> None:
    told = problem(f"/api/items/changtu/{world.mistaken.number}", 410)
    assert world.mistaken.title not in str(told)
    problem("/api/items/changtu/changtu-2026-99999", 404)
    problem(f"/api/items/lands/{world.policy.number}", 404)


def test_the_register_tells_what_was_in_force_on_a_day(world: County) -> None:
    def numbers(day: str) -> list[str]:
        return _numbers(asked(f"/api/documents?organ=changtu&in_force_on={day}"))

    assert numbers("2026-03-31") == ["昌政发〔2026〕3号"]
    assert numbers("2026-04-01") == ["昌政发〔2026〕5号"]
    assert numbers("2026-03-01") == []
    told = asked("/api/documents?organ=changtu&on=2026-03-31")
    assert told["on"] == "2026-03-31"
    assert {each["number"]: each["validity"] for each in told["results"]} == {
        "昌政发〔2026〕3号": "in_force",
        "昌政发〔2026〕5号": "not_yet",
    }
    assert _numbers(asked("/api/documents?organ=changtu&validity=repealed")) == ["昌政发〔2026〕3号"]
    assert _numbers(asked("/api/documents?number=〕5号")) == ["昌政发〔2026〕5号"]
    page = asked("/api/documents?limit=1")
    assert len(page["results"]) == 1
    assert asked(page["next"].removeprefix("http://testserver"))["results"][0] not in page["results"]


def test_of_days_to_come_and_of_two_questions_at_once_nothing_is_guessed() -> None:
    assert "晚于今天" in problem("/api/documents?in_force_on=2999-01-01", 422)["detail"]
    assert "不要再写" in problem("/api/documents?in_force_on=2026-01-01&validity=lapsed", 422)["detail"]


def test_a_report_is_told_in_the_normal_form(world: County) -> None:
    report()
    recorded = asked("/api/items?organ=lands&year=2024")["results"]
    assert recorded, "what was only recorded is told too"
    first = recorded[0]
    assert first["url"] == f"http://testserver/xxgk/lands/items/{first['number']}/"
    whole = asked(f"/api/items/lands/{first['number']}")
    assert (whole["title"], whole["text"], whole["attribute"]) == (first["title"], "", "主动公开")
    (head,) = asked("/api/reports?year=2024")["results"]
    assert (head["organ_code"], head["year"]) == ("lands", 2024)
    told = asked("/api/reports/lands/2024")
    kept = Client().get(head["files"]["json"].removeprefix("http://testserver")).json()
    assert told["report"] == kept
    assert len(told["report"]["table3"]["rows"][0]["cells"]) == len(APPLICANTS)
    assert asked("/api/reports?organ=changtu")["results"] == []
    problem("/api/reports/lands/2023", 404)
    problem("/api/reports/lands/999999999999", 404)


def test_columns_organs_activities_and_answers(world: County) -> None:
    rows = {each["slug"]: each for each in asked("/api/columns?organ=changtu")["results"]}
    assert list(rows) == ["all", "notices"]
    assert (rows["all"]["items"], rows["notices"]["parent"]) == (4, "all")
    assert rows["notices"]["duty"] == "每3个月至少更新一次"
    for each in rows.values():
        assert Client().get(each["feed"].removeprefix("http://testserver")).status_code == 200
    assert [each["code"] for each in asked("/api/organs")["results"]] == ["changtu"]
    (activity,) = asked("/api/activities?organ=changtu&year=2024")["results"]
    assert (activity["title"], activity["held_on"], activity["attendance"]) == ("政务公开日", "2024-05-15", 260)
    assert [each["title"] for each in activity["sessions"]] == ["开放参观"]
    (answer,) = asked("/api/answers?organ=changtu&kind=consult")["results"]
    assert answer["asked"] == "城区供热补贴怎样申请？"
    assert "欧阳锦绣" not in str(answer)


@begun.rows
def more(world: County) -> None:
    for _ in range(5):
        published(world.shown.house, content(title="又一件办法"), now=NOW)


@pytest.mark.parametrize(
    "path",
    ["/api/items?limit=100", "/api/documents?limit=100", "/api/activities", "/api/answers", "/api/search?q=办法"],
)
def test_no_row_costs_a_query(more: None, path: str, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_max_num_queries(14):
        asked(path)
