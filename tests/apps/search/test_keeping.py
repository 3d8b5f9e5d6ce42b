"""Is the index this program's, and does it stay what is public, while others publish?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from gongkai.apps.everything_public import everything_public
from gongkai.apps.organs.models import Organ
from gongkai.apps.schedule.jobs import job
from gongkai.apps.search import actions, entering, index, keeping
from gongkai.apps.search.findable import Findable, Kind
from gongkai.apps.search.models import Entry, Standing
from gongkai.apps.search.queries import Query, search
from gongkai.apps.search.searching import RENEWED
from gongkai.apps.supervision.actions import hold
from gongkai.apps.supervision.actions import plan as plan_activity
from tests.apps.office import at, office
from tests.apps.search.conftest import TODAY, Tell

pytestmark = pytest.mark.django_db


def found(text: str) -> list[str]:
    return [each.number for each in search(Query(text), TODAY).entries]


def test_a_new_installation_has_nothing_to_renew() -> None:
    assert keeping.current()
    assert keeping.renew(lambda: ()) is None


@pytest.mark.parametrize("edition", ["form", "edition"])
def test_after_an_update_everything_is_made_anew_and_that_is_said(
    tell: Tell, monkeypatch: pytest.MonkeyPatch, edition: str
) -> None:
    told = [tell("1", "防汛通知"), tell("2", "抗旱通知")]
    before = set(Entry.objects.values_list("digest", flat=True))
    monkeypatch.setattr(*{"form": (index, "FORM"), "edition": (entering, "EDITION")}[edition], "next")
    assert search(Query("防汛"), TODAY).said == (RENEWED,)
    assert keeping.renew(lambda: told) == 2
    assert keeping.current()
    assert search(Query("防汛"), TODAY).said == ()
    assert (found("防汛"), found("抗旱")) == (["1"], ["2"])
    assert (before == set(Entry.objects.values_list("digest", flat=True))) == (edition == "form")
    assert keeping.renew(lambda: told) is None


def test_an_installation_without_an_index_gets_one(organ: Organ) -> None:
    Standing.objects.all().delete()
    told = [Findable(Kind.INFORMATION, "a", organ.pk, "1", "防汛通知", TODAY, "")]
    assert keeping.renew(lambda: told) == 1
    assert (found("防汛"), keeping.current()) == (["1"], True)


def test_what_becomes_public_while_all_is_looked_at_stays(tell: Tell) -> None:
    old, gone = tell("1", "防汛通知"), tell("gone", "不再公开的通知")

    def told() -> Iterator[Findable]:
        yield old
        tell("2", "防汛补充通知")

    done = keeping.compare(told(), mend=True)
    assert [(each.what, each.key) for each in done.differences] == [(keeping.SURPLUS, gone.key)]
    assert sorted(found("防汛")) == ["1", "2"]


def test_what_was_read_before_an_act_is_put_right_before_it_counts_as_done(tell: Tell) -> None:
    before = tell("1", "防汛通知")
    now = replace(before, title="抗旱通知")
    Standing.objects.update(edition="")
    looks = iter([before, now, now])

    def told() -> list[Findable]:
        each = next(looks)
        # The act comes between reading and looking.
        actions.put([now])
        return [each]

    assert keeping.renew(told) == 1
    assert (found("防汛"), found("抗旱")) == ([], ["1"])


def test_a_plan_whose_day_has_passed_is_found_no_more_from_the_next_morning_on() -> None:
    where = office()
    plan = {"kind": "open_day", "title": "公开日活动", "planned_on": TODAY, "planned_for": TODAY + timedelta(3)}
    row = plan_activity(where.clerk, plan, at(TODAY))
    keeping.compare(everything_public(TODAY + timedelta(3)), mend=True)
    assert found("公开日活动") == [row.number]
    keeping.compare(everything_public(TODAY + timedelta(4)), mend=True)
    assert found("公开日活动") == []
    hold(where.clerk, row.pk, TODAY + timedelta(3), 10, at(TODAY + timedelta(5)))
    assert keeping.compare(everything_public(TODAY + timedelta(5))).differences == ()
    assert found("公开日活动") == [row.number]


def test_the_nightly_job_says_what_it_put_right(tell: Tell) -> None:
    tell("1", "多余的通知")
    assert "多余的通知（索引里多余）" in job("search-check").act(at(TODAY))
    assert (found("通知"), job("search-check").act(at(TODAY))) == ([], "")
    actions.record("防汛", False, TODAY - timedelta(500))
    assert "1 行" in job("search-forget").act(at(TODAY))
    Standing.objects.update(edition="")
    assert "共 0 条" in job("search-renew").act(at(TODAY))
    assert job("search-renew").act(at(TODAY)) == ""
