"""The worker in a process of its own: it runs what is due, outlives its runs, and ends in order. A kill loses nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from multiprocessing.context import ForkProcess
from pathlib import Path

import pytest
from django.db import connections
from django.utils import timezone

from gongkai.apps.schedule import actions, queries
from gongkai.apps.schedule.models import Beat, JobState, Outcome
from gongkai.apps.schedule.watch import Watch
from tests.apps.schedule.table import eventually, forked, job, lay

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def start() -> Iterator[Callable[[], ForkProcess]]:
    """Starts a worker; whatever is left of it at the end is killed."""
    begun: list[ForkProcess] = []

    def started() -> ForkProcess:
        begun.append(forked(lambda: Watch(timezone.now).keep()))
        return begun[-1]

    yield started
    for each in begun:
        each.kill()
        each.join()


def _due_at_once(*keys: str) -> None:
    actions.arrange(timezone.now())
    JobState.objects.filter(pk__in=keys).update(next_at=timezone.now() - timedelta(seconds=1))


def _outcome(key: str) -> str:
    return JobState.objects.values_list("outcome", flat=True).get(pk=key)


def _stop(worker: ForkProcess, number: int = signal.SIGTERM) -> None:
    assert worker.pid
    os.kill(worker.pid, number)
    worker.join(20)
    assert worker.exitcode == (0 if number != signal.SIGKILL else -signal.SIGKILL)


def _hanging(folder: Path) -> Callable[[datetime], str]:
    """A run that writes its process down and ends only when told to."""

    def act(now: datetime) -> str:
        with (folder / "runs").open("a") as file:
            file.write(f"{os.getpid()}\n")
        eventually((folder / "go").exists)
        return "做完了。"

    return act


def _runs(folder: Path) -> list[int]:
    return [int(line) for line in (folder / "runs").read_text().split()] if (folder / "runs").exists() else []


def test_it_runs_what_is_due_beats_and_ends_with_the_signal(
    monkeypatch: pytest.MonkeyPatch, start: Callable[[], ForkProcess]
) -> None:
    lay(monkeypatch, job("a", lambda now: "公开了 1 条。"), job("b", lambda now: ""))
    _due_at_once("a")
    worker = start()
    eventually(lambda: _outcome("a") == Outcome.DONE)
    assert _outcome("b") == "", "not due"
    assert Beat.objects.get().pid == worker.pid
    assert queries.examined(timezone.now()).faults == []
    _stop(worker, signal.SIGINT)
    assert not Beat.objects.exists(), "it said that it went"


def test_a_run_that_is_killed_is_noted_and_takes_nobody_with_it(
    monkeypatch: pytest.MonkeyPatch, start: Callable[[], ForkProcess], tmp_path: Path
) -> None:
    lay(monkeypatch, job("a", _hanging(tmp_path)), job("b", lambda now: "好。"))
    _due_at_once("a")
    worker = start()
    eventually(lambda: _runs(tmp_path))
    os.kill(_runs(tmp_path)[0], signal.SIGKILL)
    eventually(lambda: _outcome("a") == Outcome.FAILED)
    state = JobState.objects.get(pk="a")
    assert "运行中被终止" in state.said
    assert state.next_at > timezone.now(), "tried again after a pause"
    _due_at_once("b")
    eventually(lambda: _outcome("b") == Outcome.DONE)
    _stop(worker)


def test_a_worker_that_is_killed_takes_its_runs_along_and_the_next_does_them_again(
    monkeypatch: pytest.MonkeyPatch, start: Callable[[], ForkProcess], tmp_path: Path
) -> None:
    lay(monkeypatch, job("a", _hanging(tmp_path)))
    _due_at_once("a")
    first = start()
    eventually(lambda: _runs(tmp_path))
    _stop(first, signal.SIGKILL)
    eventually(lambda: not Path(f"/proc/{_runs(tmp_path)[0]}").exists())
    (tmp_path / "go").touch()
    second = start()
    eventually(lambda: _outcome("a") == Outcome.DONE)
    assert len(_runs(tmp_path)) == 2
    _stop(second)


def test_a_run_under_way_is_finished_before_the_worker_ends(
    monkeypatch: pytest.MonkeyPatch, start: Callable[[], ForkProcess], tmp_path: Path
) -> None:
    lay(monkeypatch, job("a", _hanging(tmp_path)))
    _due_at_once("a")
    worker = start()
    eventually(lambda: _runs(tmp_path))
    assert worker.pid
    # As a terminal or a service manager does it: the signal reaches both.
    os.kill(_runs(tmp_path)[0], signal.SIGTERM)
    os.kill(worker.pid, signal.SIGTERM)
    (tmp_path / "go").touch()
    worker.join(20)
    assert worker.exitcode == 0
    assert _outcome("a") == Outcome.DONE


def test_a_run_over_its_time_is_ended(
    monkeypatch: pytest.MonkeyPatch, start: Callable[[], ForkProcess], tmp_path: Path
) -> None:
    lay(monkeypatch, job("a", _hanging(tmp_path), limit=timedelta(milliseconds=200)))
    _due_at_once("a")
    worker = start()
    eventually(lambda: _outcome("a") == Outcome.FAILED)
    assert "已终止" in JobState.objects.get(pk="a").said
    _stop(worker)


def test_two_workers_do_a_job_once(
    monkeypatch: pytest.MonkeyPatch, start: Callable[[], ForkProcess], tmp_path: Path
) -> None:
    (tmp_path / "go").touch()
    lay(monkeypatch, job("a", _hanging(tmp_path)))
    _due_at_once("a")
    workers = [start(), start()]
    eventually(lambda: _outcome("a") == Outcome.DONE)
    for each in workers:
        _stop(each)
    assert len(_runs(tmp_path)) == 1
    connections.close_all()
