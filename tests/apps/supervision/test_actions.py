"""Activities and tallies: recorded, corrected, annulled; what the year counts of them; overlaps refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gongkai.annual.ledger.model import LedgerActivity, LedgerTally
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.registered import Taken
from gongkai.apps.supervision import actions, queries
from gongkai.apps.supervision.models import Activity, Tally
from gongkai.law.casework import Refusal
from tests.apps.office import at, office

pytestmark = pytest.mark.django_db

DAY, NOW = date(2024, 5, 15), at(date(2025, 1, 10))
END = date(2024, 12, 31)
SESSION = LedgerActivity("H-1", "interpretation", "绿化办法解读", DAY, 30)
SPRING = LedgerTally("penalty", date(2024, 1, 1), date(2024, 6, 30), 12, "处罚系统")


def test_sessions_count_for_the_year_they_were_held_in() -> None:
    where = office()
    actions.record_activities(where.clerk, [SESSION, replace(SESSION, number="H-2", kind="open_day")], NOW)
    assert queries.sessions(where.organ.pk, 2024, END, "interpretation").count() == 1
    assert queries.sessions(where.organ.pk, 2024, date(2024, 5, 14), "interpretation").count() == 0
    row = Activity.objects.get(number="H-1")
    actions.correct_activity(where.clerk, row.pk, {"held_on": date(2023, 5, 15)}, "年份写错", DAY, NOW)
    assert queries.sessions(where.organ.pk, 2024, END, "interpretation").count() == 0
    actions.annul_activity(where.clerk, row.pk, "没有举办", DAY, NOW)
    assert queries.sessions(where.organ.pk, 2023, END, "interpretation").count() == 0


def test_tallies_add_up_once_their_stretch_is_over() -> None:
    where = office()
    autumn = replace(SPRING, since=date(2024, 7, 1), until=END, amount=5)
    fees = replace(SPRING, kind="charges_yuan", amount=120000)
    assert actions.record_tallies(where.clerk, [SPRING, autumn, fees], NOW) == Taken(new=3)
    assert queries.tallies(where.organ.pk, 2024, END) == {"penalty": 17, "charges_yuan": 120000}
    assert queries.tallies(where.organ.pk, 2024, date(2024, 12, 30)) == {"penalty": 12, "charges_yuan": 120000}
    assert queries.tallies(where.organ.pk, 2025, END) == {}
    assert actions.record_tallies(where.clerk, [SPRING, autumn, fees], NOW) == Taken(unchanged=3)
    assert [each.amount for each in queries.tallies_of(where.organ.pk, 2024, END, ("penalty",))] == [12, 5]


@pytest.mark.parametrize(
    ("tally", "says"),
    [
        (replace(SPRING, since=date(2024, 6, 30), until=date(2024, 7, 1)), "重叠"),
        (replace(SPRING, amount=13), "重叠"),
        (replace(SPRING, since=date(2023, 12, 1), until=date(2024, 1, 1)), "重叠|跨年"),
        (replace(SPRING, kind="coercion", since=date(2023, 12, 1), until=date(2024, 1, 1)), "跨年"),
        (replace(SPRING, kind="coercion", until=date(2023, 12, 31)), "早于起日"),
        (replace(SPRING, kind="coercion", until=date(2025, 6, 30), since=date(2025, 1, 1)), "还没有到"),
        (replace(SPRING, kind="coercion", amount=-1), "不小于0"),
        (replace(SPRING, kind="fines"), "种类"),
        (replace(SPRING, kind="coercion", source=""), "来源"),
    ],
)
def test_a_tally_that_would_count_twice_or_nowhere_is_refused(tally: LedgerTally, says: str) -> None:
    where = office()
    actions.record_tally(where.clerk, SPRING, NOW)
    with pytest.raises(Refusal, match=says):
        actions.record_tally(where.clerk, tally, NOW)
    assert Tally.objects.count() == 1


def test_a_correction_may_not_overlap_either() -> None:
    where = office()
    actions.record_tallies(where.clerk, [SPRING, replace(SPRING, since=date(2024, 7, 1), until=END)], NOW)
    row = Tally.objects.get(since=SPRING.since)
    with pytest.raises(Refusal, match="重叠"):
        actions.correct_tally(where.clerk, row.pk, {"until": date(2024, 7, 1)}, "止日写错", DAY, NOW)
    assert Tally.objects.get(pk=row.pk).until == SPRING.until
    actions.correct_tally(where.clerk, row.pk, {"amount": 14}, "漏报两件", DAY, NOW)
    actions.annul_tally(where.clerk, Tally.objects.get(until=END).pk, "重复登记", DAY, NOW)
    assert queries.tallies(where.organ.pk, 2024, END) == {"penalty": 14}


def test_only_those_who_may_record() -> None:
    where = office()
    with pytest.raises(Forbidden):
        actions.record_tally(where.leader, SPRING, NOW)
    with pytest.raises(Forbidden):
        actions.record_activity(where.reviewer, SESSION, NOW)
    actions.record_activity(where.clerk, SESSION, NOW)
    assert queries.activities(where.leader, 2024).count() == 1
    assert queries.activities(office("kangping").leader).count() == 0


def test_what_was_scrambled_is_restored_from_the_journal() -> None:
    where = office()
    actions.record_activities(where.clerk, [SESSION, replace(SESSION, number="H-2")], NOW)
    actions.record_tally(where.clerk, SPRING, NOW)
    good = list(Activity.objects.order_by("pk").values()), list(Tally.objects.values())
    Activity.objects.filter(number="H-1").update(attendance=1, annulled=True)
    Tally.objects.update(amount=1)
    assert len(actions.rebuild().differences) == 2
    assert (list(Activity.objects.order_by("pk").values()), list(Tally.objects.values())) == good
