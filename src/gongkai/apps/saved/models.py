"""Filters under a name, and tables that are being made of what they show. Operating data: no journal, no acts; losing them loses a convenience."""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ
from gongkai.apps.people.models import Person


class SavedFilter(models.Model):
    """A filter of a list: `query` is the rest of its address. `shared` is seen by everybody in the organ who may see the list."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    name = models.CharField(max_length=20)
    query = models.CharField(max_length=500)
    shared = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "person", "name"), name="saved_filter_once"),)

    def __str__(self) -> str:
        return self.name


class FirstFilter(models.Model):
    """The filter with which the list opens for somebody in an organ."""

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    chosen = models.ForeignKey(SavedFilter, models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "person"), name="saved_first_once"),)

    def __str__(self) -> str:
        return f"{self.person_id}@{self.organ_id}: {self.chosen_id}"


class Table(models.Model):
    """A table of requests that is being made, or lies ready until `until`. For who asked for it only.

    `wanted` are the filters as JSON. `after` is the id of the last request that is written, `size` the bytes of the file until there: a run
    that was cut off goes on from it. There is nothing personal in it but masked names: what is not masked is never written to a disk.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "等待生成"
        STOPPED = "stopped", "已停下"
        READY = "ready", "可以下载"
        REFUSED = "refused", "没有做成"

    organ = models.ForeignKey(Organ, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    role = models.CharField(max_length=16)
    wanted = models.JSONField()
    day = models.DateField()
    form = models.CharField(max_length=8)
    state = models.CharField(max_length=16, choices=State, default=State.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    after = models.PositiveBigIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"导出 {self.pk}"
