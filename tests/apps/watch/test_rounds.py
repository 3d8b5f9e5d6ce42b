"""The round over all that is open: nothing is lost, nothing comes twice, what is gone is settled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.apps.journal.models import Entry, Subject
from gongkai.apps.notices.models import Notice
from gongkai.apps.people.actor import Actor
from gongkai.apps.requests import actions as requests
from gongkai.apps.watch import actions, queries, rounds
from gongkai.apps.watch.keeping import keep
from gongkai.apps.watch.looked import Looked
from gongkai.apps.watch.models import Alert, Round, Step
from gongkai.apps.watch.put_off_history import put_off_history
from gongkai.law.casework import Refusal
from tests.apps.office import MONDAY, at, closed, office, opened

pytestmark = pytest.mark.django_db
LATE = date(2024, 4, 15)
"""After the last day (2024-04-01) of what came on MONDAY."""


def _standing() -> list[tuple[str, str]]:
    return list(Alert.objects.filter(settled_on=None).order_by("pk").values_list("number", "kind"))


def test_a_missed_night_loses_nothing() -> None:
    where = office()
    opened(where)
    # No round for weeks: the first one that runs tells what is true then.
    done = actions.round_of_the_day(at(LATE))
    assert done is not None
    assert (done.checked, done.finished_at is not None) == (1, True)
    assert [kind for _, kind in _standing() if "overdue" in kind]


def test_a_round_run_twice_raises_and_tells_nothing_twice() -> None:
    where = office()
    opened(where)
    actions.round_of_the_day(at(LATE))
    before, told = _standing(), Notice.objects.count()
    assert actions.round_of_the_day(at(LATE, 10)) is None
    again = actions.round_of_the_day(at(LATE, 11), again=True)
    assert again is not None
    assert again.raised == 0
    assert (_standing(), Notice.objects.count()) == (before, told)
    assert told > 0


def test_a_round_that_was_killed_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    where = office()
    for _ in range(5):
        opened(where)
    Alert.objects.all().delete()
    monkeypatch.setattr(rounds, "AT_ONCE", 2)
    true_keep = keep
    kept: list[int] = []

    def dying(subject: str, looked: Sequence[Looked], *told: Any) -> tuple[int, int]:
        if len(kept) == 1:
            raise KeyboardInterrupt
        kept.append(len(looked))
        return true_keep(subject, looked, *told)

    monkeypatch.setattr(rounds, "keep", dying)
    with pytest.raises(KeyboardInterrupt):
        actions.round_of_the_day(at(LATE))
    monkeypatch.setattr(rounds, "keep", true_keep)
    stopped = Round.objects.get()
    assert (stopped.checked, stopped.finished_at) == (2, None)
    done = actions.round_of_the_day(at(LATE, 10))
    assert done is not None
    assert (done.pk, done.checked) == (stopped.pk, 5)
    assert len({number for number, _ in _standing()}) == 5


def test_what_an_act_mends_is_settled_at_once() -> None:
    where = office()
    row = opened(where)
    actions.round_of_the_day(at(LATE))
    assert _standing()
    closed(where, row, LATE)
    assert _standing() == []
    assert Step.objects.get().ended_on == LATE


def test_what_ended_without_an_act_is_settled_by_the_round() -> None:
    where = office()
    row = opened(where)
    actions.round_of_the_day(at(LATE))
    # As an import does, or a rebuild: no act was told of.
    row.refresh_from_db()
    row.state = "archived"
    row.save()
    actions.round_of_the_day(at(LATE + timedelta(1)))
    assert _standing() == []


def test_a_fact_that_comes_back_is_raised_anew() -> None:
    where = office()
    row = opened(where)
    actions.round_of_the_day(at(LATE))
    first = Alert.objects.filter(settled_on=None).first()
    assert first is not None
    closed(where, row, LATE)
    requests.act(
        where.head, row.pk, "correct", LATE, {"target": 2, "annul": True, "reason": "登错了"}, {}, at(LATE, 10)
    )
    first.refresh_from_db()
    assert (first.settled_on, first.told_at) == (None, None)


def test_every_case_says_what_is_next() -> None:
    where = office()
    row = opened(where, channel="email")
    steps = queries.steps(where.clerk, "request", [row.pk])
    assert steps[row.pk].event == "confirm"


def test_the_heartbeat_is_each_organs_own_and_says_when_no_round_ran() -> None:
    here, there = office("one"), office("two")
    opened(here)
    never = queries.heartbeat(here.clerk, at(MONDAY))
    assert (never.at, "从来没有" in never.fault) == (None, True)
    actions.round_of_the_day(at(LATE, 8))
    beat = queries.heartbeat(here.clerk, at(LATE))
    assert (beat.fault, beat.checked) == ("", 1)
    assert beat.sentence.startswith("检查 1 件，提醒 ")
    assert queries.heartbeat(there.clerk, at(LATE)).checked == 0
    # The next morning with some patience: no round, and the page is red.
    assert queries.heartbeat(here.clerk, at(LATE + timedelta(1), 8)).fault == ""
    assert "没有按时完成" in queries.heartbeat(here.clerk, at(LATE + timedelta(1), 12)).fault


def _one(reader: Actor) -> Alert:
    return queries.alerts(reader, LATE).rows[0]


def test_an_alert_put_off_stays_but_tells_nobody_before_its_day() -> None:
    where = office()
    opened(where)
    actions.round_of_the_day(at(LATE))
    told = Notice.objects.count()
    later = LATE + timedelta(3)
    row = actions.put_off(where.head, _one(where.head).pk, later, "waiting", at(LATE))
    assert (row.put_off_until, row.put_off_by) == (later, where.head.person)
    actions.round_of_the_day(at(LATE + timedelta(1)))
    assert queries.alerts(where.head, LATE, put_off=True).total == 1
    assert not Notice.objects.filter(key__contains=f":{row.pk}:{row.raised_on}:{later}").exists()
    actions.round_of_the_day(at(later))
    assert Notice.objects.count() > told


def test_putting_off_and_taking_it_back_are_acts_in_the_journal_that_the_alert_tells() -> None:
    where = office()
    opened(where)
    actions.round_of_the_day(at(LATE))
    row = _one(where.head)
    later = LATE + timedelta(3)
    actions.put_off(where.head, row.pk, later, "waiting", at(LATE))
    back = actions.take_back_put_off(where.clerk, row.pk, at(LATE))
    assert (back.put_off_until, back.put_off_why, back.put_off_by) == (None, "", "")
    assert queries.alerts(where.head, LATE, put_off=True).total == 0
    first, second = put_off_history(back)
    assert (first.event, first.until, first.why, first.person) == ("暂缓", later, "等待他人答复", where.head.name)
    assert (second.event, second.until, second.person) == ("撤回暂缓", None, where.clerk.name)
    entry = Entry.objects.filter(subject=Subject.ALERT).order_by("seq")[0]
    assert entry.data == {
        "subject": "request", "subject_id": row.subject_id, "kind": row.kind, "until": later.isoformat(), "why": "waiting",
    }  # fmt: skip
    with pytest.raises(Refusal, match="没有暂缓"):
        actions.take_back_put_off(where.head, row.pk, at(LATE))


@pytest.mark.parametrize(("days", "why"), [(0, "waiting"), (60, "waiting"), (3, "because")])
def test_an_alert_is_not_put_off_for_ever_or_for_no_reason(days: int, why: str) -> None:
    where = office()
    opened(where)
    actions.round_of_the_day(at(LATE))
    with pytest.raises(Refusal):
        actions.put_off(where.head, _one(where.head).pk, LATE + timedelta(days), why, at(LATE))


def test_another_organs_alert_is_not_found() -> None:
    here, there = office("one"), office("two")
    opened(here)
    actions.round_of_the_day(at(LATE))
    alert = _one(here.clerk)
    assert queries.alerts(there.clerk, LATE).total == 0
    with pytest.raises(Alert.DoesNotExist):
        actions.put_off(there.head, alert.pk, LATE + timedelta(3), "waiting", at(LATE))
    with pytest.raises(Alert.DoesNotExist):
        actions.take_back_put_off(there.head, alert.pk, at(LATE))
