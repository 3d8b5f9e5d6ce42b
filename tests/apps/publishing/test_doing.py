"""Acts on items by the public doors: signing, the emergency door, what is withheld, amendments, strangers."""

from __future__ import annotations

from datetime import date

import pytest

from gongkai.apps.journal.models import Entry
from gongkai.apps.journal.refusals import Stale
from gongkai.apps.people import queries as people
from gongkai.apps.publishing import actions, queries
from gongkai.apps.publishing.models import Signed
from gongkai.law.casework import Refusal
from gongkai.law.publication.case import Barred
from tests.apps.office import at
from tests.apps.publishing.desk import (
    DAY,
    FIELDS,
    NOW,
    House,
    content,
    drafted,
    house,
    published,
    signed,
    ticked,
)

pytestmark = pytest.mark.django_db
SECRET = "<p>机密★1年</p>"


@pytest.fixture
def where() -> House:
    return house()


def test_who_signs_another_text_than_the_one_that_is_there_is_kept_in_the_journal(where: House) -> None:
    row = drafted(where)
    actions.act(where.clerk, row.pk, "submit", {}, NOW)
    stage = "first_review"

    def refused() -> list[str]:
        kept = Entry.objects.filter(subject="item", subject_id=row.pk, event="refused")
        return [each.data["data"]["event"] for each in kept]

    with pytest.raises(Stale, match="不是现在这一稿"):
        actions.act(where.signer(stage), row.pk, stage, {**ticked(stage), "digest": ""}, NOW)
    assert refused() == [], "a form without a digest is a slip"
    for _ in range(2):
        with pytest.raises(Stale, match="不是现在这一稿"):
            actions.act(where.signer(stage), row.pk, stage, {**ticked(stage), "digest": "0" * 64}, NOW)
    assert refused() == [stage]
    assert not Signed.objects.exists()


def test_an_emergency_needs_a_reason_and_another_hand_afterwards(where: House) -> None:
    row = drafted(where)
    with pytest.raises(Refusal, match="缺“理由”"):
        actions.act(where.head, row.pk, "emergency", {}, NOW)
    row = actions.act(where.head, row.pk, "emergency", {"reason": "暴雨红色预警"}, NOW)
    assert (row.state, row.way, row.published_on, row.stage_due) == ("owing", "emergency", DAY, date(2026, 3, 3))
    assert queries.board(where.leader, DAY).pile("owing").count == 1
    with pytest.raises(Barred, match="须由另一人"):
        actions.act(where.head, row.pk, "ratify", {"opinion": "同意"}, NOW)
    row = actions.act(where.leader, row.pk, "ratify", {"opinion": "情况属实，同意"}, NOW)
    assert (row.state, row.way, row.stage_due) == ("live", "emergency", None)
    board = queries.board(where.leader, DAY)
    assert (board.emergencies, board.published) == (1, 1)


def test_a_secret_does_not_go_out_by_the_emergency_door_either(where: House) -> None:
    row = drafted(where, content(SECRET))
    with pytest.raises(Barred, match="应急公开也不得公开"):
        actions.act(where.head, row.pk, "emergency", {"reason": "急"}, NOW)


def test_what_is_withheld_is_decided_by_another_and_looked_at_again(where: House) -> None:
    grounds = {"attribute": "withheld", "ground": "internal", "ground_reason": "内部会议安排"}
    row = drafted(where, content(**grounds))
    with pytest.raises(Refusal, match="属性不是“主动公开”"):
        actions.act(where.clerk, row.pk, "submit", {}, NOW)
    actions.act(where.clerk, row.pk, "propose_withhold", {}, NOW)
    row = actions.act(where.head, row.pk, "approve_withhold", {}, NOW)
    assert (row.state, row.evaluate_on, row.due) == ("withheld", date(2027, 3, 2), None)
    later = at(date(2027, 3, 2))
    assert queries.board(where.head, date(2027, 3, 2)).pile("evaluate").count == 1
    row = actions.act(where.head, row.pk, "reevaluate", {"reason": "情势没有变化"}, later)
    assert row.evaluate_on == date(2028, 3, 2)
    row = actions.act(where.head, row.pk, "disclose", {"reason": "可以公开了"}, later)
    assert row.state == "draft"


def test_an_amendment_leaves_the_old_text_up_until_it_is_signed_and_counts_once(where: House) -> None:
    row = published(where)
    first = row.live_id
    actions.act(where.clerk, row.pk, "correct", {"reason": "表述不准"}, NOW)
    row = actions.edit(where.clerk, row.pk, content("<p>改过的正文</p>", title="新的标题"), NOW)
    assert (row.title, row.live_id) == (FIELDS["title"], first), "the public sees the old text"
    later = at(date(2026, 4, 1))
    row = signed(where, row, now=later)
    row = actions.act(where.clerk, row.pk, "publish", {}, later)
    assert (row.title, row.published_on, row.renewed_on) == ("新的标题", DAY, date(2026, 4, 1))
    assert row.live_id != first
    assert queries.items_published(where.organ_id, 2026, date(2026, 12, 31)).count() == 1


def test_drafts_count_nowhere(where: House) -> None:
    drafted(where)
    signed(where, drafted(where))
    assert queries.items_published(where.organ_id, 2026, date(2026, 12, 31)).count() == 0
    assert queries.board(where.head, DAY).published == 0


def test_a_stranger_at_the_door_is_written_down_once_a_day(where: House) -> None:
    row = drafted(where)
    for _ in range(3):
        actions.note_stranger(row.pk, "page", NOW)
    actions.note_stranger(row.pk, "attachment", NOW)
    actions.note_stranger(999_999, "page", NOW)
    assert Entry.objects.filter(subject="item", event="stranger").count() == 2
    seen = queries.item(where.head, row.pk, NOW)
    assert [line.label for line in seen.lines] == ["起草", "外部访问未公开内容", "外部访问未公开内容"]
    assert people.names({"system"}) == {"system": "系统"}
