"""Counts of what was shown, opened and applied for all the same: each once a visit, nothing of who or what."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gongkai.apps.guidance import actions, queries
from gongkai.apps.guidance.models import Count, Showing
from gongkai.apps.guidance.queries import Counted
from gongkai.apps.people.rights import Forbidden
from tests.apps.office import MONDAY, member, office

pytestmark = pytest.mark.django_db
ONE, TWO = "item:changtu/changtu-2024-00001", "question:changtu/changtu-W-2024-00001"


def test_each_count_is_a_part_of_the_one_before() -> None:
    where = office()
    for visit in ("a", "b", "c", "d"):
        assert actions.shown(visit, [ONE, TWO], where.organ.pk, MONDAY)
        actions.shown(visit, [ONE], where.organ.pk, MONDAY)
    for visit in ("a", "b", "c", "c"):
        actions.opened(visit, ONE)
    assert not actions.opened("a", "item:changtu/never-shown")
    assert not actions.opened("nobody", ONE)
    assert [actions.sent_anyway(visit) for visit in ("a", "b", "b", "d", "")] == [2, 2, 0, 2, 0]
    found = queries.board(where.clerk, MONDAY)
    assert [(each.key, each.counted) for each in found.lines] == [
        (ONE, Counted(4, 3, 3, 2)),
        (TWO, Counted(4, 0, 3, 0)),
    ]
    assert [each.key for each in found.to_improve] == [ONE]
    assert found.lines[0].known is None, "not in the index"
    assert found.whole == Counted(4, 3, 3, 2)
    assert (found.whole.kept, found.whole.rate) == (1, 25)
    assert found.months == ((MONDAY.replace(day=1), found.whole),)
    assert queries.tally([where.organ.pk], MONDAY.year) == found.whole
    assert queries.tally([where.organ.pk], MONDAY.year - 1).rate is None


def test_what_found_nothing_is_counted_when_the_text_is_whole() -> None:
    where = office()
    assert not actions.shown("a", [], where.organ.pk, MONDAY)
    assert actions.shown("a", [], where.organ.pk, MONDAY, final=True)
    actions.sent_anyway("a")
    found = queries.board(where.clerk, MONDAY)
    assert (found.lines, found.whole, found.nothing) == ((), Counted(), Counted(1, 0, 1, 0))


def test_visits_are_forgotten_and_counts_stay() -> None:
    where = office()
    actions.shown("a", [ONE], where.organ.pk, MONDAY)
    actions.shown("b", [ONE], where.organ.pk, MONDAY + timedelta(actions.KEPT_DAYS + 1))
    assert set(Showing.objects.values_list("visit", flat=True)) == {"b"}
    assert sum(Count.objects.filter(key=ONE).values_list("shown", flat=True)) == 2
    assert not {"visit", "person", "address", "text"} & {each.name for each in Count._meta.get_fields()}


def test_a_flood_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_A_DAY", 2)
    where = office()
    assert actions.shown("a", [ONE], where.organ.pk, MONDAY)
    assert not actions.shown("b", [ONE], where.organ.pk, MONDAY)
    assert actions.opened("a", ONE)


def test_who_may_look_at_whose() -> None:
    upper = office("above")
    lower = office("below", upper.organ)
    actions.shown("a", [ONE], lower.organ.pk, MONDAY)
    supervisor = member(upper.organ, "supervisor")
    assert queries.board(upper.clerk, MONDAY).lines == ()
    assert [each.key for each in queries.board(supervisor, MONDAY).lines] == [ONE]
    assert [each.key for each in queries.board(supervisor, MONDAY, lower.organ.pk).lines] == [ONE]
    for actor, organ_id in ((upper.clerk, lower.organ.pk), (member(upper.organ, "admin"), None)):
        with pytest.raises(Forbidden):
            queries.board(actor, MONDAY, organ_id)
