"""What the script of the field is told while somebody types."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.apps.search import actions
from tests.faces.portal.search.conftest import TODAY, Tell

pytestmark = pytest.mark.django_db


def _suggested(client: Client, typed: str) -> list[str]:
    response = client.get("/search/suggest/", {"q": typed})
    assert response.status_code == 200
    found: list[str] = response.json()["suggestions"]
    return found


def test_titles_and_document_numbers_are_suggested(client: Client, tell: Tell) -> None:
    tell("N1", "造林补助办法", document_number="测政发〔2026〕1号")
    tell("N2", "造林验收办法")
    assert sorted(_suggested(client, "造林")) == ["造林补助办法", "造林验收办法"]
    assert _suggested(client, "测政发") == ["测政发〔2026〕1号"]


def test_words_that_found_only_what_was_taken_off_are_suggested_no_more(client: Client, tell: Tell) -> None:
    tell("N1", "造林补助名单", text="补助对象：欧阳锦绣。")
    tell("N2", "造林补助办法")
    for day in range(6):
        actions.record("欧阳锦绣 补助", True, TODAY - timedelta(day % 3))
        actions.record("造林 补助", True, TODAY - timedelta(day % 3))
    assert "欧阳锦绣 补助" in _suggested(client, "欧阳")
    actions.drop(["item:office/N1"])
    assert _suggested(client, "欧阳") == []
    assert "造林 补助" in _suggested(client, "造林")
    assert client.get("/search/suggest/", {"q": "造林"}).headers["Cache-Control"].startswith("private")


@pytest.mark.parametrize("typed", ["", " ", "，。", "\x00", "长" * 61, "造林办法"])
def test_nothing_is_suggested_for_what_suggests_nothing(client: Client, tell: Tell, typed: str) -> None:
    tell("N1", "造林办法")
    assert _suggested(client, typed) == []


def test_an_address_that_asks_without_end_is_told_to_wait(client: Client, tell: Tell, settings: object) -> None:
    cache.clear()
    settings.SUGGESTIONS_A_MINUTE = 2  # type: ignore[attr-defined]  # a fixture of pytest-django
    answers = [client.get("/search/suggest/", {"q": "造"}) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert "秒后再试" in answers[2].json()["message"]
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 60
    cache.clear()


def test_one_who_searches_without_end_is_told_to_wait(client: Client, tell: Tell, settings: object) -> None:
    tell("N1", "造林办法")
    cache.clear()
    settings.SEARCHES_A_MINUTE = 2  # type: ignore[attr-defined]  # a fixture of pytest-django
    answers = [client.get("/search/", {"q": "造林"}) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert "请求太频繁" in answers[2].content.decode()
    assert 1 <= int(answers[2].headers["Retry-After"]) <= 60
    cache.clear()
