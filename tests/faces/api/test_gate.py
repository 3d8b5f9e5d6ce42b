"""What holds for every operation: methods, formats, how often, parameters that nobody knows, what is still the same, who may read."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.faces.api.interface import document
from gongkai.faces.look import problem as problems
from tests.apps.publishing.desk import published
from tests.faces.api.world import asked, problem
from tests.faces.portal.disclosure.published import shown

pytestmark = pytest.mark.django_db
LISTS = [path for path in document()["paths"] if "{" not in path]


@pytest.fixture(autouse=True)
def _anew() -> None:
    cache.clear()


@pytest.mark.same_on_both
@pytest.mark.parametrize("path", [*LISTS, "/api/openapi.json"])
def test_a_parameter_that_nobody_knows_is_refused(path: str) -> None:
    told = problem(f"{path}?nonsense=1", 400)
    assert told["errors"][0]["parameter"] == "nonsense"
    assert "nonsense" in told["detail"]


def test_a_slip_of_the_pen_is_told_what_may_have_been_meant() -> None:
    assert "organ" in problem("/api/items?orgna=changtu", 400)["detail"]


def test_a_parameter_twice_or_too_long_is_refused() -> None:
    assert "只能写一次" in problem("/api/items?year=2025&year=2026", 400)["detail"]
    assert "太长" in problem(f"/api/search?q={'长' * 700}", 400)["detail"]
    problem("/api/search?q=%00", 400)


@pytest.mark.same_on_both
@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/api/items?year=近年", "不是整数"),
        ("/api/items?year=3", "最小是 1949"),
        ("/api/items?limit=1000", "最大是 100"),
        ("/api/items?since=昨天", "不是日期"),
        ("/api/items?genre=poem", "可用：information、policy"),
        ("/api/items?organ=没有的局", "没有名为“没有的局”的机关"),
        ("/api/items?column=notices", "须同时写 organ"),
        ("/api/items?cursor=abc", "cursor"),
        ("/api/search?q=" + "长" * 101, "最多 100 个字"),
        ("/api/documents?in_force_on=2026-02-30", "不是日期"),
    ],
)
def test_a_wrong_value_is_told_in_a_sentence(path: str, says: str) -> None:
    status = 400 if "cursor" in path else 422
    told = problem(path, status)
    assert says in told["detail"]
    assert told["errors"][0]["parameter"] in path


def test_a_cursor_fits_only_the_list_it_was_made_for() -> None:
    where = shown()
    for _ in range(3):
        published(where.house)
    onward = asked("/api/items?limit=1")["next"].removeprefix("http://testserver")
    assert asked(onward)["results"]
    assert asked(onward.replace("limit=1", "limit=2"))["results"], "the size of a page may change"
    problem(f"{onward}&genre=policy", 400)
    problem(onward.replace("/api/items", "/api/documents"), 400)


@pytest.mark.same_on_both
@pytest.mark.parametrize("path", LISTS)
def test_only_reading_is_offered_and_by_any_site(path: str) -> None:
    for method in ("post", "put", "patch", "delete"):
        refused = getattr(Client(enforce_csrf_checks=True), method)(path)
        assert refused.status_code == 405, "not 403: no token is needed where nothing can be changed"
        assert refused["Allow"] == "GET, HEAD, OPTIONS"
        assert refused["Content-Type"] == problems.MEDIA_TYPE
    asked_first = Client().options(path, headers={"Origin": "https://another.example"})
    assert (asked_first.status_code, asked_first["Access-Control-Allow-Origin"]) == (204, "*")
    assert "If-None-Match" in asked_first["Access-Control-Allow-Headers"]
    response = Client().get(path, headers={"Origin": "https://another.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies


@pytest.mark.parametrize("path", LISTS)
def test_a_head_is_a_get_without_its_body(path: str) -> None:
    head, get = Client().head(path), Client().get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get["ETag"]


@pytest.mark.same_on_both
def test_another_format_is_not_given() -> None:
    assert "application/json" in problem("/api/items", 406, Accept="text/html")["detail"]
    for accepted in ("*/*", "application/json", "text/html, application/json;q=0.5", "application/*"):
        assert Client().get("/api/items", headers={"Accept": accepted}).status_code == 200


def test_who_has_the_answer_is_not_given_it_again_and_nothing_is_read_for_it(
    django_assert_max_num_queries: Any,
) -> None:
    where = shown()
    published(where.house)
    for path in ("/api/items", "/api/documents", "/api/columns"):
        tag = Client().get(path)["ETag"]
        with django_assert_max_num_queries(1):
            again = Client().get(path, headers={"If-None-Match": f'"else", {tag}'})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    tag = Client().get("/api/items")["ETag"]
    assert Client().get("/api/items?limit=5", headers={"If-None-Match": tag}).status_code == 200, "another question"
    published(where.house)
    assert Client().get("/api/items", headers={"If-None-Match": tag}).status_code == 200


def test_a_search_that_finds_the_same_is_the_same() -> None:
    where = shown()
    published(where.house)
    tag = Client().get("/api/search?q=造林")["ETag"]
    assert Client().get("/api/search?q=造林", headers={"If-None-Match": tag}).status_code == 304


def test_what_is_not_there_is_never_not_modified() -> None:
    shown()
    for path in ("/api/items/changtu/none", "/api/items?year=x"):
        response = Client().get(path, headers={"If-None-Match": "*"})
        assert response.status_code in (404, 422)
        assert "ETag" not in response
        assert response["Cache-Control"] == "no-store"


def test_an_address_has_its_share_of_a_minute(settings: Any) -> None:
    settings.API_A_MINUTE = 2
    first = Client().get("/api/organs")
    assert first["RateLimit-Policy"] == '"address";q=2;w=60'
    assert first["RateLimit"].startswith('"address";r=1;t=')
    Client().get("/api/organs")
    refused = Client().get("/api/organs")
    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert "/data/" in refused.json()["detail"]
    assert Client().get("/api/organs", REMOTE_ADDR="10.1.1.1").status_code == 200
    settings.API_A_MINUTE = 0
    assert "RateLimit" not in Client().get("/api/organs")


def test_a_failure_of_ours_is_told_as_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("秘密的细节")

    monkeypatch.setattr("gongkai.faces.api.columns.organs.tree", broken)
    response = Client(raise_request_exception=False).get("/api/organs")
    assert (response.status_code, response["Content-Type"]) == (500, problems.MEDIA_TYPE)
    assert "秘密的细节" not in response.content.decode()


def test_whatever_else_is_asked_below_it_is_answered_as_to_a_program() -> None:
    for path in ("/api/nothing", "/api/items/", "/api/items/a/b/c", "/api/reports/lands/x"):
        assert Client().get(path)["Content-Type"] == problems.MEDIA_TYPE, path
