"""Activities from plan to evaluation; sessions held, postponed, cancelled; what the year counts of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gongkai.annual.ledger.model import LedgerActivity
from gongkai.apps.files.models import Blob
from gongkai.apps.journal.models import Entry
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.publishing.queries import narrative
from gongkai.apps.registered import Misfit, Taken
from gongkai.apps.supervision import actions, exporting, queries
from gongkai.apps.supervision.models import Activity, Session, SessionFile
from gongkai.law.casework import Refusal
from tests.apps.office import Office, at, office

pytestmark = pytest.mark.django_db

TODAY, MAY = date(2024, 4, 8), date(2024, 5, 15)
NOW, THEN, END = at(TODAY), at(date(2024, 5, 16)), date(2024, 12, 31)
PLAN: dict[str, Any] = {"kind": "open_day", "title": "第十八届政务公开日", "planned_on": TODAY, "planned_for": MAY}
HELD = {"attendance": 40, "asked": 5, "answered": 4, "feedback": 2, "summary": "采纳一条"}


@pytest.fixture
def where() -> Office:
    return office()


def session(where: Office, whole: Activity, title: str = "补贴政策解读", **more: object) -> Session:
    told: dict[str, object] = {"activity": whole.number, "title": title, "kind": "interpretation"}
    return actions.add_session(where.clerk, {**told, "noted_on": TODAY, "planned_for": MAY, **more}, NOW)


def count(where: Office, kind: str = "interpretation", as_of: date = END) -> int:
    return queries.session_count(where.organ.pk, 2024, as_of, kind)


def test_an_open_day_with_its_sessions_counts_as_the_report_tells_it(where: Office) -> None:
    day = actions.plan(where.clerk, PLAN, NOW)
    assert (day.number, day.state, day.held_on) == ("HD-2024-01", "planned", None)
    sessions = [session(where, day, f"政策{n}解读") for n in range(1, 4)]
    assert [each.number for each in sessions] == ["HD-2024-01-01", "HD-2024-01-02", "HD-2024-01-03"]
    assert count(where) == 0
    actions.hold(where.clerk, day.pk, MAY, 260, THEN)
    for each in sessions[:2]:
        actions.hold_session(where.clerk, each.pk, MAY, HELD, THEN)
    actions.cancel_session(where.clerk, sessions[2].pk, MAY, "主讲人出差", THEN)
    told = narrative(where.organ.pk, 2024, END)
    assert (told.interpretation_sessions, told.open_day) == (2, "第十八届政务公开日")
    assert count(where, as_of=date(2024, 5, 14)) == 0
    # One recorded as ever is one session more.
    actions.record_activity(where.clerk, LedgerActivity("JD-1", "interpretation", "另一场", MAY, 10), THEN)
    assert count(where) == 3


def test_what_was_recorded_whole_gives_way_to_its_sessions(where: Office) -> None:
    row = actions.record_activity(where.clerk, LedgerActivity("JD-1", "interpretation", "系列解读", MAY, 90), THEN)
    one = session(where, row)
    assert count(where) == 1
    actions.hold_session(where.clerk, one.pk, MAY, HELD, THEN)
    two = session(where, row, "第二场")
    actions.hold_session(where.clerk, two.pk, MAY, HELD, THEN)
    assert count(where) == 2
    actions.annul_session(where.clerk, two.pk, "重复", MAY, THEN)
    actions.annul_session(where.clerk, one.pk, "没有办", MAY, THEN)
    assert count(where) == 1


def test_a_ledger_carries_sessions_out_and_back_without_doubling(where: Office) -> None:
    day = actions.plan(where.clerk, PLAN, NOW)
    actions.plan(where.clerk, {**PLAN, "title": "还在筹备"}, NOW)
    one = session(where, day)
    session(where, day, "没有办的")
    actions.hold(where.clerk, day.pk, MAY, 260, THEN)
    actions.hold_session(where.clerk, one.pk, MAY, HELD, THEN)
    told = list(exporting.activities(where.organ.pk))
    assert [(each.number, each.kind, each.attendance) for each in told] == [
        ("HD-2024-01", "open_day", 260),
        ("HD-2024-01-01", "interpretation", 40),
    ]
    assert actions.record_activities(where.clerk, told, THEN) == Taken(unchanged=2)
    other = office("kangping")
    assert actions.record_activities(other.clerk, told, THEN) == Taken(new=2)
    assert count(other) == count(where) == 1
    changed = LedgerActivity(told[1].number, "interpretation", told[1].title, MAY, 41)
    with pytest.raises(Misfit, match="更正那一场"):
        actions.record_activities(where.clerk, [changed], THEN)


def test_steps_come_in_their_order(where: Office) -> None:
    day = actions.plan(where.clerk, PLAN, NOW)
    one = session(where, day)
    with pytest.raises(Refusal, match="筹备中"):
        actions.evaluate(where.clerk, day.pk, TODAY, "好", NOW)
    with pytest.raises(Misfit, match="延期的理由"):
        actions.postpone(where.clerk, day.pk, date(2024, 5, 20), " ", TODAY, NOW)
    actions.postpone(where.clerk, day.pk, date(2024, 5, 20), "天气", TODAY, NOW)
    actions.adjust(where.clerk, day.pk, {"place": "广场", "audience": "农户"}, TODAY, NOW)
    with pytest.raises(Misfit, match="还没有到"):
        actions.hold(where.clerk, day.pk, MAY, 10, NOW)
    held = actions.hold(where.clerk, day.pk, MAY, 10, THEN)
    assert (held.planned_for, held.held_on, held.place) == (date(2024, 5, 20), MAY, "广场")
    with pytest.raises(Refusal, match="已举办"):
        actions.cancel(where.clerk, day.pk, MAY, "不办了", THEN)
    with pytest.raises(Refusal, match="还有1场没有登记结果"):
        actions.evaluate(where.clerk, day.pk, MAY, "好", THEN)
    with pytest.raises(Misfit, match="比“提问”还多"):
        actions.hold_session(where.clerk, one.pk, MAY, {**HELD, "asked": 1}, THEN)
    actions.hold_session(where.clerk, one.pk, MAY, HELD, THEN)
    with pytest.raises(Refusal, match="已举办"):
        actions.hold_session(where.clerk, one.pk, MAY, HELD, THEN)
    assert actions.evaluate(where.head, day.pk, date(2024, 5, 16), "群众满意", THEN).state == "evaluated"
    with pytest.raises(Refusal, match="已评估"):
        session(where, day)
    with pytest.raises(Misfit, match="编号不能改"):
        actions.correct_activity(where.clerk, day.pk, {"number": "X"}, "错", MAY, THEN)
    with pytest.raises(Refusal, match="登记了1场"):
        actions.annul_activity(where.clerk, day.pk, "误登", MAY, THEN)


def test_what_is_cancelled_takes_its_sessions_along(where: Office) -> None:
    day = actions.plan(where.clerk, PLAN, NOW)
    one = session(where, day)
    actions.cancel(where.head, day.pk, TODAY, "台风", NOW)
    assert Session.objects.get(pk=one.pk).state == "cancelled"
    assert Entry.objects.get(subject="session", event="cancel").data["reason"] == "活动取消：台风"
    with pytest.raises(Refusal, match="已取消"):
        actions.hold(where.clerk, day.pk, MAY, 1, THEN)
    assert queries.open_day(where.organ.pk, TODAY).lacking


@pytest.mark.parametrize(
    ("told", "says", "column"),
    [
        ({"activity": "none"}, "没有这个编号", "activity"),
        ({"starts": "9点"}, "09:30", "starts"),
        ({"title": ""}, "名称", "title"),
        ({"number": "HD-2024-01"}, "已有别的活动", "number"),
        ({"kind": "party"}, "种类", "kind"),
    ],
)
def test_a_session_that_cannot_be_is_refused(where: Office, told: dict[str, object], says: str, column: str) -> None:
    day = actions.plan(where.clerk, PLAN, NOW)
    with pytest.raises(Misfit, match=says) as refused:
        session(where, day, **{"title": "一场", **told})
    assert refused.value.column == column
    assert not Session.objects.exists()


def test_the_open_day_is_called_to_mind_every_year(where: Office) -> None:
    early = queries.open_day(where.organ.pk, date(2024, 2, 1))
    assert (early.day, early.days_left, early.lacking) == (MAY, 104, False)
    assert queries.open_day(where.organ.pk, TODAY).lacking
    assert queries.open_day(where.organ.pk, date(2024, 9, 1)).lacking
    actions.plan(where.clerk, PLAN, NOW)
    assert not queries.open_day(where.organ.pk, TODAY).lacking
    assert queries.overdue(where.organ.pk, TODAY) == ([], [])
    assert len(queries.overdue(where.organ.pk, date(2024, 5, 16))[0]) == 1


def test_files_are_kept_with_the_session_and_taken_away(where: Office) -> None:
    one = session(where, actions.plan(where.clerk, PLAN, NOW))
    row = actions.attach(where.clerk, one.pk, "解读提纲\n".encode(), "提纲.txt", NOW)
    ((digest, name),) = row.materials
    assert name == "提纲.txt"
    assert SessionFile.objects.get().blob == Blob.objects.get(digest=digest)
    with pytest.raises(Refusal, match="已经在材料里"):
        actions.attach(where.clerk, one.pk, "解读提纲\n".encode(), "又一份.txt", NOW)
    assert actions.detach(where.clerk, one.pk, digest, NOW).materials == []
    assert not SessionFile.objects.exists()
    with pytest.raises(Refusal, match="没有这份材料"):
        actions.detach(where.clerk, one.pk, digest, NOW)


def test_only_those_who_may_in_their_own_organ(where: Office) -> None:
    day = actions.plan(where.clerk, PLAN, NOW)
    one = session(where, day)
    with pytest.raises(Forbidden):
        actions.plan(where.leader, PLAN, NOW)
    with pytest.raises(Forbidden):
        actions.attach(where.reviewer, one.pk, b"x", "x.txt", NOW)
    other = office("kangping")
    with pytest.raises(Activity.DoesNotExist):
        actions.hold(other.clerk, day.pk, MAY, 1, THEN)
    with pytest.raises(Session.DoesNotExist):
        actions.hold_session(other.clerk, one.pk, MAY, HELD, THEN)
    with pytest.raises(Session.DoesNotExist):
        queries.session(other.leader, one.pk)
    (seen,) = queries.programme(where.leader, 2024)
    assert vars(seen)["sessions_planned"] == 1
    assert not queries.programme(other.leader, 2024)


def test_what_was_scrambled_is_restored_from_the_journal(where: Office) -> None:
    day = actions.plan(where.clerk, PLAN, NOW)
    one = session(where, day)
    actions.hold(where.clerk, day.pk, MAY, 260, THEN)
    actions.hold_session(where.clerk, one.pk, MAY, HELD, THEN)
    good = list(Activity.objects.values()), list(Session.objects.values())
    Activity.objects.update(attendance=1, place="别处")
    Session.objects.update(state="planned", held_on=None)
    assert len(actions.rebuild().differences) == 2
    assert (list(Activity.objects.values()), list(Session.objects.values())) == good
