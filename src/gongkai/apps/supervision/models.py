"""Activities with their sessions, and counts that other systems keep and the report needs.

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
    PRESS = "press", "新闻发布"
    FORUM = "forum", "座谈征询"


class ActivityState(models.TextChoices):
    PLANNED = "planned", "筹备中"
    HELD = "held", "已举办"
    EVALUATED = "evaluated", "已评估"
    CANCELLED = "cancelled", "已取消"


class Activity(models.Model):
    """An activity: planned, held on a day, evaluated; or only recorded as held, with nothing told of its sessions.

    `planned_on` is the day of its plan, `planned_for` the day for which it is planned. What was recorded as held without sessions
    counts as one session of its kind; as soon as sessions of its kind are held, they count instead (supervision.queries).
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="activities")
    number = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, choices=ActivityKind.choices)
    title = models.CharField(max_length=200)
    held_on = models.DateField(null=True)
    attendance = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=12, choices=ActivityState.choices, default=ActivityState.HELD)
    planned_on = models.DateField(null=True)
    planned_for = models.DateField(null=True)
    theme = models.CharField(max_length=200, blank=True)
    place = models.CharField(max_length=100, blank=True)
    organiser = models.CharField(max_length=100, blank=True)
    audience = models.CharField(max_length=200, blank=True)
    evaluated_on = models.DateField(null=True)
    result = models.CharField(max_length=500, blank=True)
    stopped_on = models.DateField(null=True)
    annulled = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), name="activity_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=("planned", "cancelled")) | models.Q(held_on__isnull=False),
                name="activity_held_on_a_day",
            ),
        )
        indexes = (models.Index(fields=("organ", "held_on"), name="activity_held"),)

    def __str__(self) -> str:
        return self.title


class SessionState(models.TextChoices):
    PLANNED = "planned", "待举办"
    HELD = "held", "已举办"
    CANCELLED = "cancelled", "已取消"


class Session(models.Model):
    """One session of an activity, which `activity` names by its number: planned, then held or cancelled.

    `speaker` is an office or a post, never a person's data. `policies` are the index or document numbers of what is
    interpreted, `items` those of materials that are published; `files` are those handed in here, a line each: digest, space, name.
    `asked` and `answered` count questions, `feedback` the opinions collected, which `summary` sums up.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="sessions")
    number = models.CharField(max_length=40)
    activity = models.CharField(max_length=40)
    kind = models.CharField(max_length=16, choices=ActivityKind.choices, default=ActivityKind.INTERPRETATION)
    title = models.CharField(max_length=200)
    noted_on = models.DateField()
    planned_for = models.DateField()
    starts = models.CharField(max_length=5, blank=True)
    place = models.CharField(max_length=100, blank=True)
    speaker = models.CharField(max_length=100, blank=True)
    policies = models.CharField(max_length=300, blank=True)
    items = models.CharField(max_length=300, blank=True)
    files = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=SessionState.choices, default=SessionState.PLANNED)
    held_on = models.DateField(null=True)
    attendance = models.PositiveIntegerField(default=0)
    asked = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    feedback = models.PositiveIntegerField(default=0)
    summary = models.CharField(max_length=500, blank=True)
    stopped_on = models.DateField(null=True)
    annulled = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), name="session_number_once"),
            models.CheckConstraint(
                condition=~models.Q(state="held") | models.Q(held_on__isnull=False), name="session_held_on_a_day"
            ),
        )
        indexes = (
            models.Index(fields=("organ", "held_on"), name="session_held"),
            models.Index(fields=("organ", "activity"), name="session_of_activity"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def materials(self) -> list[tuple[str, str]]:
        """Digest and name of each file."""
        return [(digest, name) for digest, _, name in (line.partition(" ") for line in self.files.splitlines())]


class SessionFile(models.Model):
    """That a session uses a file, which keeps it from being swept away (files.actions)."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    session = models.CharField(max_length=40)
    blob = models.ForeignKey("files.Blob", models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("organ", "session", "blob"), name="session_file_once"),)

    def __str__(self) -> str:
        return f"{self.session} {self.blob_id}"


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
