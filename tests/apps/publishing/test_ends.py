"""How what was public ends: by its day, by hand, twice; while something else is going on with it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from gongkai.apps.documents.models import Document
from gongkai.apps.people.actor import Actor
from gongkai.apps.publishing import actions, due_acts, public, queries, rebuilding, verification
from gongkai.apps.publishing.content import Content
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.public_item import MARKED
from gongkai.law.casework import Refusal
from tests.apps.office import at
from tests.apps.publishing.desk import (
    BODY,
    DAY,
    NORMATIVE,
    NOW,
    House,
    content,
    drafted,
    house,
    published,
    signed,
)

pytestmark = pytest.mark.django_db
EXPIRES = DAY + timedelta(10)


@pytest.fixture
def where() -> House:
    return house()


def sound() -> bool:
    return not verification.verify() and not rebuilding.rebuild(check=True).differences


@pytest.mark.parametrize("way", ["correct", "archive", "emergency"])
def test_a_page_expires_whatever_is_under_way_with_it(where: House, way: str) -> None:
    text = content(expires_on=EXPIRES.isoformat())
    if way == "emergency":
        row = actions.act(where.leader, drafted(where, text).pk, "emergency", {"reason": "汛情"}, NOW)
    else:
        row = actions.act(
            where.clerk, published(where, text).pk, way, {"reason": "改错字"} if way == "correct" else {}, NOW
        )
    assert not actions.publish_due(at(EXPIRES - timedelta(1)))
    assert [each.event for each in actions.publish_due(at(EXPIRES))] == ["expire"]
    assert public.item("changtu", row.number).standing == MARKED
    assert not actions.publish_due(at(EXPIRES))
    assert sound()


def test_what_is_hidden_after_it_was_marked_keeps_the_day_on_which_it_ended(where: House) -> None:
    row = published(where)
    actions.act(where.head, row.pk, "withdraw", {"how": "lapsed", "reason": "期满"}, at(DAY + timedelta(1)))
    later = at(DAY.replace(year=2027))
    assert not queries.items_published(where.organ_id, 2026, DAY.replace(month=12))
    row = actions.act(where.head, row.pk, "withdraw", {"how": "mistaken", "reason": "含个人信息"}, later)
    assert (row.withdrawn_on, row.withdrawn_how) == (DAY + timedelta(1), "mistaken")
    assert not queries.items_published(where.organ_id, 2026, DAY.replace(month=12))


def test_the_text_of_a_page_that_is_gone_is_given_to_nobody(where: House) -> None:
    row = published(where)
    assert queries.live_texts(where.organ_id, [row.number])
    actions.act(where.head, row.pk, "withdraw", {"how": "mistaken", "reason": "发错了"}, NOW)
    assert not queries.live_texts(where.organ_id, [row.number])


def test_what_the_database_refuses_does_not_keep_the_rest_from_their_moment(
    where: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = content(expires_on=EXPIRES.isoformat())
    first, second = published(where, text), published(where, text)
    done = due_acts.act

    def refused(actor: Actor, item_id: int, *others: object) -> Item:
        if item_id == first.pk:
            raise DatabaseError("a trigger")
        return done(actor, item_id, *others)  # type: ignore[arg-type]

    monkeypatch.setattr(due_acts, "act", refused)
    happened = {each.item_id: each.refused for each in actions.publish_due(at(EXPIRES))}
    assert happened == {first.pk: "数据库拒绝了这一步，请系统管理员查看日志。", second.pk: ""}


def test_merging_names_an_item_that_is_public(where: House) -> None:
    row, other = published(where), drafted(where)
    for number in (other.number, row.number, "没有"):
        told = {"how": "merged", "successor": number, "reason": "内容重复"}
        with pytest.raises(Refusal, match="不是公开的信息"):
            actions.act(where.head, row.pk, "withdraw", told, NOW)
    target = published(where)
    row = actions.act(
        where.head, row.pk, "withdraw", {"how": "merged", "successor": target.number, "reason": "内容重复"}, NOW
    )
    assert (row.state, row.successor, row.withdrawn_how) == ("withdrawn", target.number, "merged")


def test_what_expires_goes_off_by_the_clock(where: House) -> None:
    row = published(where, content(expires_on="2026-04-01"))
    assert actions.publish_due(at(date(2026, 3, 31))) == []
    (done,) = actions.publish_due(at(date(2026, 4, 1)))
    assert (done.item_id, done.event, done.refused) == (row.pk, "expire", "")
    row.refresh_from_db()
    assert (row.state, row.withdrawn_how, row.withdrawn_on) == ("withdrawn", "lapsed", date(2026, 4, 1))


def test_a_repealed_page_ends_its_document(where: House) -> None:
    row = signed(where, drafted(where, Content(NORMATIVE, BODY)), "secrecy_review")
    actions.act(where.head, row.pk, "exempt", {"reason": "程序性规定"}, NOW)
    row = signed(where, Item.objects.get(pk=row.pk))
    row = actions.act(where.clerk, row.pk, "publish", {}, NOW)
    told = {"how": "repealed", "reason": "被替代", "by": "昌政发〔2026〕9号"}
    actions.act(where.head, row.pk, "withdraw", told, at(date(2026, 6, 1)))
    assert Document.objects.get().ended_on == date(2026, 6, 1)
