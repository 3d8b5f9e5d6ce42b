"""Rows of items are the sum of their entries, bit for bit, in every state; and what was stored is what was written down."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.db.models import Value

from gongkai.annual.ledger.model import LedgerItem
from gongkai.apps.people.models import Person
from gongkai.apps.publishing import actions, counting, verification
from gongkai.apps.publishing.models import Duty, Item, MonthCount, Publication, Signed, Version
from tests.apps.office import at
from tests.apps.publishing.desk import DAY, NOW, House, content, drafted, house, published, signed
from tests.rigs.journal import lifted

pytestmark = pytest.mark.django_db


def everything(where: House) -> None:
    """An item in every state that the procedure can rest or stop in, and a recorded one."""
    actions.record_items(where.clerk, [LedgerItem("A-1", "旧的通告", "通知公告", date(2024, 5, 6))], NOW)
    drafted(where)
    for stage in ("first_review", "second_proof", "secrecy_review", "third_proof"):
        signed(where, drafted(where), stage)
    scheduled = signed(where, drafted(where))
    actions.act(where.clerk, scheduled.pk, "schedule", {"publish_at": "2026-12-31 09:00"}, NOW)
    published(where, content(genre="policy"))
    amended = published(where)
    actions.act(where.clerk, amended.pk, "correct", {"reason": "有误"}, NOW)
    actions.edit(where.clerk, amended.pk, content("<p>改过</p>", title="改过的标题"), NOW)
    given_up = published(where)
    actions.act(where.clerk, given_up.pk, "correct", {"reason": "有误"}, NOW)
    actions.edit(where.clerk, given_up.pk, content("<p>又改</p>"), NOW)
    actions.act(where.clerk, given_up.pk, "abandon", {"reason": "不改了"}, NOW)
    owing = drafted(where)
    actions.act(where.head, owing.pk, "emergency", {"reason": "暴雨"}, NOW)
    gone = published(where)
    actions.act(where.head, gone.pk, "withdraw", {"how": "mistaken", "reason": "误发"}, NOW)
    actions.act(where.clerk, gone.pk, "archive", {"archive_number": "2026-1"}, NOW)
    dropped = drafted(where)
    actions.act(where.clerk, dropped.pk, "discard", {"reason": "重复"}, NOW)
    withheld = drafted(where, content(attribute="withheld", ground="internal", ground_reason="内部"))
    actions.act(where.clerk, withheld.pk, "propose_withhold", {}, NOW)
    actions.act(where.head, withheld.pk, "approve_withhold", {}, NOW)


def test_every_row_is_restored_bit_for_bit() -> None:
    where = house()
    everything(where)
    good = list(Item.objects.order_by("pk").values())
    states = {each["state"] for each in good}
    assert states >= {"draft", "first_proof", "secrecy_review", "third_review", "cleared", "scheduled", "live", "owing"}
    assert states >= {"archived", "discarded", "withheld"}
    assert actions.rebuild(check=True).differences == ()
    first, second = Item.objects.filter(state="live").exclude(way="recorded")[:2]
    with lifted():
        Item.objects.filter(pk=first.pk).update(number="x", state="draft", title="改过", live=None, published_on=None)
        Item.objects.filter(pk=second.pk).update(number=first.number, stage_due=DAY, writer="")
        Item.objects.filter(state="withheld").update(way="recorded", evaluate_on=None)
        Item.objects.filter(state="draft").exclude(pk=first.pk).update(due=None, acts=Value(99))
    assert actions.rebuild(check=True).differences
    # With every guard of the database in its place: what is restored is what the guards allow.
    done = actions.rebuild()
    assert all(each.restored for each in done.differences)
    assert list(Item.objects.order_by("pk").values()) == good
    assert actions.rebuild(check=True).differences == ()


def test_a_row_that_no_entry_backs_goes_unless_others_point_at_it() -> None:
    where = house()
    kept = drafted(where)
    with lifted():
        bare = Item.objects.create(
            organ_id=where.organ_id, number="y", title="没有登记", column="", state="draft", way="drafted"
        )
        held = Item.objects.create(
            organ_id=where.organ_id, number="z", title="有稿件", column="", state="draft", way="drafted"
        )
        Version.objects.create(item=held, number=1, title="x", meta="{}", digest="0", person="1", written_at=NOW)
    done = actions.rebuild()
    assert {(each.row_id, each.restored) for each in done.differences} == {(bare.pk, True), (held.pk, False)}
    assert set(Item.objects.values_list("pk", flat=True)) == {kept.pk, held.pk}


def test_all_that_was_done_properly_verifies() -> None:
    where = house()
    everything(where)
    told: list[tuple[int, int]] = []
    assert verification.verify([where.organ_id], lambda done, total: told.append((done, total))) == []
    assert told[-1] == (Item.objects.count(), Item.objects.count())


def said() -> str:
    return "\n".join(each.message for each in verification.verify())


def test_each_thing_that_was_done_behind_the_program_is_named() -> None:
    where = house()
    row, other = published(where), published(where)
    with lifted():
        assert row.working is not None
        assert row.working.signatures.count() == 7
        Signed.objects.filter(version=row.working, event="second_review").update(person=where.leader.person)
        Publication.objects.filter(version__item=other).update(digest="0")
    found = said()
    assert f"信息 {row.number}：第1稿的一处审签在台账日志中没有记录" in found
    assert "没有全部由不同的人签在上面" in found
    assert f"信息 {other.number}：第1稿公开时的摘要与那一稿不符" in found


def test_a_row_that_says_otherwise_and_one_that_hides_its_texts_are_named() -> None:
    where = house()
    row, hidden = published(where), drafted(where)
    version = hidden.working
    assert version is not None
    with lifted():
        Item.objects.filter(pk=row.pk).update(state="draft")
        Item.objects.filter(pk=hidden.pk).update(way="recorded")
        Signed.objects.filter(version__item=row).delete()
        Publication.objects.create(version=version, way="reviewed", digest="0", day=DAY, published_at=NOW, person="1")
    found = said()
    assert "公开的状态与台账日志不符" in found
    assert f"信息 {hidden.number}：有稿件，却改成了登记的信息" in found
    assert "没有全部由不同的人签在上面" in found


def test_duties_are_restored_too() -> None:
    where = house()
    login = Person.objects.get(pk=int(where.reviewer.person)).username
    duty = actions.record_duty(where.head, actions.NewDuty("first_review", login, DAY), NOW)
    actions.correct_duty(where.head, duty.pk, {"until": date(2026, 4, 1)}, "调整分工", DAY, at(date(2026, 3, 5)))
    good = list(Duty.objects.values())
    Duty.objects.update(person="x", working_days=9)
    assert len(actions.rebuild().differences) == 1
    assert list(Duty.objects.values()) == good


def test_counts_that_are_not_those_of_the_items_are_made_again() -> None:
    published(house())
    MonthCount.objects.update(shown=7)
    actions.rebuild(check=True)
    assert counting.wrong(connection) > 0, "a check changes nothing"
    actions.rebuild()
    assert counting.wrong(connection) == 0
