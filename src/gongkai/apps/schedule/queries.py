"""What is due, how does each job stand, and does the worker live? For the worker, the desk and `gongkai doctor`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from gongkai.apps.pages import queries as pages
from gongkai.apps.people.actor import Actor
from gongkai.apps.people.rights import demand, may
from gongkai.apps.schedule.jobs import JOBS, STANDING, Job
from gongkai.apps.schedule.models import Beat, JobState, Outcome

BEAT_PATIENCE = timedelta(minutes=3)
"""After how long without a sign of life the worker counts as standing still."""


@dataclass(frozen=True, slots=True)
class JobView:
    """A job with its state; `fault` says in one sentence what is wrong with it, empty for nothing."""

    job: Job
    state: JobState | None
    fault: str

    @property
    def rhythm(self) -> str:
        return str(self.job.rhythm)

    @property
    def outcome(self) -> str:
        return self.state.get_outcome_display() if self.state else ""


@dataclass(frozen=True, slots=True)
class StandingView:
    """What goes on all the time beside the jobs: how far it is in a sentence, and what is wrong with it."""

    name: str
    does: str
    said: str
    fault: str


@dataclass(frozen=True, slots=True)
class Board:
    """All jobs. `fault` is what is wrong with the worker itself, empty while it lives."""

    jobs: tuple[JobView, ...]
    beats: tuple[Beat, ...]
    fault: str
    standing: tuple[StandingView, ...] = ()

    @property
    def faults(self) -> list[str]:
        """Everything that is wrong: while the worker stands still that alone, for all else follows from it."""
        if self.fault:
            return [self.fault]
        told = [(each.job.name, each.fault) for each in self.jobs] + [(each.name, each.fault) for each in self.standing]
        return [f"{name}：{fault}" for name, fault in told if fault]


def due(now: datetime) -> list[str]:
    """The keys of the jobs whose time has come, the longest waiting first."""
    known = [each.key for each in JOBS]
    return list(
        JobState.objects.filter(next_at__lte=now, key__in=known).order_by("next_at").values_list("key", flat=True)
    )


def board(actor: Actor, now: datetime) -> Board:
    """How everything stands. Refused: `Forbidden`."""
    demand(actor, "schedule.read")
    return examined(now)


def faults(actor: Actor, now: datetime) -> list[str]:
    """What is wrong, for the strip on the first page of those who may see it; empty for everybody else."""
    return examined(now).faults if may(actor, "schedule.read") else []


def examined(now: datetime) -> Board:
    """How everything stands, for whoever operates the machine."""
    states = JobState.objects.in_bulk()
    beats = tuple(Beat.objects.order_by("-seen_at"))
    views = tuple(JobView(each, states.get(each.key), _fault(each, states.get(each.key), now)) for each in JOBS)
    return Board(views, beats, _stopped(beats, now), _standing())


def stopped(now: datetime) -> str:
    """What is wrong with the worker itself, for a page on which somebody waits for it; empty while it lives."""
    return _stopped(tuple(Beat.objects.order_by("-seen_at")), now)


def _standing() -> tuple[StandingView, ...]:
    """What goes on beside the jobs on this machine, as its files tell."""
    faults = {"pages-sweep": _sweeping(), "pages-write": pages.fault()}
    said = {"pages-write": pages.said()}
    return tuple(StandingView(each.name, each.does, said.get(each.key, ""), faults[each.key]) for each in STANDING)


def _sweeping() -> str:
    quiet = pages.late()
    return f"已有 {quiet:.0f} 秒没有动静，过时的页面可能还在。请看 gongkai worker 是否在运行。" if quiet else ""


def _stopped(beats: tuple[Beat, ...], now: datetime) -> str:
    if not beats:
        return "定时任务没有启动：到时公开、日汇总等都不会自动进行。请用 gongkai run 或者 gongkai worker 启动。"
    quiet = now - beats[0].seen_at
    if quiet > BEAT_PATIENCE:
        return f"定时任务停了：已有{span(quiet)}没有动静。请重新启动 gongkai worker。"
    return ""


def _fault(what: Job, state: JobState | None, now: datetime) -> str:
    if state is None:
        return "从未运行，请启动定时任务（gongkai worker）。"
    if state.outcome == Outcome.RUNNING and state.started_at and now > state.started_at + what.limit + BEAT_PATIENCE:
        return f"运行了{span(now - state.started_at)}还没有结束，可能已经中断。"
    overdue = now - state.next_at
    if state.outcome != Outcome.RUNNING and overdue > what.rhythm.patience:
        last = f"上次运行 {_told(state.started_at)}" if state.started_at else "从未运行"
        return f"{last}，应于 {_told(state.next_at)} 运行，已超过{span(overdue)}没有运行。"
    if state.outcome == Outcome.FAILED:
        return f"连续 {state.failures} 次没有做成：{state.said}"
    return ""


def span(length: timedelta) -> str:
    """A length of time in the largest unit that fits, for a sentence."""
    minutes = int(length.total_seconds() // 60)
    if minutes < 120:
        return f" {max(1, minutes)} 分钟"
    return f" {minutes // 60} 小时" if minutes < 48 * 60 else f" {minutes // (24 * 60)} 天"


def _told(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")
