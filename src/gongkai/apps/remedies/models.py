"""Reviews and suits. Every column but identity is a cache of what `law.casework.remedy.replay` says of the acts."""

from __future__ import annotations

from django.db import models

from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.organs.models import Organ
from gongkai.law.procedures import REMEDY


class Remedy(models.Model):
    """One review or suit. `number` is the office's own, once per organ; group, capacity and outcome are codes of the law.

    `person` is the sealed record of the applicant or plaintiff (journal.vault).
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="remedies")
    number = models.CharField(max_length=40)

    state = models.CharField(max_length=16, choices=tuple(REMEDY.states.items()))
    acts = models.PositiveIntegerField()
    group = models.CharField(max_length=32)
    capacity = models.CharField(max_length=16)
    subject = models.CharField(max_length=200)
    forum = models.CharField(max_length=100)
    request_number = models.CharField(max_length=40, blank=True)
    person = models.ForeignKey(PersonalRecord, models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField()
    next_due_on = models.DateField(null=True)
    next_due_key = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=32, blank=True)
    closed_on = models.DateField(null=True)
    voided_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), name="remedy_number_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=tuple(state for state in REMEDY.states if state != "new")),
                name="remedy_state_of_the_procedure",
            ),
        )
        indexes = (
            models.Index(fields=("organ", "received_on"), name="remedy_received"),
            models.Index(fields=("organ", "request_number"), name="remedy_of_request"),
        )

    def __str__(self) -> str:
        return self.number

    @property
    def masked_name(self) -> str:
        """The applicant's or plaintiff's name as lists may show it. Select `person` with the row."""
        return self.person.masked if self.person else ""
