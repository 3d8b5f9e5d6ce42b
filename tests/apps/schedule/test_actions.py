"""A job runs when it is due, alone, and what came of it is noted whatever happens."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

import pytest
from django.db import DatabaseError

from gongkai.apps.schedule import actions, queries
from gongkai.apps.schedule.lock import alone
from gongkai.apps.schedule.models import JobState, Outcome
from gongkai.apps.schedule.rhythm import Daily
from gongkai.law.casework import Refusal
from tests.apps.schedule.table import eventually, forked, job, lay

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
LATER = NOW + timedelta(minutes=5)


def _later() -> datetime:
    return LATER


def _raising(error: Exception) -> Callable[[datetime], str]:
    def act(now: datetime) -> NoReturn:
        raise error

    return act


def test_a_new_job_waits_for_its_time_then_runs_once(monkeypatch: pytest.MonkeyPatch) -> None:
    lay(monkeypatch, job("a", lambda now: "公开了 1 条。"))
    actions.arrange(NOW)
    assert queries.due(NOW) == []
    assert actions.run("a", lambda: NOW) is None, "not before its time"
    assert queries.due(LATER) == ["a"]
    state = actions.run("a", _later)
    assert state is not None
    assert (state.outcome, state.said, state.succeeded_at) == (Outcome.DONE, "公开了 1 条。", LATER)
    assert state.next_at == LATER + timedelta(minutes=5)
    assert actions.run("a", _later) is None, "another machine that saw it due finds it done"


def test_nothing_to_do_is_said_in_the_words_of_the_job(monkeypatch: pytest.MonkeyPatch) -> None:
    lay(monkeypatch, job("a", lambda now: ""))
    actions.arrange(NOW)
    state = actions.run("a", lambda: NOW, forced=True)
    assert state is not None
    assert state.said == "没有要做的。"


def test_the_table_is_what_counts_when_it_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    lay(monkeypatch, job("a", lambda now: "", Daily(3, 0)), job("old", lambda now: ""))
    actions.arrange(NOW)
    lay(monkeypatch, job("a", lambda now: ""), job("new", lambda now: ""))
    actions.arrange(NOW)
    assert dict(JobState.objects.values_list("key", "next_at")) == {"a": LATER, "new": LATER}


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Refusal("栏目“财政预决算”已经撤销。"), "栏目“财政预决算”已经撤销。"),
        (ValueError("申请人张三"), "程序出错（ValueError），详情见日志。"),
        (DatabaseError("relation"), "数据库没有应答，或者拒绝了（DatabaseError），详情见日志。"),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_a_failure_is_told_without_what_it_may_hold_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    lay(monkeypatch, job("a", _raising(error), Daily(3, 0)))
    actions.arrange(NOW)
    state = actions.run("a", lambda: NOW, forced=True)
    assert state is not None
    assert (state.outcome, state.said, state.failures) == (Outcome.FAILED, said, 1)
    assert state.next_at == NOW + timedelta(minutes=1)
    assert state.succeeded_at is None


def test_who_fails_again_and_again_is_asked_ever_more_seldom(monkeypatch: pytest.MonkeyPatch) -> None:
    lay(monkeypatch, job("a", _raising(Refusal("不行。")), Daily(3, 0)))
    actions.arrange(NOW)
    pauses = []
    for _ in range(9):
        state = actions.run("a", lambda: NOW, forced=True)
        assert state is not None
        pauses.append((state.next_at - NOW) // timedelta(minutes=1))
    assert pauses == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    lay(monkeypatch, job("a", lambda now: "好了。", Daily(3, 0)))
    state = actions.run("a", lambda: NOW, forced=True)
    assert state is not None
    assert state.failures == 0


@pytest.mark.django_db(transaction=True)
def test_nobody_runs_a_job_that_another_process_runs_and_a_killed_one_leaves_no_lock(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def hang(now: datetime) -> str:
        (tmp_path / "in").touch()
        eventually((tmp_path / "never").exists)
        return ""

    lay(monkeypatch, job("a", hang))
    actions.arrange(NOW)
    other = forked(lambda: actions.run("a", lambda: NOW, forced=True))
    eventually((tmp_path / "in").exists)
    with alone("a") as free:
        assert not free
    assert actions.run("a", lambda: NOW, forced=True) is None
    assert actions.interrupted(NOW) == [], "it is running"
    assert other.pid
    os.kill(other.pid, 9)
    other.join()
    eventually(lambda: actions.interrupted(LATER) == ["a"])
    state = JobState.objects.get(pk="a")
    assert (state.outcome, state.said) == (Outcome.STOPPED, "上次没有做完就停了（程序被终止），将重做。")
    assert queries.due(LATER) == ["a"], "what was killed is due again"


def test_the_sign_of_life_of_machines_long_gone_is_forgotten() -> None:
    actions.beat("old", 1, NOW, NOW)
    actions.beat("new", 2, NOW, NOW + timedelta(days=31))
    assert [each.machine for each in queries.examined(NOW).beats] == ["new"]
    actions.gone("new")
    assert queries.examined(NOW).beats == ()
