"""A table of jobs for tests, in the place of the real one, and processes to run them in."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from datetime import timedelta
from multiprocessing.context import ForkProcess

import pytest
from django.db import connections

from gongkai.apps.schedule import actions, jobs, queries
from gongkai.apps.schedule.jobs import Job
from gongkai.apps.schedule.rhythm import Every, Rhythm

_FORK = multiprocessing.get_context("fork")
_PATIENCE_SECONDS = 20


def job(
    key: str, act: Callable[..., str], rhythm: Rhythm | None = None, limit: timedelta = timedelta(minutes=10)
) -> Job:
    return Job(key, f"任务{key}", "试验。", rhythm or Every(5), act, "没有要做的。", limit)


def lay(monkeypatch: pytest.MonkeyPatch, *table: Job) -> None:
    """Let these be the jobs."""
    for module in (jobs, actions, queries):
        monkeypatch.setattr(module, "JOBS", table)
    monkeypatch.setattr(jobs, "_BY_KEY", {each.key: each for each in table})


def forked(target: Callable[[], object]) -> ForkProcess:
    """A process of its own, as another machine would be one."""
    connections.close_all()
    process = _FORK.Process(target=target)
    process.start()
    return process


def eventually(seen: Callable[[], object]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while not seen():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)
