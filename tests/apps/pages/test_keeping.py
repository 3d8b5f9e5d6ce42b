"""The worker's two processes beside its jobs: what an act left behind is swept, a killed one is started again, both end in order."""

from __future__ import annotations

import os
import signal
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone

from gongkai.apps.pages import actions, keeping, queries, shelf
from gongkai.apps.pages.actions import Rendered
from gongkai.apps.schedule.jobs import STANDING, Standing
from gongkai.apps.schedule.watch import Watch
from gongkai.config import kept_pages
from tests.apps.schedule.table import eventually, forked

pytestmark = pytest.mark.django_db(transaction=True)


def kept() -> None:
    today = timezone.localdate()
    page = Rendered("/x.json", b"{}", frozenset({"lists:a"}), queries.newest(), today, today)
    assert actions.keep([page], timezone.now(), 5) == ["/x.json"]


def _sweeping(folder: Path, clock: object, stopping: object) -> None:
    with (folder / "sweepers").open("a") as file:
        file.write(f"{os.getpid()}\n")
    keeping.sweep_on(clock, stopping)  # type: ignore[arg-type]


def test_what_a_dead_act_left_is_swept_by_a_process_that_a_kill_does_not_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept()
    # The process of the act dies between its commit and the removal.
    monkeypatch.setattr(actions, "swept_after_commit", lambda: None)
    with transaction.atomic():
        actions.changed("lists:a")
    assert shelf.exists("/x.json")
    sweeper = Standing("sweep", "清除", "", partial(_sweeping, tmp_path))
    worker = forked(lambda: Watch(timezone.now, (sweeper,)).keep())
    try:
        eventually(lambda: not shelf.exists("/x.json"))
        assert kept_pages.state() == "ok"
        first = int((tmp_path / "sweepers").read_text().split()[0])
        os.kill(first, signal.SIGKILL)
        eventually(lambda: len((tmp_path / "sweepers").read_text().split()) > 1)
    finally:
        worker.terminate()
        worker.join(20)
    assert worker.exitcode == 0
    for pid in (tmp_path / "sweepers").read_text().split():
        eventually(lambda pid=pid: not Path(f"/proc/{pid}").exists())  # type: ignore[misc]


def test_midnight_is_swept_within_a_turn() -> None:
    kept()
    moments = iter([timezone.now(), timezone.now() + timedelta(days=1)])
    keeping.sweep_on(lambda: next(moments), _twice())
    assert not shelf.exists("/x.json")


def _twice() -> keeping.Stopping:
    turns = iter([False, True])
    return lambda seconds: next(turns)


def test_a_database_that_is_away_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[datetime] = []

    def away(now: datetime, patience: float) -> int:
        asked.append(now)
        raise OSError("away")

    monkeypatch.setattr(actions, "sweep", away)
    keeping.sweep_on(timezone.now, _twice())
    assert len(asked) == 2


def test_what_stands_beside_the_jobs_is_told() -> None:
    assert [each.key for each in STANDING] == ["pages-sweep", "pages-write"]
