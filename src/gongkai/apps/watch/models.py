"""What the watch keeps: its rounds, the alerts, the next step of every open case, and the secret addresses of officers' calendars.

Operating data, made anew from the cases by every round; of it only what officers put off is in the journal. Nothing names a person who asked.
Changed by `watch.actions` only.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gongkai.apps.organs.models import Organ
from gongkai.apps.people.models import Person, Role

WHY = {
    "in_hand": "已在办理",
    "arranged": "已与对方约定时间",
    "waiting": "等待他人答复",
    "known": "情况已知，到时再提醒",
}
"""Why an alert may be put off: a choice and no free text, so that no name slips in."""


class Round(models.Model):
    """One walk over all that is open. `place` and `after` say how far it came: one that was killed goes on from there."""

    day = models.DateField(db_index=True)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    place = models.CharField(max_length=16, blank=True)
    after = models.BigIntegerField(default=0)
    checked = models.PositiveIntegerField(default=0)
    raised = models.PositiveIntegerField(default=0)
    settled = models.PositiveIntegerField(default=0)
    took_ms = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("day",), condition=Q(finished_at__isnull=True), name="watch_round_under_way_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"


class CheckedInOrgan(models.Model):
    """How many open cases of an organ a round looked at, and how many alerts stood when it ended: what the heartbeat says to that organ."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="organs")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    checked = models.PositiveIntegerField(default=0)
    standing = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("round", "organ"), name="watch_checked_once"),)

    def __str__(self) -> str:
        return f"{self.round}：{self.checked}"


class Alert(models.Model):
    """One fact that somebody must know of, by its key: it is raised once, stands while it is true, and is settled when it is gone.

    `subject` and `subject_id` as in the journal. `role` can settle it by `event`, `told` are all roles that hear of it, with commas;
    `assigned` is the name that the case was given to, `assignee` the person where that name has a login. `put_off_until` is an officer's own act, with `put_off_why` of `WHY`: the alert stays on
    the page, but tells nobody before that day.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=16)
    subject_id = models.PositiveBigIntegerField()
    key = models.CharField(max_length=160)
    number = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    sentence = models.CharField(max_length=300)
    due = models.DateField(null=True)
    urgency = models.PositiveSmallIntegerField()
    event = models.CharField(max_length=32, blank=True)
    role = models.CharField(max_length=16)
    told = models.CharField(max_length=80, blank=True)
    assigned = models.CharField(max_length=40, blank=True)
    assignee = models.ForeignKey(Person, models.PROTECT, null=True, db_index=False, related_name="+")
    raised_on = models.DateField()
    told_at = models.DateTimeField(null=True)
    settled_on = models.DateField(null=True)
    put_off_until = models.DateField(null=True)
    put_off_why = models.CharField(max_length=16, blank=True, choices=tuple(WHY.items()))
    put_off_by = models.CharField(max_length=40, blank=True)
    put_off_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("subject", "subject_id", "key"), name="watch_alert_once"),)
        indexes: ClassVar = (
            models.Index(
                fields=("organ", "urgency", "due"), name="watch_alert_standing", condition=Q(settled_on__isnull=True)
            ),
            # For whoever sees many organs: the most urgent of all stand first.
            models.Index(
                fields=("urgency", "due", "id", "organ", "subject"),
                name="watch_alert_urgent",
                condition=Q(settled_on__isnull=True),
            ),
            models.Index(
                fields=("organ", "kind", "subject"), name="watch_alert_kind", condition=Q(settled_on__isnull=True)
            ),
            models.Index(
                F("id"), name="watch_alert_untold", condition=Q(settled_on__isnull=True, told_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.key}"


class Step(models.Model):
    """What is to be done next in one open case, and until when. `acts` is how many acts of the case were known when it was written.

    `changes` counts how often what a calendar shows of it moved; a row whose case ended says so for some weeks, so that calendars
    take the entry away.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    subject = models.CharField(max_length=16)
    subject_id = models.PositiveBigIntegerField()
    acts = models.PositiveIntegerField()
    number = models.CharField(max_length=60)
    assigned = models.CharField(max_length=40, blank=True)
    assignee = models.ForeignKey(Person, models.PROTECT, null=True, db_index=False, related_name="+")
    event = models.CharField(max_length=32, blank=True)
    name = models.CharField(max_length=60)
    by = models.DateField(null=True)
    role = models.CharField(max_length=16, blank=True)
    due = models.DateField(null=True)
    due_name = models.CharField(max_length=40, blank=True)
    waiting = models.BooleanField(default=False)
    provisional = models.BooleanField(default=False)
    late = models.BooleanField(default=False)
    changes = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("subject", "subject_id"), name="watch_step_once"),)
        indexes = (
            models.Index(
                fields=("organ", "subject", "assignee", "assigned", "due"),
                name="watch_step_load",
                condition=Q(ended_on__isnull=True, waiting=False),
            ),
            models.Index(fields=("organ", "due"), name="watch_step_of_organ"),
            models.Index(fields=("ended_on",), name="watch_step_ended", condition=Q(ended_on__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class Feed(models.Model):
    """The secret address of one officer's calendar in one post. The address itself is shown once and kept nowhere, only its digest."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    role = models.CharField(max_length=16, choices=Role.choices)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    fetched_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "organ", "role"),
                condition=Q(revoked_at__isnull=True),
                name="watch_feed_in_force_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}"
