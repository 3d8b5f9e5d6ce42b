"""Lists, the page of an item, the board: what is found, by whom, and at what cost."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.publishing import actions, public, queries
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.queries import ItemFilters
from tests.apps.office import member, office
from tests.apps.publishing.desk import DAY, NOW, House, content, drafted, house, published, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> House:
    return house()


def found(where: House, **wanted: object) -> list[str]:
    page = queries.items(where.head, ItemFilters(**wanted), NOW)  # type: ignore[arg-type]  # made of a table
    return [each.item.title for each in page.rows]


def test_a_list_is_narrowed_by_what_is_asked(where: House) -> None:
    drafted(where, content(title="起草中的", column="规划"))
    signed(where, drafted(where, content(title="在审的ETC通知")), "second_review")
    published(where, content(title="公开的补贴办法", genre="policy", document_number="昌政发〔2026〕7号"))
    actions.record_items(where.clerk, [LedgerItem("A-1", "登记的", "通知公告", date(2024, 5, 6))], NOW)
    assert found(where) == ["公开的补贴办法", "在审的ETC通知", "起草中的"]
    assert found(where, recorded=True) == ["登记的"]
    assert found(where, recorded=None)[0] == "登记的"
    assert found(where, state="live") == ["公开的补贴办法"]
    assert found(where, column="规划") == ["起草中的"]
    assert found(where, genre="policy") == found(where, year=2026) == ["公开的补贴办法"]
    assert found(where, text="补贴 办法") == found(where, text="〔2026〕7号") == ["公开的补贴办法"]
    assert found(where, text="etc") == found(where, text="ETC") == ["在审的ETC通知"]
    assert found(where, text="changtu-2026-00001") == ["起草中的"]
    assert found(where, text="没有") == []
    assert found(where, mine=True) == []


def test_pages_go_on_where_the_last_one_ended_and_back_again(where: House) -> None:
    for number in range(7):
        drafted(where, content(title=f"第{number}条"))

    def page(**wanted: object) -> queries.Page:
        return queries.items(where.clerk, ItemFilters(rows=3, **wanted), NOW)  # type: ignore[arg-type]  # made of a table

    first = page()
    assert [each.item.title for each in first.rows] == ["第6条", "第5条", "第4条"]
    assert first.before is None
    second = page(after=first.after)
    third = page(after=second.after)
    assert [each.item.title for each in third.rows] == ["第0条"]
    assert third.after is None
    back = page(before=third.before)
    assert [each.item.title for each in back.rows] == [each.item.title for each in second.rows]
    assert page(before=back.before).before is None


def test_drafts_stay_within_the_house(where: House) -> None:
    above = office("shi")
    where.office.organ.parent = above.organ
    where.office.organ.save()
    watcher, neighbour = member(above.organ, "supervisor"), office("kangping")
    hidden, shown = drafted(where), published(where)
    assert [each.item.pk for each in queries.items(watcher, ItemFilters(), NOW).rows] == [shown.pk]
    assert queries.items(neighbour.head, ItemFilters(), NOW).rows == ()
    for actor in (watcher, neighbour.head, where.office.compiler):
        with pytest.raises(Item.DoesNotExist):
            queries.item(actor, hidden.pk, NOW)
    with pytest.raises(Item.DoesNotExist):
        queries.item(neighbour.head, shown.pk, NOW)
    seen = queries.item(watcher, shown.pk, NOW)
    assert (seen.options, seen.lines, seen.working, seen.versions, seen.findings) == ((), (), None, (), ())
    assert seen.live is not None
    for actor in (watcher, where.office.compiler):
        with pytest.raises(Forbidden):
            queries.version(actor, shown.pk, 1)


def test_a_list_and_a_page_cost_the_same_however_much_there_is(where: House) -> None:
    row = published(where)
    signed(where, drafted(where), "second_proof")

    def cost() -> tuple[int, int, int]:
        with CaptureQueriesContext(
            connection,
        ) as listing:
            queries.items(where.head, ItemFilters(to_sign=True, recorded=None), NOW)
        with CaptureQueriesContext(connection) as page:
            queries.item(where.head, row.pk, NOW)
        with CaptureQueriesContext(connection) as board:
            queries.board(where.head, DAY)
        return len(listing), len(page), len(board)

    cost()
    before = cost()
    for _ in range(4):
        signed(where, drafted(where), "second_proof")
    actions.act(where.clerk, row.pk, "correct", {"reason": "有误"}, NOW)
    for number in range(4):
        actions.edit(where.clerk, row.pk, content(f"<p>第{number}次</p>"), NOW)
    cost()
    after = cost()
    assert (after[0], after[2]) == (before[0], before[2])
    # A text at work that is not the public one is read besides: one more, whatever its history.
    assert after[1] <= before[1] + 3
    assert max(after) <= 30


def test_what_awaits_a_signature_is_shown_to_who_may_give_it(where: House) -> None:
    row = signed(where, drafted(where), "first_proof")
    wanted = ItemFilters(to_sign=True)
    shown = {
        name: bool(queries.items(getattr(where, name), wanted, NOW).rows)
        for name in ("clerk", "proofer", "reviewer", "secrecy", "head", "leader")
    }
    assert shown == {
        "clerk": False,
        "proofer": False,
        "reviewer": True,
        "secrecy": False,
        "head": True,
        "leader": False,
    }
    signed(where, row, "second_proof")
    assert [each.item.pk for each in queries.items(where.secrecy, wanted, NOW).rows] == [row.pk]
    assert queries.board(where.secrecy, DAY).pile("to_sign").count == 1


def test_figures_and_public_lists_count_what_is_public_once(where: House) -> None:
    organ, year_end = where.organ_id, date(2026, 12, 31)
    drafted(where)
    row = published(where, content(genre="policy"))
    published(where, content(genre="text", interprets=row.number))
    published(where, content(genre="news", interprets=row.number))
    urgent = drafted(where)
    actions.act(where.head, urgent.pk, "emergency", {"reason": "暴雨"}, NOW)
    actions.record_items(where.clerk, [LedgerItem("A-1", "登记的", "通知公告", date(2026, 1, 6))], NOW)
    actions.act(where.clerk, row.pk, "correct", {"reason": "有误"}, NOW)
    assert queries.items_published(organ, 2026, year_end).count() == 5
    assert queries.interpretations(organ, 2026, year_end).count() == 1, "news is no interpretation"
    told = queries.narrative(organ, 2026, year_end)
    assert (told.published_items, told.interpretations) == (5, 1)
    assert sum(each.count for each in public.columns(organ, DAY)) == public.items(organ, DAY).count() == 5
    assert len(public.latest(DAY, 10)) == 5
