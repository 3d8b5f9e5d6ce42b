"""Items: recorded, withdrawn, corrected, annulled; and what the year counts of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps.journal.models import Entry
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.publishing import actions, queries
from gongkai.apps.publishing.models import Item
from gongkai.apps.registered import Taken
from gongkai.law.casework import Refusal
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db

DAY, NOW = date(2024, 5, 6), at(date(2025, 1, 10))
ITEM = LedgerItem("A-1", "关于道路绿化的通告", "通知公告", DAY)


def published(where: Office, year: int, as_of: date) -> int:
    return queries.items_published(where.organ.pk, year, as_of).count()


def test_an_item_counts_for_its_year_until_it_is_withdrawn() -> None:
    where = office()
    actions.record_items(where.clerk, [ITEM, replace(ITEM, number="A-2", interprets="昌政发〔2024〕1号")], NOW)
    assert published(where, 2024, date(2024, 12, 31)) == 2
    assert published(where, 2023, date(2024, 12, 31)) == 0
    assert published(where, 2024, date(2024, 5, 5)) == 0
    assert queries.interpretations(where.organ.pk, 2024, date(2024, 12, 31)).count() == 1
    row = Item.objects.get(number="A-1")
    actions.withdraw_item(where.clerk, row.pk, date(2024, 8, 1), "内容有误", NOW)
    assert published(where, 2024, date(2024, 12, 31)) == 1
    assert published(where, 2024, date(2024, 7, 31)) == 2


def test_the_same_list_twice_changes_nothing() -> None:
    where = office()
    items = [ITEM, replace(ITEM, number="A-2", withdrawn_on=date(2024, 6, 1))]
    assert actions.record_items(where.clerk, items, NOW) == Taken(new=2)
    before = Entry.objects.count()
    assert actions.record_items(where.clerk, items, NOW) == Taken(unchanged=2)
    assert Entry.objects.count() == before == 3
    later = [replace(ITEM, withdrawn_on=date(2024, 7, 1)), items[1]]
    assert actions.record_items(where.clerk, later, NOW) == Taken(changed=1, unchanged=1)
    assert Item.objects.get(number="A-1").withdrawn_on == date(2024, 7, 1)


@pytest.mark.parametrize(
    ("items", "says"),
    [
        ([replace(ITEM, title="")], "没有填写“标题”"),
        ([replace(ITEM, title="长" * 301)], "不超过300个字"),
        ([replace(ITEM, title="两\n行")], "应为一行"),
        ([replace(ITEM, published_on=date(2025, 2, 1))], "还没有到"),
        ([replace(ITEM, withdrawn_on=date(2024, 5, 1))], "早于公开之日"),
        ([ITEM, ITEM], "出现了两次"),
    ],
)
def test_a_bad_item_takes_the_whole_list_with_it(items: list[LedgerItem], says: str) -> None:
    where = office()
    with pytest.raises(Refusal, match=says):
        actions.record_items(where.clerk, [replace(ITEM, number="A-0"), *items], NOW)
    assert not Item.objects.exists()
    assert not Entry.objects.exists()


def test_another_content_under_a_known_number_is_refused() -> None:
    where = office()
    actions.record_items(where.clerk, [ITEM], NOW)
    with pytest.raises(Refusal, match="内容与这次的不同"):
        actions.record_items(where.clerk, [replace(ITEM, title="另一篇")], NOW)


def test_corrections_and_annulments_give_a_reason_and_move_the_figures() -> None:
    where = office()
    actions.record_items(where.clerk, [ITEM, replace(ITEM, number="A-2")], NOW)
    first, second = Item.objects.order_by("number")
    with pytest.raises(Refusal, match="理由"):
        actions.correct_item(where.clerk, first.pk, {"published_on": date(2023, 12, 31)}, " ", DAY, NOW)
    actions.correct_item(where.clerk, first.pk, {"published_on": date(2023, 12, 31)}, "日期看错", DAY, NOW)
    actions.annul_item(where.clerk, second.pk, "重复登记", DAY, NOW)
    assert published(where, 2024, date(2024, 12, 31)) == 0
    assert published(where, 2023, date(2023, 12, 31)) == 1
    with pytest.raises(Refusal, match="误登撤销"):
        actions.withdraw_item(where.clerk, second.pk, DAY, "再撤", NOW)
    with pytest.raises(Refusal, match="误登撤销"):
        actions.record_items(where.clerk, [replace(ITEM, number="A-2")], NOW)


def test_an_item_is_withdrawn_once_and_not_before_it_was_published() -> None:
    where = office()
    actions.record_items(where.clerk, [ITEM], NOW)
    row = Item.objects.get()
    with pytest.raises(Refusal, match="早于公开之日"):
        actions.withdraw_item(where.clerk, row.pk, date(2024, 5, 5), "有误", NOW)
    with pytest.raises(Refusal, match="理由"):
        actions.withdraw_item(where.clerk, row.pk, DAY, "", NOW)
    actions.withdraw_item(where.clerk, row.pk, DAY, "有误", NOW)
    with pytest.raises(Refusal, match="已登记为 2024-05-06"):
        actions.withdraw_item(where.clerk, row.pk, DAY, "有误", NOW)


def test_only_those_who_may_record_and_only_their_own() -> None:
    where, other = office(), office("kangping")
    with pytest.raises(Forbidden):
        actions.record_items(where.leader, [ITEM], NOW)
    actions.record_items(where.clerk, [ITEM], NOW)
    with pytest.raises(Item.DoesNotExist):
        actions.withdraw_item(other.clerk, Item.objects.get().pk, DAY, "有误", NOW)
    assert queries.recorded(where.leader, queries.Filters(text="绿化")).count() == 1
    assert queries.recorded(other.leader, queries.Filters()).count() == 0


def test_what_was_scrambled_is_restored_from_the_journal() -> None:
    where = office()
    actions.record_items(where.clerk, [ITEM, replace(ITEM, number="A-2"), replace(ITEM, number="A-3")], NOW)
    actions.withdraw_item(where.clerk, Item.objects.get(number="A-1").pk, DAY, "有误", NOW)
    good = list(Item.objects.order_by("pk").values())
    Item.objects.filter(number="A-2").update(number="x", title="改过", withdrawn_on=DAY)
    Item.objects.filter(number="A-1").update(number="A-2")
    Item.objects.filter(number="A-3").delete()
    Item.objects.create(organ=where.organ, number="A-9", title="没有登记过", column="无", published_on=DAY)
    assert len(actions.rebuild(check=True).differences) == 4
    done = actions.rebuild()
    assert (done.rows, len(done.differences)) == (3, 4)
    assert list(Item.objects.order_by("pk").values()) == good
    assert actions.rebuild(check=True).differences == ()
