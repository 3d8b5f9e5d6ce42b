"""A policy and its interpretation go live in one moment; a late interpretation is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.apps.documents.models import Document
from gongkai.apps.journal.models import Entry
from gongkai.apps.publishing import actions, queries
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.models import Item, Publication
from gongkai.law.publication.case import Barred
from tests.apps.office import at
from tests.apps.publishing.desk import (
    BODY,
    DAY,
    NORMATIVE,
    NOW,
    POLICY,
    House,
    content,
    drafted,
    house,
    published,
    signed,
    ticked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> House:
    return house()


def text(fields: object, **changed: object) -> Content:
    assert isinstance(fields, dict)
    return Content({**fields, **changed}, BODY)


def bundle(where: House) -> tuple[Item, Item, Item]:
    """A normative document with its interpretation and a piece of news, all drafted."""
    policy = drafted(where, text(NORMATIVE))
    explained = drafted(where, content(genre="text", title="《办法》解读", interprets=policy.number))
    news = drafted(where, content(genre="news", title="《办法》出台", interprets=policy.number))
    return policy, explained, news


def test_a_policy_goes_live_with_its_bundle_in_one_moment(where: House) -> None:
    policy, explained, news = bundle(where)
    policy = signed(where, policy, "secrecy_review")
    with pytest.raises(Barred, match="还没有同步的解读材料"):
        actions.act(where.leader, policy.pk, "third_review", ticked("third_review"), NOW)
    signed(where, explained, "second_proof")
    policy = signed(where, policy)
    with pytest.raises(Barred, match=r"《办法》解读”（待保密审查）、“《办法》出台”（起草）还没有审签完毕"):
        actions.act(where.clerk, policy.pk, "publish", {}, NOW)
    explained = signed(where, Item.objects.get(pk=explained.pk))
    signed(where, news)
    with pytest.raises(Barred, match="请从政策的页面一同公开"):
        actions.act(where.clerk, explained.pk, "publish", {}, NOW)
    actions.act(where.clerk, policy.pk, "publish", {}, NOW)
    assert set(Item.objects.values_list("state", "published_on")) == {("live", DAY)}
    assert Publication.objects.count() == Entry.objects.filter(subject="item", event="publish").count() == 3
    assert Document.objects.get().number == NORMATIVE["document_number"]
    assert queries.board(where.head, DAY + timedelta(days=30)).pile("late_interpretation").count == 0


def test_a_bundle_is_scheduled_and_goes_live_by_the_clock_or_not_at_all(where: House) -> None:
    policy, explained, news = bundle(where)
    signed(where, explained)
    signed(where, news)
    policy = signed(where, policy)
    policy = actions.act(where.clerk, policy.pk, "schedule", {"publish_at": "2026-03-03 09:00"}, NOW)
    assert set(Item.objects.values_list("state", flat=True)) == {"scheduled"}
    early, due = at(date(2026, 3, 3), 8), at(date(2026, 3, 3), 9)
    assert actions.publish_due(early) == []
    actions.act(where.clerk, news.pk, "unschedule", {"reason": "图片要换"}, NOW)
    actions.act(where.clerk, news.pk, "recall", {"reason": "图片要换"}, NOW)
    done = actions.publish_due(due)
    assert {each.event for each in done} == {"go_live"}
    assert all("《办法》出台”（起草）还没有一同定时" in each.refused or "请从政策" in each.refused for each in done)
    signed(where, Item.objects.get(pk=news.pk), now=due)
    assert all(each.refused for each in actions.publish_due(due)), "signed again, and not scheduled with the others"
    actions.act(where.clerk, policy.pk, "unschedule", {"reason": "图片换好了"}, due)
    actions.act(where.clerk, policy.pk, "schedule", {"publish_at": "2026-03-03 10:00"}, due)
    due = at(date(2026, 3, 3), 10)
    done = actions.publish_due(due)
    assert [(each.item_id, each.refused) for each in done] == [(policy.pk, "")]
    assert set(Item.objects.values_list("state", flat=True)) == {"live"}
    assert actions.publish_due(due) == []


def test_an_exemption_lets_a_policy_go_alone_and_its_interpretation_is_not_late(where: House) -> None:
    row = signed(where, drafted(where, text(NORMATIVE)), "secrecy_review")
    actions.act(where.head, row.pk, "exempt", {"reason": "内部程序性规定"}, NOW)
    row = signed(where, Item.objects.get(pk=row.pk))
    row = actions.act(where.clerk, row.pk, "publish", {}, NOW)
    assert (row.state, row.explain_by) == ("live", None)


def test_a_policy_without_an_interpretation_is_late_after_three_working_days(where: House) -> None:
    row = actions.act(where.leader, drafted(where, text(POLICY)).pk, "emergency", {"reason": "汛情"}, NOW)
    assert row.explain_by == date(2026, 3, 5)
    assert queries.board(where.head, date(2026, 3, 5)).pile("late_interpretation").count == 0
    assert queries.board(where.head, date(2026, 3, 6)).pile("late_interpretation").count == 1
    published(where, content(genre="picture", interprets=row.number))
    assert queries.board(where.head, date(2026, 3, 6)).pile("late_interpretation").count == 0
