"""The acts of one row of a register, in words; and two people at the same row."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.annual.ledger.model import LedgerActivity, LedgerDocument, LedgerItem, LedgerTally
from gongkai.apps import registered
from gongkai.apps.documents import actions as documents
from gongkai.apps.documents.models import Document
from gongkai.apps.documents.registers import DOCUMENTS
from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.publishing import actions as publishing
from gongkai.apps.publishing.models import Item
from gongkai.apps.publishing.registers import ITEMS
from gongkai.apps.register_history import Change, history
from gongkai.apps.registered import Misfit
from gongkai.apps.supervision import actions as supervision
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db

DAY, NOW = date(2024, 5, 6), at(date(2025, 1, 10))
ITEM = LedgerItem("A-1", "关于道路绿化的通告", "通知公告", DAY)
RULES = LedgerDocument("normative", "昌政发〔2024〕1号", "绿化管理办法", date(2024, 3, 1), date(2024, 4, 1))


def item(where: Office) -> Item:
    publishing.record_items(where.clerk, [ITEM], NOW)
    return Item.objects.get(number="A-1")


def test_every_act_is_told_with_who_when_and_why_and_only_what_it_changed() -> None:
    where = office()
    row = documents.record_document(where.clerk, RULES, NOW)
    documents.end_document(where.head, row.pk, date(2024, 9, 1), "repealed", "昌政发〔2024〕9号", NOW)
    columns = {"title": "城镇绿化管理办法", "kind": "normative", "ended_how": "lapsed", "ended_by": ""}
    documents.correct_document(where.compiler, row.pk, columns, "看错了", date(2024, 12, 2), NOW)
    recorded, ended, corrected = history(DOCUMENTS, row.pk)
    assert (recorded.label, recorded.person, recorded.day, recorded.reason) == (
        "登记",
        where.clerk.name,
        RULES.issued_on,
        "",
    )
    assert Change("种类", "", "行政规范性文件") in recorded.changes
    assert [change.after for change in ended.changes] == ["2024-09-01", "废止", "昌政发〔2024〕9号"]
    assert corrected.reason == "看错了"
    assert corrected.changes == (
        Change("标题", "绿化管理办法", "城镇绿化管理办法"),
        Change("废止或者失效", "废止", "失效"),
        Change("废止它的文件", "昌政发〔2024〕9号", ""),
    )
    assert [line.hash for line in history(DOCUMENTS, row.pk)] == list(
        Entry.objects.order_by("seq").values_list("hash", flat=True)
    )


def test_who_read_an_older_state_is_refused_and_nothing_is_entered() -> None:
    where = office()
    row = item(where)
    publishing.correct_item(where.clerk, row.pk, {"title": "改一"}, "错字", DAY, NOW, 1)
    before = Entry.objects.count()
    for act in (
        lambda: publishing.correct_item(where.head, row.pk, {"title": "改二"}, "错字", DAY, NOW, 1),
        lambda: publishing.withdraw_item(where.head, row.pk, DAY, "有误", NOW, 1),
        lambda: publishing.annul_item(where.head, row.pk, "重复", DAY, NOW, 1),
    ):
        with pytest.raises(Stale, match="公开信息有了新的登记"):
            act()
    assert Entry.objects.count() == before
    publishing.withdraw_item(where.head, row.pk, DAY, "有误", NOW, 2)
    assert len(history(ITEMS, row.pk)) == 3


def test_a_correction_cannot_bring_forward_what_has_not_come() -> None:
    where = office()
    row = item(where)
    with pytest.raises(Misfit, match="“撤下之日”2025-02-01 还没有到") as refused:
        publishing.correct_item(where.clerk, row.pk, {"withdrawn_on": date(2025, 2, 1)}, "看错", DAY, NOW)
    assert refused.value.column == "withdrawn_on"
    rules = documents.record_document(where.clerk, RULES, NOW)
    columns = {"ended_on": date(2025, 2, 1), "ended_how": "lapsed"}
    with pytest.raises(Misfit, match="还没有到"):
        documents.correct_document(where.clerk, rules.pk, columns, "看错", DAY, NOW)
    assert Document.objects.get().ended_on is None


def test_a_refusal_names_the_column_that_is_to_be_mended() -> None:
    where = office()
    item(where)
    tally = LedgerTally("penalty", date(2024, 1, 1), date(2024, 6, 30), 12, "处罚系统")
    supervision.record_tally(where.clerk, tally, NOW)
    session = LedgerActivity("H-1", "open_day", "公开日", DAY, 2**31)
    cases = {
        "number": lambda: publishing.record_items(where.clerk, [replace(ITEM, title="别的")], NOW),
        "published_on": lambda: publishing.record_items(
            where.clerk, [replace(ITEM, number="A-2", published_on=date(204, 5, 6))], NOW
        ),
        "in_force_on": lambda: documents.record_document(
            where.clerk, replace(RULES, in_force_on=date(2024, 1, 1)), NOW
        ),
        "ended_by": lambda: documents.record_document(
            where.clerk, replace(RULES, ended_on=DAY, ended_how="lapsed", ended_by="昌政发〔2024〕9号"), NOW
        ),
        "attendance": lambda: supervision.record_activity(where.clerk, session, NOW),
        "since": lambda: supervision.record_tally(where.clerk, replace(tally, amount=13), NOW),
        "amount": lambda: supervision.record_tally(where.clerk, replace(tally, kind="coercion", amount=10**15), NOW),
    }
    for column, act in cases.items():
        with pytest.raises(Misfit) as refused:
            act()
        assert refused.value.column == column


def test_readers_see_their_own_and_what_is_annulled_too() -> None:
    where, other = office(), office("kangping")
    row = item(where)
    publishing.annul_item(where.clerk, row.pk, "重复登记", DAY, NOW)
    assert registered.visible(ITEMS, where.leader).get().annulled
    assert not registered.visible(ITEMS, other.leader).exists()
