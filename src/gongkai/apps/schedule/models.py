"""How each recurring job stands, and when the worker was last seen. Operating data: nothing of it is in the journal."""

from __future__ import annotations

from django.db import models


class Outcome(models.TextChoices):
    """How the last run ended. A job that never ran has none."""

    RUNNING = "running", "正在运行"
    DONE = "done", "完成"
    FAILED = "failed", "没有做成"
    STOPPED = "stopped", "中断"


class JobState(models.Model):
    """One job of the table (jobs.py): when it ran, what came of it, when it runs next.

    `next_at` moves only when a run has ended, so that a run that was killed is due again. `said` is a sentence for the
    officer, never a traceback. `failures` counts those since the last success.
    """

    key = models.CharField(max_length=40, primary_key=True)
    next_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    succeeded_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=12, blank=True, choices=Outcome.choices)
    said = models.TextField(blank=True)
    failures = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.key} {self.outcome}"


class Beat(models.Model):
    """A machine on which the worker lives, and when it was last seen to."""

    machine = models.CharField(max_length=200, primary_key=True)
    pid = models.PositiveIntegerField()
    begun_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.machine} {self.seen_at:%Y-%m-%d %H:%M}"
