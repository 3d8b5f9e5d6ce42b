"""The home page: what citizens come for, what is new everywhere, in a few queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from selectolax.lexbor import LexborHTMLParser

from gongkai.apps.supervision.models import Activity, ActivityKind, ActivityState
from tests.apps.publishing.desk import published
from tests.faces.portal.disclosure.published import LATER, Shown, explained, policy, shown, withdrawn
from tests.rigs import begun

pytestmark = pytest.mark.django_db


@begun.rows
def here() -> Shown:
    return shown()


def _lists(client: Client) -> dict[str, list[str]]:
    tree = LexborHTMLParser(client.get("/").content)
    return {
        str(section.attributes["aria-labelledby"]): [str(link.attributes["href"]) for link in section.css("a")]
        for section in tree.css("section[aria-labelledby]")
    }


def test_an_empty_site_shows_ways_and_tools_and_no_empty_list(client: Client) -> None:
    lists = _lists(client)
    assert set(lists) == {"errands", "tools"}
    assert {"/policies/", "/xxgk/", "/apply/", "/help/"} <= set(lists["errands"])


def test_a_new_policy_stands_with_what_explains_it(client: Client, here: Shown) -> None:
    first = policy(here.house)
    told = explained(here.house, first.number)
    second = policy(here.house, LATER, title="夏季防汛办法")
    pages = [url for url in _lists(client)["policies"] if "/items/" in url]
    assert pages == [here.page(second), here.page(first), here.page(told)]


def test_what_was_withdrawn_is_not_new(client: Client, here: Shown) -> None:
    repealed, mistaken = policy(here.house), published(here.house)
    withdrawn(here.house, repealed, "repealed", by="昌政发〔2026〕9号")
    withdrawn(here.house, mistaken, "mistaken")
    lists = _lists(client)
    assert here.page(repealed) not in lists.get("policies", [])
    assert here.page(mistaken) not in lists.get("news", [])


def test_activities_that_are_announced_are_told(client: Client, here: Shown) -> None:
    today = timezone.localdate()

    def plan(number: int, days: int, state: ActivityState = ActivityState.PLANNED) -> None:
        Activity.objects.create(
            organ_id=here.house.clerk.organ_id,
            number=f"A{number}",
            kind=ActivityKind.OPEN_DAY,
            title=f"第{number}个开放日",
            state=state,
            planned_on=today - timedelta(30),
            planned_for=today + timedelta(days),
        )

    plan(1, 9)
    plan(2, 3)
    plan(3, -3)
    plan(4, 5, ActivityState.CANCELLED)
    tree = LexborHTMLParser(client.get("/").content)
    told = [node.text() for node in tree.css("[aria-labelledby=activities] .what")]
    assert told == ["第2个开放日", "第1个开放日"]


def test_it_asks_few_questions(
    client: Client, here: Shown, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(3):
        explained(here.house, policy(here.house).number)
    with django_assert_max_num_queries(16):
        client.get("/")
