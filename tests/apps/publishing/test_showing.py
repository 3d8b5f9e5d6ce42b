"""What everybody sees is found from the act on that shows it, until the act that takes it away; nothing else is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps.documents import actions as documents
from gongkai.apps.documents.models import Document
from gongkai.apps.publishing import actions
from gongkai.apps.publishing.findable import findables
from gongkai.apps.publishing.models import Item
from gongkai.apps.search.queries import Query, search
from tests.apps.office import at
from tests.apps.publishing.desk import BODY, DAY, NORMATIVE, NOW, House, content, drafted, house, published, signed

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> House:
    return house()


def found(text: str, on: date = DAY, validity: str = "") -> list[str]:
    return [each.number for each in search(Query(text, validity=validity), on).entries]


def test_a_draft_is_not_found_and_a_published_text_is(where: House) -> None:
    drafted(where, content())
    assert found("造林") == []
    row = published(where)
    assert found("造林") == found("春季造林任务") == [row.number]


def test_a_correction_is_found_only_once_it_is_public(where: House) -> None:
    row = published(where)
    actions.act(where.clerk, row.pk, "correct", {"reason": "改错字"}, NOW)
    actions.edit(where.clerk, row.pk, content(BODY.replace("按时", "立即")), NOW)
    assert found("立即完成") == []
    assert found("按时完成") == [row.number]


def test_what_is_gone_is_not_found_and_what_only_ended_is_marked(where: House) -> None:
    kept, gone = published(where), published(where)
    actions.act(where.head, gone.pk, "withdraw", {"how": "mistaken", "reason": "发错了"}, NOW)
    assert found("造林") == [kept.number]
    later = DAY + timedelta(1)
    actions.act(where.head, kept.pk, "withdraw", {"how": "lapsed", "reason": "期满"}, at(later))
    assert [each.state for each in search(Query("造林"), later).entries] == ["ended"]
    assert found("造林", later, "ended") == [kept.number]


def test_a_document_is_in_force_as_the_register_says_and_on_its_own_page(where: House) -> None:
    row = drafted(where, content(**NORMATIVE))
    actions.act(where.head, row.pk, "exempt", {"reason": "内容简单"}, NOW)
    row = actions.act(where.clerk, signed(where, row).pk, "publish", {}, NOW)
    effective = date(2026, 4, 1)
    assert search(Query("造林补助"), DAY).count == 1
    assert found("造林补助", effective - timedelta(1), "in_force") == []
    assert found("造林补助", effective, "in_force") == [row.number]
    made = Document.objects.get()
    documents.end_document(where.clerk, made.pk, effective, "lapsed", "", at(effective), reason="不再需要")
    assert found("造林补助", effective, "ended") == [row.number]


def test_a_page_that_carried_a_document_by_mistake_says_nothing_of_it(where: House) -> None:
    wrong, right = published(where), published(where)
    columns = {"kind": "normative", "number": "昌政发〔2024〕1号", "title": "绿化管理办法", "item": wrong.number}
    days = {"issued_on": DAY - timedelta(9), "in_force_on": DAY - timedelta(8)}
    documents.record_row(where.clerk, {**columns, **days}, NOW)
    assert found("造林", validity="in_force") == [wrong.number]
    made = Document.objects.get()
    documents.correct_document(where.clerk, made.pk, {"item": right.number}, "登记时写错", DAY, NOW)
    assert found("造林", validity="in_force") == [right.number]
    documents.annul_document(where.clerk, made.pk, "重复登记", DAY, NOW)
    assert found("造林", validity="in_force") == []


def test_what_is_only_registered_is_found_by_its_title_until_it_is_withdrawn(where: House) -> None:
    told = [LedgerItem(number, f"{number}造林简报", "通知公告", DAY) for number in ("N-1", "N/2")]
    actions.record_items(where.clerk, told, NOW)
    assert found("造林简报") == ["N-1"], "no address holds the other"
    (row,) = Item.objects.filter(number="N-1")
    actions.withdraw_item(where.clerk, row.pk, DAY, "登记错了", NOW)
    assert found("造林简报") == []
    assert [each.number for each in findables()] == []
