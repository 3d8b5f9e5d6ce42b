"""Requests that an organ correct what it recorded about the one who asks. Every column but identity is a cache of what
`law.casework.record.replay` says of the acts."""

from __future__ import annotations

from django.db import models

from gongkai.apps.journal.models import PersonalRecord
from gongkai.apps.organs.models import Organ
from gongkai.law.procedures import RECORD
from gongkai.law.procedures.request_forms import APPLICANT_KINDS


class RecordCorrection(models.Model):
    """One request. `number` is once per organ; finding and outcome are codes of the law; `identified` what was found of who asks; `code` the
    keyed digest of the code by which he follows it; `person` the sealed record of who asks."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="record_corrections")
    number = models.CharField(max_length=40)

    state = models.CharField(max_length=16, choices=tuple(RECORD.states.items()))
    acts = models.PositiveIntegerField()
    channel = models.CharField(max_length=16)
    applicant = models.CharField(max_length=16, choices=tuple(APPLICANT_KINDS.items()))
    subject = models.CharField(max_length=200)
    request_number = models.CharField(max_length=40, blank=True)
    identified = models.CharField(max_length=16, blank=True)
    code = models.CharField(max_length=64, blank=True, db_index=True)
    person = models.ForeignKey(PersonalRecord, models.PROTECT, null=True, blank=True, related_name="+")
    received_on = models.DateField()
    next_due_on = models.DateField(null=True)
    next_due_key = models.CharField(max_length=40, blank=True)
    provisional = models.BooleanField(default=False)
    awaiting = models.BooleanField(default=False)
    finding = models.CharField(max_length=16, blank=True)
    outcome = models.CharField(max_length=16, blank=True)
    closed_on = models.DateField(null=True)
    voided_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organ", "number"), name="record_correction_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=tuple(state for state in RECORD.states if state != "new")),
                name="record_state_of_the_procedure",
            ),
        )
        indexes = (models.Index(fields=("organ", "state", "next_due_on"), name="record_desk"),)

    def __str__(self) -> str:
        return self.number

    @property
    def masked_name(self) -> str:
        """The name as lists may show it. Select `person` with the row."""
        return self.person.masked if self.person else ""
