"""Letters that were made final: which bytes bear which verification code. No name and no word of a letter stands here.

The bytes lie sealed in `apps.papers`; what anybody may verify by the code is organ, kind, 文号 and day.
"""

from __future__ import annotations

from django.db import models

from gongkai.apps.journal.models import Subject
from gongkai.apps.organs.models import Organ
from gongkai.apps.papers.models import Paper
from gongkai.apps.records.models import RecordCorrection
from gongkai.apps.requests.models import Request


class Ended(models.TextChoices):
    """Why a letter no longer holds."""

    REPLACED = "replaced", "已经由新的一份代替"
    WITHDRAWN = "withdrawn", "已经撤销"


class Letter(models.Model):
    """One final letter, of a request or of a request to correct a `record`. `kind` is a code of `law.decisions.letters`; `place` the number of the act that it tells of; `name` what it is
    called; `code` the keyed digest of the verification code; `digest` that of the bytes as made, `scan` that of the signed copy which went
    out in their place; `paper` what goes out now; `to_applicant` whether it is the applicant's.
    """

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="letters")
    record = models.ForeignKey(RecordCorrection, models.PROTECT, null=True, related_name="letters")
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=40)
    event = models.CharField(max_length=32)
    place = models.PositiveIntegerField()
    number = models.CharField(max_length=60, blank=True)
    day = models.DateField()
    to_applicant = models.BooleanField(default=True)
    code = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    scan = models.CharField(max_length=64, blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    person = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    ended = models.CharField(max_length=16, blank=True, choices=Ended.choices)
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("request", "place"), name="letter_in_force_once", condition=models.Q(ended="")
            ),
            models.UniqueConstraint(
                fields=("record", "place"), name="letter_of_record_once", condition=models.Q(ended="")
            ),
            models.CheckConstraint(
                condition=models.Q(request__isnull=True) ^ models.Q(record__isnull=True), name="letter_of_one_case"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.number}"

    @property
    def subject(self) -> str:
        """The sort of its case, as in the journal."""
        return Subject.REQUEST.value if self.request_id is not None else Subject.RECORD.value

    @property
    def case_id(self) -> int:
        """The id of its case."""
        found = self.request_id if self.request_id is not None else self.record_id
        if found is None:
            raise ValueError("a letter without a case")
        return found
