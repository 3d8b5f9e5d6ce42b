"""Running a job of the table, and noting down what came of it. Only the worker calls these; nothing here is an officer's act."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction

from gongkai.apps.journal.refusals import VaultRefusal
from gongkai.apps.people.rights import Forbidden
from gongkai.apps.schedule.jobs import JOBS, Job, job
from gongkai.apps.schedule.lock import alone
from gongkai.apps.schedule.models import Beat, JobState, Outcome
from gongkai.law.casework import Refusal

Clock = Callable[[], datetime]
_REFUSALS = (Refusal, VaultRefusal, Forbidden)
_LOG = logging.getLogger("gongkai.schedule")
_FIRST_RETRY, _LONGEST_RETRY = timedelta(minutes=1), timedelta(hours=1)


@transaction.atomic
def arrange(now: datetime) -> None:
    """Make the rows agree with the table: a new job waits for its next time, one that runs more often now comes sooner."""
    JobState.objects.exclude(key__in=[each.key for each in JOBS]).delete()
    known = JobState.objects.in_bulk()
    for each in JOBS:
        due = each.rhythm.after(now)
        if each.key not in known:
            JobState.objects.get_or_create(key=each.key, defaults={"next_at": due})
        elif known[each.key].next_at > due:
            JobState.objects.filter(pk=each.key).update(next_at=due)


def interrupted(now: datetime) -> list[str]:
    """Note down the runs that say «running» while nobody runs them: their process was killed. Their keys; they are due again."""
    found = []
    for key in JobState.objects.filter(outcome=Outcome.RUNNING).values_list("key", flat=True):
        with alone(key) as free:
            if free and JobState.objects.filter(pk=key, outcome=Outcome.RUNNING).update(
                outcome=Outcome.STOPPED, finished_at=now, said="上次没有做完就停了（程序被终止），将重做。"
            ):
                found.append(key)
    return found


def run(key: str, clock: Clock, forced: bool = False) -> JobState | None:
    """Run a job that is due (`forced`: or is not); None when it is not, or when another process runs it at this moment.

    A job that fails is noted with its reason and tried again, at first after a minute, then ever more seldom.
    """
    what = job(key)
    with alone(key) as free:
        if not free:
            return None
        begun = clock()
        state = JobState.objects.get(pk=key)
        if state.next_at > begun and not forced:
            return None
        JobState.objects.filter(pk=key).update(started_at=begun, finished_at=None, outcome=Outcome.RUNNING, said="")
        try:
            said = what.act(begun) or what.nothing
        except Exception as error:  # a job must never take the worker with it
            _LOG.error("定时任务“%s”没有做成", what.name, exc_info=not isinstance(error, _REFUSALS))
            return _failed(what, _reason(error), clock())
        if said != what.nothing:
            _LOG.info("%s：%s", what.name, said)
        return _done(what, said, clock())


def soon(key: str, now: datetime) -> None:
    """Let a job run with the next turn of the worker, seconds from now: somebody waits for it."""
    JobState.objects.filter(pk=job(key).key, next_at__gt=now).update(next_at=now)


def died(key: str, why: str, now: datetime) -> None:
    """Note down that a run ended without telling how: killed, out of memory, over its time. It is tried again."""
    if JobState.objects.filter(pk=key, outcome=Outcome.RUNNING).exists():
        _LOG.error("定时任务“%s”%s", job(key).name, why)
        _failed(job(key), why, now)


def beat(machine: str, pid: int, begun: datetime, now: datetime) -> None:
    """Note down that the worker lives."""
    told = {"pid": pid, "begun_at": begun, "seen_at": now}
    Beat.objects.update_or_create(machine=machine, defaults=told)
    Beat.objects.filter(seen_at__lt=now - timedelta(days=30)).delete()


def gone(machine: str) -> None:
    """Note down that the worker of a machine ended of its own accord."""
    Beat.objects.filter(machine=machine).delete()


def _reason(error: Exception) -> str:
    """What an officer is told: the refusal's own words; of a fault its kind alone, for its text may hold anything."""
    if isinstance(error, _REFUSALS):
        return error.reason
    if isinstance(error, DatabaseError):
        # A failed statement may have left the connection unusable for the note that follows.
        connection.close()
        return f"数据库没有应答，或者拒绝了（{type(error).__name__}），详情见日志。"
    return f"程序出错（{type(error).__name__}），详情见日志。"


def _done(what: Job, said: str, now: datetime) -> JobState:
    return _noted(what, Outcome.DONE, said, 0, what.rhythm.after(now), now)


def _failed(what: Job, said: str, now: datetime) -> JobState:
    failures = JobState.objects.values_list("failures", flat=True).get(pk=what.key) + 1
    pause: timedelta = min(_FIRST_RETRY * 2 ** min(failures - 1, 10), _LONGEST_RETRY)
    again = min(now + pause, what.rhythm.after(now))
    return _noted(what, Outcome.FAILED, said, failures, max(again, now + _FIRST_RETRY), now)


def _noted(what: Job, outcome: Outcome, said: str, failures: int, again: datetime, now: datetime) -> JobState:
    told = {"outcome": outcome, "said": said, "failures": failures, "next_at": again, "finished_at": now}
    if outcome is Outcome.DONE:
        told["succeeded_at"] = now
    JobState.objects.filter(pk=what.key).update(**told)
    return JobState.objects.get(pk=what.key)
