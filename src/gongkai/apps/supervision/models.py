"""Activities, and counts that other systems keep and the report needs.

Every row is a cache of its entries in the journal (`supervision.actions`, `gongkai rebuild`). `annulled` rows were recorded
by mistake and are counted nowhere.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.organs.models import Organ


class ActivityKind(models.TextChoices):
    OPEN_DAY = "open_day", "政务公开日"
    INTERPRETATION = "interpretation", "政策解读"
    TRAINING = "training", "业务培训"
    ASSESSMENT = "assessment", "考核评议"


class Activity(models.Model):
    """One session held on a day."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="activities")
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, choices=ActivityKind.choices)
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    attendance = models.PositiveIntegerField(default=0)
    annulled = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "number"), name="activity_number_once"),)
        indexes = (models.Index(fields=("organ", "held_on"), name="activity_held"),)

    def __str__(self) -> str:
        return self.title


class TallyKind(models.TextChoices):
    """Figures of table 2 that come from the systems of licensing, punishment and revenue."""

    LICENCE_GRANTED = "licence_granted", "行政许可（准予）"
    LICENCE_REFUSED = "licence_refused", "行政许可（不予）"
    PENALTY = "penalty", "行政处罚"
    COERCION = "coercion", "行政强制"
    CHARGES_YUAN = "charges_yuan", "行政事业性收费（元）"


class Tally(models.Model):
    """A count reported for a stretch of days within one year, both ends included.

    One organ's stretches of a kind do not overlap: `supervision.actions` refuses it under a lock on the organ.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="tallies")
    kind = models.CharField(max_length=20, choices=TallyKind.choices)
    since = models.DateField()
    until = models.DateField()
    amount = models.PositiveBigIntegerField()
    source = models.CharField(max_length=200)
    annulled = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="tally_ends_after_start"),
        )
        indexes = (models.Index(fields=("organ", "kind", "since"), name="tally_of_kind"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.since:%Y-%m-%d}–{self.until:%Y-%m-%d}：{self.amount}"
