"""What did not run is said in words, to those whom it concerns."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.schedule import actions, queries
from gongkai.apps.schedule.models import JobState
from gongkai.law.casework import Refusal
from tests.apps.schedule.table import job, lay

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def _fails(now: datetime) -> str:
    raise Refusal("不行。")


def _faults(after: timedelta) -> list[str]:
    return queries.examined(NOW + after).faults


def test_a_worker_that_never_started_or_stands_still_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    lay(monkeypatch)
    assert _faults(timedelta())[0].startswith("定时任务没有启动")
    actions.beat("here", 1, NOW, NOW)
    assert _faults(timedelta(minutes=3)) == []
    assert _faults(timedelta(hours=3)) == ["定时任务停了：已有 3 小时没有动静。请重新启动 gongkai worker。"]


def test_a_job_that_did_not_run_says_since_when(monkeypatch: pytest.MonkeyPatch) -> None:
    lay(monkeypatch, job("a", lambda now: ""))
    actions.beat("here", 1, NOW, NOW + timedelta(days=3))
    actions.arrange(NOW)
    assert _faults(timedelta(minutes=9)) == []
    assert _faults(timedelta(hours=1)) == ["任务a：从未运行，应于 2026-11-20 10:05 运行，已超过 55 分钟没有运行。"]
    actions.run("a", lambda: NOW, forced=True)
    assert _faults(timedelta(days=3)) == [
        "任务a：上次运行 2026-11-20 10:00，应于 2026-11-20 10:05 运行，已超过 2 天没有运行。"
    ]


def test_failures_and_endless_runs_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    lay(monkeypatch, job("a", _fails), job("b", lambda now: "", limit=timedelta(minutes=1)))
    actions.beat("here", 1, NOW, NOW + timedelta(days=3))
    actions.arrange(NOW)
    actions.run("a", lambda: NOW, forced=True)
    JobState.objects.filter(pk="b").update(outcome="running", started_at=NOW)
    assert _faults(timedelta(minutes=5)) == [
        "任务a：连续 1 次没有做成：不行。",
        "任务b：运行了 5 分钟还没有结束，可能已经中断。",
    ]


def test_only_heads_and_administrators_are_told() -> None:
    told = {role: queries.faults(Actor("1", "甲", 1, role), NOW) for role in ("clerk", "head", "admin", "supervisor")}
    assert {role for role, faults in told.items() if faults} == {"head", "admin"}
    with pytest.raises(Forbidden):
        queries.board(Actor("1", "甲", 1, "clerk"), NOW)
