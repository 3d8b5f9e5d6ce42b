"""Runs of taking in a ledger: who, which file, what came of it. Made by `ledgers.actions` only."""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ


class State(models.TextChoices):
    DONE = "done", "已导入"
    UNCHANGED = "unchanged", "没有新的内容"
    REFUSED = "refused", "有问题，没有导入"


class ImportRun(models.Model):
    """One run. `counts` says how many of each sort were new; `faults` how many places were refused.

    What the faults said is not kept: it may quote personal data. The run of a change has its entry in the journal.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="import_runs")
    person = models.CharField(max_length=40)
    file_name = models.CharField(max_length=200, blank=True)
    file_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    state = models.CharField(max_length=16, choices=State.choices)
    counts = models.JSONField(default=dict)
    faults = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-at", "-pk")
        indexes = (models.Index(fields=("organ", "-at"), name="import_run_latest"),)

    def __str__(self) -> str:
        return f"{self.file_name or self.file_hash[:8]}：{self.get_state_display()}"
