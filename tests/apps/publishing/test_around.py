"""What stands around a page: its successor at the end of the line, its neighbours in the column, pages meant by a number."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.publishing import public
from gongkai.apps.publishing.models import Item
from tests.apps.office import at
from tests.apps.publishing.desk import House, content, house, published
from tests.faces.portal.disclosure.published import explained, policy, withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> House:
    return house()


def _merged(where: House, row: Item, into: Item) -> None:
    withdrawn(where, row, "merged", successor=into.number)


def test_a_line_of_mergers_is_followed_to_its_end(where: House) -> None:
    first, second, third = (published(where, content(title=f"第{n}件")) for n in range(3))
    _merged(where, first, second)
    assert public.final(where.organ_id, second.number) == second.number
    _merged(where, second, third)
    assert public.final(where.organ_id, second.number) == third.number
    withdrawn(where, third, "mistaken")
    assert public.final(where.organ_id, second.number) == "", "the end was taken off"


def test_a_ring_of_mergers_ends_nowhere(where: House) -> None:
    first, second = published(where), published(where, content(title="第二件"))
    _merged(where, first, second)
    # No door makes a ring; a list that was written by hand might.
    Item.objects.filter(pk=second.pk).update(
        withdrawn_on=date(2026, 3, 9), withdrawn_how="merged", successor=first.number, state="withdrawn"
    )
    assert public.final(where.organ_id, first.number) == ""
    assert public.final(where.organ_id, "没有这件") == ""


def test_neighbours_are_the_nearest_of_the_same_column_that_have_a_page(where: House) -> None:
    days = (date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 3), date(2026, 3, 5))
    rows = [published(where, content(title=f"第{n}件"), at(day)) for n, day in enumerate(days)]
    published(where, content(title="别的栏目", column="政策文件"), at(date(2026, 3, 4)))
    Item.objects.create(
        organ_id=where.organ_id, number="R1", title="只登记的", column="通知公告", published_on=date(2026, 3, 3)
    )
    Item.objects.create(
        organ_id=where.organ_id, number="R/2", title="没有网址的", column="通知公告", published_on=date(2026, 3, 4)
    )
    around = [public.neighbours(public.item("changtu", row.number), ("通知公告",)) for row in rows]
    told = [(each.older.title if each.older else "", each.newer.title if each.newer else "") for each in around]
    assert told == [("", "第1件"), ("第0件", "第2件"), ("第1件", "只登记的"), ("只登记的", "")]
    named = public.neighbours(public.item("changtu", rows[3].number), ("通知公告", "政策文件"))
    assert named.older is not None
    assert named.older.title == "别的栏目"


def test_explanations_know_each_other_and_their_policy(where: House) -> None:
    row = policy(where)
    first, second = explained(where, row.number), explained(where, row.number, title="问答", genre="questions")
    (other,) = public.siblings(public.item("changtu", first.number))
    assert (other.number, other.genre_name) == (second.number, "问答")
    assert public.siblings(public.item("changtu", row.number)) == []


def test_a_number_means_the_page_that_bears_it(where: House) -> None:
    row = policy(where, document_number="昌政发〔2026〕7号")
    wanted = ["昌政发〔2026〕7号", row.number, "没有", ""]
    found = public.named(where.organ_id, "changtu", wanted)
    assert {number: link.number for number, link in found.items()} == dict.fromkeys(wanted[:2], row.number)
    withdrawn(where, row, "mistaken")
    assert public.named(where.organ_id, "changtu", wanted) == {}
